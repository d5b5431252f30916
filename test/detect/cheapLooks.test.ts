import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { createSampler } from '../../rules/sampler.js';
import { windowsAround } from '../../src/detect/windows.js';
import { lookAhead } from '../../src/detect/lookAhead.js';
import { isNearRun, wantsRun, withRuns } from '../../src/detect/runsWanted.js';

const rules = presetRules('strict').filter((rule) => rule.on === 'text');
const sample = createSampler();

function regexOf({ pattern }: (typeof rules)[number]): RegExp {
  if (!(pattern instanceof RegExp)) throw new Error('no RegExp');
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
}

describe.each(rules.filter((rule) => rule.ahead).map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('has what it looks for ahead of each keyword that begins a match', () => {
    const look = lookAhead(rule.ahead ?? { find: '', within: 0, stops: '' });
    const keyword = fc.constantFrom(...rule.keywords);
    const part = fc.string({ unit: fc.constantFrom(...'aZ09._%+~-:@/?#"\'<>=& \t\n\\|()[]{};,'), maxLength: 210 });
    fc.assert(
      fc.property(keyword, part, fc.constantFrom(':', '@', ''), part, fc.constantFrom('@host.io', ''), (...pieces) => {
        const text = pieces.join('');
        if (regexOf(rule).exec(text)?.index !== 0) return;
        expect(look(Buffer.from(text, 'latin1'), pieces[0].length)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets its own examples through, and a plain link not', () => {
    const look = lookAhead(rule.ahead ?? { find: '', within: 0, stops: '' });
    const texts = rule.examples(sample).leak.map((leak) => (typeof leak === 'string' ? leak : leak.text));
    const seen = (text: string): boolean =>
      rule.keywords.some((keyword) =>
        [...text.matchAll(new RegExp(keyword, 'gi'))].some(({ index }) =>
          look(Buffer.from(text, 'latin1'), index + keyword.length),
        ),
      );
    expect(texts.filter((text) => !seen(text))).toEqual([]);
    expect(seen('by [@someone](https://github.com/someone), see https://a.b/c@d')).toBe(false);
  });
});

describe('rules that want a long run', () => {
  const wanting = rules.filter(wantsRun);

  it('are some', () => {
    expect(wanting.length).toBeGreaterThan(20);
  });

  it.each(wanting.map((rule) => [rule.id, rule] as const))('%s finds none in a window without one', (_, rule) => {
    for (const leak of rule.examples(sample).leak) {
      const text = typeof leak === 'string' ? leak : leak.text;
      const broken = text.replace(/[A-Za-z0-9+/_-]{24,}/g, (run) => run.replace(/.{23}/g, '$& '));
      expect(regexOf(rule).exec(broken)?.groups?.['secret']).toBeUndefined();
    }
  });

  it('keep the windows that hold enough of one', () => {
    fc.assert(
      fc.property(spans(400), spans(24, 60), (windows, runs) => {
        const flat = runs.flatMap(({ start, end }) => [start, end]);
        const expected = windows.filter((window) =>
          runs.some((run) => Math.min(run.end, window.end) - Math.max(run.start, window.start) >= 24),
        );
        expect(withRuns(windows, flat)).toEqual(expected);
      }),
    );
  });
});

it('a run is near some hit wherever a window holds one', () => {
  const hit = fc.integer({ min: 0, max: 2000 });
  const window = fc.record({ before: fc.nat(300), after: fc.nat(300), lines: fc.boolean() });
  fc.assert(
    fc.property(fc.array(hit, { maxLength: 8 }), window, spans(24, 60), (offsets, around, runs) => {
      const hits = offsets.toSorted((a, b) => a - b);
      const flat = runs.flatMap(({ start, end }) => [start, end]);
      const isNear = isNearRun(hits, around, flat);
      const bytes = Buffer.alloc(2300, 'a b\n');
      if (withRuns(windowsAround(bytes, hits, around), flat).length > 0) expect(isNear).toBe(true);
      const overlaps = hits.some((at) =>
        runs.some(({ start, end }) => start < at + around.after && end > at - around.before),
      );
      expect(isNear).toBe(overlaps);
    }),
  );
});

/** Spans in order with gaps between. */
function spans(most: number, least = 0): fc.Arbitrary<{ start: number; end: number }[]> {
  const shape = fc.tuple(
    fc.integer({ min: 1, max: 90 }),
    fc.integer({ min: Math.min(least, most), max: Math.max(most, least) }),
  );
  return fc.array(shape, { maxLength: 12 }).map((shapes) => {
    let at = 0;
    return shapes.map(([gap, length]) => {
      const start = at + gap;
      at = start + length;
      return { start, end: at };
    });
  });
}
