import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ObjectType } from '../../git/batchParser.js';
import type { PackFile } from '../../git/pack/packFile.js';
import type { PackHelp, PackSink } from '../../git/readObjects.js';
import type { RuleNames } from './nameRules.js';
import { ANSWERS, type PackAnswer, type PackBatch, type PackThreadData } from './packMessages.js';

/** Smaller packs are read before a thread has started. */
const SMALLEST_PACK = 4 * 1024 * 1024;
const MOST_THREADS = 3;
/** Each thread is asked for so many batches at a time, which is all that it can be ahead. */
const BATCHES = 2;

/** Beside the program, where that was built. */
const threadFile = (): string => fileURLToPath(new URL('./packThread.cjs', import.meta.url));

/** An object that was looked at. */
export interface LookedObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly size: number;
  readonly answer: PackAnswer;
  /** Of one that is left to be looked at; good until the next one. */
  readonly bytes?: Buffer;
}

/** Threads that look at objects of packs that are worth it. */
export function packHelp(
  rules: RuleNames | undefined,
  types: readonly ObjectType[],
  onLooked: (object: LookedObject) => void,
): (pack: PackFile) => PackHelp | undefined {
  return (pack) => {
    const threads = Math.min(MOST_THREADS, availableParallelism() - 1);
    if (!rules || threads === 0 || pack.size < SMALLEST_PACK || !existsSync(threadFile())) return undefined;
    let workers: readonly Worker[] = [];
    return {
      async begin(claims, sink) {
        const data: PackThreadData = { paths: pack.paths, claims, types, rules };
        workers = Array.from(
          { length: threads },
          () => new Worker(threadFile(), { workerData: data, stdout: false, stderr: false }),
        );
        const ends = await Promise.all(
          workers.map((worker) => receive(worker, (batch) => hand(batch, types, sink, onLooked))),
        );
        return ends.every((isWhole) => isWhole);
      },
      end() {
        for (const worker of workers) void worker.terminate();
      },
    };
  };
}

/** Takes what a thread says to its end; false where the thread failed. @throws what `onBatch` throws */
function receive(worker: Worker, onBatch: (batch: PackBatch) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    worker.on('message', (batch: PackBatch) => {
      if (!batch.isLast) worker.postMessage('more', []);
      try {
        onBatch(batch);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      if (batch.isLast) resolve(true);
    });
    worker.on('error', () => resolve(false));
    worker.on('exit', () => resolve(false));
    for (let batch = 0; batch < BATCHES; batch += 1) worker.postMessage('more', []);
  });
}

function hand(
  { objects, left, odd, listed }: PackBatch,
  types: readonly ObjectType[],
  sink: PackSink,
  onLooked: (object: LookedObject) => void,
): void {
  sink.onListed(listed);
  let start = 0;
  for (let at = 0; at < objects.length; at += FIELDS) {
    const type = types[objects[at + 1] as number] as ObjectType;
    const size = objects[at + 2] as number;
    const answer = ANSWERS[objects[at + 3] as number] as PackAnswer;
    const oid = sink.onObject(objects[at] as number, type);
    const bytes = answer === 'left' ? Buffer.from(left, start, size) : undefined;
    start += bytes ? size : 0;
    if (oid !== undefined) onLooked({ oid, type, size, answer, ...(bytes && { bytes }) });
  }
  for (const place of odd) sink.onOdd(place);
}

/** Numbers of an object. */
const FIELDS = 4;
