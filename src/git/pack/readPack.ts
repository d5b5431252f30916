import { PIECE_BYTES, type GitObject, type ObjectType } from '../batchParser.js';
import { applyDelta, readDeltaSizes } from './delta.js';
import { createInflate } from './inflate.js';
import { KeptObjects } from './keptObjects.js';
import { PACKED, type PackEntry, type PackFile } from './packFile.js';

/** Objects that others are made from are kept up to so many bytes: what is made from one lies near it. */
const KEPT_BYTES = 32 * 1024 * 1024;
const LONGEST_CHAIN = 4096;

const TYPES: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];
const UNKNOWN = 0;

/**
 * Hands over the objects of a pack in the order in which they lie, each with what it was made from. Generates
 * so that the caller can stop for a while; memory does not grow with the pack.
 *
 * @param onOdd told of objects that are too large to be handed over whole, and of everything that is not as it
 * should be: git has the last word on those
 */
export function* readPack(
  pack: PackFile,
  wants: (oid: string, type: ObjectType) => boolean,
  onOdd: (oid: string) => void,
): Generator<GitObject> {
  const { index } = pack;
  const kinds = new Uint8Array(index.count);
  const maker = new Maker(pack);
  for (let place = 0; place < index.count; place += 1) {
    const entry = pack.entryAt(place);
    const kind = kindOf(pack, entry, kinds, 0);
    kinds[place] = kind;
    const oid = index.oidAt(place);
    const type = TYPES[kind];
    if (type === undefined) onOdd(oid);
    else if (wants(oid, type)) {
      const made = maker.make(place, entry);
      if (made === undefined) {
        onOdd(oid);
        continue;
      }
      const { bytes, changes } = made;
      const packed = { pack: index, place, ...(changes && { base: entry.base, changes }) };
      yield { name: oid, oid, type, size: bytes.length, bytes, offset: 0, last: true, packed };
    }
  }
}

/** The kind of an object: a delta is what its base is. */
function kindOf(pack: PackFile, entry: PackEntry, kinds: Uint8Array, depth: number): number {
  if (entry.kind < PACKED.deltaByOffset) return entry.kind;
  if (entry.base < 0 || depth > LONGEST_CHAIN) return UNKNOWN;
  const known = kinds[entry.base] as number;
  // By name, the base may come later in the file.
  return known === UNKNOWN ? kindOf(pack, pack.entryAt(entry.base, true), kinds, depth + 1) : known;
}

interface Made {
  readonly bytes: Buffer;
  /** See `PackedPlace`. */
  readonly changes?: readonly number[];
}

/**
 * Puts the objects of a pack together. What it gives is good until the next one is made; undefined for what is
 * larger than a piece, or broken.
 */
class Maker {
  readonly #pack: PackFile;
  readonly #inflate = createInflate();
  readonly #kept = new KeptObjects(KEPT_BYTES);

  constructor(pack: PackFile) {
    this.#pack = pack;
  }

  /** @param depth 0 for the next object in order, else how many others wait for this one */
  make(place: number, entry: PackEntry, depth = 0): Made | undefined {
    if (entry.kind >= PACKED.deltaByOffset) return this.#patch(place, entry, depth);
    const content = this.#content(entry, depth);
    if (content === undefined) return undefined;
    // Commits are hardly ever what others are made from.
    if (entry.kind === PACKED.commit && depth === 0) return { bytes: content };
    const bytes = this.#kept.room(place, content.length, undefined);
    content.copy(bytes);
    return { bytes };
  }

  #patch(place: number, entry: PackEntry, depth: number): Made | undefined {
    // The base first: making it inflates as well.
    const base = this.#base(entry.base, depth);
    if (base === undefined) return undefined;
    const delta = this.#content(entry, depth);
    if (delta === undefined) return undefined;
    const sizes = readDeltaSizes(delta);
    if (sizes === undefined || sizes.base !== base.length || sizes.result > PIECE_BYTES) return undefined;
    const bytes = this.#kept.room(place, sizes.result, base);
    const changes = applyDelta(base, delta, sizes.length, bytes);
    if (changes) return { bytes, changes };
    this.#kept.forget(place);
    return undefined;
  }

  /** One that was not kept is made once more, with all that it is made from. */
  #base(place: number, depth: number): Buffer | undefined {
    if (place < 0 || depth > LONGEST_CHAIN) return undefined;
    return this.#kept.get(place) ?? this.make(place, this.#pack.entryAt(place, true), depth + 1)?.bytes;
  }

  #content(entry: PackEntry, depth: number): Buffer | undefined {
    // What does not get smaller is stored with five bytes for each 65,535.
    if (entry.size > PIECE_BYTES || entry.end - entry.start > PIECE_BYTES * 1.01 + 64) return undefined;
    return this.#inflate(this.#pack.compressed(entry, depth > 0), entry.size);
  }
}
