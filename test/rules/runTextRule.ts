import type { RuleExample, TextRule } from '../../src/model/rule.js';

/** What a rule found in a text by itself: no judge, no placeholder check, no directives. */
export interface Hit {
  readonly secret: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

export function exampleText(example: RuleExample): string {
  return typeof example === 'string' ? example : example.text;
}

/** Path, keyword, window, pattern, entropy, validation: the steps that a rule's own fields describe. */
export function runTextRule(rule: TextRule, example: RuleExample): readonly Hit[] {
  const text = Buffer.from(exampleText(example), 'utf8').toString('latin1');
  const path = typeof example === 'string' ? 'example.txt' : example.path;
  if (rule.paths && !rule.paths.test(path)) return [];
  if (!(rule.pattern instanceof RegExp)) throw new TypeError(`${rule.id} has no RegExp`);
  const pattern = new RegExp(rule.pattern.source, `${rule.pattern.flags}g`);
  const { before = 256, after = 512, lines = false } = rule.window ?? {};
  const folded = text.toLowerCase();
  const hits: Hit[] = [];
  for (const keyword of rule.keywords) {
    for (let at = folded.indexOf(keyword); at >= 0; at = folded.indexOf(keyword, at + 1)) {
      const lineStart = lines ? 0 : text.lastIndexOf('\n', at - 1) + 1;
      const lineEnd = lines ? text.length : (text.indexOf('\n', at) + text.length + 1) % (text.length + 1);
      const window = text.slice(Math.max(lineStart, at - before), Math.min(lineEnd, at + after));
      for (const match of window.matchAll(pattern)) {
        const groups = { ...match.groups };
        const secret = groups['secret'] ?? '';
        if (rule.minEntropy !== undefined && entropy(secret) < rule.minEntropy) continue;
        if (rule.validate && !rule.validate(secret, groups)) continue;
        hits.push({ secret, groups });
      }
    }
  }
  return hits;
}

/** Bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** A small stand-in for the engine's placeholder check: masks, the same character again and again, words of examples. */
export function readsAsPlaceholder(secret: string): boolean {
  return /(.)\1{4}|your|example|placeholder|changeme|\.\.\.|…|<|\{|\$/i.test(secret);
}
