import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { callsWith } from '../../src/judge/handedTo.js';

/** The same in one pattern, which takes as long as the text is even where the name stands nowhere. */
function byPattern(text: string, variable: string): readonly string[] {
  const call = new RegExp(
    `([A-Za-z_$][\\w$.]{0,80})\\(\\s{0,20}(?:\\{\\s{0,20}[\\w$]{1,40}\\s{0,4}:\\s{0,4})?${variable.replaceAll('$', '\\$')}(?![\\w$(])`,
    'g',
  );
  return [...text.matchAll(call)].slice(0, 8).map((match) => match[1] ?? '');
}

describe('the calls that a variable is handed to', () => {
  it.each([
    ['t=window.Stripe(e)', 'e', ['window.Stripe']],
    ['new Pictify({ apiKey: e })', 'e', ['Pictify']],
    ['f( e ); g(ee); h(e(1)); i({b: e, c})', 'e', ['f', 'i']],
    ['f(a, e)', 'e', []],
    ['(e)', 'e', []],
    ['f(e) '.repeat(12), 'e', Array.from({ length: 8 }, () => 'f')],
    ['$.ajax($key)', '$key', ['$.ajax']],
  ])('of %j with %s are %j', (text, variable, calls) => {
    expect(callsWith(text, variable)).toEqual(calls);
  });

  it('are those that one pattern finds', () => {
    const piece = fc.constantFrom(
      'e',
      'ee',
      '$',
      'f',
      '.',
      '(',
      ')',
      '{',
      '}',
      ':',
      ' ',
      '\n',
      ',',
      'a1',
      'x'.repeat(45),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom('e', 'ee', 'f', '$', 'a1'),
        (pieces, variable) => {
          const text = pieces.join('');
          expect(callsWith(text, variable)).toEqual(byPattern(text, variable));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
