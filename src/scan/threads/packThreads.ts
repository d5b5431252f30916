import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MORE, type PackBatch, type PackOrder } from './packMessages.js';
import { hasThread, threadFile } from './threadFile.js';

/** Smaller packs are read before a thread has started. */
const SMALLEST_PACK = 4 * 1024 * 1024;
const MOST_THREADS = 3;
/** Each thread is asked for so many batches at a time, which is all that it can be ahead. */
const BATCHES = 2;

const THREAD = 'packThread';

/** @param size of a pack, in bytes */
export function isWorthThreads(size: number): boolean {
  return size >= SMALLEST_PACK && availableParallelism() > 1 && hasThread(THREAD);
}

/**
 * Threads that read packs, one pack after the other. They can be started before it is known what they are to read:
 * that takes them as long as git to list the refs.
 */
export class PackThreads {
  #workers: readonly Worker[] = [];
  #isReading = false;

  /** Starts them where a repository has a pack that is worth it, if that is told at once. @param root of a work tree */
  startFor(root: string): void {
    const folder = join(root, '.git/objects/pack');
    try {
      const packs = readdirSync(folder).filter((name) => name.endsWith('.pack'));
      if (packs.some((name) => isWorthThreads(statSync(join(folder, name)).size))) this.#start();
    } catch {
      // A bare repository; or `.git` is a file, as in linked work trees and submodules.
    }
  }

  #start(): void {
    if (this.#workers.length > 0) return;
    this.#workers = Array.from({ length: Math.min(MOST_THREADS, availableParallelism() - 1) }, () => {
      const worker = new Worker(threadFile(THREAD), { stdout: false, stderr: false });
      // Whether it failed is asked by who has work for it.
      worker.on('error', () => {});
      return worker;
    });
  }

  /**
   * @param onBatch told of each batch, in a turn of its own
   * @returns whether all that they took of the pack was read: false where a thread failed
   * @throws what `onBatch` throws
   */
  async read(order: PackOrder, onBatch: (batch: PackBatch) => void): Promise<boolean> {
    this.#start();
    this.#isReading = true;
    const ends = await Promise.all(this.#workers.map((worker) => ask(worker, order, onBatch)));
    this.#isReading = false;
    return ends.every((isWhole) => isWhole);
  }

  /** Those that are still at work on a pack are ended. */
  endReading(): void {
    if (this.#isReading) this.end();
  }

  end(): void {
    for (const worker of this.#workers) void worker.terminate();
    this.#workers = [];
    this.#isReading = false;
  }
}

function ask(worker: Worker, order: PackOrder, onBatch: (batch: PackBatch) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const end = (isWhole: boolean): void => {
      worker.off('message', take);
      worker.off('exit', fail);
      resolve(isWhole);
    };
    const fail = (): void => end(false);
    const take = (batch: PackBatch): void => {
      if (!batch.isLast) worker.postMessage(MORE);
      try {
        onBatch(batch);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      if (batch.isLast) end(true);
    };
    // One that ended before there was work for it has no thread any more.
    if (worker.threadId === -1) return fail();
    worker.on('message', take);
    worker.on('exit', fail);
    worker.postMessage(order);
    for (let batch = 0; batch < BATCHES; batch += 1) worker.postMessage(MORE);
  });
}
