// Marks what the decoders begin at, while the input is in the window: long runs of base64 characters,
// beginnings of escapes, and whether there may be text in UTF-16. Sixty-four bytes at a time.

import { GROUP, mayHoldMark, seemsBinary } from './binary';
import { isHexDigit, isInAlphabet, isLetter, mayHoldText } from './coded';
import { ESCAPES, RUNS, SHORTEST_RUN, WINDOW } from './layout';

const STEP: i32 = 64;
const BLOCK: i32 = 16;
/** Bytes of one kind, so to say. */
const STRETCH: i32 = 4096;
/** How many characters of a run are open: fewer than GROUP. */
const UNKNOWN: i32 = -1;

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

/** Added to the length of a run that may stand for text. */
export const MAY_BE_TEXT: u32 = 0x8000_0000;

/** How many runs end in what the last `survey` looked at: u32 each in RUNS, the end and the length, which may reach back before the window. */
export let runs: i32 = 0;
/** How many characters of a run reach to its end. */
export let openRun: i32 = 0;
/** How many escapes may begin in it: u16 each in ESCAPES, the offset. */
export let escapes: i32 = 0;
/** Whether some sixteen bytes were characters with a NUL after each, or before. */
export let hasWideText: bool = false;

/** Whether a NUL may stand in it. */
export let mayHoldNul: bool = false;

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
  mayHoldNul = false;
  let open = before;
  for (let from = 0; from < owned; from += STRETCH) {
    const to = min(owned, from + STRETCH);
    open = seemsBinary(from + ((to - from) >> 1)) ? surveyBinary(from, to, length, open) : surveyText(from, to, length, open);
  }
  if (isLast) noteRun(owned, open);
  openRun = open;
}

/** Each of the two ways marks the same; each is fast where it is taken. */
function surveyText(from: i32, to: i32, length: i32, before: i32): i32 {
  let open = before;
  for (let at = from; at < to; at += STEP) open = surveyStep(at, min(STEP, to - at), length, open);
  return open;
}

/**
 * In bytes that are no text a part of nearly every sequence stands somewhere, which no processor can foresee, and a
 * whole one nearly nowhere.
 */
function surveyBinary(from: i32, to: i32, length: i32, before: i32): i32 {
  // Not every step is looked at for one.
  mayHoldNul = true;
  let open = before;
  for (let at = from; at < to; at += STEP) {
    const count = min(STEP, to - at);
    // A run that was open ends in the first bytes of a step without a mark, and so has to be short enough.
    if (count === STEP && open <= SHORTEST_RUN - GROUP && !mayHoldMark(at)) {
      open = UNKNOWN;
      continue;
    }
    open = surveyStep(at, count, length, open === UNKNOWN ? tailBefore(at) : open);
  }
  return open === UNKNOWN ? tailBefore(to) : open;
}

/** How many characters of a run reach to a place behind a step without a mark. */
function tailBefore(at: i32): i32 {
  let open = 0;
  while (open < GROUP && isInAlphabet(load<u8>(WINDOW + at - 1 - open))) open++;
  return open;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function surveyStep(at: i32, count: i32, length: i32, open: i32): i32 {
  const first = kindsAt(at);
  const second = kindsAt(at + BLOCK);
  const third = kindsAt(at + BLOCK * 2);
  const fourth = kindsAt(at + BLOCK * 3);
  const all = v128.or(v128.or(first, second), v128.or(third, fourth));
  const within = <u64>(-1) >> (STEP - count);
  if (v128.any_true(v128.and(all, i8x16.splat(NUL)))) {
    mayHoldNul = true;
    lookForWideText(at, at + count);
  }
  const inside = wordOf(alphabetOf(first), alphabetOf(second), alphabetOf(third), alphabetOf(fourth)) & within;
  if (v128.any_true(v128.and(all, i8x16.splat(MARKERS)))) {
    const markers = wordOf(markersOf(first), markersOf(second), markersOf(third), markersOf(fourth)) & within;
    // Most bytes cannot follow. What comes behind the last one is not known here.
    const followers = inside | numberSignsAt(at);
    noteEscapes(markers & ((followers >> 1) | (<u64>1 << (count - 1))), at, length);
  }
  return noteRuns(inside, at, count, open);
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
  if (length >= SHORTEST_RUN) storeRun(end, length);
}

function storeRun(end: i32, length: i32): void {
  const start = end - length;
  // Of one that reaches back before the window, or to where that begins, not all is known here.
  const mayBeText = start <= 0 || mayHoldText(WINDOW, WINDOW + start, WINDOW + end);
  const at = RUNS + ((<usize>runs) << 3);
  store<u32>(at, end);
  store<u32>(at, length | (mayBeText ? MAY_BE_TEXT : 0), 4);
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
    if (at + 2 >= length || !mayBegin(load<u8>(WINDOW + at), load<u8>(WINDOW + at, 1), load<u8>(WINDOW + at, 2))) continue;
    store<u16>(ESCAPES + ((<usize>escapes) << 1), <u16>at);
    escapes++;
  }
}

/** `%20` to `%7f`, `\x5`, `\u0`, `\u{`, `\00` to `\37`, `&#9`, `&#x`, `&ab`. All of these but `#` come behind `/`. */
function mayBegin(marker: u32, second: u32, third: u32): bool {
  if (marker === PERCENT) return second - 0x32 < 6 && isHexDigit(third);
  if (marker !== BACKSLASH) return second === <u32>NUMBER_SIGN ? (third | 0x20) === 0x78 || third - 0x30 < 10 : isLetter(second) && isLetter(third);
  if (second === 0x75 || second === 0x78) return isHexDigit(third) || third === 0x7b;
  return second - 0x30 < 4 && third - 0x30 < 8;
}
