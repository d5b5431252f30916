import { closeSync, fstatSync, openSync } from 'node:fs';
import { readFully } from '../../plainFile.js';

/** A pack of more objects than this is left to git: reading it here takes about 50 bytes of memory for each. */
const MOST_OBJECTS = 4_000_000;

const HEADER = 8 + 256 * 4;
const CHECKSUM_ENTRY = 4;
const OFFSET_ENTRY = 4;
const LARGE_OFFSET = 0x8000_0000;

/** The objects of one pack file, by place: 0 is the first one in the file. */
export interface PackIndex {
  readonly count: number;
  /** What the pack file has to end with. */
  readonly checksum: Buffer;
  oidAt(place: number): string;
  /** Where its entry begins in the pack file. */
  offsetAt(place: number): number;
  /** The place of an entry that begins there, or -1. */
  placeAt(offset: number): number;
  /** The place of an object, or -1. @param oid in bytes */
  find(oid: Buffer): number;
  /** What it is made of: `packIndexOf` makes another one of it, in another thread too, without reading anything. */
  readonly tables: IndexTables;
}

/** In memory that threads share. */
export interface IndexTables {
  /** 20 or 32 */
  readonly hashBytes: number;
  readonly fanout: Uint8Array;
  /** In order. */
  readonly oids: Uint8Array;
  /** Offsets in the pack, in order; by place. */
  readonly offsets: Float64Array;
  /** Index of the id by place, and place by index of the id. */
  readonly names: Uint32Array;
  readonly places: Uint32Array;
  readonly checksum: Uint8Array;
}

/**
 * Reads a pack index, version 2 (gitformat-pack(5)): a table of 256 counts, ids in order, a CRC of each, an
 * offset of each (with a second table for those beyond 2 GB), the checksum of the pack, its own.
 *
 * @param hashBytes 20 or 32
 * @returns undefined for a file that is not one, or too large to be kept
 */
export function readPackIndex(file: string, hashBytes: number): PackIndex | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const part = (offset: number, length: number): Buffer | undefined => {
      const bytes = Buffer.from(new SharedArrayBuffer(length));
      return readFully(descriptor, bytes, offset) < length ? undefined : bytes;
    };
    const header = part(0, HEADER);
    if (header === undefined || header.readUInt32BE(0) !== 0xff744f63 || header.readUInt32BE(4) !== 2) return undefined;
    const count = header.readUInt32BE(HEADER - 4);
    const offsetsAt = HEADER + count * (hashBytes + CHECKSUM_ENTRY);
    const largeAt = offsetsAt + count * OFFSET_ENTRY;
    const largeBytes = size - 2 * hashBytes - largeAt;
    if (count > MOST_OBJECTS || largeBytes < 0 || largeBytes % 8 !== 0) return undefined;
    const oids = part(HEADER, count * hashBytes);
    const small = part(offsetsAt, count * OFFSET_ENTRY);
    const large = part(largeAt, largeBytes);
    const checksum = part(size - 2 * hashBytes, hashBytes);
    const offsets = small && large && readOffsets(small, large, count);
    return oids && offsets && checksum && packIndexOf(arrange(header, oids, offsets, checksum, hashBytes));
  } finally {
    closeSync(descriptor);
  }
}

/** By the order of the ids. */
function readOffsets(small: Buffer, large: Buffer, count: number): Float64Array | undefined {
  const offsets = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const offset = small.readUInt32BE(index * OFFSET_ENTRY);
    if (offset < LARGE_OFFSET) {
      offsets[index] = offset;
      continue;
    }
    const at = (offset - LARGE_OFFSET) * 8;
    if (at + 8 > large.length) return undefined;
    offsets[index] = large.readUInt32BE(at) * 2 ** 32 + large.readUInt32BE(at + 4);
  }
  return offsets;
}

function arrange(
  fanout: Buffer,
  oids: Buffer,
  unsorted: Float64Array,
  checksum: Buffer,
  hashBytes: number,
): IndexTables {
  const count = unsorted.length;
  const offsets = new Float64Array(new SharedArrayBuffer(count * 8));
  offsets.set(unsorted);
  offsets.sort();
  const names = new Uint32Array(new SharedArrayBuffer(count * 4));
  const places = new Uint32Array(new SharedArrayBuffer(count * 4));
  for (let index = 0; index < count; index += 1) {
    const place = placeIn(offsets, unsorted[index] as number);
    names[place] = index;
    places[index] = place;
  }
  return { hashBytes, fanout, oids, offsets, names, places, checksum };
}

/** Index of a number among others in order, or -1. */
function placeIn(offsets: Float64Array, offset: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = offsets[middle] as number;
    if (there === offset) return middle;
    if (there < offset) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function packIndexOf(tables: IndexTables): PackIndex {
  const { hashBytes, offsets, names, places } = tables;
  const fanout = bufferOf(tables.fanout);
  const oids = bufferOf(tables.oids);
  return {
    tables,
    count: offsets.length,
    checksum: bufferOf(tables.checksum),
    oidAt: (place) => {
      const at = (names[place] as number) * hashBytes;
      return oids.toString('hex', at, at + hashBytes);
    },
    offsetAt: (place) => offsets[place] as number,
    placeAt: (offset) => placeIn(offsets, offset),
    find: (oid) => {
      const first = oid[0] as number;
      let low = first === 0 ? 0 : fanout.readUInt32BE(8 + (first - 1) * 4);
      let high = Math.min(offsets.length, fanout.readUInt32BE(8 + first * 4)) - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const order = oids.compare(oid, 0, hashBytes, middle * hashBytes, (middle + 1) * hashBytes);
        if (order === 0) return places[middle] as number;
        if (order < 0) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    },
  };
}

/** Between threads a `Buffer` becomes an array of bytes. */
function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
