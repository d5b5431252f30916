import type { DecodedText } from '../../src/detect/decode/decodedText.js';

/**
 * What is put together of keys that are written in parts, and the stretch of the text that each is told of.
 *
 * @param fold is asked with the places of `pk_`
 */
export function folded(
  fold: (bytes: Buffer, offsets: readonly number[]) => readonly DecodedText[],
  text: string,
): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(text, 'latin1');
  const offsets = [...text.matchAll(/pk_/g)].map(({ index }) => index);
  return fold(bytes, offsets).flatMap((decoded) => {
    const lines = decoded.bytes.toString('latin1').trimEnd().split('\n');
    let at = 0;
    return lines.map((line) => {
      const { start, end } = decoded.outer({ start: at, end: at + line.length });
      at += line.length + 1;
      return [line, text.slice(start, end)] as const;
    });
  });
}
