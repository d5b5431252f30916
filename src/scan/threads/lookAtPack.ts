// Reads a part of a pack and looks at its objects, in a thread of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { Detector, lookAtDocument } from '../../detect/detector.js';
import { PackFile } from '../../git/pack/packFile.js';
import { readPackIndex } from '../../git/pack/packIndex.js';
import { readPack, type PackObject } from '../../git/pack/readPack.js';
import { isLfsPointer } from '../../sources/lfsPointer.js';
import { QuietObjects } from '../quietObjects.js';
import { namedRules } from './namedRules.js';
import { ANSWERS, type PackAnswer, type PackBatch, type PackThreadData } from './packMessages.js';

const MOST_OBJECTS = 2048;
const MOST_BYTES = 4 * 1024 * 1024;

const { paths, claims, types, rules } = workerData as PackThreadData;
const detector = new Detector(namedRules(rules));
const hasOwnRules = rules.keywords.length > 0;
const quiet = new QuietObjects();

function* read(odd: number[]): Generator<PackObject> {
  const index = readPackIndex(paths.index, paths.hashBytes);
  if (index === undefined) throw new Error('the index of the pack has changed');
  const wanted = new Set(types);
  yield* readPack(new PackFile(paths, index), {
    wants: (_place, type) => {
      listed += 1;
      return wanted.has(type);
    },
    onOdd: (place) => odd.push(place),
    claims,
    tellsRest: false,
  });
}

function look({ place, bytes, base, changes }: PackObject): PackAnswer {
  if (isLfsPointer(bytes)) return 'left';
  const packed = { pack: quiet, place, ...(base !== undefined && { base }), ...(changes && { changes }) };
  const found = lookAtDocument(detector, bytes, quiet.changesOf({ packed }));
  if (found === 'quiet') quiet.add({ packed });
  // It may be nothing but a keyword of a rule whose pattern is not here.
  return found === 'candidates' && hasOwnRules ? 'left' : found;
}

const odd: number[] = [];
let listed = 0;
const objects = read(odd);

parentPort?.on('message', () => {
  const told: number[] = [];
  const left: Buffer[] = [];
  let leftBytes = 0;
  let isLast = false;
  while (told.length < MOST_OBJECTS * 4 && leftBytes < MOST_BYTES) {
    const next = objects.next();
    if (next.done) {
      isLast = true;
      break;
    }
    const { place, type, bytes } = next.value;
    const answer = look(next.value);
    told.push(place, types.indexOf(type), bytes.length, ANSWERS.indexOf(answer));
    if (answer !== 'left') continue;
    left.push(Buffer.from(bytes));
    leftBytes += bytes.length;
  }
  const batch: PackBatch = {
    objects: Int32Array.from(told),
    left: new Uint8Array(Buffer.concat(left)).buffer,
    odd: odd.splice(0),
    listed,
    isLast,
  };
  listed = 0;
  parentPort?.postMessage(batch, [batch.objects.buffer, batch.left]);
});
