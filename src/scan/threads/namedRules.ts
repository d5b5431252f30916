import { allRules } from '../../../rules/index.js';
import type { Rule, TextRule } from '../../model/rule.js';
import type { RuleNames } from './nameRules.js';

/** The rules of those names. Of a config's own each hit is a candidate: who has its pattern looks again. */
export function namedRules({ ids, keywords }: RuleNames): readonly Rule[] {
  const wanted = new Set(ids);
  return [
    ...allRules().filter(({ id }) => wanted.has(id)),
    ...keywords.map((each, index): TextRule => ({ ...OWN, id: `own/${index}`, keywords: each })),
  ];
}

const OWN = {
  on: 'text',
  title: 'a rule of the config',
  severity: 'error',
  description: '',
  kind: 'own',
  source: '',
  pattern: /(?<secret>[^])/,
  window: { whole: true },
  examples: () => ({ leak: [], safe: [] }),
} as const;
