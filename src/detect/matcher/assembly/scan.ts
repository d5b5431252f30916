// Finds keywords in a window of bytes.
//
// Only every second position is looked at (every fourth where no keyword is short). Each keyword has
// a fingerprint of four (or three) bytes for each way in which it may stand to these positions, the
// one that is rarest in source text: wherever the keyword stands, one of them stands at a sampled
// position. A table says whether some fingerprint may stand there, a chain which, and then the whole
// keyword is compared. So the walk costs the same however many keywords there are.
//
// Where all keywords that are too short for every fourth position have two bytes in common, they are looked for by
// these alone, so that every fourth position does for the others.

import { entryAt, headOf, lateHeadOf, link, linkLate } from './chains';
import { admit, admitAnyFirst, admitAnyLast, CASE_BITS, isSparse } from './filter';
import { built, ENTRIES, Entry, ENTRY_SIZE, ESCAPES, LEFT_AGAIN, RUNS, WINDOW } from './layout';
import { measure, rarity } from './rarity';
import { NO_PAIR, Pair, PAIR_STEP, pairsFrom, placeOf, splatOf } from './pairs';
import { BLOCK, sieveByFourth, sieveBySecond, sieveSparselyBySecond, STRETCH } from './sieve';

const SEPARATOR: u8 = 0xff;

const MOST_STRIDE: i32 = 4;
/** The last fingerprint of three bytes begins at 2, and a late entry stands in for one at 3. */
const SHORTEST_FOR_MOST_STRIDE: i32 = 5;
/** Twice as many entries of more keywords would leave less of the sieve empty than half of the positions saves. */
const KEYWORDS_FOR_MOST_STRIDE: i32 = 64;

/** The position before which the last `scan` stopped because the hits were full; else its length. */
export let stoppedAt: i32 = 0;
/** How many keywords it compared with the input: its work beyond the walk. */
export let comparisons: i32 = 0;

/** Where hits are written. */
export function hitsAt(): usize {
  return built.hits;
}

/** Where memory that nothing was placed in begins. */
export function spaceAt(): usize {
  return built.hits + ((<usize>built.hitsLimit) << 2);
}

/** Makes room for so many keywords; returns where their text goes, each followed by 0xff. */
export function reserve(count: i32, textLength: i32): usize {
  built.patterns = (ENTRIES + <usize>count * MOST_STRIDE * ENTRY_SIZE + 15) & ~15;
  built.hits = built.patterns + ((<usize>textLength >> 3) + <usize>count) * 16;
  growTo(built.hits + textLength);
  return built.hits;
}

/**
 * Builds the tables for the text at the place that `reserve` gave.
 *
 * @param common what all keywords of fewer than five bytes have in common; `NO_PAIR` where that is nothing
 * @param shortest the least length of the others; of all where that is nothing
 */
export function build(count: i32, shortest: i32, common: Pair): void {
  built.stride = shortest >= SHORTEST_FOR_MOST_STRIDE && count <= KEYWORDS_FOR_MOST_STRIDE ? MOST_STRIDE : 2;
  built.pair = built.stride === MOST_STRIDE ? common : NO_PAIR;
  let text = built.hits;
  let pattern = built.patterns;
  for (let keyword = 0; keyword < count; keyword++) {
    const length = foldKeyword(text);
    if (built.pair !== NO_PAIR && length < SHORTEST_FOR_MOST_STRIDE) addPaired(keyword, text, length, pattern);
    else addSampled(keyword, text, length, pattern);
    pattern = writePattern(pattern, text, length);
    text += length + 1;
  }
  built.mostAtOnce = built.longestChain + built.longestLateChain;
  // A window is done in rounds when its hits are too many. A round must get past `reach` positions
  // to get on at all, and well past them to be worth its while.
  built.hitsLimit = max(0x4000, 0x100 * built.mostAtOnce + 2 * built.mostPaired);
  growTo(built.hits + ((<usize>built.hitsLimit) << 2));
  built.window = WINDOW;
  built.runs = RUNS;
  built.escapes = ESCAPES;
}

/** An entry for each remainder of the keyword's start by the stride. */
function addSampled(keyword: i32, text: usize, length: i32, pattern: usize): void {
  measure(text, length);
  for (let phase = 0; phase < built.stride; phase++) {
    const index = keyword * built.stride + phase;
    const entry = entryAt(index);
    entry.length = <u8>length;
    entry.pattern = pattern;
    const offset = rarestPlace(phase, length);
    if (offset >= 0) {
      const word = load<u32>(text + offset) | CASE_BITS;
      entry.offset = <i8>offset;
      built.reach = max(built.reach, offset);
      if (offset + 3 < length) admit(word);
      else admitAnyLast(word);
      built.longestChain = max(built.longestChain, link(index, word));
    } else {
      // It is seen from one byte before the keyword, which may be any.
      const word = load<u32>(text) | CASE_BITS;
      entry.offset = -1;
      built.hasLateEntries = true;
      admitAnyFirst(word);
      built.longestLateChain = max(built.longestLateChain, linkLate(index, word));
    }
  }
}

