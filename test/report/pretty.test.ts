import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { renderPretty } from '../../src/report/pretty.js';
import { emptyReport, hostileFinding, OPTIONS } from './hostileReport.js';

const finding = (line: number, severity: Finding['severity']): Finding => ({
  ...hostileFinding('src/a.js', 0),
  line,
  severity,
  status: 'new',
  fingerprint: String(line).padStart(20, '0'),
});

function report(findings: readonly Finding[]): Report {
  const empty = emptyReport();
  const error = findings.filter((each) => each.severity === 'error').length;
  const warning = findings.length - error;
  return { ...empty, findings, receipt: { ...empty.receipt, counts: { ...empty.receipt.counts, error, warning } } };
}

const lines = (first: number, last: number, severity: Finding['severity']): Finding[] =>
  Array.from({ length: last - first + 1 }, (_, index) => finding(first + index, severity));

const steps = (text: string): number => text.match(/^ {2}Not a secret\?/gm)?.length ?? 0;
const render = (findings: readonly Finding[], options: Partial<typeof OPTIONS> = {}): string =>
  renderPretty(report(findings), { ...OPTIONS, width: 1000, ...options });

describe('very many findings', () => {
  it('are told in full up to twenty', () => {
    const text = render(lines(1, 20, 'error'));
    expect([steps(text), text.includes('one line each')]).toEqual([20, false]);
  });

  it('have a line each behind the twentieth, with what accepts them', () => {
    const text = render(lines(1, 500, 'error'));
    expect([
      steps(text),
      text.match(/^✗ .*0{17}\d{3}$/gm)?.length,
      text.includes('And 480 more, one line each.'),
    ]).toEqual([20, 480, true]);
  });

  it('are told in full where they are grave, in the order of the file', () => {
    const text = render([...lines(1, 30, 'warning'), ...lines(31, 32, 'error')]);
    const full = [...text.matchAll(/ignore (\d{20})/g)].map(([, fingerprint]) => Number(fingerprint));
    expect(full).toEqual([...Array.from({ length: 18 }, (_, index) => index + 1), 31, 32]);
  });
});

describe('the words at the end', () => {
  it.each([
    ['commit', 'Nothing was committed: 1 error.'],
    ['push', 'Nothing was pushed: 1 error.'],
  ] as const)('of a stopped %s', (blocks, words) => {
    expect(render(lines(1, 1, 'error'), { blocks })).toContain(words);
  });

  it('stop nothing for a warning', () => {
    expect(render(lines(1, 1, 'warning'), { blocks: 'commit' })).toMatch(/^1 warning\./m);
  });

  it('name the program as it has to be typed', () => {
    const text = render(lines(1, 1, 'error'), { program: 'npx pictify-scan' });
    expect(text.match(/(?<!npx )pictify-scan (?:ignore|explain)/g)).toBeNull();
  });
});

describe('what is to be copied stays in one piece', () => {
  const hints = [
    `Keep environment files out: printf '%s\\n' '' '.env' '.env.*' '!.env.example' >> services/api/.gitignore`,
    'Change line 3 to: export const pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });',
    'It is in the history: revoke it (Pictify dashboard > Settings > API Keys) and use a new one.',
  ];
  const shown = (width: number): string[] =>
    render([{ ...finding(1, 'error'), hints }], { width, program: 'npx pictify-scan' })
      .split('\n')
      .map((line) => line.trim());

  it.each([
    [`printf '%s\\n' '' '.env' '.env.*' '!.env.example' >> services/api/.gitignore`],
    ['export const pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });'],
    ['npx pictify-scan ignore 00000000000000000001 --reason "…"'],
  ])('%s', (piece) => {
    expect(shown(60)).toContain(piece);
  });

  it('and prose behind a colon is wrapped', () => {
    expect(shown(60).find((line) => line.startsWith('3. It is in the history'))?.length).toBeLessThan(60);
  });

  it('and nothing is torn apart that fits', () => {
    expect(shown(200)).toContain(`Do      1. ${hints[0]}`);
  });
});
