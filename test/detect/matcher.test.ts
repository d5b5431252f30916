import fc from '../support/properties.js';
import { describe, expect, test } from 'vitest';
import { createTableMatcher } from '../../src/detect/matcher/createTableMatcher.js';
import { createWasmMatcher } from '../../src/detect/matcher/createWasmMatcher.js';
import type { KeywordMatcher } from '../../src/detect/matcher/keywordMatcher.js';

type Hit = readonly [keyword: number, offset: number];

const matchers = [
  { name: 'table', create: createTableMatcher },
  { name: 'WebAssembly', create: createWasm },
];

describe.each(matchers)('$name matcher', ({ create }) => {
  const cases: { name: string; keywords: string[]; text: string; hits: Hit[] }[] = [
    { name: 'no keywords', keywords: [], text: 'anything', hits: [] },
    { name: 'an empty input', keywords: ['ghp_'], text: '', hits: [] },
    { name: 'an input shorter than the keyword', keywords: ['ghp_'], text: 'ghp', hits: [] },
    { name: 'nothing but the keyword', keywords: ['ghp_'], text: 'ghp_', hits: [[0, 0]] },
    { name: 'the shortest keyword', keywords: ['a-z'], text: '-a-z-', hits: [[0, 1]] },
    { name: 'the longest keyword', keywords: ['x'.repeat(63) + 'y'], text: 'x'.repeat(64) + 'y', hits: [[0, 1]] },
    { name: 'start and end', keywords: ['end'], text: 'end … end'.replace('…', '.'), hits: [[0, 0], [0, 6]] }, // prettier-ignore
    { name: 'an input cut inside of the keyword', keywords: ['token'], text: 'tokentoke', hits: [[0, 0]] },
    { name: 'letters of either case', keywords: ['Akia'], text: 'AKIA akia', hits: [[0, 0], [0, 5]] }, // prettier-ignore
    { name: 'only letters are folded', keywords: ['a_b@', '[{]'], text: 'a\x7fb@ a_b` {[} [{]', hits: [[1, 14]] },
    { name: 'bytes past ASCII are none of its letters', keywords: ['key'], text: '\xebey \xcbEY', hits: [] },
    { name: 'overlapping occurrences', keywords: ['aaa'], text: 'aaaaa', hits: [[0, 0], [0, 1], [0, 2]] }, // prettier-ignore
    { name: 'nested keywords', keywords: ['live', 'pk_live_', 'pk_'], text: 'pk_live_', hits: [[1, 0], [2, 0], [0, 3]] }, // prettier-ignore
    { name: 'the same keyword twice in the list', keywords: ['key', 'KEY'], text: 'Key', hits: [[0, 0], [1, 0]] }, // prettier-ignore
  ];

  test.each(cases)('$name', ({ keywords, text, hits }) => {
    expect(collect(create(keywords), Buffer.from(text, 'latin1'))).toEqual(hits);
  });

  test.each([
    { name: 'too short', keywords: ['ab'] },
    { name: 'too long', keywords: ['x'.repeat(65)] },
    { name: 'not ASCII', keywords: ['schlüssel'] },
    { name: 'too many', keywords: Array.from({ length: 4097 }, (_, index) => `key${index}`) },
  ])('refuses keywords that are $name', ({ keywords }) => {
    expect(() => create(keywords)).toThrow(RangeError);
  });

  test('finds what a naive search finds', () => {
    fc.assert(
      fc.property(scenario, ({ keywords, bytes }) => {
        expect(collect(create(keywords), bytes)).toEqual(naive(keywords, bytes));
      }),
      { numRuns: 600 },
    );
  });

  test('finds keywords around every border of a large input', () => {
    const keywords = ['ghp_', 'sk_live_', 'x'.repeat(60) + 'tail', '_01', 'zzzz'];
    const bytes = new Uint8Array(300_000).fill(0x2e);
    // A stride without a common factor with any power of two puts keywords at all distances from a border.
    for (let at = 0, turn = 0; at + 64 <= bytes.length; at += 67, turn++) {
      bytes.set(Buffer.from(keywords[turn % keywords.length] ?? ''), at);
    }
    expect(collect(create(keywords), bytes)).toEqual(naive(keywords, bytes));
  });

  test('a hit at every position comes back, whatever their number', () => {
    const bytes = new Uint8Array(150_000).fill(0x61);
    for (const keywords of [
      ['aaa', 'aaaa', 'a'.repeat(40)],
      ['aaa', 'aaab', 'baa', 'a'.repeat(40)],
    ])
      expect(collect(create(keywords), bytes)).toEqual(naive(keywords, bytes));
  });

  test('a callback may scan', () => {
    const matcher = create(['token', 'inner']);
    const outer = Buffer.from('token '.repeat(20_000));
    const inner = Buffer.from('inner '.repeat(20));
    let innerHits = 0;
    const outerHits: Hit[] = [];
    matcher.scan(outer, (keyword, offset) => {
      outerHits.push([keyword, offset]);
      matcher.scan(inner, () => innerHits++);
    });
    expect({ outerHits, innerHits }).toEqual({ outerHits: naive(['token'], outer), innerHits: 20 * 20_000 });
  });

  test('can be used again', () => {
    const matcher = create(['token']);
    collect(matcher, Buffer.from('token'.repeat(50_000)));
    expect(collect(matcher, Buffer.from('-token'))).toEqual([[0, 1]]);
  });

  test('an error of the callback leaves it usable', () => {
    const matcher = create(['token']);
    expect(() => matcher.scan(Buffer.from('token token'), stop)).toThrow('enough');
    expect(collect(matcher, Buffer.from('-token'))).toEqual([[0, 1]]);
  });
});

