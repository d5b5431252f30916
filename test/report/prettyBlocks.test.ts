import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { renderPretty } from '../../src/report/pretty.js';
import { emptyReport, OPTIONS } from './hostileReport.js';

const FINDING: Finding = {
  rule: 'pictify/live-key',
  severity: 'error',
  confidence: 'high',
  kind: 'pictify-live',
  message: 'A live key.',
  path: 'a.js',
  line: 3,
  column: 7,
  endLine: 3,
  endColumn: 12,
  match: 'pk_live_…42',
  fingerprint: 'f'.repeat(20),
  status: 'new',
  evidence: [],
  hints: ['Take it out.'],
  docs: 'docs/rules/pictify-live-key.md',
  via: [],
};

function lines(findings: readonly Partial<Finding>[], options: Partial<typeof OPTIONS> = {}): string[] {
  const report = { ...emptyReport(), findings: findings.map((each) => ({ ...FINDING, ...each })) };
  return renderPretty(report, { ...OPTIONS, ...options }).split('\n');
}

describe('what several rules say of one place is one block', () => {
  const PLACE = { rule: 'pictify/live-key-in-development', message: 'It stands where development happens.' };

  it.each([
    ['the key before its place', [{ ...PLACE }, {}], 'pictify/live-key', PLACE.rule],
    ['the graver before the key', [{ ...PLACE }, { severity: 'warning' as const }], PLACE.rule, 'pictify/live-key'],
  ])('%s', (_, findings, lead, other) => {
    const shown = lines(findings, { width: 200 });
    expect(shown[0]).toMatch(new RegExp(`a\\.js:3:7 .* ${lead}$`));
    expect(shown.filter((line) => line.startsWith('  And'))).toEqual([expect.stringContaining(`(${other}, `)]);
  });

  it('but not of two places on a line, nor of one place in two commits', () => {
    const commit = { id: 'ab'.repeat(20), author: 'Ada', email: 'a', date: '2026-01-01T00:00:00Z', subject: 's' };
    expect(lines([{}, { column: 40 }, { commit }]).filter((line) => line.startsWith('✗'))).toHaveLength(3);
  });
});

it.each([
  ['letters', 'key = ', '      '],
  ['wide characters, two columns each', '鍵 = ', '     '],
  ['emoji, two columns each', '🔑 = ', '     '],
])('the caret stands under the key: behind %s', (_, before, blanks) => {
  const frame = {
    firstLine: 3,
    lines: [`${before}pk_live_…42`],
    caret: { line: 3, column: before.length + 1, length: 11 },
  };
  expect(lines([{ frame }])).toContain(`      │ ${blanks}${'^'.repeat(11)}`);
});

it.each([
  ['new', true, 1],
  ['known', true, 1],
  ['known', false, 0],
  ['baseline', true, 0],
] as const)('a finding that is %s, with --show-known %s, is shown %i times', (status, showKnown, times) => {
  expect(lines([{ status }], { showKnown }).filter((line) => line.includes('a.js:3:7'))).toHaveLength(times);
});
