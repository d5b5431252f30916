// Marks what the decoders begin at, while the input is in the window: long runs of base64 characters,
// beginnings of escapes, and whether there may be text in UTF-16. Sixty-four bytes at a time.

import { ESCAPES, RUNS, SHORTEST_RUN, WINDOW } from './layout';

const STEP: i32 = 64;
const BLOCK: i32 = 16;

/**
 * What a byte is, by the bits that its low and its high half share: 1 for `+-/`, 2 for digits, 4 for `A-O` and `a-o`,
 * 8 for `P-Z` and `_`, 16 for `p-z`: the base64 alphabets; 32 for NUL, 64 for a backslash, -128 for `%` and `&`.
 */
const LOW_HALVES = i8x16(58, 30, 30, 30, 30, -98, -98, 30, 30, 30, 28, 5, 68, 5, 4, 13);
const HIGH_HALVES = i8x16(32, 0, -127, 2, 4, 72, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0);
const ALPHABET: i8 = 31;
const MARKERS: i8 = -64;
const NUL: i8 = 32;

const PERCENT: u8 = 0x25;
const BACKSLASH: u8 = 0x5c;
const NUMBER_SIGN: i8 = 0x23;

/** Of the bytes of a block. */
const EVERY_FIRST: u32 = 0x5555;
const EVERY_SECOND: u32 = 0xaaaa;

/** How many runs end in what the last `survey` looked at: u32 each in RUNS, the end and the length, which may reach back before the window. */
export let runs: i32 = 0;
/** How many characters of a run reach to its end. */
export let openRun: i32 = 0;
/** How many escapes may begin in it: u16 each in ESCAPES, the offset. */
export let escapes: i32 = 0;
/** Whether some sixteen bytes were characters with a NUL after each, or before. */
export let hasWideText: bool = false;

/**
 * Looks at the first `owned` of the window's `length` bytes.
 *
 * @param before characters of a run that reach to the window's beginning
 * @param isLast nothing comes after the window: a run that reaches to its end is whole
 */
