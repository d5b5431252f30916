import { HASH_BITS } from './layout';

/** Bytes that are looked up at once. */
export const FINGERPRINT_LENGTH: i32 = 3;

/**
 * Hash of the three bytes at an address. The case bit is set in each, letter or not: that merges
 * some other bytes too, which the comparison of the whole keyword tells apart.
 */
export function hashFingerprint(at: usize): u32 {
  return (((load<u32>(at) & 0xffffff) | 0x202020) * 0x9e3779b1) >> (32 - HASH_BITS);
}
