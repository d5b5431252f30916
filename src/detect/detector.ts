import type { Span } from '../model/document.js';
import type { Candidate, Rule, TextRule } from '../model/rule.js';
import { unpack } from './decode/archives.js';
import { isArchive } from './decode/isArchive.js';
import { decodeRuns } from './decode/base64.js';
import { JOINED, type DecodedText } from './decode/decodedText.js';
import { decodeEscapes } from './decode/escapes.js';
import { decodeUtf16Islands } from './decode/utf16.js';
import { entropy } from '../text/entropy.js';
import { lowerBound } from '../text/sorted.js';
import { textView } from '../text/textView.js';
import { callsOf, DIRECTIVES, FOLDING, type Calls } from './calls.js';
import { joinedTexts } from './joinedTexts.js';
import { createKnownMatcher, createMatcher } from './matcher/createMatcher.js';
import type { KnownKeywords } from './matcher/keptTables.js';
import type { Prompt } from './matcher/createQuietLook.js';
import { Marks, SHORTEST_RUN, type KeywordMatcher, type MatcherWindow } from './matcher/keywordMatcher.js';
import { isInRun } from './matcher/markBytes.js';
import { lookAhead, type LookAhead } from './lookAhead.js';
import { linesAround } from './changes.js';
import { NEAR, prepareRule, type PreparedRule } from './preparedRule.js';
import { fits, runPattern } from './runPattern.js';
import { isNearRun, withRuns } from './runsWanted.js';
import { piecesOf, windowsAround } from './windows.js';

/** How many encodings are undone one inside the other. */
const DEPTH = 5;
/** A document yields at most this many candidates; more would be an attack on memory, and is said. */
const MOST_CANDIDATES = 100_000;
/** More hits than this are not held: their rules look at what has been read by then. */
const MOST_HELD = 50_000;
/** Hits are looked at when this much behind them was read: what is near each other is looked at together. */
const READ_AHEAD = 64 * 1024;
const WIDE_NEEDLES = ['pk_live_', 'pk_test_'];

export interface Detection {
  readonly candidates: readonly Candidate[];
  /** Codes of what could not be looked at. */
  readonly skipped: readonly string[];
  /** A comment that silences findings may stand in the text. */
  readonly mayHaveDirectives: boolean;
}

/**
 * What a look at bytes gave: something to judge; nothing, though something far from a change may come to
 * matter by it; or nothing, and a change matters on its lines and near them only.
 */
export type Look = 'candidates' | 'far' | 'quiet';

/** Finds candidates in text. Made once for a rule set; holds no state between documents, but for what its window was looked at. */
export class Detector {
  readonly #rules: readonly TextRule[];
  readonly #matcher: KeywordMatcher;
  /** Gathered when something is hit, where the keywords are known without. */
  #gathered: Calls | undefined;
  /** Rules without keywords. */
  readonly #unprompted: readonly number[];
  /** What rules want to see behind their keywords. Made for a rule when it is hit first, as what is below: most runs need few. */
  readonly #aheads: (LookAhead | undefined)[] = [];
  readonly #prepared: (PreparedRule | undefined)[] = [];

  /**
   * @param match makes the matcher; another one than the fastest is for comparing
   * @param known keywords of just these rules, of which each has some
   */
  constructor(
    rules: readonly Rule[],
    match: (keywords: readonly string[]) => KeywordMatcher = createMatcher,
    known?: KnownKeywords,
  ) {
    this.#rules = rules.filter((rule) => rule.on === 'text');
    const matcher = known && createKnownMatcher(known);
    this.#matcher = matcher ?? match(this.#calls.keywords);
    this.#unprompted = matcher ? [] : this.#calls.unprompted;
  }

  get #calls(): Calls {
    return (this.#gathered ??= callsOf(this.#rules));
  }

