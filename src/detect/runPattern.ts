import type { LinearMatch, LinearPattern, TextRule } from '../model/rule.js';

const compiled = new WeakMap<RegExp, RegExp>();

/** Every match of a rule's pattern in a window's text. */
export function runPattern(rule: TextRule, text: string): Iterable<LinearMatch> {
  const { pattern } = rule;
  if (!(pattern instanceof RegExp)) return pattern.matchAll(text);
  // Most windows hold no match, and telling that is cheaper without asking where its parts are.
  return withoutState(pattern).test(text) ? matchesOf(pattern, text) : NONE;
}

const NONE: readonly LinearMatch[] = [];

function* matchesOf(pattern: RegExp, text: string): Iterable<LinearMatch> {
  for (const match of text.matchAll(withIndices(pattern))) {
    const groups = match.groups ?? {};
    const at = match.indices?.groups?.['secret'];
    const secret = groups['secret'];
    if (at === undefined || secret === undefined) continue;
    yield { index: match.index, match: match[0], secretIndex: at[0], secret, groups };
  }
}

/** Made when a keyword was hit, not when the rules are loaded: most runs need none of them. */
function withIndices(pattern: RegExp): RegExp {
  let regex = compiled.get(pattern);
  if (!regex) {
    regex = new RegExp(pattern.source, `${pattern.flags.replace(/[gdy]/g, '')}gd`);
    compiled.set(pattern, regex);
  }
  return regex;
}

const stateless = new WeakMap<RegExp, RegExp>();

/** The pattern itself, or its twin that keeps no place between calls. */
function withoutState(pattern: RegExp): RegExp {
  if (!pattern.global && !pattern.sticky) return pattern;
  let regex = stateless.get(pattern);
  if (!regex) {
    regex = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
    stateless.set(pattern, regex);
  }
  return regex;
}

/** Whether a path or text fits a pattern of either sort, without keeping state between calls. */
export function fits(pattern: RegExp | LinearPattern, text: string): boolean {
  return (pattern instanceof RegExp ? withoutState(pattern) : pattern).test(text);
}
