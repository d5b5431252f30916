import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from '../support/properties.js';
import { describe, expect, it, vi } from 'vitest';
import type { Language } from '../../src/model/language.js';
import { applyEdits, type Edit } from '../../src/remedy/rewrite/edit.js';
import { openBrackets, tokenAt } from '../../src/remedy/rewrite/lex.js';

const LANGUAGES: readonly Language[] = ['javascript', 'python', 'ruby', 'php', 'shell', 'csharp', 'swift', 'terraform'];
const PIECES = [
  '"',
  "'",
  '`',
  '"""',
  '\\',
  '\n',
  ' ',
  'x',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '${',
  '#{',
  '\\(',
  '//',
  '#',
  '/*',
  '*/',
];
const MORE = [
  '<<EOT\n',
  '\nEOT\n',
  '<?php ',
  '?>',
  'f"',
  '$',
  '= /',
  'a = "b"\n',
  "f('c', [1])\n",
  '`d ${"e"} f`\n',
  '// g\n',
];
const text = fc.array(fc.constantFrom(...PIECES, ...MORE), { maxLength: 60 }).map((parts) => parts.join(''));

describe('reading a text for many of its places', () => {
  it('gives for each what reading it for that place alone gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom(...LANGUAGES),
        fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 12 }),
        async (code, language, places) => {
          const spans = places.map(([at, length]) => ({
            start: at % (code.length + 1),
            end: (at % (code.length + 1)) + length,
          }));
          const ask = (span: { start: number; end: number }): unknown => [
            tokenAt(code, language, span),
            openBrackets(code, language, span.start),
          ];
          const together = spans.map(ask);
          const alone: unknown[] = [];
          for (const span of spans) {
            // What was read is forgotten in a pause.
            await nextTurn();
            await nextTurn();
            alone.push(ask(span));
          }
          expect(together).toEqual(alone);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['javascript', 'php'] as const)('reads it once (%s)', (language) => {
    const lines = Array.from({ length: 2000 }, (_, line) => `call(${line}, { key: 'value ${line}' });\n`);
    const code = (language === 'php' ? '<?php\n' : '') + lines.join('');
    const spans = [...code.matchAll(/value \d+/g)].map(({ index }) => ({ start: index, end: index + 5 }));
    const spy = vi.spyOn(String.prototype, 'startsWith');
    try {
      const work = (asked: typeof spans): number => {
        // Another text's reading is put in its place.
        const before = spy.mock.calls.length;
        const copy = `${code}${' '.repeat(before % 7)}\n`;
        for (const span of asked) {
          expect(tokenAt(copy, language, span)?.inner.start).toBe(span.start);
          expect(openBrackets(copy, language, span.start - 1)).toHaveLength(2);
        }
        return spy.mock.calls.length - before;
      };
      const one = work(spans.slice(-1));
      expect(work(spans)).toBeLessThan(one * 1.5);
    } finally {
      spy.mockRestore();
    }
  });
});

describe('applying edits', () => {
  const edits = fc
    .array(fc.tuple(fc.nat(8), fc.nat(3), fc.constantFrom('', 'A', 'BB')), { maxLength: 8 })
    .map((parts) => {
      let at = 0;
      return parts.map(([gap, length, insert]): Edit => {
        const start = at + gap;
        at = start + length;
        return { start, end: at, text: insert };
      });
    });

  it('gives what applying them one by one, the last one first, gives', () => {
    fc.assert(
      fc.property(edits, fc.integer(), (list, seed) => {
        const before = 'abcdefghij'.repeat(10);
        const ordered = list.toSorted((a, b) => b.start - a.start || b.end - a.end);
        let expected = before;
        for (const { start, end, text: insert } of ordered)
          expected = expected.slice(0, start) + insert + expected.slice(end);
        const turned = seed % 2 === 0 ? list : ordered;
        // Of insertions at one place the order counts, and it is that of the list.
        const places = new Set(list.map(({ start }) => start));
        if (places.size === list.length) expect(applyEdits(before, turned)).toBe(expected);
        else expect(applyEdits(before, list)).toBe(expected);
      }),
    );
  });

  it.each([
    [
      'one into the other',
      [
        { start: 1, end: 5, text: '' },
        { start: 4, end: 6, text: '' },
      ],
    ],
    [
      'two of one stretch',
      [
        { start: 1, end: 5, text: '' },
        { start: 1, end: 5, text: '' },
      ],
    ],
    ['one that ends before it begins', [{ start: 5, end: 1, text: '' }]],
  ])('refuses %s', (_name, list) => {
    expect(() => applyEdits('abcdefghij', list)).toThrow(RangeError);
  });
});
