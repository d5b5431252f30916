import { beforeAll, describe, expect, test } from 'vitest';
import { corpus } from './corpus/index.js';
import { defaultEngine, observe } from './observe.js';
import { isSecretRule, precision, recall, score, sum, type Score } from './score.js';

/*
 * First runs, before what they showed was mended (hits, missed, false alarms of secrets):
 * held-out 215, 8, 12; tuned 130, 14, 10 (its cases were written after the held-out causes were mended).
 */
describe.each(['held-out', 'tuned'] as const)('whole files, the %s half', (split) => {
  let result: Score;
  beforeAll(async () => {
    const engine = await defaultEngine();
    const cases = corpus().filter((each) => each.split === split);
    result = score(cases, (each) => observe(engine, each));
  });

  test('Pictify secrets are found', () => {
    expect(recall(sum(result, isSecretRule))).toBeGreaterThanOrEqual(0.98);
  });
  test('nothing else is reported', () => {
    expect(precision(sum(result, isSecretRule))).toBeGreaterThanOrEqual(0.97);
  });
  test('public keys are told by their kind', () => {
    const kinds = sum(result, (label) => !isSecretRule(label));
    expect([recall(kinds), precision(kinds)].every((share) => share >= 0.97)).toBe(true);
  });
  test('findings point at the characters to change', () => {
    expect(result.slips.filter(({ what }) => what === 'misplaced').map((slip) => slip.case.name)).toEqual([]);
  });
});
