import { checkKeywords, LONGEST_KEYWORD } from './keywordMatcher.js';
import type { KeywordMatcher, Marks, OnHit } from './keywordMatcher.js';
import { bytesOf, knownOf, putTables, readKeptTables } from './keptTables.js';
import { BUILT, BUILT_FIELD, FIELD, FIELDS, startEngine, type MatcherEngine } from './matcherEngine.js';

const WINDOW_SIZE = 0x10000;

/** So many are put in order faster here than by a call. */
const FEW_HITS = 16;

/** Shortest keyword that assembly/scan.ts finds from every fourth position. */
const LONG = 5;
const NO_PAIR = 0;
/** Of two bytes. */
const CASE_BITS = 0x2020;

/** A greater length of a run says that it may stand for text. */
const MOST_LENGTH = 0x7fff_ffff;

/**
 * The matcher in WebAssembly. Its memory is bounded: the input goes through a window of 64 KiB, hits
 * come back in rounds of a bounded number.
 *
 * @returns undefined on a machine without WebAssembly or memory for it.
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createWasmMatcher(keywords: readonly string[]): KeywordMatcher | undefined {
  const engine = startEngine();
  if (engine === undefined) return undefined;
  loadKeywords(engine, keywords);
  return driveEngine(engine);
}

/**
 * Puts the engine's tables where they belong.
 *
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function loadKeywords(
  engine: Pick<MatcherEngine, 'memory' | 'reserve' | 'build'>,
  keywords: readonly string[],
): void {
  const tables = readKeptTables(knownOf(keywords));
  if (tables) putTables(engine.memory, tables);
  else buildTables(engine, keywords);
}

/** @throws RangeError for keywords outside of the limits in keywordMatcher.ts. */
export function buildTables(
  engine: Pick<MatcherEngine, 'memory' | 'reserve' | 'build'>,
  keywords: readonly string[],
): void {
  checkKeywords(keywords);
  const text = bytesOf(knownOf(keywords));
  const textAt = engine.reserve(keywords.length, text.length);
  new Uint8Array(engine.memory.buffer, textAt, text.length).set(text);
  const pair = pairIn(keywords.filter(isShort));
  const sampled = pair === NO_PAIR ? keywords : keywords.filter((keyword) => !isShort(keyword));
  engine.build(keywords.length, Math.min(LONGEST_KEYWORD, ...sampled.map((keyword) => keyword.length)), pair);
}

/** Too short to be found from every fourth position. */
function isShort(keyword: string): boolean {
  return keyword.length < LONG;
}

/** Two bytes that stand in a row in all of them, as assembly/pairs.ts takes them. */
function pairIn([first, ...others]: readonly string[]): number {
  if (first === undefined) return NO_PAIR;
  for (let at = 0; at + 1 < first.length; at += 1) {
    const pair = first.slice(at, at + 2).toLowerCase();
    if (others.every((keyword) => keyword.toLowerCase().includes(pair)))
      return Buffer.from(pair, 'latin1').readUInt16LE() | CASE_BITS;
  }
  return NO_PAIR;
}

/** @param engine drives nothing else, and has its tables */
export function driveEngine(engine: MatcherEngine): KeywordMatcher {
  const memory = engine.memory.buffer;
  const fields = new Int32Array(memory, FIELDS, Object.keys(FIELD).length);
  const built = new Uint32Array(memory, BUILT, Object.keys(BUILT_FIELD).length);
  const window = new Uint8Array(memory, built[BUILT_FIELD.window], WINDOW_SIZE);
  const hits = new Uint32Array(memory, built[BUILT_FIELD.hits]);
  const runs = new Uint32Array(memory, built[BUILT_FIELD.runs]);
  const escapes = new Uint16Array(memory, built[BUILT_FIELD.escapes]);
  const field = (index: number): number => fields[index] as number;

  /** How much of the window the last look was at, until that is moved or scanned. */
  let looked: number | undefined;
  /** Where that was moved to. */
  let lookedAt: Uint8Array | undefined;

  // Nothing is kept in the window from one round to the next, so a callback may scan again; but what was moved out of it is
  // not looked at a second time.
  function scan(bytes: Uint8Array, onHit: OnHit, marks?: Marks): void {
    const { length } = bytes;
    let openRun = 0;
    let isLooked = bytes === lookedAt;
    looked = lookedAt = undefined;
    for (let base = 0; base < length;) {
      const size = Math.min(length - base, WINDOW_SIZE);
      // Keywords that begin too near the end to be whole belong to the next piece.
      const isLast = base + size === length;
      if (!isLooked) {
        window.set(size === length ? bytes : bytes.subarray(base, base + size));
        engine.look(size, isLast ? size : size - LONGEST_KEYWORD, openRun, isLast);
      }
      isLooked = false;
      const owned = field(FIELD.owned);
      openRun = field(FIELD.openRun);
      if (marks) note(base, marks);
      const count = field(FIELD.hitCount);
      if (count > 0) report(inOrder(hits, count), owned, base, onHit);
      base += owned;
    }
  }

  function note(base: number, marks: Marks): void {
    const runsEnd = field(FIELD.runCount) * 2;
    for (let at = 0; at < runsEnd; at += 2) {
      const end = base + (runs[at] as number);
      const length = runs[at + 1] as number;
      const start = end - (length & MOST_LENGTH);
      marks.runs.push(start, end);
      if (length > MOST_LENGTH) marks.codedRuns.push(start, end);
    }
    const escapeCount = field(FIELD.escapeCount);
    for (let at = 0; at < escapeCount; at += 1) marks.escapes.push(base + (escapes[at] as number));
    if (field(FIELD.hasWideText) !== 0) marks.hasWideText = true;
  }

  const isBare = (length: number): boolean => {
    lookedAt = undefined;
    engine.look(length, length, 0, true);
    looked = length;
    return (
      field(FIELD.hitCount) + field(FIELD.escapeCount) + field(FIELD.mayHoldNul) === 0 &&
      field(FIELD.owned) === length &&
      hasNoCodedRun()
    );
  };

  function hasNoCodedRun(): boolean {
    const end = field(FIELD.runCount) * 2;
    for (let at = 0; at < end; at += 2) if ((runs[at + 1] as number) > MOST_LENGTH) return false;
    return true;
  }

  const moveTo = (room: Buffer, length: number): Buffer => {
    const bytes = room.subarray(0, length);
    bytes.set(window.subarray(0, length));
    // Of what was not looked at, nothing is known.
    if (looked === length) lookedAt = bytes;
    looked = undefined;
    return bytes;
  };

  return { scan, window: { bytes: window, isBare, moveTo } };
}

/** A copy of the first hits, which are offset << 16 | keyword: their order as numbers is that of offset and keyword. */
function inOrder(hits: Uint32Array, count: number): Uint32Array | number[] {
  if (count > FEW_HITS) return hits.slice(0, count).sort();
  const sorted: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const hit = hits[index] as number;
    let at = index;
    for (; at > 0 && (sorted[at - 1] as number) > hit; at -= 1) sorted[at] = sorted[at - 1] as number;
    sorted[at] = hit;
  }
  return sorted;
}

function report(hits: Uint32Array | number[], owned: number, base: number, onHit: OnHit): void {
  for (const hit of hits) {
    const offset = hit >>> 16;
    if (offset >= owned) return;
    onHit(hit & 0xffff, base + offset);
  }
}