  /** What makes it look at a document; undefined where a rule looks at every one. */
  get prompts(): readonly Prompt[] | undefined {
    if (this.#unprompted.length > 0) return undefined;
    const { keywords, rulesOf } = this.#calls;
    return keywords.map((keyword, index) => {
      const [ahead, ...others] = new Set(rulesOf[index]?.map((rule) => this.#rules[rule]?.ahead));
      return { keyword, ahead: others.length === 0 ? ahead : undefined };
    });
  }

  /** Where a document that is bare would not be looked at any further; undefined where a rule looks at every one. */
  get window(): MatcherWindow | undefined {
    return this.#unprompted.length > 0 ? undefined : this.#matcher.window;
  }

  /** @param path for rules that look into certain files only; `undefined` where it is not known yet: all of them look */
  detect(bytes: Buffer, path: string | undefined): Detection {
    const found = new Found();
    this.#detectIn(bytes, path, 0, found, undefined);
    const { skipped, mayHaveDirectives } = found;
    return { candidates: withoutParts(found.candidates), skipped, mayHaveDirectives };
  }

  /** Whether `detect` would find nothing: no candidate, nothing to skip, no comment that silences findings. */
  findsNothing(bytes: Buffer, path: string): boolean {
    const found = new Found(1);
    this.#detectIn(bytes, path, 0, found, undefined);
    return found.candidates.length === 0 && found.skipped.length === 0 && !found.mayHaveDirectives;
  }

  /** Whether `detect` would find a candidate, wherever the bytes may stand: the search ends at the first. */
  look(bytes: Buffer): Look {
    const found = new Found(1);
    this.#detectIn(bytes, undefined, 0, found, undefined);
    if (found.candidates.length > 0) return 'candidates';
    return found.reachesFar || this.#unprompted.length > 0 ? 'far' : 'quiet';
  }

  /**
   * The same for bytes that were made from quiet ones: what did not change, nor stands near a change, need not
   * be looked at again.
   *
   * @param changes start, end, start, end …; see `PackedPlace`
   */
  lookAtChanges(bytes: Buffer, changes: ArrayLike<number>): Look {
    const stretches = isArchive(bytes) ? undefined : linesAround(bytes, changes, NEAR);
    if (stretches === undefined) return this.look(bytes);
    return this.lookAtStretches(
      bytes,
      stretches.flatMap(({ start, end }) => [start, end]),
    );
  }

  /** The same where it is known which lines have to be looked at. @param stretches start, end, start, end … */
  lookAtStretches(bytes: Buffer, stretches: ArrayLike<number>): Look {
    for (let index = 0; index < stretches.length; index += 2)
      if (this.look(bytes.subarray(stretches[index], stretches[index + 1])) !== 'quiet') return this.look(bytes);
    return 'quiet';
  }

  #detectIn(bytes: Buffer, path: string | undefined, depth: number, found: Found, outer: Outer | undefined): void {
    // Most documents of many are hit by nothing: what is made for each would have to be cleared away.
    let offsets = this.#unprompted.length === 0 ? NO_HITS : new Map(this.#unprompted.map((rule) => [rule, []]));
    const marks = new Marks();
    const archive = depth < DEPTH && isArchive(bytes) ? unpack(bytes) : undefined;
    const members = archive ? archive.texts.flatMap(({ same }) => same ?? []) : NOWHERE;
    const first = found.candidates.length;
    let held = 0;
    let wasCut = false;
    this.#matcher.scan(
      bytes,
      (keyword, offset) => {
        if (found.isFull) return;
        const { keywords, rulesOf, reach } = this.#calls;
        for (const rule of rulesOf[keyword] ?? []) {
          const ahead = rule < 0 ? undefined : this.#aheadOf(rule);
          if (ahead && !ahead(bytes, offset + (keywords[keyword]?.length ?? 0))) continue;
          const list = offsets.get(rule);
          if (list) list.push(offset);
          else (offsets === NO_HITS ? (offsets = new Map()) : offsets).set(rule, [offset]);
          held += 1;
        }
        if (held < MOST_HELD) return;
        held = MOST_HELD / 2;
        // Hits that are so far back have windows that were read.
        const until = offset - READ_AHEAD - reach;
        // A run is told when it has ended.
        if (until < 0 || isInRun(bytes, until, SHORTEST_RUN)) return;
        wasCut = true;
        for (const [index, list] of offsets) {
          const prepared = this.#prepare(index);
          if (prepared && !prepared.isWhole)
            this.#run(prepared, bytes, path, takeUntil(list, until), marks, found, outer, members);
        }
      },
      marks,
    );
    const folds = offsets.get(FOLDING);
    if (archive || marks.hasWideText || folds) found.reachesFar = true;
    if (offsets.size > 0) {
      if (depth === 0 && offsets.has(DIRECTIVES)) found.mayHaveDirectives = true;
      for (const index of inOrder(offsets)) {
        const prepared = this.#prepare(index);
        if (!prepared) continue;
        if (found.isFull) return;
        if (depth === 0 ? prepared.isFar : prepared.isFarDecoded) found.reachesFar = true;
        this.#run(prepared, bytes, path, offsets.get(index) ?? [], marks, found, outer, members);
      }
    }
    if (wasCut) found.putInOrder(first, (rule) => this.#rules.indexOf(rule));
    if (depth >= DEPTH) return;
    if (archive?.skipped !== undefined) found.skip(archive.skipped);
    for (const text of archive?.texts ?? decode(bytes, depth, folds, marks)) {
      if (found.isFull) return;
      this.#detectIn(text.bytes, path, depth + 1, found, {
        via: [...(outer?.via ?? []), text.via],
        map: (span) => (outer ? outer.map(text.outer(span)) : text.outer(span)),
      });
    }
  }