function createWasm(keywords: readonly string[]): KeywordMatcher {
  const matcher = createWasmMatcher(keywords);
  if (matcher === undefined) throw new Error('This machine has no WebAssembly: nothing was tested');
  return matcher;
}

function stop(): void {
  throw new Error('enough');
}

function collect(matcher: KeywordMatcher, bytes: Uint8Array): Hit[] {
  const hits: Hit[] = [];
  matcher.scan(bytes, (keyword, offset) => hits.push([keyword, offset]));
  return hits;
}

/** The definition of what a matcher does, one comparison at a time. */
function naive(keywords: readonly string[], bytes: Uint8Array): Hit[] {
  const text = fold(Buffer.from(bytes).toString('latin1'));
  const wanted = keywords.map(fold);
  const hits: Hit[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    for (const [keyword, word] of wanted.entries()) {
      if (text.startsWith(word, offset)) hits.push([keyword, offset]);
    }
  }
  return hits;
}

function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Few different characters, so that keywords nest, overlap and nearly match; some of each odd kind. */
const closeCharacter = fc.constantFrom('a', 'A', 'b', 'B', '_', '-', '\x7f', '\r', '0', '\x10', '@', '`', '\0');
const anyAscii = fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code));

const keyword = fc.oneof(
  fc.string({ unit: closeCharacter, minLength: 3, maxLength: 6 }),
  fc.string({ unit: closeCharacter, minLength: 3, maxLength: 64 }),
  fc.string({ unit: anyAscii, minLength: 3, maxLength: 24 }),
);

/** Long keywords, and short ones that have two bytes in common. */
const pairedKeywords = fc
  .record({
    pair: fc.constantFrom('ab', 'aa', 'B_', '0\x10', '@`'),
    long: fc.array(fc.string({ unit: closeCharacter, minLength: 5, maxLength: 12 }), { maxLength: 8 }),
    around: fc.array(
      fc.tuple(
        fc.string({ unit: closeCharacter, maxLength: 2 }),
        fc.string({ unit: closeCharacter, minLength: 1, maxLength: 1 }),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ pair, long, around }) => [
    ...long,
    ...around.map(([before, behind]) => (before.length < 2 ? before + pair + behind : before + pair)),
  ]);

const scenario = fc.oneof(fc.array(keyword, { maxLength: 40 }), pairedKeywords).chain((keywords) =>
  fc.record({
    keywords: fc.constant(keywords),
    bytes: fc.array(piece(keywords), { maxLength: 40 }).map((pieces) => Buffer.concat(pieces)),
  }),
);

/** A stretch of input: noise, a keyword in a random case, or the beginning of one. */
function piece(keywords: readonly string[]): fc.Arbitrary<Uint8Array> {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: closeCharacter, maxLength: 40 }).map((text) => Buffer.from(text, 'latin1')),
  );
  if (keywords.length === 0) return noise;
  const word = fc
    .record({ word: fc.constantFrom(...keywords), flips: fc.bigInt(0n, (1n << 64n) - 1n), cut: fc.nat(64) })
    .map(({ word: text, flips, cut }) => {
      const flipped = Array.from(text, (character, index) =>
        (flips >> BigInt(index)) & 1n ? character.toUpperCase() : character.toLowerCase(),
      );
      return Buffer.from(flipped.slice(0, cut < 32 ? text.length : cut).join(''), 'latin1');
    });
  return fc.oneof(noise, word, word);
}
