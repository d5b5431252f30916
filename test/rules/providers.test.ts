import { describe, expect, it } from 'vitest';
import generic from '../../rules/generic.js';
import { providers } from '../../rules/providers/index.js';
import { createSampler } from '../../rules/sampler.js';
import type { Rule, TextRule } from '../../src/model/rule.js';
import { exampleText, readsAsPlaceholder, runTextRule } from './runTextRule.js';

/** Safe examples that only the engine's placeholder check keeps quiet: rule and beginning of the text. */
const NEED_PLACEHOLDER_CHECK: readonly string[] = [];

const groups = [...providers, generic];
const rules = groups.flatMap((group) => group.rules);
const textRules = rules.filter((rule): rule is TextRule => rule.on === 'text');

describe('the provider pack', () => {
  it('has at least 100 rules', () =>
    expect(providers.flatMap((group) => group.rules).length).toBeGreaterThanOrEqual(100));
  it('has at least 65 providers', () =>
    expect(new Set(providers.map((group) => group.provider)).size).toBeGreaterThanOrEqual(65));
  it('is in alphabetical order of files', () => {
    const names = providers.map((group) => group.provider.replaceAll('-', ''));
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
  });
  it('has ids once only', () => expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length));
  it('leaves the generic rule out', () => expect(providers.some((group) => group.provider === 'generic')).toBe(false));
  it('consists of text rules', () => expect(textRules.length).toBe(rules.length));
});

describe.each(groups.map((group) => ({ name: group.provider, group })))('$name', ({ group }) => {
  it.each(group.rules.map((rule) => ({ name: rule.id, rule })))('$name is well formed', ({ rule }) => {
    expect(problemsOf(rule, group.provider)).toEqual([]);
  });
});

describe.each(textRules.map((rule) => ({ name: rule.id, rule })))('$name', ({ rule }) => {
  const examples = rule.examples(createSampler());
  it('has two leaks and two safe texts at least', () => {
    expect(Math.min(examples.leak.length, examples.safe.length)).toBeGreaterThanOrEqual(2);
  });
  it('has a keyword in each leak', () => {
    const missing = examples.leak.filter((example) => {
      const text = exampleText(example).toLowerCase();
      return !rule.keywords.some((keyword) => text.includes(keyword));
    });
    expect(missing.map(exampleText)).toEqual([]);
  });
  it('reports each leak', () => {
    const missed = examples.leak.filter((example) => runTextRule(rule, example).length === 0);
    expect(missed.map(exampleText)).toEqual([]);
  });
  it('has no leak that reads as a placeholder', () => {
    // A rule that judges that itself may have tokens that begin like a mask.
    if (rule.placeholders === 'judge') return;
    const odd = examples.leak
      .flatMap((example) => runTextRule(rule, example))
      .filter((hit) => hit.secret.length < 200 && readsAsPlaceholder(hit.secret));
    expect(odd.map((hit) => hit.secret)).toEqual([]);
  });
  it('leaves each safe text', () => {
    const wrong = examples.safe.filter((example) => {
      const hits = runTextRule(rule, example);
      if (hits.length === 0) return false;
      const listed = NEED_PLACEHOLDER_CHECK.some((entry) => `${rule.id} ${exampleText(example)}`.startsWith(entry));
      return !(listed && hits.every((hit) => readsAsPlaceholder(hit.secret)));
    });
    expect(wrong.map(exampleText)).toEqual([]);
  });
});

describe('between the rules', () => {
  // The same characters under two rules: the first says more, and is the one to report.
  const allowed = new Set(['google/service-account private-key/pem', 'kubernetes/user-token jwt/token']);
  it('reports each leak once', () => {
    const twice: string[] = [];
    for (const rule of textRules.filter((one) => one.id !== 'generic/assignment')) {
      for (const example of rule.examples(createSampler()).leak) {
        for (const other of textRules) {
          if (other === rule || other.id === 'generic/assignment' || allowed.has(`${rule.id} ${other.id}`)) continue;
          if (runTextRule(other, example).length > 0) twice.push(`${rule.id} ${other.id}`);
        }
      }
    }
    expect([...new Set(twice)]).toEqual([]);
  });
});

function problemsOf(rule: Rule, provider: string): readonly string[] {
  const problems: string[] = [];
  if (!rule.id.startsWith(`${provider}/`)) problems.push('id does not begin with the provider');
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(rule.id)) problems.push('id is not in lower case');
  if (!rule.source.startsWith('https://')) problems.push('source is no address');
  if (!rule.description.endsWith('.')) problems.push('description is no sentence');
  if (rule.revoke === undefined) problems.push('revoke is missing');
  if (rule.on !== 'text') return problems;
  if (rule.keywords.length === 0) problems.push('no keyword');
  for (const keyword of rule.keywords) {
    if (keyword.length < 3) problems.push(`keyword ${keyword} is too short`);
    if (keyword !== keyword.toLowerCase()) problems.push(`keyword ${keyword} is not folded`);
    if (!/^[\x20-\x7e]+$/.test(keyword)) problems.push(`keyword ${keyword} is not ASCII`);
  }
  if (!(rule.pattern instanceof RegExp)) problems.push('pattern is no RegExp');
  else if (!rule.pattern.source.includes('(?<secret>')) problems.push('no group secret');
  else if (!/^[ims]*$/.test(rule.pattern.flags)) problems.push('flags other than i, m, s');
  return problems;
}