  #aheadOf(index: number): LookAhead | undefined {
    const ahead = this.#rules[index]?.ahead;
    return ahead && (this.#aheads[index] ??= lookAhead(ahead));
  }

  #prepare(index: number): PreparedRule | undefined {
    if (index < 0) return undefined;
    let prepared = this.#prepared[index];
    const rule = this.#rules[index];
    if (!prepared && rule) this.#prepared[index] = prepared = prepareRule(rule);
    return prepared;
  }

  /** @param elsewhere stretches that are looked at by themselves, as members of an archive */
  #run(
    { rule, isWhole, wantsRun }: PreparedRule,
    bytes: Buffer,
    path: string | undefined,
    hits: readonly number[],
    marks: Marks,
    found: Found,
    outer: Outer | undefined,
    elsewhere: readonly Span[],
  ): void {
    if (wantsRun && !(isWhole ? marks.runs.length > 0 : isNearRun(hits, rule.window, marks.runs))) return;
    const around = isWhole ? [] : windowsAround(bytes, hits, rule.window);
    const near = wantsRun ? withRuns(around, marks.runs) : around;
    // Asked last, as all but the keywords of a rule may have to be loaded.
    if ((!isWhole && near.length === 0) || !looksInto(rule, path)) return;
    const windows = isWhole ? piecesOf(bytes) : near;
    // What began in one piece of a document is not found a second time in the next one.
    let reached = 0;
    for (const window of windows) {
      const text = bytes.toString('latin1', window.start, window.end);
      for (const match of runPattern(rule, text)) {
        const { secret, secretIndex, groups } = match;
        if (isWhole && window.start + match.index < reached) continue;
        if (isWhole) reached = window.start + match.index + match.match.length;
        if (rule.minEntropy !== undefined && entropy(secret) < rule.minEntropy) continue;
        if (rule.validate && !rule.validate(secret, groups)) continue;
        const span = { start: window.start + secretIndex, end: window.start + secretIndex + secret.length };
        if (elsewhere.some(({ start, end }) => start <= span.start && span.end <= end)) continue;
        if (found.isFull) return;
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

const NOWHERE: readonly Span[] = [];
/** Never written to. */
const NO_HITS = new Map<number, number[]>();

/** What is encoded in other bytes. */
function decode(bytes: Buffer, depth: number, folds: readonly number[] | undefined, marks: Marks): DecodedText[] {
  const texts: DecodedText[] = [];
  if (folds) texts.push(...joinedTexts(bytes, folds));
  if (marks.codedRuns.length > 0) texts.push(...decodeRuns(bytes, marks.codedRuns));
  if (marks.escapes.length > 0) texts.push(...decodeEscapes(bytes, marks.escapes));
  if (depth === 0 && marks.hasWideText) texts.push(...decodeUtf16Islands(bytes, WIDE_NEEDLES));
  return texts;
}

/** Takes those out that come before: they are in ascending order. */
function takeUntil(offsets: number[], until: number): number[] {
  const index = offsets.findIndex((offset) => offset >= until);
  return offsets.splice(0, index === -1 ? offsets.length : index);
}

/** Rules by their place in the rule set. */
function inOrder(offsets: ReadonlyMap<number, unknown>): Iterable<number> {
  return offsets.size < 2 ? offsets.keys() : [...offsets.keys()].toSorted((a, b) => a - b);
}

function looksInto(rule: TextRule, path: string | undefined): boolean {
  return !rule.paths || path === undefined || fits(rule.paths, path);
}

/** The first half of a key that is written in parts may look like a key of its own. */
function withoutParts(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates;
  const whole = new Map<string, Candidate[]>();
  for (const each of candidates) {
    if (each.via.at(-1) !== JOINED) continue;
    const ofRule = whole.get(each.rule.id);
    if (ofRule) ofRule.push(each);
    else whole.set(each.rule.id, [each]);
  }
  if (whole.size === 0) return candidates;
  for (const ofRule of whole.values()) ofRule.sort((a, b) => a.span.start - b.span.start);
  return candidates.filter((each) => {
    const ofRule = whole.get(each.rule.id) ?? [];
    const longer = ofRule[lowerBound(ofRule, each.span.start + 1, ({ span }) => span.start) - 1];
    return !longer || longer === each || longer.span.end <= each.span.end || !longer.secret.startsWith(each.secret);
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
  mayHaveDirectives = false;
  /** What was seen depends on more than the lines that it stands on. */
  reachesFar = false;
  #seen: Set<string> | undefined;
  readonly #enough: number;

  /** @param enough candidates, when nobody asks for more */
  constructor(enough = Number.POSITIVE_INFINITY) {
    this.#enough = enough;
  }

  get isFull(): boolean {
    return this.candidates.length >= this.#enough;
  }

  add(candidate: Candidate): void {
    const { rule, span, secret } = candidate;
    // The same text can be reached twice: plain and inside a decoded stretch.
    const key = `${rule.id} ${span.start} ${secret}`;
    this.#seen ??= new Set();
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.candidates.length < MOST_CANDIDATES) this.candidates.push(candidate);
    else this.skip('too-many-candidates');
  }

  /** Those from `first` on by rule, then by place, wherever the work on them was cut. */
  putInOrder(first: number, placeOf: (rule: TextRule) => number): void {
    if (this.candidates.length < first + 2) return;
    const sorted = this.candidates
      .splice(first)
      .map((candidate) => ({ candidate, place: placeOf(candidate.rule) }))
      .toSorted((a, b) => a.place - b.place || a.candidate.span.start - b.candidate.span.start);
    for (const { candidate } of sorted) this.candidates.push(candidate);
  }

  skip(why: string): void {
    if (!this.skipped.includes(why)) this.skipped.push(why);
  }
}

/** What is known of a document before somebody looks at it. */
export interface Known {
  /** How it differs from bytes that were quiet, see `PackedPlace`. */
  readonly changes?: ArrayLike<number> | undefined;
  /** Nothing is in what stands elsewhere: start, end, start, end … */
  readonly stretches?: ArrayLike<number> | undefined;
}

/** Looks at a document that is not text of one byte a character as well. */
export function lookAtDocument(detector: Detector, document: Buffer, { changes, stretches }: Known = {}): Look {
  const { bytes, encoding } = textView(document);
  const isPlain = encoding === 'utf-8';
  const found = !isPlain
    ? detector.look(bytes)
    : stretches
      ? detector.lookAtStretches(bytes, stretches)
      : changes
        ? detector.lookAtChanges(bytes, changes)
        : detector.look(bytes);
  return isPlain || found !== 'quiet' ? found : 'far';
}
