import { closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applyDelta, readDeltaSizes } from '../pack/delta.js';
import { LONGEST_ENTRY_HEADER, OBJECT_TYPES, PACKED, readEntryHeader } from '../pack/entryHeader.js';
import type { Inflater } from './inflater.js';
import type { ReadObject } from './looseObject.js';
import { readSome } from './readSome.js';

/** Where there are more packs, git finds an object sooner. */
const MOST_PACKS = 32;
const FANOUT = 256 * 4;
const HEADER = 8 + FANOUT;
const ID = 20;
const PACK_HEADER = 12;
const CHECKSUM_ENTRY = 4;
const OFFSET_ENTRY = 4;
/** Bytes made, deltas and what they are made from as well. git keeps some for the next object, and is faster then. */
const MOST_WORK = 256 * 1024 * 1024;
/** git makes none longer than 250 unless it is told to. */
const LONGEST_CHAIN = 256;

/**
 * Objects of packs, one by one: of an index no more is read than what leads to the object (gitformat-pack(5)).
 *
 * Everything that is not as it should be is thrown: git has the last word.
 */
export class PackedObjects {
  readonly #folder: string;
  readonly #inflater: Inflater;
  readonly #packs: Pack[] = [];
  #isOpen = false;
  #left = MOST_WORK;

  /** @param objects the folder of all objects */
  constructor(inflater: Inflater, objects: string) {
    this.#inflater = inflater;
    this.#folder = join(objects, 'pack');
  }

  /** @param most bytes that it may have @returns undefined where no pack has it @throws where it cannot be read */
  read(oid: string, most: number): ReadObject | undefined {
    const id = Buffer.from(oid, 'hex');
    for (const pack of this.#open()) {
      const offset = pack.offsetOf(id);
      if (offset === undefined) continue;
      const { kind, bytes } = this.#readAt(pack, offset, most, 0);
      const type = OBJECT_TYPES[kind];
      if (type === undefined) throw broken();
      return { type, bytes };
    }
    return undefined;
  }

  /** Afterwards no pack has anything. */
  close(): void {
    for (const pack of this.#packs) pack.close();
    this.#packs.length = 0;
    this.#isOpen = true;
  }

  /** Tried once: where one is not as it should be, none is read. */
  #open(): readonly Pack[] {
    if (this.#isOpen) return this.#packs;
    this.#isOpen = true;
    const names = readdirSync(this.#folder).filter((name) => name.endsWith('.idx'));
    if (names.length > MOST_PACKS) throw broken();
    try {
      for (const name of names) this.#packs.push(new Pack(join(this.#folder, name.slice(0, -'.idx'.length))));
    } catch (error) {
      this.close();
      throw error;
    }
    return this.#packs;
  }

  #readAt(pack: Pack, offset: number, most: number, depth: number): { readonly kind: number; readonly bytes: Buffer } {
    if (depth > LONGEST_CHAIN) throw broken();
    const { kind, size, base, start } = pack.entryAt(offset);
    this.#work(size);
    if (size > most) throw broken();
    const content = this.#inflater.inflate(pack.streamAt(start, size), size);
    if (content === undefined) throw broken();
    // What was inflated is good until the next time.
    const bytes = Buffer.from(content);
    return base === undefined ? { kind, bytes } : this.#patch(pack, base, bytes, most, depth);
  }

  #patch(
    pack: Pack,
    base: number,
    delta: Buffer,
    most: number,
    depth: number,
  ): { readonly kind: number; readonly bytes: Buffer } {
    const made = this.#readAt(pack, base, most, depth + 1);
    const sizes = readDeltaSizes(delta);
    if (sizes?.base !== made.bytes.length || sizes.result > most) throw broken();
    this.#work(sizes.result);
    const bytes = Buffer.allocUnsafe(sizes.result);
    if (!applyDelta(made.bytes, delta, sizes.length, bytes)) throw broken();
    return { kind: made.kind, bytes };
  }

  #work(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw broken();
  }
}

interface Entry {
  readonly kind: number;
  readonly size: number;
  /** Where the entry begins that a delta is made from. */
  readonly base: number | undefined;
  /** Where its zlib stream begins. */
  readonly start: number;
}

