import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { comparisonScope } from './comparison.js';
import { corpus, otherCases } from './corpus/index.js';
import { defaultEngine } from './observe.js';
import { accuracyPage, COMPARISON, measureAccuracy, SETS, slipsOf, type Accuracy } from './page.js';
import { isSecretRule, precision, recall, sum, type Score } from './score.js';

let accuracy: Accuracy;
beforeAll(async () => {
  accuracy = measureAccuracy(await defaultEngine());
});

test('there are more than 1,300 cases, and no name twice in a group', () => {
  const names = [...corpus(), ...otherCases()].map((each) => `${each.set}/${each.group}/${each.name}/${each.path}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(1300);
});

describe.each(SETS.map(([set]) => set))('the %s cases', (set) => {
  const result = (): Score => {
    const found = accuracy.sets.find((each) => each.set === set);
    if (!found) throw new Error(`${set} was not measured`);
    return found.result;
  };

  test('Pictify secrets are found', () => {
    expect(recall(sum(result(), isSecretRule))).toBeGreaterThanOrEqual(0.98);
  });
  test('nothing else is reported', () => {
    expect(precision(sum(result(), isSecretRule))).toBeGreaterThanOrEqual(0.97);
  });
  test('public keys are told by their kind', () => {
    const kinds = sum(result(), (label) => !isSecretRule(label));
    expect([recall(kinds), precision(kinds)].every((share) => share >= 0.97)).toBe(true);
  });
  test('findings point at the characters to change', () => {
    expect(
      result()
        .slips.filter(({ what }) => what === 'misplaced')
        .map((slip) => slip.case.name),
    ).toEqual([]);
  });
});

describe("the cases about other providers' secrets", () => {
  test('are found', () => {
    expect(recall(accuracy.others.result.tally)).toBeGreaterThanOrEqual(0.95);
  });
  test('nothing else is reported', () => {
    expect(precision(accuracy.others.result.tally)).toBeGreaterThanOrEqual(0.97);
  });
});

describe('docs/accuracy.md', () => {
  const [measured = '', compared = ''] = readFileSync('docs/accuracy.md', 'utf8').split(`\n${COMPARISON}`);

  test('says what the rules do (npm run accuracy)', () => {
    expect(measured).toBe(accuracyPage(accuracy));
  });
  test('compares on the corpus of today (npm run accuracy -- --against …)', () => {
    expect(compared).toContain(comparisonScope());
  });
  test('says which cases are judged wrongly', () => {
    expect(slipsOf(accuracy).filter((slip) => !measured.includes(slip))).toEqual([]);
  });
});
