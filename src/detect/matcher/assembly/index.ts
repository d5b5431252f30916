// Finds keywords in a window of bytes: the engine of createWasmMatcher.ts, which says how it is used.
//
// Sixteen positions at a time, a table of nibbles (the idea of Hyperscan's Teddy) says where the
// three bytes of some keyword's fingerprint may stand; a hash of these three bytes names the
// keywords, which are then compared whole.

import { assignBucket, clearBuckets, isLetter } from './buckets';
import { FINGERPRINT_LENGTH, hashFingerprint } from './fingerprint';
import { ENTRIES, Entry, HEADS, MASKS, MASKS_OF_BYTE, MASKS_OF_GROUP, WINDOW, WINDOW_SIZE } from './layout';

const SEPARATOR: u8 = 0xff;
const CASE_BIT: u32 = 0x20;

let patterns: usize = 0;
let hits: usize = 0;
let hitsLimit: i32 = 0;
let longestChain: i32 = 0;
let stoppedAt: i32 = 0;
let lastFingerprint: i32 = 0;

/** Where the input goes. */
export function windowAt(): usize {
  return WINDOW;
}

/** How many bytes of it fit. */
export function windowSize(): usize {
  return WINDOW_SIZE;
}

/** Where hits are written: u32 each, offset in the window << 16 | keyword. */
export function hitsAt(): usize {
  return hits;
}

/** The fingerprint before which the last `scan` stopped because the hits were full; else its length. */
export function scannedTo(): i32 {
  return stoppedAt;
}

/** The farthest that any fingerprint begins in its keyword. */
export function fingerprintReach(): i32 {
  return lastFingerprint;
}

/** Makes room for so many keywords; returns where their text goes, each followed by 0xff. */
export function reserve(count: i32, textLength: i32): usize {
  patterns = (ENTRIES + <usize>count * offsetof<Entry>() + 15) & ~15;
  hits = patterns + ((<usize>textLength >> 4) + <usize>count) * 32;
  growTo(hits + textLength);
  return hits;
}

/** Builds the tables for the text at the place that `reserve` gave. */
export function build(count: i32): void {
  clearBuckets();
  let text = hits;
  let pattern = patterns;
  for (let index = 0; index < count; index++) {
    const entry = changetype<Entry>(ENTRIES + <usize>index * offsetof<Entry>());
    const length = foldKeyword(text);
    const fingerprintAt = assignBucket(text, length);
    entry.length = <u8>length;
    entry.fingerprintAt = <u8>fingerprintAt;
    entry.pattern = pattern;
    lastFingerprint = max(lastFingerprint, fingerprintAt);
    chain(entry, index, hashFingerprint(text + fingerprintAt));
    pattern = writePattern(pattern, text, length);
    text += length + 1;
  }
  // A window is done in rounds when its hits are too many. A round must get past `fingerprintReach`
  // positions to get on at all, and well past it to be worth its while.
  hitsLimit = max(0x4000, 0x100 * longestChain);
  growTo(hits + ((<usize>hitsLimit) << 2));
}

/** Folds the text of a keyword in place; returns its length. */
function foldKeyword(text: usize): i32 {
  let length = 0;
  for (let byte = load<u8>(text); byte !== SEPARATOR; byte = load<u8>(text + length)) {
    if (<u32>byte - 0x41 < 26) store<u8>(text + length, byte | <u8>CASE_BIT);
    length++;
  }
  return length;
}

function chain(entry: Entry, index: i32, hash: u32): void {
  const head = HEADS + (hash << 1);
  entry.next = load<u16>(head);
  store<u16>(head, <u16>(index + 1));
  let length = 1;
  for (let next = <i32>entry.next; next !== 0; next = changetype<Entry>(entryAt(next)).next) length++;
  longestChain = max(longestChain, length);
}

/** Returns where the pattern ends. */
function writePattern(at: usize, text: usize, length: i32): usize {
  for (let from = 0; from < length; from += 16) {
    for (let index = 0; index < 16; index++) {
      // Past the keyword's end all bits are set on both sides.
      const byte = from + index < length ? <u32>load<u8>(text + from + index) : 0xff;
      store<u8>(at + index, <u8>(byte === 0xff ? 0xff : isLetter(byte) ? CASE_BIT : 0));
      store<u8>(at + index + 16, <u8>byte);
    }
    at += 32;
  }
  return at;
}

