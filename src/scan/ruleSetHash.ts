import type { Rule } from '../model/rule.js';

/** Changes when any rule does. First 12 hex digits of a SHA-256. */
export function ruleSetHash(rules: readonly Rule[]): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const rule of rules) {
    hash.update(
      `${rule.id}\0${rule.severity}\0${rule.on === 'text' ? `${rule.pattern.source}\0${rule.keywords.join('\x01')}\0${rule.minEntropy ?? ''}` : ''}\n`,
    );
  }
  return hash.digest('hex').slice(0, 12);
}
