import { PIECE_BYTES } from '../batchParser.js';
import { applyDelta, readDeltaSizes } from './delta.js';
import { inflate } from './inflate.js';
import { KeptObjects } from './keptObjects.js';
import { PACKED } from './entryHeader.js';
import type { PackEntry, PackFile } from './packFile.js';

/** Objects that others are made from are kept up to so many bytes: what is made from one lies near it. */
const KEPT_BYTES = 16 * 1024 * 1024;
const LONGEST_CHAIN = 4096;
const SMALLEST_LEAF = 256 * 1024;

export interface Made {
  readonly bytes: Buffer;
  /** See `PackedPlace`. */
  readonly changes?: ArrayLike<number>;
  /** See `PackedPlace`. */
  readonly stretches?: ArrayLike<number>;
}

/**
 * Puts the objects of a pack together without WebAssembly: all of them where there is none, else the few that the
 * engine leaves. What it gives is good until the next one is made; undefined for what is
 * larger than a piece, or broken.
 */
export class Maker {
  readonly #pack: PackFile;
  readonly #isBase: (place: number) => boolean;
  readonly #kept = new KeptObjects(KEPT_BYTES);
  /** Memory for an object that no other one is made from. */
  #leaf = Buffer.alloc(0);

  constructor(pack: PackFile, isBase: (place: number) => boolean) {
    this.#pack = pack;
    this.#isBase = isBase;
  }

  /** @param depth 0 for the next object in order, else how many others wait for this one */
  make(place: number, depth = 0): Made | undefined {
    const entry = this.#pack.entryAt(place);
    if (entry.kind >= PACKED.deltaByOffset) return this.#patch(place, entry, depth);
    const content = this.#content(entry);
    if (content === undefined) return undefined;
    if (depth === 0 && !this.#isBase(place)) return { bytes: content };
    const bytes = this.#kept.room(place, content.length, undefined);
    content.copy(bytes);
    return { bytes };
  }

  #patch(place: number, entry: PackEntry, depth: number): Made | undefined {
    // The base first: making it inflates as well.
    const base = this.#base(entry.base, depth);
    if (base === undefined) return undefined;
    const delta = this.#content(entry);
    if (delta === undefined) return undefined;
    const sizes = readDeltaSizes(delta);
    if (sizes === undefined || sizes.base !== base.length || sizes.result > PIECE_BYTES) return undefined;
    const isKept = depth > 0 || this.#isBase(place);
    const bytes = isKept ? this.#kept.room(place, sizes.result, base) : this.#leafOf(sizes.result);
    const changes = applyDelta(base, delta, sizes.length, bytes);
    if (changes) return { bytes, changes };
    this.#kept.forget(place);
    return undefined;
  }

  #leafOf(size: number): Buffer {
    if (this.#leaf.length < size) this.#leaf = Buffer.allocUnsafeSlow(Math.max(size, SMALLEST_LEAF));
    return this.#leaf.subarray(0, size);
  }

  /** One that was not kept is made once more, with all that it is made from. */
  #base(place: number, depth: number): Buffer | undefined {
    if (place < 0 || depth > LONGEST_CHAIN) return undefined;
    return this.#kept.get(place) ?? this.make(place, depth + 1)?.bytes;
  }

  #content(entry: PackEntry): Buffer | undefined {
    // What does not get smaller is stored with five bytes for each 65,535.
    if (entry.size > PIECE_BYTES || entry.end - entry.start > PIECE_BYTES * 1.01 + 64) return undefined;
    return inflate(this.#pack.compressed(entry), entry.size);
  }
}
