import type { Finding } from '../../src/model/finding.js';
import type { Report, ReportOptions } from '../../src/model/report.js';
import { REPORT_VERSION } from '../../src/model/report.js';

/** What an attacker would put into a path, an author's name or a commit's subject. */
export const HOSTILE_TEXTS: readonly string[] = [
  '\u001b[31mred\u001b]0;title\u0007',
  '\u009b31m c1',
  'a\r\n::error file=x::injected\n##[add-mask]x',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"\' onmouseover=alert(1) \'"',
  '</script><!--',
  ']]><x/>&amp;&#0;',
  '=HYPERLINK("https://example.com";"x")',
  '+1+1,"two"\n-3',
  '@SUM(A1)',
  '[link](javascript:alert(1)) ![i](https://example.com/p.png)',
  '`code` ``` ~~~ | pipe | <details> @someone #12',
  '\u202egnp.exe\u2066\u200b',
  '\ud800 lone \udc00\uffff\u0000',
  'a%0Ab:c,d::e {0} {1}',
  '../../../etc/passwd?x#y',
  'naïve 日本語 😀.env',
  '\u2028\u2029\ufeff',
  '$(touch /tmp/x) `id` ${x}',
  '--flag',
  "|calc.exe|' /C calc",
  '%0A=1',
  ' ',
  '__proto__',
];

export function hostileFinding(text: string, index: number): Finding {
  return {
    rule: index % 3 === 0 ? 'custom/own' : 'pictify/live-key',
    severity: (['error', 'warning', 'info'] as const)[index % 3] ?? 'error',
    confidence: 'high',
    kind: text,
    message: text,
    path: text,
    line: index + 1,
    column: 1,
    endLine: index + 1,
    endColumn: 9,
    match: text,
    fingerprint: `f${index}`,
    status: (['new', 'known', 'baseline'] as const)[index % 3 === 0 ? 0 : index % 4 === 1 ? 1 : 0] ?? 'new',
    evidence: [{ rung: 'statement', says: text, what: text, weight: 3, line: 2 }],
    hints: [text, `${text} again`],
    docs: index % 2 === 0 ? `javascript:alert(${index})` : 'docs/rules/pictify-live-key.md',
    via: [text],
    commit: {
      id: 'ab'.repeat(20),
      author: text,
      email: text,
      date: index % 5 === 4 ? text : `2024-0${(index % 9) + 1}-11T10:00:00+02:00`,
      subject: text,
    },
    exposure: {
      where: (['staged', 'leftover', 'local', 'published'] as const)[index % 4] ?? 'staged',
      commits: { count: 12, ids: [text] },
      refs: [text],
      remotes: [text],
      stash: [text],
      reflog: [text],
    },
    frame: { firstLine: 1, lines: [text, text, text], caret: { line: 2, column: 1, length: 5 } },
  };
}

/** A report whose every text is hostile, all of them or one alone. */
export function hostileReport(texts: readonly string[] = HOSTILE_TEXTS): Report {
  const text = texts.join('');
  const empty = emptyReport();
  return {
    ...empty,
    receipt: {
      ...empty.receipt,
      source: text,
      counts: { ...empty.receipt.counts, error: texts.length },
      skipped: [{ path: text, why: 'unreadable', bytes: 3 }],
    },
    findings: texts.map(hostileFinding),
    suppressed: texts.map((each, index) => ({
      rule: 'pictify/test-key',
      path: each,
      line: 3,
      fingerprint: `s${index}`,
      by: 'inline',
      reason: each,
    })),
    warnings: texts.map((each) => ({ code: 'unused-directive', message: each, path: each, line: 1 })),
  };
}

export function emptyReport(): Report {
  return {
    version: REPORT_VERSION,
    tool: { name: 'pictify-scan', version: '1.2.3' },
    receipt: {
      source: 'index against HEAD',
      files: 3,
      bytes: 1200,
      milliseconds: 12,
      rules: '0123456789ab',
      failOn: 'error',
      counts: { error: 0, warning: 0, info: 0, known: 0, baseline: 0, suppressed: 0, public: 0, placeholder: 0 },
      skipped: [],
    },
    findings: [],
    suppressed: [],
    warnings: [],
  };
}

export const OPTIONS: ReportOptions = {
  color: false,
  width: 80,
  showKnown: true,
  now: '2026-03-04T05:06:07.890Z',
  rules: new Map([
    [
      'pictify/live-key',
      {
        id: 'pictify/live-key',
        title: 'Pictify live API key',
        description: 'A key that opens an account.',
        severity: 'error',
        docs: 'docs/rules/pictify-live-key.md',
      },
    ],
  ]),
};
