import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AskedFile, TreeOrder, TreeReply } from './lookAtFiles.js';
import { hasThread, threadFile } from './threadFile.js';

const MOST_THREADS = 3;

const THREAD = 'treeThread';

/** A thread and what it was asked for, in order. */
export interface TreeThread {
  /** False where it did not start. */
  readonly isReady: Promise<boolean>;
  /** Nothing is to be had from it any more. */
  readonly hasEnded: boolean;
  /** Nobody asks for what it may still say. */
  readonly isUnwanted: boolean;
  begin(order: TreeOrder): void;
  /** `undefined` where the thread failed. */
  look(files: readonly AskedFile[]): Promise<TreeReply | undefined>;
  /** Nothing is left for a thread that has not started yet. */
  endIfLate(): void;
  end(): void;
}

class Thread implements TreeThread {
  readonly isReady: Promise<boolean>;
  hasEnded = false;
  isUnwanted = false;
  readonly #worker: Worker;
  readonly #waiting: ((reply: TreeReply | undefined) => void)[] = [];
  #onReady: (isReady: boolean) => void = () => {};

  constructor() {
    this.isReady = new Promise((resolve) => (this.#onReady = resolve));
    this.#worker = new Worker(threadFile(THREAD), { stdout: false, stderr: false });
    this.#worker.on('message', (told: TreeReply | 'ready') => {
      if (told === 'ready') this.#onReady(true);
      else this.#waiting.shift()?.(told);
    });
    this.#worker.on('error', () => this.#giveUp());
    this.#worker.on('exit', () => this.#giveUp());
  }

  begin(order: TreeOrder): void {
    this.#worker.postMessage(order);
  }

  look(files: readonly AskedFile[]): Promise<TreeReply | undefined> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#worker.postMessage(files);
    });
  }

  endIfLate(): void {
    this.#onReady(false);
  }

  end(): void {
    this.isUnwanted = true;
    void this.#worker.terminate();
  }

  #giveUp(): void {
    this.hasEnded = true;
    this.#onReady(false);
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
  }
}

/** As many as help here. Whoever asks for them ends them. */
export function startThreads(): readonly TreeThread[] {
  if (!hasThread(THREAD)) return [];
  const count = Math.min(MOST_THREADS, availableParallelism() - 1);
  return Array.from({ length: count }, () => new Thread());
}
