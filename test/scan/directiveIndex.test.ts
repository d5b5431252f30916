import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { DirectiveIndex } from '../../src/scan/directiveIndex.js';

const directives = fc.array(
  fc.record({
    from: fc.integer({ min: 1, max: 40 }),
    length: fc.integer({ min: 0, max: 12 }),
    rule: fc.constantFrom('a', 'b'),
  }),
  { maxLength: 30 },
);

describe('the comment that is about a finding', () => {
  it('is found where there is one, as by looking at all of them', () => {
    fc.assert(
      fc.property(directives, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 3 }), (made, from, length) => {
        const all = made.map((each) => ({ ...each, to: each.from + each.length }));
        const index = new DirectiveIndex(all, (directive, rule) => directive.rule === rule);
        const to = from + length;
        const fits = all.filter((each) => each.rule === 'a' && each.from <= to && from <= each.to);
        const found = index.find('a', from, to);
        expect(found === undefined ? fits.length === 0 : fits.includes(found)).toBe(true);
      }),
    );
  });

  it('is asked for once a rule, however many findings there are', () => {
    let asked = 0;
    const all = Array.from({ length: 1000 }, (_, line) => ({ from: line, to: line }));
    const index = new DirectiveIndex(all, () => {
      asked += 1;
      return true;
    });
    for (let line = 0; line < 1000; line += 1) index.find('pictify/live-key', line, line);
    expect(asked).toBe(1000);
  });
});
