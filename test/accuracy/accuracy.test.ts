import { beforeAll, describe, expect, test } from 'vitest';
import { corpus } from './corpus/index.js';
import { defaultEngine, observe } from './observe.js';
import { isScored, isSecretRule, precision, recall, score, sum, type Score } from './score.js';

test('there are more than 1,300 cases, and no name twice in a group', () => {
  const names = corpus().map((each) => `${each.set}/${each.group}/${each.name}/${each.path}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(1300);
});

describe.each(['tables', 'tuned', 'held-out', 'blind'] as const)('the %s cases', (set) => {
  let result: Score;
  beforeAll(async () => {
    const engine = await defaultEngine();
    const cases = corpus().filter((each) => each.set === set);
    result = score(cases, (each) => observe(engine, each), isScored(set));
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
