// Walks over the window and leaves the few positions at which a keyword has to be compared. What is left by one sieve
// is written down without a branch: which block it will be, no processor can foresee.

import { bitsOf, byteAt, CASE_BITS, hashesOf, mayBe, placesOf } from './filter';
import { LEFT, LEFT_AGAIN, WINDOW } from './layout';

/** Bytes of input that go through one sieve before the other. */
export const STRETCH: i32 = 1024;
/** Bytes that are looked at in one step. */
export const BLOCK: i32 = 16;
/** What is written down of a block: bits where fingerprints may stand (u64), and its place in the window (i32). */
const LEFT_SIZE: usize = 16;

/** Writes the offsets of positions (u16 each) to `LEFT_AGAIN`, and returns how many. */
export function sieveBySecond(from: i32, to: i32): i32 {
  let left = LEFT;
  // Two at a time: V8 makes the constants of a loop anew each time round.
  for (let block = from; block < to; block += 2 * BLOCK) {
    left = noteLeft(block, left);
    left = noteLeft(block + BLOCK, left);
  }
  let count = 0;
  for (let at = LEFT; at < left; at += LEFT_SIZE) {
    const block = load<i32>(at, 8);
    for (let found = load<u64>(at); found !== 0; found &= found - 1) {
      // The first of four bytes is of position 0 or 4, then come 2 or 6, 8 or 12, 10 or 14.
      const byte = <i32>(ctz(found) >> 3);
      count = note(block + ((byte & 1) << 1) + ((byte & 2) << 2) + (byte & 4), count);
    }
  }
  return count;
}

/** Writes down what the first sieve leaves of a block, if anything. @returns where the next goes */
// @ts-ignore: decorators are AssemblyScript's
@inline
function noteLeft(block: i32, left: usize): usize {
  const hashes = hashesOf(v128.load(WINDOW + block));
  const others = hashesOf(v128.load(WINDOW + block, 2));
  const bits = bitsOf(hashes, others);
  const fours = placesOf(hashes);
  const twos = placesOf(others);
  const place0 = i64x2.extract_lane(fours, 0);
  const place2 = i64x2.extract_lane(twos, 0);
  const place8 = i64x2.extract_lane(fours, 1);
  const place10 = i64x2.extract_lane(twos, 1);
  const low = byteAt(place0) | (byteAt(place2) << 8) | (byteAt(place0 >>> 32) << 32) | (byteAt(place2 >>> 32) << 40);
  const high = byteAt(place8) | (byteAt(place10) << 8) | (byteAt(place8 >>> 32) << 32) | (byteAt(place10 >>> 32) << 40);
  const found = (low & i64x2.extract_lane(bits, 0)) | ((high & i64x2.extract_lane(bits, 1)) << 16);
  store<u64>(left, found);
  store<i32>(left, block, 8);
  return left + LEFT_SIZE * usize(found !== 0);
}

/** The same where the sieve is sparse. */
export function sieveSparselyBySecond(from: i32, to: i32): i32 {
  let count = 0;
  for (let block = from; block < to; block += BLOCK) {
    const fours = placesOf(hashesOf(v128.load(WINDOW + block)));
    const twos = placesOf(hashesOf(v128.load(WINDOW + block, 2)));
    const place0 = i64x2.extract_lane(fours, 0);
    const place2 = i64x2.extract_lane(twos, 0);
    const place8 = i64x2.extract_lane(fours, 1);
    const place10 = i64x2.extract_lane(twos, 1);
    const first = byteAt(place0) | byteAt(place2) | byteAt(place0 >>> 32) | byteAt(place2 >>> 32);
    const second = byteAt(place8) | byteAt(place10) | byteAt(place8 >>> 32) | byteAt(place10 >>> 32);
    if ((first | second) === 0) continue;
    for (let position = block; position < block + BLOCK; position += 2) count = note(position, count);
  }
  return count;
}

/** The same where every fourth position is sampled: then no keyword is short, and the sieve is sparse. */
export function sieveByFourth(from: i32, to: i32): i32 {
  let count = 0;
  for (let block = from; block < to; block += BLOCK) {
    const hashes = hashesOf(v128.load(WINDOW + block));
    const places = placesOf(hashes);
    const place0 = i64x2.extract_lane(places, 0);
    const place8 = i64x2.extract_lane(places, 1);
    const byte0 = byteAt(place0);
    const byte4 = byteAt(place0 >>> 32);
    const byte8 = byteAt(place8);
    const byte12 = byteAt(place8 >>> 32);
    if ((byte0 | byte4 | byte8 | byte12) === 0) continue;
    if (byte0 !== 0) count = note(block, count);
    if (byte4 !== 0) count = note(block + 4, count);
    if (byte8 !== 0) count = note(block + 8, count);
    if (byte12 !== 0) count = note(block + 12, count);
  }
  return count;
}

/** Writes a position down, and keeps it where the second sieve leaves it. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function note(position: i32, count: i32): i32 {
  store<u16>(LEFT_AGAIN + ((<usize>count) << 1), <u16>position);
  return count + i32(mayBe(load<u32>(WINDOW + position) | CASE_BITS) !== 0);
}
