import { expect, test } from 'vitest';
import { withoutOverlaps } from '../../src/judge/withoutOverlaps.js';
import type { Candidate, RuleId, TextRule } from '../../src/model/rule.js';

const TEXT = 'abcdefghijklmnopqrstuvwxyz';

/** A candidate of a rule, from one letter of the alphabet to another. */
function found(id: RuleId, stretch: string, more: Pick<TextRule, 'shows' | 'guesses'> = {}): { candidate: Candidate } {
  const [first = '', last = ''] = stretch.split('-');
  const span = { start: TEXT.indexOf(first), end: TEXT.indexOf(last) + 1 };
  const rule: TextRule = {
    on: 'text',
    id,
    title: '',
    severity: 'error',
    description: '',
    kind: '',
    source: '',
    keywords: [],
    pattern: /(?<secret>.)/,
    examples: () => ({ leak: [], safe: [] }),
    ...more,
  };
  return { candidate: { rule, span, secret: TEXT.slice(span.start, span.end), via: [], groups: {} } };
}

type Case = readonly [title: string, found: readonly { candidate: Candidate }[], kept: readonly string[]];

const cases: readonly Case[] = [
  ['one alone', [found('acme/key', 'a-f')], ['acme/key']],
  [
    'next to each other',
    [found('pictify/live-key', 'a-f'), found('acme/key', 'g-k')],
    ['pictify/live-key', 'acme/key'],
  ],
  ['ours first', [found('acme/key', 'a-z'), found('pictify/live-key', 'c-f')], ['pictify/live-key']],
  ['a provider before a format', [found('jwt/token', 'a-z'), found('acme/key', 'c-f')], ['acme/key']],
  ['a format before an import', [found('gitleaks/a', 'a-z'), found('jwt/token', 'c-f')], ['jwt/token']],
  ['an import before a guess by name', [found('generic/secret', 'a-z'), found('gitleaks/a', 'c-f')], ['gitleaks/a']],
  ['the first of two of one rank', [found('acme/key', 'a-f'), found('bcme/key', 'c-z')], ['acme/key']],
  ['two rules of a provider', [found('acme/key', 'a-z'), found('acme/place', 'c-f')], ['acme/key', 'acme/place']],
  [
    'a guess at what the provider knows',
    [found('acme/guess', 'c-f', { guesses: true }), found('acme/key', 'a-z')],
    ['acme/key'],
  ],
  [
    'a guess at more than the provider knows',
    [found('acme/guess', 'a-z', { guesses: true }), found('acme/key', 'c-f')],
    ['acme/guess', 'acme/key'],
  ],
  [
    'a name, which takes no secret from anybody',
    [found('pictify/published', 'a-f', { shows: 'match' }), found('acme/key', 'c-z')],
    ['pictify/published', 'acme/key'],
  ],
];

test.each(cases)('of overlapping candidates is kept: %s', (_, candidates, kept) => {
  for (const order of [candidates, candidates.toReversed()])
    expect(withoutOverlaps(order).map(({ candidate }) => candidate.rule.id)).toEqual(kept);
});
