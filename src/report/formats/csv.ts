import type { Finding } from '../../model/finding.js';
import type { Reporter } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';

const COLUMNS: Readonly<Record<string, (finding: Finding) => string | number>> = {
  severity: (finding) => finding.severity,
  status: (finding) => finding.status,
  rule: (finding) => finding.rule,
  kind: (finding) => finding.kind,
  confidence: (finding) => finding.confidence,
  path: (finding) => finding.path,
  line: (finding) => finding.line,
  column: (finding) => finding.column,
  match: (finding) => finding.match,
  message: (finding) => finding.message,
  fingerprint: (finding) => finding.fingerprint,
  commit: (finding) => finding.commit?.id ?? '',
  author: (finding) => finding.commit?.author ?? '',
  date: (finding) => finding.commit?.date ?? '',
  subject: (finding) => finding.commit?.subject ?? '',
  docs: (finding) => finding.docs,
};

/** RFC 4180 with a header line; every finding, whatever its status. */
export const renderCsv: Reporter['render'] = (report) =>
  [Object.keys(COLUMNS), ...report.findings.map((finding) => Object.values(COLUMNS).map((read) => read(finding)))]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');

/** A cell that a spreadsheet could take for a formula gets an apostrophe before it. */
function cell(value: string | number): string {
  const shown = escapeUnsafe(String(value));
  const text = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(shown) ? `'${shown}` : shown;
  return /[",]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
