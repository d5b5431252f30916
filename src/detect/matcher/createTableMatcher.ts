import { checkKeywords, SHORTEST_KEYWORD } from './keywordMatcher.js';
import type { KeywordMatcher, Marks, OnHit } from './keywordMatcher.js';
import { markBytes } from './markBytes.js';
import { SKIP_READS, STRIDE, TableSieve, wordAt } from './tableSieve.js';

/** The bit that tells a lower-case ASCII letter from its upper case. */
const CASE_BIT = 0x20;

/** Hits are put in order and told when so many bytes were walked over. */
const PIECE = 0x10000;
/** A hit as one number: `MOST_KEYWORDS` and `PIECE` leave room for both. */
const OFFSET_SHIFT = 12;
const KEYWORD_BITS = (1 << OFFSET_SHIFT) - 1;

/**
 * The matcher in plain TypeScript, for machines without WebAssembly. Its work does not grow with the number of
 * keywords (see `TableSieve`).
 *
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createTableMatcher(keywords: readonly string[]): KeywordMatcher {
  checkKeywords(keywords);
  const folded = keywords.map((keyword) => Buffer.from(keyword.toLowerCase(), 'latin1'));
  const sieve = new TableSieve(folded);

  function scan(bytes: Uint8Array, onHit: OnHit, marks?: Marks): void {
    if (marks) markBytes(bytes, marks);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let base = 0; base < bytes.length; base += PIECE) {
      const hits = hitsIn(bytes, view, base, base + PIECE);
      for (const hit of hits) onHit(hit & KEYWORD_BITS, base + (hit >>> OFFSET_SHIFT));
    }
  }

  /** Keywords that begin in a stretch, as their offset in it and their index: in order. */
  function hitsIn(bytes: Uint8Array, view: DataView, from: number, to: number): readonly number[] {
    const hits: number[] = [];
    const compare = (index: number, start: number): void => {
      const keyword = folded[index];
      if (keyword && start >= from && start < to && standsAt(bytes, start, keyword))
        hits.push(((start - from) << OFFSET_SHIFT) | index);
    };
    const end = Math.min(to + sieve.reach, bytes.length - SHORTEST_KEYWORD + 1);
    // Where fewer bytes are left than the walk reads, each position is looked at.
    const walkEnd = Math.min(end, bytes.length - SKIP_READS + 1);
    let at = from;
    while ((at = sieve.skip(view, at, walkEnd)) < walkEnd) {
      sieve.candidates(view.getInt32(at, true), at, compare);
      at += STRIDE;
    }
    for (; at < end; at += STRIDE) sieve.candidates(wordAt(bytes, at), at, compare);
    return hits.length < 2 ? hits : hits.sort((a, b) => a - b);
  }

  return { scan };
}

function standsAt(bytes: Uint8Array, offset: number, folded: Uint8Array): boolean {
  if (offset + folded.length > bytes.length) return false;
  for (let index = 0; index < folded.length; index++) {
    const wanted = folded[index] as number;
    const isLetter = wanted >= 0x61 && wanted <= 0x7a;
    if (((bytes[offset + index] as number) | (isLetter ? CASE_BIT : 0)) !== wanted) return false;
  }
  return true;
}
