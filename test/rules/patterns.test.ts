import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import generic from '../../rules/generic.js';
import { providers } from '../../rules/providers/index.js';

const patterns = [...providers, generic].flatMap((group) =>
  group.rules.flatMap((rule) =>
    rule.on === 'text' && rule.pattern instanceof RegExp ? [{ id: rule.id, pattern: rule.pattern }] : [],
  ),
);

// The automaton checker proves or refutes in milliseconds.
describe('no pattern backtracks without bound', () => {
  it.each(patterns)('$id', ({ pattern }) => {
    const result = checkSync(pattern.source, pattern.flags, { checker: 'automaton', timeout: 5000 });
    expect(result.status).toBe('safe');
  });
});