export function survey(length: i32, owned: i32, before: i32, isLast: bool): void {
  runs = 0;
  escapes = 0;
  hasWideText = false;
  let open = before;
  for (let at = 0; at < owned; at += STEP) {
    const first = kindsAt(at);
    const second = kindsAt(at + BLOCK);
    const third = kindsAt(at + BLOCK * 2);
    const fourth = kindsAt(at + BLOCK * 3);
    const all = v128.or(v128.or(first, second), v128.or(third, fourth));
    const count = min(STEP, owned - at);
    const within = <u64>(-1) >> (STEP - count);
    if (v128.any_true(v128.and(all, i8x16.splat(NUL)))) lookForWideText(at, at + count);
    const inside = wordOf(alphabetOf(first), alphabetOf(second), alphabetOf(third), alphabetOf(fourth)) & within;
    if (v128.any_true(v128.and(all, i8x16.splat(MARKERS)))) {
      const markers = wordOf(markersOf(first), markersOf(second), markersOf(third), markersOf(fourth)) & within;
      // Most bytes cannot follow. What comes behind the last one is not known here.
      const followers = inside | numberSignsAt(at);
      noteEscapes(markers & ((followers >> 1) | (<u64>1 << (count - 1))), at, length);
    }
    open = noteRuns(inside, at, count, open);
  }
  if (isLast) noteRun(owned, open);
  openRun = open;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function kindsAt(at: i32): v128 {
  const bytes = v128.load(WINDOW + at);
  const half = i8x16.splat(0x0f);
  const low = i8x16.swizzle(LOW_HALVES, v128.and(bytes, half));
  // There is no shift of single bytes on most machines.
  const high = i8x16.swizzle(HIGH_HALVES, v128.and(i16x8.shr_u(bytes, 4), half));
  return v128.and(low, high);
}

/** The bits of four blocks. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function wordOf(first: u32, second: u32, third: u32, fourth: u32): u64 {
  return <u64>(first | (second << BLOCK)) | ((<u64>(third | (fourth << BLOCK))) << (2 * BLOCK));
}

/** A bit for each `#` of a step. */
function numberSignsAt(at: i32): u64 {
  return wordOf(numberSignsOf(at), numberSignsOf(at + BLOCK), numberSignsOf(at + BLOCK * 2), numberSignsOf(at + BLOCK * 3));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function numberSignsOf(at: i32): u32 {
  return i8x16.bitmask(i8x16.eq(v128.load(WINDOW + at), i8x16.splat(NUMBER_SIGN)));
}

/** A bit for each byte that is of the alphabet. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function alphabetOf(kinds: v128): u32 {
  return i8x16.bitmask(i8x16.gt_s(v128.and(kinds, i8x16.splat(ALPHABET)), i8x16.splat(0)));
}

/** The same for `%`, `&` and backslashes. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function markersOf(kinds: v128): u32 {
  // The highest bit of each byte: -128, and 64 moved there.
  return i8x16.bitmask(v128.or(kinds, i16x8.shl(kinds, 1)));
}

/**
 * @param inside a bit for each of `count` bytes: whether it is of the alphabet
 * @param open characters of a run that reach to them
 * @returns how many reach to their end
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
function noteRuns(inside: u64, at: i32, count: i32, open: i32): i32 {
  const lead = <i32>ctz(~inside);
  if (lead >= count) return open + count;
  noteRun(at + lead, open + lead);
  // Each bit tells of itself and those behind it: two, four, eight, twenty-four.
  let whole = inside & (inside >> 1);
  whole &= whole >> 2;
  whole &= whole >> 4;
  whole &= (whole >> 8) & (whole >> 16);
  const tail = <i32>clz(~(inside << (STEP - count)));
  if (whole !== 0) noteRunsWithin(whole, at, lead, at + count - tail);
  return tail;
}

/** @param starts a bit for each byte at which twenty-four characters begin */
function noteRunsWithin(starts: u64, at: i32, lead: i32, end: i32): void {
  for (let left = starts; left !== 0;) {
    const start = <i32>ctz(left);
    const length = <i32>ctz(~(left >> start)) + SHORTEST_RUN - 1;
    left &= ~((<u64>1 << (start + length - SHORTEST_RUN + 1)) - 1);
    // What was open before has been told; what goes on behind will be.
    if (start >= lead && at + start + length < end) noteRun(at + start + length, length);
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function noteRun(end: i32, length: i32): void {
  if (length < SHORTEST_RUN) return;
  const at = RUNS + ((<usize>runs) << 3);
  store<u32>(at, end);
  store<u32>(at, length, 4);
  runs++;
}

function lookForWideText(from: i32, to: i32): void {
  for (let block = from; block + BLOCK <= to; block += BLOCK) {
    const zeros = <u32>i8x16.bitmask(i8x16.eq(v128.load(WINDOW + block), i8x16.splat(0)));
    if (zeros === EVERY_SECOND || zeros === EVERY_FIRST) hasWideText = true;
  }
}

/** @param markers a bit for each byte that may be one with something to follow it */
function noteEscapes(markers: u64, from: i32, length: i32): void {
  for (let left = markers; left !== 0; left &= left - 1) {
    const at = from + <i32>ctz(left);
    if (at + 1 >= length || !mayBegin(load<u8>(WINDOW + at), load<u8>(WINDOW + at, 1))) continue;
    store<u16>(ESCAPES + ((<usize>escapes) << 1), <u16>at);
    escapes++;
  }
}

/** `%2` to `%7`, `\u`, `\x`, `\0` to `\3`, `&#`, `&a`. */
function mayBegin(marker: u8, follower: u8): bool {
  if (marker === PERCENT) return <u8>(follower - 0x32) < 6;
  if (marker === BACKSLASH) return follower === 0x75 || follower === 0x78 || <u8>(follower - 0x30) < 4;
  return follower === NUMBER_SIGN || <u8>((follower | 0x20) - 0x61) < 26;
}
