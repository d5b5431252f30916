// Tells of bytes that are no text, as an image's, that `survey` would mark nothing in them: sixty-four bytes at a time.

import { WINDOW } from './layout';

/** A run of SHORTEST_RUN characters, wherever it begins, holds so many in a row that begin at a multiple of it. */
export const GROUP: i32 = 8;

/** What a marker is, at the place of its low half; elsewhere what has another one. */
const MARKERS = i8x16(1, 0, 0, 0, 0, 0x25, 0x26, 0, 0, 0, 0, 0, 0x5c, 0, 0, 0);

/** How many of thirty-two bytes may be beyond ASCII in text that is in a Western language. */
const MOST_BEYOND: i32 = 4;

export function seemsBinary(at: i32): bool {
  return popcnt(i8x16.bitmask(v128.load(WINDOW + at)) | (i8x16.bitmask(v128.load(WINDOW + at, 16)) << 16)) > MOST_BEYOND;
}

/**
 * False where no escape begins, no run of SHORTEST_RUN characters begins or goes on for GROUP of them, and no text in
 * UTF-16 stands.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function mayHoldMark(at: i32): bool {
  return v128.any_true(v128.or(v128.or(signsAt(at), signsAt(at + 16)), v128.or(signsAt(at + 32), signsAt(at + 48))));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function signsAt(at: i32): v128 {
  const bytes = v128.load(WINDOW + at);
  const second = v128.load(WINDOW + at, 1);
  const third = v128.load(WINDOW + at, 2);
  const markers = i8x16.eq(bytes, i8x16.swizzle(MARKERS, v128.and(bytes, i8x16.splat(0x0f))));
  // What `mayBegin` asks of both: neither below `#` nor beyond ASCII.
  const escapes = v128.and(markers, i8x16.gt_s(i8x16.min_s(second, third), i8x16.splat(0x22)));
  // No character of a run comes before `+`.
  const groups = i64x2.eq(i8x16.gt_s(bytes, i8x16.splat(0x2a)), i64x2.splat(-1));
  const wide = i8x16.eq(v128.or(bytes, third), i8x16.splat(0));
  return v128.or(v128.or(escapes, groups), wide);
}
