// Where things stand in memory, in bytes. Static data (frequency.ts) comes before all of them.

/** Nibble masks of 16 bytes: for each group of eight buckets, for each byte of the fingerprint, low and high. */
export const MASKS: usize = 0x1000;
export const MASKS_OF_BYTE: usize = 0x20;
export const MASKS_OF_GROUP: usize = 0x60;

/** For each hash of a fingerprint the first keyword of its chain, as index + 1 (u16). */
export const HEADS: usize = 0x2000;
export const HASH_BITS: u32 = 12;

/** The piece of input, with room for vectors loaded across its end. While building: scratch. */
export const WINDOW: usize = 0x4000;
export const WINDOW_SIZE: usize = 0x10000;
export const WINDOW_SLACK: usize = 0x80;

/** An entry for each keyword; then patterns, and hits, placed by `reserve` and `build`. */
export const ENTRIES: usize = WINDOW + WINDOW_SIZE + WINDOW_SLACK;

@unmanaged
export class Entry {
  /** The next keyword of the chain, as index + 1; 0 ends it. */
  next: u16;
  /** Bytes of the keyword. */
  length: u8;
  /** Where its fingerprint begins in it. */
  fingerprintAt: u8;
  /** Its pattern: for each 16 bytes, the bits to set in the input (16 bytes), then what must come out (16 bytes). */
  pattern: usize;
}
