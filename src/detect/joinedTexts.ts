import type { DecodedText } from './decode/decodedText.js';
import { foldLiterals } from './fold.js';
import { foldRests } from './foldRests.js';
import { foldVariables } from './foldVariables.js';

/** Keys that are written in parts, put together. @param offsets where something stands that such a key can begin at */
export function joinedTexts(bytes: Buffer, offsets: readonly number[]): readonly DecodedText[] {
  return [...foldLiterals(bytes, offsets), ...foldVariables(bytes, offsets), ...foldRests(bytes, offsets)];
}
