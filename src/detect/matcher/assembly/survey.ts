// Marks what the decoders begin at, while the input is in the window: long runs of base64 characters,
// beginnings of escapes, and whether there may be text in UTF-16. Sixteen bytes at a time.

import { ESCAPES, RUNS, SHORTEST_RUN, WINDOW } from './layout';

const BLOCK: i32 = 16;

/**
 * What a byte is, by the bits that its low and its high half share: 1 for `+-/`, 2 for digits, 4 for `A-O` and `a-o`,
 * 8 for `P-Z` and `_`, 16 for `p-z`: the base64 alphabets; 64 for a backslash, -128 for `%` and `&`.
 */
const LOW_HALVES = i8x16(26, 30, 30, 30, 30, -98, -98, 30, 30, 30, 28, 5, 68, 5, 4, 13);
const HIGH_HALVES = i8x16(0, 0, -127, 2, 4, 72, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0);
const IN_ALPHABET: i8 = 31;

const PERCENT: u8 = 0x25;
const BACKSLASH: u8 = 0x5c;

/** Masks of a block's bytes. */
const EVERY_FIRST: u32 = 0x5555;
const EVERY_SECOND: u32 = 0xaaaa;

let open: i32 = 0;
let escapes: i32 = 0;
let wide: bool = false;

/** How many characters of a run reach to the end of what the last `survey` looked at. */
export function openRun(): i32 {
  return open;
}

/** Where `survey` writes runs: u32 each, the end in the window and the length, which may reach back before it. */
export function runsAt(): usize {
  return RUNS;
}

/** Where `survey` writes the offsets at which an escape may begin: u16 each. */
export function escapesAt(): usize {
  return ESCAPES;
}

export function escapeCount(): i32 {
  return escapes;
}

/** Whether some sixteen bytes were characters with a NUL after each, or before. */
export function hasWideText(): bool {
  return wide;
}

/**
 * Looks at the first `owned` of the window's `length` bytes.
 *
 * @param before characters of a run that reach to the window's beginning
 * @param isLast nothing comes after the window: a run that reaches to its end is whole
 * @returns how many runs end here
 */
export function survey(length: i32, owned: i32, before: i32, isLast: bool): i32 {
  let runs = 0;
  open = before;
  escapes = 0;
  wide = false;
  for (let block = 0; block < owned; block += BLOCK) {
    const bytes = v128.load(WINDOW + block);
    const count = min(BLOCK, owned - block);
    const all: u32 = (1 << count) - 1;
    const kinds = kindsOf(bytes);
    const outside = i8x16.eq(v128.and(kinds, i8x16.splat(IN_ALPHABET)), i8x16.splat(0));
    const others = <u32>i8x16.bitmask(outside) & all;
    if (others === 0) {
      open += count;
    } else {
      const lead = ctz(others);
      runs = endRun(runs, block + lead, open + lead);
      open = count - 32 + clz(others);
    }
    // The highest bit of each byte: -128, and 64 moved there.
    const markers = <u32>i8x16.bitmask(v128.or(kinds, i16x8.shl(kinds, 1))) & all;
    if (markers !== 0) noteEscapes(block, markers, length);
    if ((others & EVERY_SECOND) === EVERY_SECOND || (others & EVERY_FIRST) === EVERY_FIRST) {
      const zeros = <u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0)));
      if ((zeros === EVERY_SECOND || zeros === EVERY_FIRST) && block + BLOCK <= length) wide = true;
    }
  }
  return isLast ? endRun(runs, owned, open) : runs;
}

function kindsOf(bytes: v128): v128 {
  const half = i8x16.splat(0x0f);
  const low = i8x16.swizzle(LOW_HALVES, v128.and(bytes, half));
  // There is no shift of single bytes on most machines.
  const high = i8x16.swizzle(HIGH_HALVES, v128.and(i16x8.shr_u(bytes, 4), half));
  return v128.and(low, high);
}

function endRun(runs: i32, end: i32, length: i32): i32 {
  if (length < SHORTEST_RUN) return runs;
  const at = RUNS + ((<usize>runs) << 3);
  store<u32>(at, end);
  store<u32>(at, length, 4);
  return runs + 1;
}

function noteEscapes(block: i32, markers: u32, length: i32): void {
  for (let left = markers; left !== 0; left &= left - 1) {
    const at = block + ctz(left);
    if (at + 1 >= length) return;
    if (!mayBegin(load<u8>(WINDOW + at), load<u8>(WINDOW + at, 1))) continue;
    store<u16>(ESCAPES + ((<usize>escapes) << 1), <u16>at);
    escapes++;
  }
}

/** `%2` to `%7`, `\u`, `\x`, `\0` to `\3`, `&#`, `&a`. */
function mayBegin(marker: u8, follower: u8): bool {
  if (marker === PERCENT) return <u8>(follower - 0x32) < 6;
  if (marker === BACKSLASH) return follower === 0x75 || follower === 0x78 || <u8>(follower - 0x30) < 4;
  return follower === 0x23 || <u8>((follower | 0x20) - 0x61) < 26;
}
