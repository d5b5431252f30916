import { createTableMatcher } from './createTableMatcher.js';
import { createWasmMatcher } from './createWasmMatcher.js';
import type { KeywordMatcher } from './keywordMatcher.js';

/**
 * The fastest matcher that this machine has. WebAssembly wins from the first kilobytes on, its
 * compilation included (`npm run bench:matcher`), so the size of the input decides nothing.
 *
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createMatcher(keywords: readonly string[]): KeywordMatcher {
  return createWasmMatcher(keywords) ?? createTableMatcher(keywords);
}
