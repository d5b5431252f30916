import { XMLValidator, XMLParser } from 'fast-xml-parser';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { scanText } from '../../src/index.js';
import type { Report } from '../../src/model/report.js';
import { loadReporter, reporterNames, reporters } from '../../src/report/reporters.js';
import { emptyReport, HOSTILE_TEXTS, hostileReport, OPTIONS } from './hostileReport.js';
import { realReport, realSecrets } from './realReport.js';

const render = async (name: string, report = hostileReport(), options = OPTIONS): Promise<string> => {
  const reporter = await loadReporter(name);
  if (!reporter) throw new Error(`no format ${name}`);
  return reporter.render(report, options);
};

/** Line breaks are the format's own; nothing else that a terminal or a reader would act on may stand in a report. */
const UNSAFE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A page without its style sheet and script, which are tried in a browser: a change of colour changes no structure. */
function structure(text: string): string {
  return text
    .replaceAll(/(<(style|script)\b[^>]*>).*?<\/\2>/gs, '$1</$2>')
    .replaceAll(/'sha256-[^']*'/g, "'sha256-…'")
    .replaceAll(/(?<=<(?:svg|path)\b[^>]*\bd=)"[^"]*"/g, '"…"');
}

describe.each(reporters.map(({ name }) => [name]))('%s', (name) => {
  it('says what it is for', () => {
    expect(reporters.find((each) => each.name === name)?.description).toMatch(/^\S.{10,}$/);
  });

  it.each(HOSTILE_TEXTS.map((text) => [text]))('writes %j safely', async (text) => {
    expect(await render(name, hostileReport([text, text, text]))).not.toMatch(UNSAFE);
  });

  it('writes all hostile texts at once safely', async () => {
    expect(await render(name)).not.toMatch(UNSAFE);
  });

  it('renders an empty report', async () => {
    expect(structure(await render(name, emptyReport()))).toMatchSnapshot();
  });

  it('is pure', async () => {
    expect(await render(name)).toBe(await render(name));
  });

  it('holds no secret', async () => {
    const text = await render(name, await realReport());
    expect(realSecrets().filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('names every new finding', async () => {
    const report = await realReport();
    const text = await render(name, report);
    expect(report.findings.filter((each) => !text.includes(String(each.line)))).toEqual([]);
  });
});

describe("another vendor's publishable key", () => {
  const sampler = createSampler(7);
  const text = `// Pictify is used elsewhere.\nconst stripe = Stripe('${sampler.key('live')}');\n`;
  const shown = async (name: string): Promise<string> =>
    render(name, await scanText(text, { path: 'a.js', showPublic: true }));

  it.each(['pretty', 'markdown', 'html', 'github-summary'])('comes with no advice for secrets: %s', async (name) => {
    const said = await shown(name);
    expect([said.includes('public by design'), /not a secret|pictify-scan ignore|server-side/i.test(said)]).toEqual([
      true,
      false,
    ]);
  });

  it('and says why it is taken for theirs', async () => {
    expect((await shown('pretty')).replaceAll(/\s+/g, ' ')).toContain(
      "Why Taken for Stripe's because the statement names Stripe: Stripe (line 2), and its form: 24 characters after the prefix, as Stripe's have. Do",
    );
  });
});

describe('the table of formats', () => {
  it('names each format once', () => {
    expect(new Set(reporterNames()).size).toBe(reporterNames().length);
  });

  it.each(['', 'xml', '__proto__', 'constructor', 'JSON'])('knows no format %j', async (name) => {
    expect(await loadReporter(name)).toBeUndefined();
  });
});

describe('json', () => {
  it('reads back to the same report', async () => {
    expect(JSON.parse(await render('json'))).toEqual(hostileReport());
  });
});

describe('jsonl', () => {
  it('has a line for everything', async () => {
    const types = (await render('jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    const each = HOSTILE_TEXTS.map(() => '');
    expect(types).toEqual([
      ...each.map(() => 'finding'),
      ...each.map(() => 'suppressed'),
      ...each.map(() => 'warning'),
      'receipt',
    ]);
  });
});

describe('unix', () => {
  it('has a line for each finding that is shown', async () => {
    const shown = hostileReport().findings.filter((each) => each.status !== 'baseline').length;
    expect((await render('unix')).trimEnd().split('\n')).toHaveLength(shown);
  });
});

describe('known findings', () => {
  it.each(['unix', 'github', 'junit', 'markdown', 'github-summary', 'gitlab-codequality', 'gitlab-secrets'])(
    '%s leaves them out unless asked',
    async (name) => {
      const [finding] = hostileReport(['plain']).findings;
      if (!finding) throw new Error('no finding');
      const report = { ...emptyReport(), findings: [{ ...finding, path: 'kept.js', status: 'known' as const }] };
      const has = async (showKnown: boolean): Promise<boolean> =>
        (await render(name, report, { ...OPTIONS, showKnown })).includes('kept.js');
      expect([await has(false), await has(true)]).toEqual([false, true]);
    },
  );
});

describe('github', () => {
  it('starts every line with one command of its own', async () => {
    expect(
      (await render('github'))
        .trimEnd()
        .split('\n')
        .filter((line) => !/^::(?:error|warning|notice) [^:]*::/.test(line)),
    ).toEqual([]);
  });

  it.each(HOSTILE_TEXTS.map((text) => [text]))('keeps %j inside its property', async (text) => {
    const [line = ''] = (await render('github', hostileReport([text]))).split('\n');
    const [, properties = ''] = /^::error ([^:]*)::/.exec(line) ?? [];
    expect(properties.split(',').map((pair) => pair.split('=')[0])).toEqual([
      'file',
      'line',
      'endLine',
      'col',
      'endColumn',
      'title',
    ]);
  });
});

describe('csv', () => {
  const rows = async (): Promise<string[][]> => parseCsv(await render('csv'));

  it('has as many cells in every row', async () => {
    expect(new Set((await rows()).map((row) => row.length))).toEqual(new Set([16]));
  });

  it('has no cell that a spreadsheet takes for a formula', async () => {
    expect((await rows()).flat().filter((cell) => /^[\s"]*[=+\-@|%＝＋－＠]/.test(cell))).toEqual([]);
  });
});

/** Reads RFC 4180. */
function parseCsv(text: string): string[][] {
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}

describe('junit', () => {
  // What junit-10.xsd of Jenkins' xUnit plugin allows: it refuses a report with anything else in it.
  const ALLOWED: Readonly<Record<string, readonly string[]>> = {
    testsuites: ['name', 'time', 'tests', 'failures', 'errors'],
    testsuite: ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'file'],
    testcase: ['name', 'time', 'classname'],
    failure: ['type', 'message'],
    error: ['type', 'message'],
    'system-out': [],
  };

  it.each([
    ['hostile texts', hostileReport()],
    ['nothing', emptyReport()],
  ])('has no attribute that a schema knows nothing of: %s', async (_name, report) => {
    const text = await render('junit', report);
    const strange = [...text.matchAll(/<([a-z][\w-]*)((?:\s[\w-]+="[^"]*")*)\s*\/?>/g)].flatMap(
      ([, name = '', attributes = '']) =>
        [...attributes.matchAll(/\s([\w-]+)="[^"]*"/g)]
          .map(([, attribute = '']) => attribute)
          .filter((attribute) => ALLOWED[name]?.includes(attribute) !== true)
          .map((attribute) => `${name} ${attribute}`),
    );
    expect(strange).toEqual([]);
  });

  it.each([
    ['an empty report', emptyReport()],
    ['hostile texts', hostileReport()],
  ])('is well formed: %s', async (_name, report) => {
    expect(XMLValidator.validate(await render('junit', report))).toBe(true);
  });

  it('counts what it holds', async () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (tag) => /^test(?:suite|case)$/.test(tag),
    });
    const { testsuites } = parser.parse(await render('junit')) as {
      testsuites: { tests: string; failures: string; testsuite: { testcase: { failure?: unknown }[] }[] };
    };
    const cases = testsuites.testsuite.flatMap((suite) => suite.testcase);
    expect([testsuites.tests, testsuites.failures]).toEqual([
      String(cases.length),
      String(cases.filter((each) => each.failure !== undefined).length),
    ]);
  });
});

describe.each(['markdown', 'github-summary'])('%s', (name) => {
  it.each(HOSTILE_TEXTS.map((text) => [text]))('makes no element of %j', async (text) => {
    const html = await marked.parse(await render(name, hostileReport([text])), { gfm: true });
    const tags = [...html.matchAll(/<\/?([a-z0-9!-]+)([^>]*)>/g)].map(
      ([, tag = '', attributes = '']) => tag + attributes,
    );
    expect([...new Set(tags)].filter((tag) => !ALLOWED.has(tag))).toEqual([]);
  });

  it.each(['@someone', '#12'])('refers to nobody by %s', async (text) => {
    const html = await marked.parse(await render(name, hostileReport([text])), { gfm: true });
    // Forges look for names and numbers everywhere but in code.
    expect(html.replace(/<code>.*?<\/code>/gs, '')).not.toContain(text);
  });

  it('fits into what the forge takes', async () => {
    const report = hostileReport(
      Array.from({ length: 3000 }, (_, index) => HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? ''),
    );
    expect((await render(name, report)).length).toBeLessThan(name === 'markdown' ? 65_536 : 349_000);
  });

  it('counts what did not fit', async () => {
    const report = hostileReport(Array.from({ length: 3000 }, () => 'x'));
    expect(await render(name, report)).toMatch(/…and \d+ more/);
  });
});

const ALLOWED = new Set([
  'h3',
  'p',
  'strong',
  'code',
  'ol',
  'ul',
  'li',
  'pre',
  'details',
  'summary',
  'sub',
  '!-- pictify-scan --',
]);

describe('gitlab-codequality', () => {
  interface Issue {
    description: string;
    check_name: string;
    fingerprint: string;
    severity: string;
    location: { path: string; lines: { begin: number } };
  }

  it('has the form that GitLab reads', async () => {
    const issues = JSON.parse(await render('gitlab-codequality')) as Issue[];
    const good = issues.filter(
      (each) =>
        each.description !== '' &&
        each.check_name !== '' &&
        /^(?:info|minor|major|critical|blocker)$/.test(each.severity) &&
        typeof each.location.path === 'string' &&
        Number.isInteger(each.location.lines.begin),
    );
    expect(good).toHaveLength(issues.length);
  });

  it('has a fingerprint of its own for every place', async () => {
    const [finding] = hostileReport().findings;
    if (!finding) throw new Error('no finding');
    const report = { ...emptyReport(), findings: [finding, { ...finding, line: 9 }, { ...finding, path: 'b' }] };
    const issues = JSON.parse(await render('gitlab-codequality', report)) as Issue[];
    expect(new Set(issues.map((each) => each.fingerprint)).size).toBe(3);
  });
});

describe('gitlab-secrets', () => {
  interface Secrets {
    version: string;
    scan: Record<string, unknown> & { analyzer: Record<string, unknown>; messages: { level: string; value: string }[] };
    vulnerabilities: {
      id: string;
      name: string;
      solution: string;
      severity: string;
      identifiers: { type: string; name: string; value: string }[];
      location: { commit: { sha: string } };
    }[];
  }
  const parsed = async (report = hostileReport()): Promise<Secrets> =>
    JSON.parse(await render('gitlab-secrets', report)) as Secrets;

  it('tells when it ran', async () => {
    const { scan } = await parsed();
    expect([scan['start_time'], scan['end_time']]).toEqual(['2026-03-04T05:06:07', '2026-03-04T05:06:07']);
  });

  it('has what the schema demands of a scan', async () => {
    const { scan, version } = await parsed();
    expect({ version, type: scan['type'], status: scan['status'], analyzer: Object.keys(scan.analyzer) }).toEqual({
      version: '15.0.7',
      type: 'secret_detection',
      status: 'failure',
      analyzer: ['id', 'name', 'version', 'vendor'],
    });
  });

  it('has what the schema demands of a vulnerability', async () => {
    const { vulnerabilities } = await parsed();
    const good = vulnerabilities.filter(
      (each) =>
        // RFC 9562, version 8.
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(each.id) &&
        each.name.length <= 255 &&
        each.solution.length <= 7000 &&
        /^(?:Info|Unknown|Low|Medium|High|Critical)$/.test(each.severity) &&
        each.identifiers.length > 0 &&
        each.location.commit.sha !== '',
    );
    expect(good).toHaveLength(vulnerabilities.length);
  });

  it('passes where everything was read', async () => {
    expect((await parsed(emptyReport())).scan['status']).toBe('success');
  });
});

describe('a run that could not read everything', () => {
  const unread: Report = {
    ...emptyReport(),
    receipt: { ...emptyReport().receipt, skipped: [{ path: 'locked.js', why: 'unreadable' }] },
  };

  it.each(['html', 'markdown', 'github-summary', 'junit'])('%s says so', async (name) => {
    expect(await render(name, unread)).toContain('so this is not a pass.');
  });

  it.each([
    ['html', 'Nothing found'],
    ['markdown', '✅'],
    ['github-summary', '✅'],
    ['junit', 'No secrets in'],
  ])('%s does not say %s', async (name, praise) => {
    expect([
      (await render(name, unread)).includes(praise),
      (await render(name, emptyReport())).includes(praise),
    ]).toEqual([false, true]);
  });

  it('is no success in SARIF', async () => {
    const log = JSON.parse(await render('sarif', unread)) as {
      runs: { invocations: { executionSuccessful: boolean }[] }[];
    };
    expect(log.runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
  });
});
