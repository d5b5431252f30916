// Reads a part of a pack ahead of who looks at the objects, in a thread of its own.
import { parentPort, workerData } from 'node:worker_threads';
import type { ObjectType } from '../batchParser.js';
import { PackFile, type PackPaths } from './packFile.js';
import { readPackIndex } from './packIndex.js';
import { readPack, type PackObject, type PackPart } from './readPack.js';

export interface PackThreadData {
  readonly paths: PackPaths;
  readonly part: PackPart;
  readonly types: readonly ObjectType[];
}

/** Objects that were read, in answer to a buffer that was sent. */
export interface PackBatch {
  /** Their bytes, one after the other. */
  readonly buffer: ArrayBuffer;
  /** Of each: place, index in `types`, length, base or -1, how many numbers follow, the changes. */
  readonly objects: Int32Array<ArrayBuffer>;
  /** Places of what git has to be asked for. */
  readonly odd: readonly number[];
  /** Objects of all kinds that were passed since the last batch. */
  readonly listed: number;
  /** Nothing comes after this. */
  readonly isLast: boolean;
}

const { paths, part, types } = workerData as PackThreadData;

function* read(odd: number[]): Generator<PackObject> {
  const index = readPackIndex(paths.index, paths.hashBytes);
  if (index === undefined) throw new Error('the index of the pack has changed');
  const wanted = new Set(types);
  yield* readPack(
    new PackFile(paths, index),
    (_place, type) => {
      listed += 1;
      return wanted.has(type);
    },
    (place) => odd.push(place),
    part,
  );
}

const odd: number[] = [];
let listed = 0;
const objects = read(odd);
/** What was read already and has no place in the last buffer. */
let waiting: PackObject | undefined;

parentPort?.on('message', (given: ArrayBuffer) => {
  const told: number[] = [];
  let buffer = given;
  let used = 0;
  let isLast = false;
  for (;;) {
    const next = waiting ? { done: false as const, value: waiting } : objects.next();
    waiting = undefined;
    if (next.done) {
      isLast = true;
      break;
    }
    const { place, type, bytes, base = -1, changes = [] } = next.value;
    if (used + bytes.length > buffer.byteLength) {
      if (used > 0) {
        waiting = next.value;
        break;
      }
      buffer = new ArrayBuffer(bytes.length);
    }
    new Uint8Array(buffer, used, bytes.length).set(bytes);
    used += bytes.length;
    told.push(place, types.indexOf(type), bytes.length, base, changes.length);
    for (let index = 0; index < changes.length; index += 1) told.push(changes[index] as number);
  }
  const batch: PackBatch = { buffer, objects: Int32Array.from(told), odd: odd.splice(0), listed, isLast };
  listed = 0;
  parentPort?.postMessage(batch, [batch.buffer, batch.objects.buffer]);
});
