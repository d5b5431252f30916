import { checkKeywords } from './keywordMatcher.js';
import type { KeywordMatcher, OnHit } from './keywordMatcher.js';

/** Three bytes of five bits each: a byte shifted in a fourth time has left the hash. */
const SHIFT = 5;
const TABLE_SIZE = 1 << (3 * SHIFT);
const TABLE_MASK = TABLE_SIZE - 1;

/** The bit that tells a lower-case ASCII letter from its upper case. */
const CASE_BIT = 0x20;

/**
 * The matcher in plain TypeScript, for inputs too small to be worth WebAssembly and machines
 * without its vectors: a rolling hash of the last three bytes looks into a table of the keywords'
 * first three. One step a byte whatever the keywords are, and next to nothing to build.
 *
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createTableMatcher(keywords: readonly string[]): KeywordMatcher {
  checkKeywords(keywords);
  // Chains of keywords with one hash, named by index + 1 so that 0 ends a chain.
  const heads = new Uint16Array(TABLE_SIZE);
  const next = new Uint16Array(keywords.length + 1);
  const patterns = keywords.map(toPattern);
  for (let keyword = keywords.length; keyword > 0; keyword--) {
    const pattern = patterns[keyword - 1];
    if (pattern === undefined) continue;
    const hash = pattern.hash;
    next[keyword] = heads[hash] ?? 0;
    heads[hash] = keyword;
  }

  function scan(bytes: Uint8Array, onHit: OnHit): void {
    const length = bytes.length;
    let hash = 0;
    for (let at = 0; at < length; at++) {
      hash = ((hash << SHIFT) ^ ((bytes[at] as number) | CASE_BIT)) & TABLE_MASK;
      if (heads[hash] !== 0) verify(bytes, at - 2, heads[hash] as number, onHit);
    }
  }

  function verify(bytes: Uint8Array, offset: number, head: number, onHit: OnHit): void {
    if (offset < 0) return;
    for (let keyword = head; keyword !== 0; keyword = next[keyword] as number) {
      const pattern = patterns[keyword - 1];
      if (pattern !== undefined && standsAt(bytes, offset, pattern)) onHit(keyword - 1, offset);
    }
  }

  return { keywords, scan };
}

interface Pattern {
  readonly hash: number;
  /** Folded bytes. */
  readonly folded: Uint8Array;
  /** What to set in a byte of the input before comparing: the case bit for a letter, else nothing. */
  readonly fold: Uint8Array;
}

function toPattern(keyword: string): Pattern {
  const folded = Buffer.from(keyword.toLowerCase(), 'latin1');
  const fold = folded.map((byte) => (byte >= 0x61 && byte <= 0x7a ? CASE_BIT : 0));
  let hash = 0;
  for (const byte of folded.subarray(0, 3)) hash = ((hash << SHIFT) ^ (byte | CASE_BIT)) & TABLE_MASK;
  return { hash, folded, fold };
}

function standsAt(bytes: Uint8Array, offset: number, { folded, fold }: Pattern): boolean {
  if (offset + folded.length > bytes.length) return false;
  for (let at = 0; at < folded.length; at++) {
    if (((bytes[offset + at] as number) | (fold[at] as number)) !== folded[at]) return false;
  }
  return true;
}
