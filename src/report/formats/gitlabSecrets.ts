import type { Finding, Severity } from '../../model/finding.js';
import type { Report, Reporter, ReportOptions } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';
import { escapeJson } from '../escapeJson.js';
import { listFindings, placeHasher } from '../listFindings.js';
import { isUnread } from '../unread.js';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'Critical', warning: 'Medium', info: 'Info' };

/** Where a finding stands in no commit yet; the form demands an id. */
const NO_COMMIT = '0'.repeat(40);

/** GitLab's secret detection report, schema 15.0.7: the oldest that every supported GitLab reads. */
export const renderGitlabSecrets: Reporter['render'] = (report, options) => {
  const hash = placeHasher();
  const tool = {
    id: report.tool.name,
    name: report.tool.name,
    version: report.tool.version,
    vendor: { name: 'Pictify' },
  };
  const end = Date.parse(options.now);
  const log = {
    version: '15.0.7',
    scan: {
      type: 'secret_detection',
      status: report.receipt.skipped.some(isUnread) ? 'failure' : 'success',
      start_time: seconds(end - report.receipt.milliseconds),
      end_time: seconds(end),
      analyzer: tool,
      scanner: tool,
      messages: messages(report),
    },
    vulnerabilities: listFindings(report, options).map((finding) => vulnerability(finding, hash(finding), options)),
    remediations: [],
  };
  return `${escapeJson(log, 2)}\n`;
};

function vulnerability(finding: Finding, id: string, options: ReportOptions): object {
  return {
    id: uuid(id),
    category: 'secret_detection',
    name: clip(options.rules.get(finding.rule)?.title ?? finding.rule, 255),
    description: escapeUnsafe(finding.message),
    severity: SEVERITIES[finding.severity],
    confidence: { high: 'High', medium: 'Medium', low: 'Low' }[finding.confidence],
    solution: clip(finding.hints.map((hint, index) => `${index + 1}. ${hint}`).join(' '), 7000),
    identifiers: [{ type: 'pictify_scan_rule', name: `pictify-scan rule ${finding.rule}`, value: finding.rule }],
    location: {
      file: finding.path,
      start_line: finding.line,
      end_line: finding.endLine,
      commit: finding.commit
        ? {
            sha: finding.commit.id,
            author: escapeUnsafe(finding.commit.author),
            date: escapeUnsafe(finding.commit.date),
            message: escapeUnsafe(finding.commit.subject),
          }
        : { sha: NO_COMMIT },
    },
    // The masked secret: what GitLab shows must not be the key itself.
    raw_source_code_extract: escapeUnsafe(finding.match),
  };
}

function messages({ warnings, receipt }: Report): object[] {
  return [
    ...warnings.map(({ message }) => ({ level: 'warn', value: escapeUnsafe(message) || 'warning' })),
    ...receipt.skipped.map((skipped) => ({
      level: isUnread(skipped) ? 'warn' : 'info',
      value: escapeUnsafe(`Not looked into (${skipped.why}): ${skipped.path}`),
    })),
  ];
}

function clip(text: string, most: number): string {
  const shown = escapeUnsafe(text);
  return shown.length <= most ? shown : `${shown.slice(0, most - 1)}…`;
}

/** The form wants `yyyy-mm-ddThh:mm:ss` in UTC, without a zone. */
function seconds(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}

/** 128 bits of a hash in the shape of a UUID (version 8: made by a rule of one's own). */
function uuid(hash: string): string {
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
