import { describe, expect, it } from 'vitest';
import { fixFiles } from './inMemory.js';
import { cases, fill } from './languageCases.js';

describe("a literal gives way to the language's reading of the environment", () => {
  it.each(cases)('%s', async (_, path, before, after) => {
    const outcome = await fixFiles({ [path]: fill(before) });
    expect({ text: outcome.text(path), left: outcome.plan.left }).toEqual({ text: after, left: [] });
  });

  it.each(cases)('%s: nothing is found afterwards', async (_, path, before) => {
    const outcome = await fixFiles({ [path]: fill(before) });
    expect(outcome.found(path)).toEqual([]);
  });
});
