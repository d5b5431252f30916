import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { decodeEscapes } from '../../src/detect/decode/escapes.js';
import { createMatcher } from '../../src/detect/matcher/createMatcher.js';
import { Marks } from '../../src/detect/matcher/keywordMatcher.js';

function decode(text: string): ReturnType<typeof decodeEscapes> {
  const marks = new Marks();
  const bytes = Buffer.from(text, 'latin1');
  createMatcher([]).scan(bytes, () => {}, marks);
  return decodeEscapes(bytes, marks.escapes);
}

describe('escapes', () => {
  it.each([
    ['percent-encoding', 'a pk%5Flive%5fx b', 'pk_live_x\n'],
    ['escape sequences', String.raw`a \u0070k\x5flive\137x\u{5f}y\u{00005F}z b`, 'pk_live_x_y_z\n'],
    ['HTML entities', 'a pk&#95;live&#x5F;x&lowbar;y&#00095;z&#X005f;w b', 'pk_live_x_y_z_w\n'],
  ])('are undone: %s', (via, text, wanted) => {
    expect(decode(text).map((each) => [each.via, each.bytes.toString('latin1')])).toEqual([[via, wanted]]);
  });

  it.each([
    ['a percent sign', '50%25x %7 %zz'.replace('%25', '%')],
    ['no printable character', String.raw`\x00 \u0001 %7f \177 &#10;`],
    ['too many digits', String.raw`\u{000005f} &#00000095; &#x000005f;`],
    ['too few digits', String.raw`\u{5} &#9; &#x5; \x5 \u05f \07`],
    ['what is no entity', '&toString; &valueOf; &__proto__; &lowbar &am;'],
    ['a sequence that is cut', '%4'],
  ])('are left alone: %s', (_, text) => {
    expect(decode(text)).toEqual([]);
  });

  it('lead back to the characters that each was written with', () => {
    const piece = fc.constantFrom('pk', '_', '%5F', '%5', '%', '\\x5f', '\\', '\\u{5f}', '&#95;', '&amp;', '&', ';', ' ', '<', '\n', 'y'.repeat(400)); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { via, bytes, outer } of decode(text)) {
          for (let at = 0; at < bytes.length; at += 1) {
            if (bytes[at] === 10) continue;
            const { start, end } = outer({ start: at, end: at + 1 });
            expect([via, plain(text.slice(start, end))]).toEqual([via, String.fromCharCode(bytes[at] ?? 0)]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** One character, or one escape of one. */
function plain(text: string): string {
  if (text.length === 1) return text;
  if (text === '&amp;') return '&';
  const digits = /(?:%|\\x|\\u\{)(5[fF])\}?$/.exec(text)?.[1];
  return digits === undefined ? (text === '&#95;' ? '_' : `?${text}`) : '_';
}
