import { FILTER, FILTER_BITS } from './layout';

/** Sets the case bit of each byte, letter or not: what that merges wrongly, the whole comparison tells apart. */
export const CASE_BITS: u32 = 0x20202020;

/** Hash of the low three bytes. */
export function hash(word: u32, bits: u32): u32 {
  return ((word & 0xffffff) * 0x9e3779b1) >> (32 - bits);
}

/** Bit 0 tells whether some fingerprint may stand at the start of four folded bytes. */
export function probe(word: u32): u32 {
  // The shift takes its distance modulo 32: the low five bits of the fourth byte.
  return load<u32>(FILTER + <usize>(hash(word, FILTER_BITS) << 2)) >> (word >> 24);
}

/** Lets four folded bytes through. */
export function admit(word: u32): void {
  admitAll(word, 1 << (word >> 24));
}

/** Lets three folded bytes through, whatever the fourth is. */
export function admitAnyFourth(word: u32): void {
  admitAll(word, -1);
}

function admitAll(word: u32, fourths: u32): void {
  const at = FILTER + <usize>(hash(word, FILTER_BITS) << 2);
  store<u32>(at, load<u32>(at) | fourths);
}
