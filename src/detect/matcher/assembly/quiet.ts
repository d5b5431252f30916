import { mayBeEscape, mayHoldText } from './coded';
import { ESCAPES, LONGEST_KEYWORD, RUNS, WINDOW, WINDOW_SIZE } from './layout';
import { growTo, hitsAt, scan, spaceAt, stoppedAt } from './scan';
import { MANY, MOST_STRETCHES, stretchesAround, WHOLE } from './stretches';
import { escapes, hasWideText, MAY_BE_TEXT, openRun, runs, survey } from './survey';

// Whether nothing is in an object that stands in this memory, so that nobody else has to look at it: what
// `lookAtDocument` in detector.ts says, for the many in which there is nothing but what can be told here.

/** Bytes of what a keyword wants to see behind it: a class of each byte, then how far it may be (u32). */
const AHEAD_SIZE: usize = 256 + 16;
const FOUND: u8 = 1;

const SAMPLE: i32 = 1024;

/** What a look gives: that it cannot tell, or how quiet a document is. */
const UNKNOWN: i32 = 0;
/** Nothing is in it, nor can be by a change but on the lines near that. */
const QUIET: i32 = 1;
/** There is not even a keyword with what it wants to see, nor anything that a decoder would begin with. */
const STILL: i32 = 2;

let margin: i32 = 0;
let found: i32 = -1;
let stretches: usize = 0;
/** u8 of each keyword: its length, then which ahead is its own, 0 for none. */
let lengths: usize = 0;
let aheadsOf: usize = 0;
let aheads: usize = 0;

/**
 * Makes room for what is told of keywords, behind all else.
 *
 * @param count of keywords
 * @param kinds of aheads
 * @param farthest how far behind a keyword aheads look
 */
export function reserveQuiet(count: i32, kinds: i32, farthest: i32): void {
  margin = LONGEST_KEYWORD + farthest;
  stretches = (spaceAt() + 15) & ~15;
  lengths = stretches + <usize>MOST_STRETCHES * 8;
  aheadsOf = lengths + count;
  aheads = (aheadsOf + count + 15) & ~15;
  growTo(aheads + <usize>kinds * AHEAD_SIZE);
}

export function lengthsAt(): usize {
  return lengths;
}

export function aheadsOfAt(): usize {
  return aheadsOf;
}

export function aheadsAt(): usize {
  return aheads;
}

/** Where those stretches of the document that was looked at last stand (start and end, u32 each) that are not quiet. */
export function foundAt(): usize {
  return stretches;
}

/** How many they are; -1 where all of it has to be looked at. */
export function foundCount(): i32 {
  return found;
}

/**
 * How quiet a document is.
 *
 * @param changes how many stretches differ from another one
 * @param other how quiet that one is; `UNKNOWN` where there is none
 */
export function looksQuiet(at: usize, size: i32, changesAt: usize, changes: i32, other: i32): i32 {
  found = -1;
  if (!isPlain(at, size)) return UNKNOWN;
  if (other === STILL) {
    const count = stretchesAround(at, size, changesAt, changes, margin, stretches);
    if (count >= 0 && keepFound(at, count) === 0) return STILL;
  }
  // Rules look farther than keywords do.
  const count = other === UNKNOWN ? WHOLE : stretchesAround(at, size, changesAt, changes, 0, stretches);
  if (count === MANY) return UNKNOWN;
  if (count === WHOLE) return isQuiet(at, size) ? STILL : UNKNOWN;
  found = keepFound(at, count);
  return found === 0 ? QUIET : UNKNOWN;
}

/** Leaves those stretches that are not quiet. @returns how many */
function keepFound(at: usize, count: i32): i32 {
  let left = 0;
  for (let index = 0; index < count; index++) {
    const stretch = load<u64>(stretches + (<usize>index << 3));
    const start = <i32>(stretch & 0xffff_ffff);
    if (isQuiet(at + start, <i32>(stretch >> 32) - start)) continue;
    store<u64>(stretches + (<usize>left << 3), stretch);
    left++;
  }
  return left;
}

/** Neither UTF-16, nor an archive, nor what git keeps in the place of a file that is kept elsewhere. */
function isPlain(at: usize, size: i32): bool {
  if (size >= 2 && (load<u16>(at) === 0xfeff || load<u16>(at) === 0xfffe)) return false;
  const end = at + min(SAMPLE, size);
  for (let byte = at; byte < end; byte++) if (load<u8>(byte) === 0) return false;
  return !isArchive(at, size) && !(size < 1024 && size >= 8 && load<u64>(at) === POINTER);
}

/** `version ` */
const POINTER: u64 = 0x206e_6f69_7372_6576;

const GZIP: u32 = 0x08_8b1f;
const ZIP: u32 = 0x0403_4b50;

function isArchive(at: usize, size: i32): bool {
  return (size >= 3 && (load<u32>(at) & 0xff_ffff) === GZIP) || (size >= 4 && load<u32>(at) === ZIP);
}

function isQuiet(at: usize, size: i32): bool {
  if (isArchive(at, size)) return false;
  const end = at + size;
  let open = 0;
  let owned = 0;
  for (let from = at; from < end; from += owned) {
    const length = <i32>min(WINDOW_SIZE, end - from);
    const isLast = from + length === end;
    owned = isLast ? length : length - LONGEST_KEYWORD;
    memory.copy(WINDOW, from, length);
    const hits = scan(length, owned);
    if (stoppedAt < length || !areUnfounded(hits, owned, from, end)) return false;
    survey(length, owned, open, isLast);
    open = openRun;
    if (hasWideText) return false;
    for (let run = 0; run < runs; run++) {
      const length = load<u32>(RUNS + (<usize>run << 3), 4);
      if ((length & MAY_BE_TEXT) === 0) continue;
      const runEnd = from + load<u32>(RUNS + (<usize>run << 3));
      if (mayHoldText(at, runEnd - (length & ~MAY_BE_TEXT), runEnd)) return false;
    }
    for (let index = 0; index < escapes; index++)
      if (mayBeEscape(from + load<u16>(ESCAPES + (<usize>index << 1)), end)) return false;
  }
  return true;
}

/** Whether what the keywords' rules want to see behind them stands behind none of them. */
function areUnfounded(hits: i32, owned: i32, from: usize, end: usize): bool {
  for (let index = 0; index < hits; index++) {
    const hit = load<u32>(hitsAt() + (<usize>index << 2));
    const keyword: usize = hit & 0xffff;
    const offset = hit >> 16;
    if (offset >= <u32>owned) continue;
    const ahead: usize = load<u8>(aheadsOf + keyword);
    if (ahead === 0 || standsAhead(aheads + (ahead - 1) * AHEAD_SIZE, from + offset + load<u8>(lengths + keyword), end))
      return false;
  }
  return true;
}

/** What lookAhead.ts does. */
function standsAhead(table: usize, from: usize, end: usize): bool {
  const last = min(end, from + load<u32>(table, 256));
  for (let at = from; at < last; at++) {
    const kind = load<u8>(table + load<u8>(at));
    if (kind !== 0) return kind === FOUND;
  }
  return false;
}
