import type { Finding } from '../../model/finding.js';
import { REPORT_VERSION, type Report, type RuleSummary } from '../../model/report.js';
import { ITEM_TITLES, type AuditItem, type AuditItemId, type AuditReport } from '../model.js';

/** Where the checklist is. */
const DOCS = 'docs/audit.md';

/**
 * An audit as a report of findings, for the formats that other programs read (SARIF, JUnit, annotations …): each
 * place of an item that fails, and `README.md` for an item that fails without one.
 */
export function asReport(audit: AuditReport): Report {
  const findings = audit.items.filter(({ status }) => status === 'fail').flatMap(findingsOf);
  return {
    version: REPORT_VERSION,
    tool: audit.tool,
    receipt: {
      source: 'audit',
      files: audit.files,
      bytes: 0,
      milliseconds: 0,
      rules: 'audit',
      failOn: 'error',
      counts: {
        error: findings.length,
        warning: 0,
        info: 0,
        known: 0,
        baseline: 0,
        suppressed: 0,
        public: 0,
        placeholder: 0,
      },
      skipped: [],
    },
    findings,
    suppressed: [],
    warnings: [
      ...audit.items
        .filter(({ status }) => status === 'unknown')
        .map(({ title, says }) => ({ code: 'not-provable', message: `${title}: not provable from here. ${says}` })),
      ...audit.limits.map((message) => ({ code: 'not-looked-at', message })),
    ],
  };
}

/** The items as rules, for formats that describe these. */
export function auditRules(): Map<string, RuleSummary> {
  return new Map(
    (Object.entries(ITEM_TITLES) as [AuditItemId, string][]).map(([id, title]) => [
      ruleOf(id),
      { id: ruleOf(id), title, description: `${title}.`, severity: 'error', docs: DOCS },
    ]),
  );
}

function ruleOf(id: AuditItemId): string {
  return `audit/${id}`;
}

function findingsOf({ id, title, says, places, next }: AuditItem): Finding[] {
  const spots = places.length > 0 ? places : [{ path: 'README.md', line: 1, text: says }];
  return spots.map(({ path, line, text }, index): Finding => ({
    rule: ruleOf(id),
    severity: 'error',
    confidence: 'high',
    kind: 'audit',
    message: places.length > 0 ? `${title}: ${text}.` : `${title}: ${text}`,
    path,
    line,
    column: 1,
    endLine: line,
    endColumn: 1,
    match: '',
    // An item has no secret to hash; its name, and which of its places, tell it from others.
    fingerprint: fingerprintOf(id, index),
    status: 'new',
    evidence: [],
    hints: next,
    docs: DOCS,
    via: [],
  }));
}

function fingerprintOf(id: AuditItemId, index: number): string {
  return Buffer.from(`${id}:${index}`).toString('hex').padEnd(20, '0').slice(0, 20);
}
