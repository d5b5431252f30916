import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRules } from '../../rules/index.js';
import { leanRules } from '../../scripts/leanRules.js';
import type { Rule } from '../../src/model/rule.js';

describe("the hook's rules", () => {
  const folder = mkdtempSync(join('node_modules', '.lean-'));
  let lean: readonly Rule[] = [];

  beforeAll(async () => {
    const outfile = join(folder, 'rules.mjs');
    await build({
      entryPoints: ['rules/index.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      plugins: [leanRules(['examples', 'description'])],
    });
    const bundle = (await import(join(process.cwd(), outfile))) as { allRules: () => readonly Rule[] };
    lean = bundle.allRules();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are the rules, but for words and examples', () => {
    expect(lean.map(decisive)).toEqual(allRules().map(decisive));
  });

  it('carry no examples', () => {
    expect(lean.filter((rule) => rule.examples !== undefined)).toEqual([]);
  });
});

/** A rule's data that decides what it finds. Functions are compared by being there. */
function decisive(rule: Rule): Record<string, unknown> {
  const { examples: _examples, description: _description, ...rest } = rule;
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, typeof value === 'function' ? 'function' : value]),
  );
}
