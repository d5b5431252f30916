import type { Preset } from '../src/model/config.js';
import type { Rule } from '../src/model/rule.js';
import generic from './generic.js';
import { pictify } from './pictify.js';
import { providers } from './providers/index.js';

/** The rules of a preset; `strict` adds what is likely rather than sure. */
export function presetRules(preset: Preset): readonly Rule[] {
  switch (preset) {
    case 'pictify':
      return pictify.rules;
    case 'recommended':
      return [...pictify.rules, ...providers.flatMap((group) => group.rules)];
    case 'strict':
      return [...pictify.rules, ...providers.flatMap((group) => group.rules), ...generic.rules];
  }
}

/** Every rule there is, for lists, docs and checks of names in the config. */
export function allRules(): readonly Rule[] {
  return presetRules('strict');
}
