import { createTableMatcher } from './createTableMatcher.js';
import { createWasmMatcher, driveEngine } from './createWasmMatcher.js';
import { putTables, readKeptTables, type KnownKeywords } from './keptTables.js';
import type { KeywordMatcher } from './keywordMatcher.js';
import { startEngine } from './matcherEngine.js';

/**
 * The fastest matcher that this machine has. WebAssembly, its compilation included, wins from about
 * 10 KB of input on and loses half a millisecond below (`npm run bench:matcher`), so the input's
 * size does not matter to the choice.
 *
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createMatcher(keywords: readonly string[]): KeywordMatcher {
  return createWasmMatcher(keywords) ?? createTableMatcher(keywords);
}

/** The same for keywords that nobody has listed yet; undefined where their tables are not kept, or of no use. */
export function createKnownMatcher(known: KnownKeywords): KeywordMatcher | undefined {
  const tables = readKeptTables(known);
  if (tables === undefined) return undefined;
  const engine = startEngine();
  if (engine === undefined) return undefined;
  putTables(engine.memory, tables);
  return driveEngine(engine);
}
