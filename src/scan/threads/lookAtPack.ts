// Reads a part of a pack and looks at its objects, in a thread of its own.
import { parentPort } from 'node:worker_threads';
import { Detector, lookAtDocument } from '../../detect/detector.js';
import { createQuietLook } from '../../detect/matcher/createQuietLook.js';
import type { ObjectType } from '../../git/batchParser.js';
import { PackFile } from '../../git/pack/packFile.js';
import type { PackLook } from '../../git/pack/packEngine.js';
import { PackReader, type PackObject } from '../../git/pack/readPack.js';
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
  readonly #objects: Iterator<PackObject | undefined>;
  /** Four numbers of each object, as in `PackBatch`. */
  #told: number[] = [];
  #odd: number[] = [];
  #listed = 0;

  constructor(detector: Detector, look: PackLook | undefined, { pack, share, types, rules }: PackOrder) {
    this.#types = types;
    this.#detector = detector;
    this.#hasOwnRules = rules.keywords.length > 0;
    this.#objects = new PackReader(PackFile.of(pack), look, share).look({
      types,
      onPassed: (count) => (this.#listed += count),
      onQuiet: (place, type, size) => {
        this.#quiet.add({ packed: { pack: this.#quiet, place } });
        this.#tell(place, type, size, 'quiet');
      },
      onOdd: (place) => this.#odd.push(place),
      isQuiet: (place) => this.#quiet.has({ pack: this.#quiet, place }),
    });
  }

  next(): PackBatch {
    const left: Buffer[] = [];
    let leftBytes = 0;
    let isLast = false;
    while (this.#told.length < MOST_OBJECTS * 4 && leftBytes < MOST_BYTES) {
      const next = this.#objects.next();
      if (next.done) {
        isLast = true;
        break;
      }
      if (next.value === undefined) continue;
      const { place, type, bytes } = next.value;
      const answer = this.#look(next.value);
      this.#tell(place, type, bytes.length, answer);
      if (answer !== 'left') continue;
      left.push(Buffer.from(bytes));
      leftBytes += bytes.length;
    }
    const batch: PackBatch = {
      objects: Int32Array.from(this.#told),
      left: new Uint8Array(Buffer.concat(left)).buffer,
      odd: this.#odd,
      listed: this.#listed,
      isLast,
    };
    this.#told = [];
    this.#odd = [];
    this.#listed = 0;
    return batch;
  }

  #tell(place: number, type: ObjectType, size: number, answer: PackAnswer): void {
    this.#told.push(place, this.#types.indexOf(type), size, ANSWERS.indexOf(answer));
  }

  #look({ place, bytes, base, changes, stretches }: PackObject): PackAnswer {
    if (isLfsPointer(bytes)) return 'left';
    const packed = { pack: this.#quiet, place, base, changes, stretches };
    const found = lookAtDocument(this.#detector, bytes, this.#quiet.knownOf({ packed }));
    if (found === 'quiet') this.#quiet.add({ packed });
    // It may be nothing but a keyword of a rule whose pattern is not here.
    return found === 'candidates' && this.#hasOwnRules ? 'left' : found;
  }
}

let detector: Detector | undefined;
let look: PackLook | undefined;
let reading: Reading | undefined;

parentPort?.on('message', (told: PackOrder | typeof MORE) => {
  if (told !== MORE) {
    if (detector === undefined) {
      detector = new Detector(namedRules(told.rules));
      look = detector.prompts && createQuietLook(detector.prompts);
    }
    reading = new Reading(detector, look, told);
    return;
  }
  // It is asked ahead: what was asked behind the last batch is for no other pack.
  if (reading === undefined) return;
  const batch = reading.next();
  if (batch.isLast) reading = undefined;
  parentPort?.postMessage(batch, [batch.objects.buffer, batch.left]);
});
