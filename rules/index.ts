import type { Preset } from '../src/model/config.js';
import type { Rule, RuleGroup } from '../src/model/rule.js';
import generic from './generic.js';
import { pictify } from './pictify.js';
import { providers } from './providers/index.js';

/** In the order in which they look: Pictify's own, the providers', and those that say what is likely rather than sure. */
export const ruleGroups: readonly RuleGroup[] = [pictify, ...providers, generic];

/** The rules of a preset; `strict` adds what is likely rather than sure. */
export function presetRules(preset: Preset): readonly Rule[] {
  const groups = { pictify: ruleGroups.slice(0, 1), recommended: ruleGroups.slice(0, -1), strict: ruleGroups };
  return groups[preset].flatMap((group) => group.rules);
}

/** Every rule there is, for lists, docs and checks of names in the config. */
export function allRules(): readonly Rule[] {
  return presetRules('strict');
}
