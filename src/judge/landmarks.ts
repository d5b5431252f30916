import { KEY_BOUNDARY, PICTIFY_WORD, secretVendors, SIBLING_SECRET, vendors } from '../../rules/vendors.js';
import { lowerBound } from '../text/sorted.js';

/** A party's word in a text: `pictify`, or a vendor's id. */
export interface PartyWord {
  readonly says: string;
  readonly start: number;
  readonly end: number;
}

/** A key of the family: `pk_live_…`, `sk_test_…`. */
export interface FamilyKey {
  readonly start: number;
  readonly end: number;
}

const FAMILY_KEY = new RegExp(`${KEY_BOUNDARY}[ps]k_(?:live|test)_[A-Za-z0-9_-]{8,}`, 'g');

/** One pattern for all, so that a text is read once: each party is a group of its own. */
const PARTIES: readonly (readonly [string, RegExp])[] = [
  ['pictify', PICTIFY_WORD],
  ...[...vendors, ...secretVendors].map((vendor) => [vendor.id, vendor.words] as const),
];
const ANY_PARTY = new RegExp(PARTIES.map(([id, words]) => `(?<${id}>${words.source})`).join('|'), 'gi');

/** A comment of ours and the rules that it names: these say what is to be silenced, and not whose a key is. */
const OUR_COMMENT =
  /pictify-scan-(?:disable-next-line|disable-line|disable|enable)(?:[ \t,]{1,8}[a-z0-9-]{1,60}\/(?:[a-z0-9._-]{1,80}|\*)){1,20}/gi;

/** Every place where a party is named, from left to right. */
export function partyWords(text: string): PartyWord[] {
  const found: PartyWord[] = [];
  const ours = text.includes('pictify-scan-') ? spansOf(text, OUR_COMMENT) : [];
  let next = 0;
  for (const match of text.matchAll(ANY_PARTY)) {
    const says = PARTIES.find(([id]) => match.groups?.[id] !== undefined)?.[0];
    while ((ours[next]?.end ?? Infinity) <= match.index) next += 1;
    const isOurs = (ours[next]?.start ?? Infinity) <= match.index;
    if (says !== undefined && !isOurs) found.push({ says, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/**
 * What stands where in a document: parties' words, keys of the family, their secret twins. Made by
 * reading the text once, so that thousands of candidates on one long line ask without reading it again.
 */
export class Landmarks {
  readonly #words: readonly PartyWord[];
  readonly #keys: readonly FamilyKey[];
  readonly #siblings: readonly FamilyKey[];

  /** @param text one character a byte, so that indexes are offsets */
  constructor(text: string) {
    this.#words = partyWords(text);
    this.#keys = spansOf(text, FAMILY_KEY);
    this.#siblings = spansOf(text, new RegExp(SIBLING_SECRET.source, 'g'));
  }

  /** Words that begin in a stretch, the last `most` of them, from left to right. */
  lastWords(start: number, end: number, most: number): readonly PartyWord[] {
    const to = lowerBound(this.#words, end, startOf);
    const from = lowerBound(this.#words, start, startOf);
    return this.#words.slice(Math.max(from, to - most), to);
  }

  /** The first `most` words that begin in a stretch, from left to right. */
  firstWords(start: number, end: number, most: number): readonly PartyWord[] {
    const from = lowerBound(this.#words, start, startOf);
    const to = lowerBound(this.#words, end, startOf);
    return this.#words.slice(from, Math.min(to, from + most));
  }

  /** The first word of each party before an offset. */
  firstOfEach(end: number): readonly PartyWord[] {
    const first = new Map<string, PartyWord>();
    for (const word of this.#words) {
      if (word.start >= end || first.size === PARTIES.length) break;
      if (!first.has(word.says)) first.set(word.says, word);
    }
    return [...first.values()];
  }

  /** The last key that begins before an offset. */
  keyBefore(offset: number): FamilyKey | undefined {
    return this.#keys[lowerBound(this.#keys, offset, startOf) - 1];
  }

  /** The first key that begins at an offset or behind it. */
  keyFrom(offset: number): FamilyKey | undefined {
    return this.#keys[lowerBound(this.#keys, offset, startOf)];
  }

  /** The first secret twin that begins in a stretch. */
  siblingIn(start: number, end: number): FamilyKey | undefined {
    const sibling = this.#siblings[lowerBound(this.#siblings, start, startOf)];
    return sibling && sibling.start < end ? sibling : undefined;
  }
}

function startOf(each: FamilyKey): number {
  return each.start;
}

function spansOf(text: string, pattern: RegExp): FamilyKey[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
