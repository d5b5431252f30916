import type { ObjectType } from '../batchParser.js';

/** Kinds of entries (gitformat-pack(5)). */
export const PACKED = { commit: 1, tree: 2, blob: 3, tag: 4, deltaByOffset: 6, deltaByName: 7 } as const;

/** Of the kinds that are whole. */
export const OBJECT_TYPES: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];

/** Kind and size, then a distance or an id. */
export const LONGEST_ENTRY_HEADER = 10 + 32;

/** What an entry of a pack begins with. */
export interface EntryHeader {
  /** See `PACKED`. */
  readonly kind: number;
  /** Of what is compressed: an object, or a delta. */
  readonly size: number;
  /** How far before it the entry begins that a delta is made from, where that is told. */
  readonly distance: number;
  /** Bytes of all that; the id of what a delta is made from follows where that is told so. More than there are, where they end before. */
  readonly length: number;
}

export function readEntryHeader(bytes: Buffer): EntryHeader {
  let length = 0;
  const next = (): number => bytes[length++] ?? 0;
  let byte = next();
  const kind = (byte >> 4) & 7;
  let size = byte & 0x0f;
  for (let weight = 16; byte >= 0x80; weight *= 128) {
    byte = next();
    size += (byte & 0x7f) * weight;
  }
  let distance = 0;
  if (kind === PACKED.deltaByOffset) {
    byte = next();
    distance = byte & 0x7f;
    while (byte >= 0x80) {
      byte = next();
      distance = (distance + 1) * 128 + (byte & 0x7f);
    }
  }
  return { kind, size, distance, length };
}
