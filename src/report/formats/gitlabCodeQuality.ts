import type { Severity } from '../../model/finding.js';
import type { Reporter } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';
import { escapeJson } from '../escapeJson.js';
import { listFindings, placeHasher } from '../listFindings.js';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'blocker', warning: 'major', info: 'info' };

/** GitLab's code quality report: the widget and the marks in a merge request's diff. */
export const renderGitlabCodeQuality: Reporter['render'] = (report, options) => {
  const hash = placeHasher();
  const issues = listFindings(report, options).map((finding) => ({
    type: 'issue',
    categories: ['Security'],
    check_name: finding.rule,
    description: escapeUnsafe([finding.message, ...finding.hints.slice(0, 1)].join(' ')),
    fingerprint: hash(finding),
    severity: SEVERITIES[finding.severity],
    location: { path: finding.path, lines: { begin: finding.line, end: finding.endLine } },
  }));
  return `${escapeJson(issues, 2)}\n`;
};
