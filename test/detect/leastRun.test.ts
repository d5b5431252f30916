import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { leastRun } from '../../src/detect/leastRun.js';

describe('the least run of a group', () => {
  it.each<[string, number]>([
    ['(?<secret>[a-z]{32})', 32],
    ['(?<secret>[a-z]{32,64})', 32],
    ['(?<secret>[A-Za-z0-9+/]{86}==)', 86],
    ['(?<secret>abc[a-z]{3}\\d{4})', 10],
    ['(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4})', 18],
    ['(?<secret>a{30}|b{24})', 24],
    ['(?<secret>(?:aa|bbb)[a-z]{4})', 6],
    ['(?<secret>(?:aa|b\\.b)[a-z]{4})', 5],
    ['(?<secret>a{5}\\.b{3}\\.c{4})', 5],
    ['(?<secret>a{5}(?:\\.|b)c{5})', 5],
    ['(?<secret>a{5}=?c{6})', 6],
    ['(?<secret>a{5}b?c{6})', 11],
    ['(?<secret>a{5}(?:bb)?c{6})', 11],
    ['(?<secret>a{5}(?:\\.b)?c{6})', 7],
    ['(?<secret>(?:ab){3})', 2],
    ['(?<secret>(?:a{9}){0})', 0],
    ['(?<secret>a(?=b{9})c)', 2],
    ['(?<secret>a(?![^.]{9})(?<!x)c\\b)', 2],
    ['(?<secret>[^\\s]{40})', 0],
    ['(?<secret>[a-z.]{40})', 0],
    ['(?<secret>[a-z_-]{40})', 40],
    ['(?<secret>[+--]{40})', 0],
    ['(?<secret>[!-z]{40})', 0],
    ['(?<secret>\\w{40})', 40],
    ['(?<secret>.{40})', 0],
    ['(?<secret>[a-z]*[a-z]+)', 1],
    ['(?<secret>[a-z]{32}', 0],
    ['(?<secret>\\u0041{40})', 0],
    ['(?<secret>\\1{40})', 0],
    ['key=(?<secret>a{7})(?<other>b{90})', 7],
    ['[a-z]{32}', 0],
  ])('%s: %i', (source, expected) => {
    expect(leastRun(source, 'secret')).toBe(expected);
  });

  const told = presetRules('strict').flatMap((rule) => {
    if (rule.on !== 'text' || !(rule.pattern instanceof RegExp)) return [];
    const least = leastRun(rule.pattern.source, 'secret');
    const group = groupOf(rule.pattern.source);
    // What looks round itself is nothing that strings can be made from.
    return least === 0 || /\(\?<?[=!]|\\b/.test(group) ? [] : [[rule.id, group, rule.pattern.flags, least] as const];
  });

  it('is told of most rules', () => {
    expect(told.length).toBeGreaterThan(100);
  });

  it.each(told)('of %s stands in all that it matches', (_, group, flags, least) => {
    const pattern = new RegExp(`^(?:${group})$`, flags.replace(/[gdiy]/g, ''));
    fc.assert(
      fc.property(fc.stringMatching(pattern), (text) => {
        const longest = Math.max(0, ...[...text.matchAll(/[A-Za-z0-9+/_-]+/g)].map(([run]) => run.length));
        expect(longest).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: 20 },
    );
  });
});

/** What stands between the parentheses of the group `secret`. */
function groupOf(source: string): string {
  const start = source.indexOf('(?<secret>') + '(?<secret>'.length;
  let depth = 1;
  for (let at = start; at < source.length; at += 1) {
    const rest = source.slice(at);
    const skipped = /^(?:\\.|\[(?:\\.|[^\]\\])*\])/.exec(rest)?.[0].length;
    if (skipped !== undefined) at += skipped - 1;
    else if (source[at] === '(') depth += 1;
    else if (source[at] === ')' && (depth -= 1) === 0) return source.slice(start, at);
  }
  throw new Error('the group has no end');
}
