import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ObjectType } from '../batchParser.js';
import type { PackFile } from './packFile.js';
import type { PackBatch, PackThreadData } from './packThread.js';
import type { PackObject } from './readPack.js';

/** Smaller packs are read before a thread has started. */
const SMALLEST_PACK = 4 * 1024 * 1024;
const MOST_THREADS = 3;
/** Each thread has two of these, which is all that it can be ahead. */
const BATCH_BYTES = 2 * 1024 * 1024;
const BATCHES = 2;

/** Beside the program, where that was built. */
const threadFile = (): string => fileURLToPath(new URL('./packThread.cjs', import.meta.url));

/** How many threads are worth starting for a pack; 0 for none. */
export function threadsFor(pack: PackFile): number {
  if (pack.size < SMALLEST_PACK || !existsSync(threadFile())) return 0;
  return Math.min(MOST_THREADS, availableParallelism() - 1);
}

/**
 * Reads a pack in threads, while this one does what `onObject` does. A base comes before what is made from it.
 *
 * @param onOdd told of places that could not be read here
 * @param onListed told of objects of all kinds, as they are passed
 * @returns whether all of it was read: false where a thread failed
 */
export async function readAhead(
  pack: PackFile,
  threads: number,
  types: readonly ObjectType[],
  onObject: (object: PackObject) => void,
  onOdd: (place: number) => void,
  onListed: (count: number) => void,
): Promise<boolean> {
  const workers = Array.from({ length: threads }, (_, part) => {
    const workerData: PackThreadData = { paths: pack.paths, part: { part, of: threads }, types };
    return new Worker(threadFile(), { workerData, stdout: false, stderr: false });
  });
  const onBatch = (batch: PackBatch): void => {
    onListed(batch.listed);
    for (const object of unpack(batch, types)) onObject(object);
    for (const place of batch.odd) onOdd(place);
  };
  try {
    const ends = await Promise.all(workers.map((worker) => receive(worker, onBatch)));
    return ends.every((isWhole) => isWhole);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Takes what a thread reads to its end; false where the thread failed. @throws what `onBatch` throws */
function receive(worker: Worker, onBatch: (batch: PackBatch) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    worker.on('message', (batch: PackBatch) => {
      try {
        onBatch(batch);
      } catch (error) {
        return reject(error instanceof Error ? error : new Error(String(error)));
      }
      if (batch.isLast) return resolve(true);
      const buffer = batch.buffer.byteLength === BATCH_BYTES ? batch.buffer : new ArrayBuffer(BATCH_BYTES);
      worker.postMessage(buffer, [buffer]);
    });
    worker.on('error', () => resolve(false));
    worker.on('exit', () => resolve(false));
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const buffer = new ArrayBuffer(BATCH_BYTES);
      worker.postMessage(buffer, [buffer]);
    }
  });
}

function* unpack({ buffer, objects }: PackBatch, types: readonly ObjectType[]): Generator<PackObject> {
  let start = 0;
  for (let at = 0; at < objects.length;) {
    const place = objects[at] as number;
    const type = types[objects[at + 1] as number] as ObjectType;
    const length = objects[at + 2] as number;
    const base = objects[at + 3] as number;
    const end = at + FIELDS + (objects[at + 4] as number);
    const bytes = Buffer.from(buffer, start, length);
    yield base === -1
      ? { place, type, bytes }
      : { place, type, bytes, base, changes: objects.subarray(at + FIELDS, end) };
    start += length;
    at = end;
  }
}

/** Numbers before the changes. */
const FIELDS = 5;
