import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/formats/json.js';
import { emptyReport, hostileReport, OPTIONS } from './hostileReport.js';
import { realReport } from './realReport.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>;
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

describe('schema/report.schema.json', () => {
  it.each([
    ['an empty report', () => emptyReport()],
    ['a real report', () => realReport()],
    ['hostile texts', () => hostileReport()],
  ])('describes %s', async (_name, report) => {
    validate(JSON.parse(renderJson(await report(), OPTIONS)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['a line of 0', { line: 0 }],
    ['an unknown status', { status: 'old' }],
    ['a field of no contract', { secret: 'x' }],
  ])('refuses %s', (_name, change) => {
    const report = hostileReport(['x']);
    expect(validate({ ...report, findings: report.findings.map((each) => ({ ...each, ...change })) })).toBe(false);
  });

  it('describes every field', () => {
    const bare: string[] = [];
    const visit = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [name, value] of Object.entries(node)) {
        if (at.endsWith('/properties') && !('description' in value) && !('$ref' in value)) bare.push(`${at}/${name}`);
        visit(value, `${at}/${name}`);
      }
    };
    visit(schema, '');
    expect(bare).toEqual([]);
  });
});
