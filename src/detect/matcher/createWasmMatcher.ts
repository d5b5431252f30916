import { checkKeywords, LONGEST_KEYWORD } from './keywordMatcher.js';
import type { KeywordMatcher, Marks, OnHit } from './keywordMatcher.js';
import { startEngine } from './matcherEngine.js';
import type { MatcherEngine } from './matcherEngine.js';

/** Stands after each keyword in the text handed over: no ASCII character. */
const SEPARATOR = '\xff';

/**
 * The matcher in WebAssembly. Its memory is bounded: the input goes through a window of 64 KiB, hits
 * come back in rounds of a bounded number.
 *
 * @returns undefined on a machine without WebAssembly or memory for it.
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createWasmMatcher(keywords: readonly string[]): KeywordMatcher | undefined {
  checkKeywords(keywords);
  const engine = startEngine();
  return engine && driveEngine(engine, keywords);
}

/** The same with an engine that drives nothing else. */
export function driveEngine(engine: MatcherEngine, keywords: readonly string[]): KeywordMatcher {
  const text = Buffer.from(keywords.map((keyword) => keyword + SEPARATOR).join(''), 'latin1');
  const textAt = engine.reserve(keywords.length, text.length);
  new Uint8Array(engine.memory.buffer, textAt, text.length).set(text);
  engine.build(keywords.length, Math.min(...keywords.map((keyword) => keyword.length)));

  const memory = engine.memory.buffer;
  const window = new Uint8Array(memory, engine.windowAt(), engine.windowSize());
  const hitsAt = engine.hitsAt();
  const reach = engine.farthestSample();

  // Nothing is kept in the window from one round to the next, so a callback may scan again.
  function scan(bytes: Uint8Array, onHit: OnHit, marks?: Marks): void {
    let base = 0;
    let openRun = 0;
    while (base < bytes.length) {
      const piece = bytes.subarray(base, base + window.length);
      window.set(piece);
      // Keywords that begin too near the end to be whole belong to the next piece.
      const isLast = base + piece.length === bytes.length;
      let owned = isLast ? piece.length : piece.length - LONGEST_KEYWORD;
      const count = engine.scan(piece.length, owned);
      // Stopped early, it has seen all of the keywords only that begin well before that place.
      const stopped = engine.scannedTo();
      if (stopped < piece.length) owned = stopped - reach;
      if (marks) {
        const runs = engine.survey(piece.length, owned, openRun, base + owned === bytes.length);
        openRun = engine.openRun();
        noteMarks(engine, runs, base, marks);
      }
      if (count > 0) report(new Uint32Array(memory, hitsAt, count).slice().sort(), owned, base, onHit);
      base += owned;
    }
  }

  return { keywords, scan };
}

/** Hits are offset << 16 | keyword, so their order as numbers is that of offset and keyword. */
function report(hits: Uint32Array, owned: number, base: number, onHit: OnHit): void {
  for (const hit of hits) {
    const offset = hit >>> 16;
    if (offset >= owned) return;
    onHit(hit & 0xffff, base + offset);
  }
}

function noteMarks(engine: MatcherEngine, runs: number, base: number, marks: Marks): void {
  const memory = engine.memory.buffer;
  if (runs > 0) {
    const ends = new Uint32Array(memory, engine.runsAt(), runs * 2);
    for (let at = 0; at < ends.length; at += 2) {
      const end = base + (ends[at] as number);
      marks.runs.push(end - (ends[at + 1] as number), end);
    }
  }
  const escapes = engine.escapeCount();
  if (escapes > 0)
    for (const offset of new Uint16Array(memory, engine.escapesAt(), escapes)) marks.escapes.push(base + offset);
  if (engine.hasWideText() !== 0) marks.hasWideText = true;
}
