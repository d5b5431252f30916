import type { LinearMatch, LinearPattern, TextRule } from '../model/rule.js';

const compiled = new WeakMap<RegExp, RegExp>();

/** Every match of a rule's pattern in a window's text. */
export function* runPattern(rule: TextRule, text: string): Iterable<LinearMatch> {
  const { pattern } = rule;
  if (!(pattern instanceof RegExp)) {
    yield* pattern.matchAll(text);
    return;
  }
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

/** Whether a path or text fits a pattern of either sort, without keeping state between calls. */
export function fits(pattern: RegExp | LinearPattern, text: string): boolean {
  if (pattern instanceof RegExp && pattern.global)
    return new RegExp(pattern.source, pattern.flags.replace('g', '')).test(text);
  return pattern.test(text);
}
