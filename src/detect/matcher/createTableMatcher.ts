import { checkKeywords, SHORTEST_KEYWORD } from './keywordMatcher.js';
import type { KeywordMatcher, Marks, OnHit } from './keywordMatcher.js';
import { markBytes } from './markBytes.js';

/** Three bytes of five bits each: a byte shifted in a fourth time has left the hash. */
const SHIFT = 5;
const TABLE_SIZE = 1 << (3 * SHIFT);
const HASH = TABLE_SIZE - 1;

/** The bit that tells a lower-case ASCII letter from its upper case. */
const CASE_BIT = 0x20;

/** Positions that are looked at together, and the bytes that this reads. */
const BLOCK = 4;
const BLOCK_READS = 7;

/**
 * The matcher in plain TypeScript, for machines without WebAssembly: a rolling hash of three bytes
 * looks into a table of the keywords' first four. One step a byte however many keywords there are.
 *
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createTableMatcher(keywords: readonly string[]): KeywordMatcher {
  checkKeywords(keywords);
  const folded = keywords.map((keyword) => Buffer.from(keyword.toLowerCase(), 'latin1'));
  // For each hash of the first three bytes a set of the low five bits that the fourth may have.
  const fourths = new Uint32Array(TABLE_SIZE);
  // And a chain of keywords, named by index + 1 so that 0 ends it; the lowest index comes first.
  const heads = new Uint16Array(TABLE_SIZE);
  const next = new Uint16Array(keywords.length + 1);
  for (const [index, keyword] of [...folded.entries()].reverse()) {
    const hash = hashAt(keyword, 0);
    fourths[hash] = at(fourths, hash) | (keyword.length > 3 ? 1 << at(keyword, 3) : -1);
    next[index + 1] = at(heads, hash);
    heads[hash] = index + 1;
  }

  function scan(bytes: Uint8Array, onHit: OnHit, marks?: Marks): void {
    if (marks) markBytes(bytes, marks);
    const end = bytes.length - SHORTEST_KEYWORD + 1;
    for (let offset = 0; offset < end;) {
      offset = skip(bytes, fourths, offset);
      const blockEnd = Math.min(offset + BLOCK, end);
      for (; offset < blockEnd; offset++) {
        for (let link = at(heads, hashAt(bytes, offset)); link !== 0; link = at(next, link)) {
          const keyword = folded[link - 1];
          if (keyword !== undefined && standsAt(bytes, offset, keyword)) onHit(link - 1, offset);
        }
      }
    }
  }

  return { keywords, scan };
}

/** The next offset from which one of a block's positions may begin a keyword, or too few bytes are left to say. */
function skip(bytes: Uint8Array, fourths: Uint32Array, from: number): number {
  const end = bytes.length - BLOCK_READS;
  if (from > end) return from;
  let hash = hashAt(bytes, from);
  let offset = from;
  for (; offset <= end; offset += BLOCK) {
    const a = bytes[offset + 3] as number;
    const b = bytes[offset + 4] as number;
    const c = bytes[offset + 5] as number;
    const d = bytes[offset + 6] as number;
    const hashA = (hash << SHIFT) ^ (a | CASE_BIT);
    const hashB = (hashA << SHIFT) ^ (b | CASE_BIT);
    const hashC = (hashB << SHIFT) ^ (c | CASE_BIT);
    // A shift takes its distance modulo 32.
    const first = (fourths[hash & HASH] as number) >>> a;
    const second = (fourths[hashA & HASH] as number) >>> b;
    const third = (fourths[hashB & HASH] as number) >>> c;
    const fourth = (fourths[hashC & HASH] as number) >>> d;
    if (((first | second | third | fourth) & 1) !== 0) return offset;
    hash = ((hashC << SHIFT) ^ (d | CASE_BIT)) & HASH;
  }
  return offset;
}

function hashAt(bytes: Uint8Array, offset: number): number {
  const first = (at(bytes, offset) | CASE_BIT) << (2 * SHIFT);
  const second = (at(bytes, offset + 1) | CASE_BIT) << SHIFT;
  return (first ^ second ^ (at(bytes, offset + 2) | CASE_BIT)) & HASH;
}

function standsAt(bytes: Uint8Array, offset: number, folded: Uint8Array): boolean {
  if (offset + folded.length > bytes.length) return false;
  for (let index = 0; index < folded.length; index++) {
    const wanted = at(folded, index);
    const isLetter = wanted >= 0x61 && wanted <= 0x7a;
    if ((at(bytes, offset + index) | (isLetter ? CASE_BIT : 0)) !== wanted) return false;
  }
  return true;
}

/** An element that is known to exist. */
function at(array: Uint8Array | Uint16Array | Uint32Array, index: number): number {
  return array[index] as number;
}
