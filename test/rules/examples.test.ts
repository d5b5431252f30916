import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/defaultConfig.js';
import type { Rule, RuleExample } from '../../src/model/rule.js';
import { allRules } from '../../rules/index.js';
import { createSampler } from '../../rules/sampler.js';
import { judgeIgnoreFiles } from '../../src/scan/checkIgnoreFiles.js';
import { engineFor } from '../../src/scan/loadEngine.js';

const engine = await engineFor({ ...defaultConfig, preset: 'strict' });
const sample = createSampler();

/** The ids of the rules that report something in an example, as the whole engine does it. */
function reported(example: RuleExample, rule: Rule): string[] {
  const { text, path } = typeof example === 'string' ? { text: example, path: 'example.txt' } : example;
  if (rule.on === 'ignore-files')
    return judgeIgnoreFiles(engine, [{ directory: '', text }], []).map((each) => each.rule.id);
  return engine
    .peek({ path, bytes: Buffer.from(text, 'utf8'), origin: { kind: 'index', oid: '', change: 'added' } })
    .filter((each) => each.outcome === 'finding')
    .map((each) => each.rule.id);
}

/** An example as it may be shown in a test's name: its first line, long runs dotted out. */
function nameOf(example: RuleExample): string {
  const text = typeof example === 'string' ? example : `${example.path}: ${example.text}`;
  return text
    .split('\n')
    .slice(0, 2)
    .join(' ⏎ ')
    .replace(/[A-Za-z0-9+/_=-]{16,}/g, (run) => `${run.slice(0, 6)}…`)
    .slice(0, 90);
}

describe.each(allRules().map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples = rule.examples(sample);

  it.each(examples.leak.map((example) => [nameOf(example), example] as const))('reports %s', (_name, example) => {
    expect(reported(example, rule)).toContain(id);
  });

  it.each(examples.safe.map((example) => [nameOf(example), example] as const))('passes %s', (_name, example) => {
    expect(reported(example, rule)).not.toContain(id);
  });
});
