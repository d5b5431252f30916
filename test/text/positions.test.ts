import fc from '../support/properties.js';
import { expect, it } from 'vitest';
import { Positions } from '../../src/text/positions.js';
import { encodeText, textView } from '../../src/text/textView.js';
import { utf32le } from '../support/utf32.js';

/** The slow and plain way: decode what is before the offset, count its lines and its last line's UTF-16 units. */
function naive(text: string, before: string): { line: number; column: number } {
  const terminator = text.includes('\n') ? '\n' : '\r';
  const lines = before.split(terminator);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

const piece = fc.constantFrom('a', 'é', '鍵', '🔑', '\n', '\r\n', '\r', '\t', ' ', 'pk_live_', '\u2028', '\0');

it('any offset has the line and column that counting gives, asked in any order', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 20 }), (pieces, asked) => {
      const text = pieces.join('');
      const positions = new Positions({ bytes: Buffer.from(text), encoding: 'utf-8', start: { line: 0, column: 0 } });
      for (const index of asked) {
        const before = pieces.slice(0, index).join('');
        expect(positions.at(Buffer.byteLength(before))).toEqual(naive(text, before));
      }
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 little endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 big endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['UTF-32 little endian', utf32le],
  ['UTF-32 big endian', (text: string) => utf32le(text).swap32()],
])('a place in %s is where an editor shows it: the mark is no column', (_name, encode) => {
  const view = textView(encode('first 🔑\nab key'));
  expect(new Positions(view).at(view.bytes.indexOf('key'))).toEqual({ line: 2, column: 4 });
  expect(new Positions(view).at(view.bytes.indexOf('first'))).toEqual({ line: 1, column: 1 });
});

it.each([
  ['UTF-32 little endian', utf32le('é 鍵 🔑\n')],
  ['UTF-32 big endian', utf32le('é 鍵 🔑\n').swap32()],
  ['UTF-32 that ends in half a character', Buffer.concat([utf32le('🔑'), Buffer.from('ab')])],
])('%s is written as it was read', (_name, bytes) => {
  expect(encodeText(textView(bytes), bytes).equals(bytes)).toBe(true);
});

it('a piece of a large file counts from where it begins', () => {
  const positions = new Positions({
    bytes: Buffer.from('x key\nkey'),
    encoding: 'utf-8',
    start: { line: 10, column: 7 },
  });
  expect([positions.at(2), positions.at(6)]).toEqual([
    { line: 11, column: 10 },
    { line: 12, column: 1 },
  ]);
});
