import { beforeAll, describe, expect, it } from 'vitest';
import { corpus } from './corpus.js';
import { measure, score, type Measured } from './measure.js';

let measured: Measured[] = [];

beforeAll(async () => {
  measured = [];
  for (const each of corpus()) measured.push(await measure(each));
});

describe('the labelled corpus', () => {
  it('has at least 600 cases, no name twice', () => {
    const names = new Set(measured.map((each) => `${each.case.group}: ${each.case.name}`));
    expect(names.size).toBe(measured.length);
    expect(measured.length).toBeGreaterThanOrEqual(600);
  });
  it('is judged with the precision and recall that the project promises', () => {
    const { precision, recall } = score(measured);
    expect({ precision: precision >= 0.99, recall: recall >= 0.99 }).toEqual({ precision: true, recall: true });
  });
  it('names what is wrong', () => {
    const wrong = measured
      .filter((each) => each.missed.length + each.extra.length > 0)
      .map((each) => `${each.case.group}: ${each.case.name}`);
    expect(wrong).toEqual([]);
  });
});
