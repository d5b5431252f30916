import { PIECE_BYTES, type ObjectType } from '../batchParser.js';
import { applyDelta, readDeltaSizes } from './delta.js';
import { createInflate, type Inflate } from './inflate.js';
import { KeptObjects } from './keptObjects.js';
import { PACKED, type PackEntry, type PackFile } from './packFile.js';

/** Objects that others are made from are kept up to so many bytes: what is made from one lies near it. */
const KEPT_BYTES = 16 * 1024 * 1024;
const LONGEST_CHAIN = 4096;
const SMALLEST_LEAF = 256 * 1024;

const TYPES: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];

/** An object of a pack, whole. */
export interface PackObject {
  readonly place: number;
  readonly type: ObjectType;
  /** Good until the next one is asked for. */
  readonly bytes: Buffer;
  /** What it is made from, if it is, and what differs: see `PackedPlace`. */
  readonly base?: number;
  readonly changes?: ArrayLike<number>;
}

/** What those share who read a pack at the same time. */
export interface PackShare {
  readonly families: Families;
  /** Who reads what: a byte for each block of objects, 1 when somebody has taken it. */
  readonly claims: Uint8Array<SharedArrayBuffer>;
}

/** So many objects and what is made from them are a block. */
const BLOCK_SHIFT = 6;

/** For a pack that nobody has begun to read. */
export function shareOf(pack: PackFile): PackShare {
  const claims = new Uint8Array(new SharedArrayBuffer((pack.index.count >> BLOCK_SHIFT) + 1));
  return { families: readFamilies(pack), claims };
}

/** What somebody who reads a pack is told and asked. */
export interface PackReading {
  readonly wants: (place: number, type: ObjectType) => boolean;
  /**
   * Told of objects that are too large to be handed over whole, and of everything that is not as it should be: git has
   * the last word on those.
   */
  readonly onOdd: (place: number) => void;
  /** The blocks are read by whoever takes them first. All of them, where nobody else reads. */
  readonly share?: PackShare | undefined;
  /** Whether to tell of what is made from nothing that is here; somebody else does otherwise. Default: true. */
  readonly tellsRest?: boolean;
}

/**
 * Hands over the objects of a pack: each one, then all that is made from it, so that a base is at hand when it
 * is needed. Generates so that the caller can stop for a while. What it keeps of each object is 13 bytes.
 */
export function* readPack(
  pack: PackFile,
  { wants, onOdd, share, tellsRest = true }: PackReading,
): Generator<PackObject> {
  const { count } = pack.index;
  const family = share?.families ?? readFamilies(pack);
  const maker = new Maker(pack, (place) => family.first[place] !== NONE);
  const isReached = new Uint8Array(count);
  /** Objects whose own children, or next siblings, are still to come. */
  const open: number[] = [];
  let block = -1;
  let isOurs = false;
  for (let root = 0; root < count; root += 1) {
    const type = TYPES[family.kinds[root] as number];
    if (type === undefined) continue;
    if (root >> BLOCK_SHIFT !== block) {
      block = root >> BLOCK_SHIFT;
      isOurs = share === undefined || Atomics.exchange(share.claims, block, 1) === 0;
    }
    open.push(root);
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      isReached[place] = 1;
      const sibling = place === root ? NONE : (family.next[place] as number);
      const child = family.first[place] as number;
      if (sibling !== NONE) open.push(sibling);
      if (child !== NONE) open.push(child);
      if (!isOurs || !wants(place, type)) continue;
      const entry = pack.entryAt(place);
      const made = maker.make(place, entry);
      if (made === undefined) onOdd(place);
      else yield { place, type, bytes: made.bytes, ...(made.changes && { base: entry.base, changes: made.changes }) };
    }
  }
  // Made from something that is not here, or, in a circle, from itself.
  if (tellsRest) for (let place = 0; place < count; place += 1) if (isReached[place] === 0) onOdd(place);
}

const NONE = -1;

/** Who is made from whom, by place; `NONE` where there is nobody. In memory that threads share. */
interface Families {
  /** See `PACKED`. */
  readonly kinds: Uint8Array;
  /** The first object that is made from this one. */
  readonly first: Int32Array;
  /** The next one that is made from the same. */
  readonly next: Int32Array;
}

function readFamilies(pack: PackFile): Families {
  const { count } = pack.index;
  const kinds = new Uint8Array(new SharedArrayBuffer(count));
  const bases = new Int32Array(count);
  for (let place = 0; place < count; place += 1) {
    const { kind, base } = pack.entryAt(place, true);
    kinds[place] = kind;
    bases[place] = kind >= PACKED.deltaByOffset ? base : NONE;
  }
  const first = new Int32Array(new SharedArrayBuffer(count * 4)).fill(NONE);
  const next = new Int32Array(new SharedArrayBuffer(count * 4)).fill(NONE);
  for (let place = count - 1; place >= 0; place -= 1) {
    const base = bases[place] as number;
    if (base === NONE) continue;
    next[place] = first[base] as number;
    first[base] = place;
  }
  return { kinds, first, next };
}

/** One for all packs: none is read while another one is. */
let inflate: Inflate | undefined;

interface Made {
  readonly bytes: Buffer;
  /** See `PackedPlace`. */
  readonly changes?: ArrayLike<number>;
}

/**
 * Puts the objects of a pack together. What it gives is good until the next one is made; undefined for what is
 * larger than a piece, or broken.
 */
class Maker {
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
  make(place: number, entry: PackEntry, depth = 0): Made | undefined {
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
    return this.#kept.get(place) ?? this.make(place, this.#pack.entryAt(place), depth + 1)?.bytes;
  }

  #content(entry: PackEntry): Buffer | undefined {
    // What does not get smaller is stored with five bytes for each 65,535.
    if (entry.size > PIECE_BYTES || entry.end - entry.start > PIECE_BYTES * 1.01 + 64) return undefined;
    inflate ??= createInflate();
    return inflate(this.#pack.compressed(entry), entry.size);
  }
}
