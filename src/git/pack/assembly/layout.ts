// Where things stand in memory, in bytes. Memory is lent by the module that looks at objects, and everything before
// BASE is that one's; static data of this module begins there (`scripts/build-wasm.js`).

export const BASE: usize = 0x40_0000;
const STATIC_SIZE: usize = 0x1000;

/** Reads and copies go by eight bytes, and a check of where they are comes after them: so much may be touched behind the ends. */
export const SLACK: usize = 64;
/** Objects and deltas up to this size are made here. */
export const MOST_BYTES: usize = 0x40_0000;

/** Tables for inflating: see inflate.ts. */
export const TABLES: usize = BASE + STATIC_SIZE;
const TABLES_SIZE: usize = 0x4000;

/** The delta that is carried out. */
export const DELTA: usize = TABLES + TABLES_SIZE;
/** An object that is not kept: no other one is made from it. */
export const LEAF: usize = DELTA + MOST_BYTES + SLACK;
/** The base of the object that is being made, where that comes into its place. */
export const MOVED_BASE: usize = LEAF + MOST_BYTES + SLACK;

/** What differs from the base: u32 each, start, end, start, end … */
export const CHANGES: usize = MOVED_BASE + MOST_BYTES + SLACK;
export const MOST_CHANGES: i32 = 0x8000;

export function changesAt(): usize {
  return CHANGES;
}

/** Objects that were looked at: u32 each, place, kind, size. */
export const LOOKED: usize = CHANGES + <usize>MOST_CHANGES * 8;
export const MOST_LOOKED: i32 = 1024;
export const LOOKED_SIZE: usize = 12;

/** Objects that others are made from. */
export const RING: usize = LOOKED + <usize>MOST_LOOKED * LOOKED_SIZE;
export const RING_SIZE: usize = 0x100_0000;
export const RING_END: usize = RING + RING_SIZE;

/** The tables of a pack, then what is read of it. */
export const PACK: usize = RING_END + SLACK;