/**
 * Looks for keywords that begin in the first `owned` of the window's `length` bytes and end in it.
 * Writes hits in no certain order and returns how many; see `scannedTo`.
 */
export function scan(length: i32, owned: i32): i32 {
  const low = i8x16.splat(15);
  const a0 = v128.load(MASKS);
  const a1 = v128.load(MASKS, 0x10);
  const a2 = v128.load(MASKS, 0x20);
  const a3 = v128.load(MASKS, 0x30);
  const a4 = v128.load(MASKS, 0x40);
  const a5 = v128.load(MASKS, 0x50);
  const b0 = v128.load(MASKS, 0x60);
  const b1 = v128.load(MASKS, 0x70);
  const b2 = v128.load(MASKS, 0x80);
  const b3 = v128.load(MASKS, 0x90);
  const b4 = v128.load(MASKS, 0xa0);
  const b5 = v128.load(MASKS, 0xb0);
  const end = min(length - FINGERPRINT_LENGTH + 1, owned + lastFingerprint);
  let count = 0;
  for (let block = 0; block < end; block += 16) {
    const at = WINDOW + block;
    const v0 = v128.load(at);
    const v1 = v128.load(at, 1);
    const v2 = v128.load(at, 2);
    const l0 = v128.and(v0, low);
    const l1 = v128.and(v1, low);
    const l2 = v128.and(v2, low);
    const h0 = i8x16.shr_u(v0, 4);
    const h1 = i8x16.shr_u(v1, 4);
    const h2 = i8x16.shr_u(v2, 4);
    const inA = v128.and(
      v128.and(
        v128.and(i8x16.swizzle(a0, l0), i8x16.swizzle(a1, h0)),
        v128.and(i8x16.swizzle(a2, l1), i8x16.swizzle(a3, h1)),
      ),
      v128.and(i8x16.swizzle(a4, l2), i8x16.swizzle(a5, h2)),
    );
    const inB = v128.and(
      v128.and(
        v128.and(i8x16.swizzle(b0, l0), i8x16.swizzle(b1, h0)),
        v128.and(i8x16.swizzle(b2, l1), i8x16.swizzle(b3, h1)),
      ),
      v128.and(i8x16.swizzle(b4, l2), i8x16.swizzle(b5, h2)),
    );
    const found = v128.or(inA, inB);
    if (!v128.any_true(found)) continue;
    let bits = i8x16.bitmask(i8x16.ne(found, i8x16.splat(0)));
    do {
      const position = block + ctz(bits);
      bits &= bits - 1;
      const head = <i32>load<u16>(HEADS + (hashFingerprint(WINDOW + position) << 1));
      if (head === 0) continue;
      if (count + longestChain > hitsLimit) {
        stoppedAt = position;
        return count;
      }
      count = verify(head, position, length, owned, count);
    } while (bits !== 0);
  }
  stoppedAt = length;
  return count;
}

/** Compares the keywords of a chain whose fingerprint may stand at a position. */
function verify(head: i32, position: i32, length: i32, owned: i32, count: i32): i32 {
  for (let index = head; index !== 0;) {
    const entry = changetype<Entry>(entryAt(index));
    const start = position - <i32>entry.fingerprintAt;
    if (start >= 0 && start < owned && start + <i32>entry.length <= length && standsAt(entry, WINDOW + start)) {
      store<u32>(hits + ((<usize>count) << 2), (start << 16) | (index - 1));
      count++;
    }
    index = entry.next;
  }
  return count;
}

function standsAt(entry: Entry, at: usize): bool {
  let pattern = entry.pattern;
  const end = at + entry.length;
  do {
    const input = v128.or(v128.load(at), v128.load(pattern));
    if (v128.any_true(v128.xor(input, v128.load(pattern, 16)))) return false;
    at += 16;
    pattern += 32;
  } while (at < end);
  return true;
}

function entryAt(link: i32): usize {
  return ENTRIES + <usize>(link - 1) * offsetof<Entry>();
}

function growTo(bytes: usize): void {
  const pages = <i32>((bytes + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
}