/** A pack and its index, open. */
class Pack {
  readonly #index: number;
  readonly #pack: number;
  readonly #header: Buffer;
  readonly #count: number;

  /** @throws where they are not files, none that are read here, or do not belong together */
  constructor(path: string) {
    const [index, pack] = [`${path}.idx`, `${path}.pack`].map((file) => statSync(file));
    if (!index?.isFile() || !pack?.isFile()) throw broken();
    this.#index = openSync(`${path}.idx`, 'r');
    this.#pack = openSync(`${path}.pack`, 'r');
    try {
      this.#header = readAll(this.#index, 0, HEADER);
      this.#count = this.#header.readUInt32BE(HEADER - 4);
      this.#check(index.size, pack.size);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    closeSync(this.#index);
    closeSync(this.#pack);
  }

  /** What git looks at before it reads from a pack: the pack's count and checksum stand in the index as well. */
  #check(indexSize: number, packSize: number): void {
    const start = readAll(this.#pack, 0, PACK_HEADER);
    const isRight =
      this.#header.readUInt32BE(0) === 0xff744f63 &&
      this.#header.readUInt32BE(4) === 2 &&
      indexSize >= HEADER + this.#count * (ID + CHECKSUM_ENTRY + OFFSET_ENTRY) + 2 * ID &&
      start.toString('latin1', 0, 4) === 'PACK' &&
      start.readUInt32BE(8) === this.#count &&
      readAll(this.#pack, packSize - ID, ID).equals(readAll(this.#index, indexSize - 2 * ID, ID));
    if (!isRight) throw broken();
  }

  /** Where an object's entry begins. */
  offsetOf(id: Buffer): number | undefined {
    const first = id[0] as number;
    const low = first === 0 ? 0 : this.#header.readUInt32BE(8 + (first - 1) * 4);
    const high = this.#header.readUInt32BE(8 + first * 4);
    if (low > high || high > this.#count) throw broken();
    if (low === high) return undefined;
    const ids = readAll(this.#index, HEADER + low * ID, (high - low) * ID);
    for (let from = 0, to = high - low; from < to;) {
      const middle = (from + to) >> 1;
      const order = id.compare(ids, middle * ID, (middle + 1) * ID);
      if (order === 0) return this.#offsetAt(low + middle);
      if (order < 0) to = middle;
      else from = middle + 1;
    }
    return undefined;
  }

  #offsetAt(index: number): number {
    const offsets = HEADER + this.#count * (ID + CHECKSUM_ENTRY);
    const offset = readAll(this.#index, offsets + index * OFFSET_ENTRY, OFFSET_ENTRY).readUInt32BE(0);
    if (offset < 0x8000_0000) return offset;
    const large = offsets + this.#count * OFFSET_ENTRY + (offset - 0x8000_0000) * 8;
    const bytes = readAll(this.#index, large, 8);
    return bytes.readUInt32BE(0) * 2 ** 32 + bytes.readUInt32BE(4);
  }

  entryAt(offset: number): Entry {
    if (offset < PACK_HEADER) throw broken();
    const bytes = readSome(this.#pack, offset, LONGEST_ENTRY_HEADER);
    const { kind, size, distance, length } = readEntryHeader(bytes);
    if (length > bytes.length) throw broken();
    if (kind === PACKED.deltaByOffset) return { kind, size, base: offset - distance, start: offset + length };
    if (kind !== PACKED.deltaByName) return { kind, size, base: undefined, start: offset + length };
    const base = this.offsetOf(bytes.subarray(length, length + ID));
    if (base === undefined) throw broken();
    return { kind, size, base, start: offset + length + ID };
  }

  /** A zlib stream and what stands behind it. @param size of its content */
  streamAt(start: number, size: number): Buffer {
    // What does not get smaller is stored with five bytes for each piece, of which the smallest have some hundred bytes.
    return readSome(this.#pack, start, Math.ceil(size * 1.05) + 64);
  }
}

function readAll(descriptor: number, offset: number, length: number): Buffer {
  if (offset < 0) throw broken();
  const bytes = readSome(descriptor, offset, length);
  if (bytes.length < length) throw broken();
  return bytes;
}

function broken(): Error {
  return new Error('not a pack that is read here');
}
