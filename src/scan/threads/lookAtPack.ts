// Reads a part of a pack and looks at its objects, in a thread of its own.
import { parentPort } from 'node:worker_threads';
import { Detector, lookAtDocument } from '../../detect/detector.js';
import type { ObjectType } from '../../git/batchParser.js';
import { PackFile } from '../../git/pack/packFile.js';
import { readPack, type PackObject } from '../../git/pack/readPack.js';
import { isLfsPointer } from '../../sources/lfsPointer.js';
import { QuietObjects } from '../quietObjects.js';
import { namedRules } from './namedRules.js';
import { ANSWERS, MORE, type PackAnswer, type PackBatch, type PackOrder } from './packMessages.js';

const MOST_OBJECTS = 2048;
const MOST_BYTES = 4 * 1024 * 1024;

/** One pack that is being read. */
class Reading {
  readonly #types: readonly ObjectType[];
  readonly #detector: Detector;
  readonly #hasOwnRules: boolean;
  readonly #quiet = new QuietObjects();
  readonly #objects: Iterator<PackObject>;
  #odd: number[] = [];
  #listed = 0;

  constructor(detector: Detector, { pack, share, types, rules }: PackOrder) {
    this.#types = types;
    this.#detector = detector;
    this.#hasOwnRules = rules.keywords.length > 0;
    const wanted = new Set(types);
    this.#objects = readPack(PackFile.of(pack), {
      wants: (_place, type) => {
        this.#listed += 1;
        return wanted.has(type);
      },
      onOdd: (place) => this.#odd.push(place),
      share,
      tellsRest: false,
    });
  }

  next(): PackBatch {
    const told: number[] = [];
    const left: Buffer[] = [];
    let leftBytes = 0;
    let isLast = false;
    while (told.length < MOST_OBJECTS * 4 && leftBytes < MOST_BYTES) {
      const next = this.#objects.next();
      if (next.done) {
        isLast = true;
        break;
      }
      const { place, type, bytes } = next.value;
      const answer = this.#look(next.value);
      told.push(place, this.#types.indexOf(type), bytes.length, ANSWERS.indexOf(answer));
      if (answer !== 'left') continue;
      left.push(Buffer.from(bytes));
      leftBytes += bytes.length;
    }
    const batch: PackBatch = {
      objects: Int32Array.from(told),
      left: new Uint8Array(Buffer.concat(left)).buffer,
      odd: this.#odd,
      listed: this.#listed,
      isLast,
    };
    this.#odd = [];
    this.#listed = 0;
    return batch;
  }

  #look({ place, bytes, base, changes }: PackObject): PackAnswer {
    if (isLfsPointer(bytes)) return 'left';
    const packed = { pack: this.#quiet, place, ...(base !== undefined && { base }), ...(changes && { changes }) };
    const found = lookAtDocument(this.#detector, bytes, this.#quiet.changesOf({ packed }));
    if (found === 'quiet') this.#quiet.add({ packed });
    // It may be nothing but a keyword of a rule whose pattern is not here.
    return found === 'candidates' && this.#hasOwnRules ? 'left' : found;
  }
}

let detector: Detector | undefined;
let reading: Reading | undefined;

parentPort?.on('message', (told: PackOrder | typeof MORE) => {
  if (told !== MORE) {
    detector ??= new Detector(namedRules(told.rules));
    reading = new Reading(detector, told);
    return;
  }
  // It is asked ahead: what was asked behind the last batch is for no other pack.
  if (reading === undefined) return;
  const batch = reading.next();
  if (batch.isLast) reading = undefined;
  parentPort?.postMessage(batch, [batch.objects.buffer, batch.left]);
});
