import type { Span } from '../model/document.js';
import type { Candidate, Rule, TextRule } from '../model/rule.js';
import { unpack, type Unpacked } from './decode/archives.js';
import { decodeRuns } from './decode/base64.js';
import type { DecodedText } from './decode/decodedText.js';
import { decodeEscapes } from './decode/escapes.js';
import { decodeUtf16Islands } from './decode/utf16.js';
import { entropy } from '../text/entropy.js';
import { foldLiterals, JOINED } from './fold.js';
import { createMatcher } from './matcher/createMatcher.js';
import type { KeywordMatcher } from './matcher/keywordMatcher.js';
import { fits, runPattern } from './runPattern.js';
import { piecesOf, windowsAround } from './windows.js';

/** How many encodings are undone one inside the other. */
const DEPTH = 5;
/** A document yields at most this many candidates; more would be an attack on memory, and is said. */
const MOST_CANDIDATES = 100_000;
/** Keywords of keys that are written in parts (see `fold.ts`). */
const FOLD_KEYWORDS = [
  'pk_live_',
  'pk_test_',
  ...['pk_', 'pk_live', 'pk_test'].flatMap((part) => [`${part}'`, `${part}"`, `${part}\``]),
  "join('_')",
  'join("_")',
  "'pk'",
  '"pk"',
];
const WIDE_NEEDLES = ['pk_live_', 'pk_test_'];

export interface Detection {
  readonly candidates: readonly Candidate[];
  /** Codes of what could not be looked at. */
  readonly skipped: readonly string[];
}

/** Finds candidates in text. Made once for a rule set; holds no state between documents. */
export class Detector {
  readonly #rules: readonly TextRule[];
  readonly #matcher: KeywordMatcher;
  /** Rules of each keyword, by the matcher's index; -1 stands for folding. */
  readonly #rulesOf: readonly (readonly number[])[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules.filter((rule) => rule.on === 'text');
    const rulesOf = new Map<string, number[]>();
    const add = (keyword: string, rule: number): void => {
      const folded = keyword.toLowerCase();
      const list = rulesOf.get(folded);
      if (!list) rulesOf.set(folded, [rule]);
      else if (!list.includes(rule)) list.push(rule);
    };
    for (const [index, rule] of this.#rules.entries()) for (const keyword of rule.keywords) add(keyword, index);
    if (this.#rules.some((rule) => rule.keywords.includes('pk_live_')))
      for (const keyword of FOLD_KEYWORDS) add(keyword, -1);
    this.#matcher = createMatcher([...rulesOf.keys()]);
    this.#rulesOf = [...rulesOf.values()];
  }

  /** @param path for rules that look into certain files only; `undefined` where it is not known yet: all of them look */
  detect(bytes: Buffer, path: string | undefined): Detection {
    const found = new Found();
    this.#detectIn(bytes, path, 0, found, undefined);
    return { candidates: withoutParts(found.candidates), skipped: found.skipped };
  }

  #detectIn(bytes: Buffer, path: string | undefined, depth: number, found: Found, outer: Outer | undefined): void {
    const offsets = new Map<number, number[]>();
    this.#matcher.scan(bytes, (keyword, offset) => {
      for (const rule of this.#rulesOf[keyword] ?? []) {
        const list = offsets.get(rule);
        if (list) list.push(offset);
        else offsets.set(rule, [offset]);
      }
    });
    const archive = depth < DEPTH ? unpack(bytes) : undefined;
    const members = archive?.texts.flatMap(({ same }) => same ?? []) ?? [];
    for (const [index, rule] of this.#rules.entries()) {
      const hits = rule.keywords.length === 0 ? [] : offsets.get(index);
      if (hits && looksInto(rule, path)) this.#run(rule, bytes, hits, found, outer, members);
    }
    if (depth >= DEPTH) return;
    for (const text of this.#decode(bytes, depth, offsets.get(-1) ?? [], found, archive)) {
      this.#detectIn(text.bytes, path, depth + 1, found, {
        via: [...(outer?.via ?? []), text.via],
        map: (span) => (outer ? outer.map(text.outer(span)) : text.outer(span)),
      });
    }
  }

  *#decode(
    bytes: Buffer,
    depth: number,
    folds: readonly number[],
    found: Found,
    archive: Unpacked | undefined,
  ): Iterable<DecodedText> {
    if (archive) {
      if (archive.skipped !== undefined) found.skip(archive.skipped);
      yield* archive.texts;
      return;
    }
    if (folds.length > 0) yield* foldLiterals(bytes, folds);
    yield* decodeRuns(bytes);
    yield* decodeEscapes(bytes);
    if (depth === 0) yield* decodeUtf16Islands(bytes, WIDE_NEEDLES);
  }

  /** @param elsewhere stretches that are looked at by themselves, as members of an archive */
  #run(
    rule: TextRule,
    bytes: Buffer,
    hits: readonly number[],
    found: Found,
    outer: Outer | undefined,
    elsewhere: readonly Span[],
  ): void {
    const whole = rule.keywords.length === 0 || rule.window?.whole === true;
    // What began in one piece of a document is not found a second time in the next one.
    let reached = 0;
    for (const window of whole ? piecesOf(bytes) : windowsAround(bytes, hits, rule.window)) {
      const text = bytes.toString('latin1', window.start, window.end);
      for (const match of runPattern(rule, text)) {
        const { secret, secretIndex, groups } = match;
        if (whole && window.start + match.index < reached) continue;
        if (whole) reached = window.start + match.index + match.match.length;
        if (rule.minEntropy !== undefined && entropy(secret) < rule.minEntropy) continue;
        if (rule.validate && !rule.validate(secret, groups)) continue;
        const span = { start: window.start + secretIndex, end: window.start + secretIndex + secret.length };
        if (elsewhere.some(({ start, end }) => start <= span.start && span.end <= end)) continue;
        found.add({
          rule,
          secret,
          groups,
          span: outer ? outer.map(span) : span,
          via: outer?.via ?? [],
          ...(outer && { inner: { text, index: secretIndex } }),
        });
      }
    }
  }
}

function looksInto(rule: TextRule, path: string | undefined): boolean {
  return !rule.paths || path === undefined || fits(rule.paths, path);
}

/** The first half of a key that is written in parts may look like a key of its own. */
function withoutParts(candidates: readonly Candidate[]): readonly Candidate[] {
  const whole = new Map<string, Candidate>();
  for (const each of candidates) if (each.via.at(-1) === JOINED) whole.set(`${each.rule.id} ${each.span.start}`, each);
  if (whole.size === 0) return candidates;
  return candidates.filter((each) => {
    const longer = whole.get(`${each.rule.id} ${each.span.start}`);
    return !longer || longer === each || longer.span.end <= each.span.end;
  });
}

/** The way back from decoded bytes to the document. */
interface Outer {
  readonly via: readonly string[];
  readonly map: (span: { start: number; end: number }) => { start: number; end: number };
}

class Found implements Detection {
  readonly candidates: Candidate[] = [];
  readonly skipped: string[] = [];
  readonly #seen = new Set<string>();

  add(candidate: Candidate): void {
    const { rule, span, secret } = candidate;
    // The same text can be reached twice: plain and inside a decoded stretch.
    const key = `${rule.id} ${span.start} ${secret}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.candidates.length < MOST_CANDIDATES) this.candidates.push(candidate);
    else this.skip('too-many-candidates');
  }

  skip(why: string): void {
    if (!this.skipped.includes(why)) this.skipped.push(why);
  }
}
