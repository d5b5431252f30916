import { ENTRIES, Entry, ENTRY_SIZE, HEADS, LATE_HEADS } from './layout';

export const HEADS_BITS: u32 = 12;
const LATE_HEADS_BITS: u32 = 10;

/** The first entry whose fingerprint may be these three bytes, as index + 1; 0 for none. */
export function headOf(word: u32): u32 {
  return load<u16>(HEADS + <usize>(hash(word, HEADS_BITS) << 1));
}

/** The same, of entries that look one byte past the sampled position. */
export function lateHeadOf(word: u32): u32 {
  return load<u16>(LATE_HEADS + <usize>(hash(word, LATE_HEADS_BITS) << 1));
}

/** Each returns the length of the chain that it made longer. */
export function link(index: u32, word: u32): i32 {
  return prepend(index, HEADS + <usize>(hash(word, HEADS_BITS) << 1));
}

export function linkLate(index: u32, word: u32): i32 {
  return prepend(index, LATE_HEADS + <usize>(hash(word, LATE_HEADS_BITS) << 1));
}

export function entryAt(index: u32): Entry {
  return changetype<Entry>(ENTRIES + <usize>index * ENTRY_SIZE);
}

/** Of the low three bytes. */
export function hash(word: u32, bits: u32): u32 {
  return ((word & 0xffffff) * 0x9e3779b1) >> (32 - bits);
}

function prepend(index: u32, head: usize): i32 {
  entryAt(index).next = load<u16>(head);
  store<u16>(head, <u16>(index + 1));
  let length = 0;
  for (let next: u32 = index + 1; next !== 0; next = entryAt(next - 1).next) length++;
  return length;
}