function addPaired(keyword: i32, text: usize, length: i32, pattern: usize): void {
  const entry = entryAt(keyword * built.stride);
  const place = placeOf(built.pair, text);
  entry.length = <u8>length;
  entry.pattern = pattern;
  entry.offset = <i8>place;
  entry.next = <u16>built.pairedChain;
  built.pairedChain = keyword * built.stride + 1;
  built.reach = max(built.reach, place);
  // Where its bytes are the same, it may begin at every position.
  built.mostPaired += STRETCH;
}

/** Folds the text of a keyword in place; returns its length. */
function foldKeyword(text: usize): i32 {
  let length = 0;
  for (let byte = load<u8>(text); byte !== SEPARATOR; byte = load<u8>(text + length)) {
    if (<u32>byte - 0x41 < 26) store<u8>(text + length, byte | <u8>CASE_BITS);
    length++;
  }
  return length;
}

/** Where the rarest fingerprint begins, of the places that are sampled for the phase: -1 for one byte before the keyword. */
function rarestPlace(phase: i32, length: i32): i32 {
  let place = -1;
  let best = phase === built.stride - 1 ? rarity(0, 2) : -1;
  for (let offset = phase; offset + 3 <= length; offset += built.stride) {
    const found = rarity(offset, min(offset + 3, length - 1));
    if (found <= best) continue;
    best = found;
    place = offset;
  }
  return place;
}

/** Returns where the pattern ends. */
function writePattern(at: usize, text: usize, length: i32): usize {
  for (let from = 0; from < length; from += 8) {
    for (let index = from; index < from + 8; index++) {
      // Past the keyword's end all bits are set on both sides.
      const byte: u32 = index < length ? load<u8>(text + index) : 0xff;
      store<u8>(at, <u8>(byte === 0xff ? 0xff : byte - 0x61 < 26 ? CASE_BITS : 0));
      store<u8>(at, <u8>byte, 8);
      at++;
    }
    at += 8;
  }
  return at;
}

/** Writes hits in no certain order and returns how many: u32 each, offset in the window << 16 | keyword. */
export function scan(length: i32, owned: i32): i32 {
  const end = min(length, owned + built.reach);
  const roomFor = built.hitsLimit - built.mostAtOnce;
  let count = 0;
  comparisons = 0;
  for (let from = 0; from < end; from += STRETCH) {
    const to = min(end, from + STRETCH);
    if (built.pairedChain !== 0) {
      if (count > roomFor - built.mostPaired) {
        stoppedAt = from;
        return count;
      }
      count = comparePaired(from, to, length, owned, count);
    }
    const left = sieve(from, to);
    for (let index = 0; index < left; index++) {
      const position: i32 = load<u16>(LEFT_AGAIN + ((<usize>index) << 1));
      if (count > roomFor) {
        // Those of one block come in no order.
        stoppedAt = position & -BLOCK;
        return count;
      }
      count = compareAt(position, length, owned, count);
    }
  }
  stoppedAt = length;
  return count;
}

function sieve(from: i32, to: i32): i32 {
  if (built.stride === MOST_STRIDE) return sieveByFourth(from, to);
  return isSparse() ? sieveSparselyBySecond(from, to) : sieveBySecond(from, to);
}

/** Compares the keywords that have the pair, where it stands; returns the new count of hits. */
function comparePaired(from: i32, to: i32, length: i32, owned: i32, before: i32): i32 {
  let count = before;
  const first = splatOf(built.pair, 0);
  const second = splatOf(built.pair, 1);
  for (let at = from; at < to; at += PAIR_STEP) {
    for (let found = pairsFrom(at, first, second); found !== 0; found &= found - 1) {
      const position = at + <i32>ctz(found);
      if (position < to) count = compareChain(built.pairedChain, position, length, owned, count);
    }
  }
  return count;
}

/** Compares the keywords whose fingerprint may stand at a sampled position; returns the new count of hits. */
function compareAt(position: i32, length: i32, owned: i32, count: i32): i32 {
  const word = load<u32>(WINDOW + position) | CASE_BITS;
  count = compareChain(headOf(word), position, length, owned, count);
  return built.hasLateEntries ? compareChain(lateHeadOf(word >> 8), position, length, owned, count) : count;
}

function compareChain(head: u32, position: i32, length: i32, owned: i32, count: i32): i32 {
  for (let next = head; next !== 0;) {
    const entry = entryAt(next - 1);
    const start = position - <i32>entry.offset;
    comparisons++;
    if (start >= 0 && start < owned && start + <i32>entry.length <= length && standsAt(entry, WINDOW + start)) {
      store<u32>(built.hits + ((<usize>count) << 2), (start << 16) | ((next - 1) / built.stride));
      count++;
    }
    next = entry.next;
  }
  return count;
}

function standsAt(entry: Entry, at: usize): bool {
  const end = at + entry.length;
  for (let pattern = entry.pattern; at < end; pattern += 16) {
    if ((load<u64>(at) | load<u64>(pattern)) !== load<u64>(pattern, 8)) return false;
    at += 8;
  }
  return true;
}

/** Makes memory so large at least. */
export function growTo(bytes: usize): void {
  const pages = <i32>((bytes + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
}
