import { createTableMatcher } from './createTableMatcher.js';
import { createWasmMatcher } from './createWasmMatcher.js';
import type { KeywordMatcher } from './keywordMatcher.js';

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
