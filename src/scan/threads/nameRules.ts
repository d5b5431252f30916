import type { Rule } from '../../model/rule.js';

/** Rules as they are told to a thread. */
export interface RuleNames {
  /** Of built-in rules. */
  readonly ids: readonly string[];
  /** Of each rule of the config. */
  readonly keywords: readonly (readonly string[])[];
}

/**
 * @param own rules of the config, which a thread cannot have
 * @returns undefined where a thread could not tell where nothing is: one of them has no keywords
 */
export function nameRules(rules: readonly Rule[], own: readonly Rule[]): RuleNames | undefined {
  const isOwn = new Set(own);
  const keywords: (readonly string[])[] = [];
  for (const rule of rules) {
    if (!isOwn.has(rule)) continue;
    if (rule.on !== 'text' || rule.keywords.length === 0) return undefined;
    keywords.push(rule.keywords);
  }
  return { ids: rules.filter((rule) => !isOwn.has(rule)).map(({ id }) => id), keywords };
}
