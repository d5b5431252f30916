import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { entropy } from '../../src/text/entropy.js';

/** As it is defined. */
function defined(text: string): number {
  const characters = [...text];
  return [...new Set(characters)]
    .map((character) => characters.filter((each) => each === character).length / text.length)
    .reduce((bits, share) => bits - share * Math.log2(share), 0);
}

describe('entropy', () => {
  it.each([
    ['', 0],
    ['aaaa', 0],
    ['abab', 1],
    ['abcd', 2],
    ['ääöö', 1],
  ])('of %j is %d', (text, bits) => {
    expect(entropy(text)).toBe(bits);
  });

  it('is as it is defined, whatever was counted before', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        expect(entropy(text)).toBe(defined(text));
      }),
    );
  });
});
