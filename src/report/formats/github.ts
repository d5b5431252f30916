import type { Finding, Severity } from '../../model/finding.js';
import type { Reporter } from '../../model/report.js';
import { escapeUnsafe } from '../../text/escape.js';
import { listFindings } from '../listFindings.js';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub Actions, which become annotations on the changed lines. */
export const renderGithub: Reporter['render'] = (report, options) =>
  [
    ...listFindings(report, options).map((finding) =>
      command(COMMANDS[finding.severity], place(finding), [finding.message, ...finding.hints]),
    ),
    ...report.warnings.map(({ path, line, message }) =>
      command(
        'warning',
        {
          ...(path !== undefined && { file: path }),
          ...(line !== undefined && { line: String(line) }),
          title: 'pictify-scan',
        },
        [message],
      ),
    ),
  ].join('');

function place(finding: Finding): Record<string, string> {
  const { path, line, column, endLine, endColumn, rule } = finding;
  return {
    file: path,
    line: String(line),
    endLine: String(endLine),
    // The runner refuses columns of a finding that spans lines; its last column is inclusive.
    ...(line === endLine && { col: String(column), endColumn: String(Math.max(column, endColumn - 1)) }),
    title: `pictify-scan: ${rule}`,
  };
}

function command(name: string, properties: Readonly<Record<string, string>>, lines: readonly string[]): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${lines.map(escapeData).join('%0A')}\n`;
}

function escapeData(text: string): string {
  return escapeUnsafe(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
