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

// The patterns that run on a whole candidate, in validations: they see hostile text too.
describe('no validation hangs', () => {
  const hostile = [
    ...['"', "' ", '"\\', 'pass', 'password1', '1', 'a.', 'a-', '$', ' ', '\n', '= ', 'x: ', 'A'].map((part) =>
      part.repeat(14_000 / part.length),
    ),
    `${'test'.repeat(200)}!`,
    'eyJ'.repeat(4000),
  ];
  const rules = [...providers, generic].flatMap((group) => group.rules.filter((rule) => rule.on === 'text'));
  it.each(rules.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
    const started = performance.now();
    for (const text of hostile)
      rule.validate?.(text, { secret: text, user: text, host: text.slice(0, 250), name: text });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
