import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderSarif } from '../../src/report/formats/sarif.js';
import { publicAddress } from '../../src/git/versionControl.js';
import { emptyReport, HOSTILE_TEXTS, hostileReport, OPTIONS } from './hostileReport.js';
import { realReport } from './realReport.js';

const require = createRequire(import.meta.url);
const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// The schema names draft 4, whose only difference from draft 7 that it uses is the spelling of `id`.
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
const validate = new Ajv({
  strict: false,
  unicodeRegExp: false,
  allErrors: true,
  validateFormats: true,
  formats: sarifFormats(),
}).compile(schema);

function sarifFormats(): Record<string, (value: string) => boolean> {
  return {
    uri: (value) => URL.canParse(value),
    'uri-reference': (value) => /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-F]{2})*$/.test(value),
    'date-time': (value) => !Number.isNaN(Date.parse(value)),
  };
}

interface Log {
  runs: {
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      baselineState?: string;
      partialFingerprints: Record<string, string>;
      suppressions?: { kind: string }[];
      locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
      message: { text: string; markdown?: string };
    }[];
    tool: { driver: { rules: { id: string }[] } };
  }[];
}

const parse = (text: string): Log['runs'][number] => {
  const run = (JSON.parse(text) as Log).runs[0];
  if (!run) throw new Error('no run');
  return run;
};

describe('SARIF', () => {
  it.each([
    ['an empty report', () => emptyReport()],
    ['a real report', () => realReport()],
    ['hostile texts', () => hostileReport()],
  ])('is valid by the official schema: %s', async (_name, report) => {
    validate(JSON.parse(renderSarif(await report(), OPTIONS)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('would not pass without a message', () => {
    const log = JSON.parse(renderSarif(hostileReport(), OPTIONS)) as { runs: { results: { message?: unknown }[] }[] };
    delete log.runs[0]?.results[0]?.message;
    expect(validate(log)).toBe(false);
  });

  it('says of each result whether it is new', () => {
    const report = hostileReport();
    const states = parse(renderSarif(report, OPTIONS)).results.map(({ baselineState }) => baselineState);
    expect(new Set(report.findings.map(({ status }) => status))).toContain('known');
    expect(states.slice(0, report.findings.length)).toEqual(
      report.findings.map(({ status }) => (status === 'new' ? 'new' : 'unchanged')),
    );
  });

  it('keeps its fingerprints when lines move and commits are rewritten', () => {
    const report = hostileReport();
    const moved = {
      ...report,
      findings: report.findings.map((each) => ({
        ...each,
        line: each.line + 40,
        commit: { id: 'cd'.repeat(20), author: 'x', email: 'x', date: '2025-01-01T00:00:00Z', subject: 'x' },
      })),
    };
    const prints = (from: typeof report): unknown =>
      parse(renderSarif(from, OPTIONS)).results.map((r) => r.partialFingerprints);
    expect(prints(moved)).toEqual(prints(report));
  });

  it.each([
    ['https://user:token@example.com/team/app.git', 'https://example.com/team/app.git'],
    ['git@example.com:team/app.git', 'ssh://example.com/team/app.git'],
    ['ssh://git@example.com:2222/team/app', 'ssh://example.com:2222/team/app'],
    ['https://example.com/app?access_token=x#y', 'https://example.com/app'],
    ['/srv/git/app.git', undefined],
    ['file:///srv/git/app.git', undefined],
    ['C:\\git\\app', undefined],
    ['C:/git/app', undefined],
    ['', undefined],
  ])('tells of the remote %j', (url, shown) => expect(publicAddress(url)).toBe(shown));

  it('says where the files come from', () => {
    const options = {
      ...OPTIONS,
      versionControl: { repository: 'https://example.com/a', revision: 'ab', branch: 'main' },
    };
    const log = JSON.parse(renderSarif(emptyReport(), options)) as { runs: { versionControlProvenance?: unknown }[] };
    validate(log);
    expect([validate.errors ?? [], log.runs[0]?.versionControlProvenance]).toEqual([
      [],
      [
        {
          repositoryUri: 'https://example.com/a',
          revisionId: 'ab',
          branch: 'main',
          mappedTo: { uriBaseId: '%SRCROOT%' },
        },
      ],
    ]);
  });

  it('links each rule to where it is documented', () => {
    const [rule] = OPTIONS.rules.values();
    if (!rule) throw new Error('no rule');
    const source = 'https://docs.example.com/keys';
    const text = renderSarif(emptyReport(), { ...OPTIONS, rules: new Map([[rule.id, { ...rule, source }]]) });
    expect(parse(text).tool.driver.rules).toMatchObject([{ helpUri: source, help: { text: expect.any(String) } }]);
  });

  it('tells two places of a secret in one file apart', () => {
    const [finding] = hostileReport().findings;
    if (!finding) throw new Error('no finding');
    const report = { ...emptyReport(), findings: [finding, { ...finding, line: 9 }] };
    const prints = parse(renderSarif(report, OPTIONS)).results.map((r) => r.partialFingerprints['pictifyScan/v1']);
    expect(prints).toEqual(['f0:1', 'f0:2']);
  });

  it.each(HOSTILE_TEXTS.filter((text) => !/[\ud800-\udfff](?![\udc00-\udfff])/.test(text)))(
    'gives back the path %j',
    (path) => {
      const uri = parse(renderSarif(hostileReport([path]), OPTIONS)).results[0]?.locations[0]?.physicalLocation
        .artifactLocation.uri;
      expect(decodeURIComponent(uri ?? '')).toBe(path);
    },
  );

  it('points every result at its rule', () => {
    const run = parse(renderSarif(hostileReport(), OPTIONS));
    expect(run.results.map((each) => run.tool.driver.rules[each.ruleIndex]?.id)).toEqual(
      run.results.map((each) => each.ruleId),
    );
  });

  it('marks what the baseline and directives silence', () => {
    const [finding] = hostileReport().findings;
    if (!finding) throw new Error('no finding');
    const report = {
      ...hostileReport(['x']),
      findings: [{ ...finding, status: 'baseline' as const }],
    };
    expect(parse(renderSarif(report, OPTIONS)).results.map((each) => each.suppressions?.[0]?.kind)).toEqual([
      'external',
      'inSource',
    ]);
  });

  it.each(['markdown', 'text'] as const)('carries the next steps in %s', async (form) => {
    const report = await realReport();
    const message = parse(renderSarif(report, OPTIONS)).results[0]?.message[form] ?? '';
    expect(message).toMatch(/^.+\n+1\. .+\n2\. /);
  });
});
