import type { Finding, Severity } from '../model/finding.js';
import { isPublic } from '../model/isPublic.js';
import type { Report, ReportOptions } from '../model/report.js';
import { listFindings } from './listFindings.js';
import { markdownBlock, markdownCode, markdownText } from './markdownText.js';
import { evidenceText, verificationText } from './messages.js';
import { receiptLine } from './receiptLine.js';
import { unreadText } from './unread.js';

const MARKS: Readonly<Record<Severity, string>> = { error: '🔴', warning: '🟡', info: '🔵' };

/**
 * A report for people who read it on a web page.
 *
 * @param limit UTF-16 units; what does not fit is counted, not cut in the middle
 */
export function markdownReport(report: Report, options: ReportOptions, limit: number): string {
  const findings = listFindings(report, options).toSorted((a, b) => rank(a) - rank(b));
  const unread = unreadText(report);
  const head = [
    `### ${headline(findings, unread !== undefined)}`,
    ...(unread === undefined ? [] : [markdownText(unread.slice(0, limit / 20))]),
  ];
  const foot = [
    ...warnings(report, limit / 4),
    `<sub>${markdownText(receiptLine(report.receipt).slice(0, limit / 20))}</sub>`,
  ];
  let room = limit - [...head, ...foot].join('\n\n').length - 200;
  const shown: string[] = [];
  for (const finding of findings) {
    const text = describe(finding);
    room -= text.length + 2;
    if (room < 0) break;
    shown.push(text);
  }
  const left = findings.length - shown.length;
  const rest = left > 0 ? [`…and ${left} more: \`pictify-scan\` lists all of them.`] : [];
  return `${[...head, ...shown, ...rest, ...foot].join('\n\n')}\n`;
}

function headline(findings: readonly Finding[], unread: boolean): string {
  const fresh = findings.filter((each) => each.status === 'new');
  const count = (severity: Severity): number => fresh.filter((each) => each.severity === severity).length;
  const known = findings.length - fresh.length;
  const words = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    plural(count('info'), 'note'),
    `${known} already in the parent`,
  ].filter((word) => !word.startsWith('0 '));
  if (words.length > 0) return `🔑 pictify-scan: ${words.join(', ')}`;
  return unread ? '⚠️ pictify-scan could not read everything' : '✅ pictify-scan found no new secrets';
}

function describe(finding: Finding): string {
  const { severity, path, line, message, rule, hints, evidence, frame, commit, status } = finding;
  const known = status === 'known' ? ' (already in the parent)' : '';
  return [
    `${MARKS[severity]} **${severity}** ${markdownCode(`${path}:${line}`)}${known}`,
    markdownText(message),
    finding.verification ? `**${markdownText(verificationText(finding.verification))}**` : '',
    hints.map((hint, index) => `${index + 1}. ${markdownText(hint)}`).join('\n'),
    '<details><summary>Where and why</summary>',
    ...(frame ? [markdownBlock(frame.lines.map((text, index) => `${frame.firstLine + index} | ${text}`))] : []),
    [
      `- rule: ${markdownCode(rule)}`,
      ...(commit
        ? [
            `- commit: ${markdownCode(commit.id.slice(0, 12))} by ${markdownText(commit.author)}, ${markdownText(commit.date.slice(0, 10))}: ${markdownText(commit.subject)}`,
          ]
        : []),
      ...evidence.map((each) => `- ${markdownText(evidenceText(each))}`),
      ...(isPublic(finding)
        ? []
        : [`- not a secret? ${markdownCode(`pictify-scan ignore ${finding.fingerprint} --reason "…"`)}`]),
    ].join('\n'),
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function warnings(report: Report, limit: number): string[] {
  if (report.warnings.length === 0) return [];
  const items: string[] = [];
  let room = limit;
  for (const { path, line, message } of report.warnings) {
    const place = path === undefined ? '' : `${markdownCode(line === undefined ? path : `${path}:${line}`)} `;
    const item = `- ${place}${markdownText(message)}`;
    room -= item.length + 1;
    if (room < 0) break;
    items.push(item);
  }
  const left = report.warnings.length - items.length;
  return [['To mend:\n', ...items, ...(left > 0 ? [`- …and ${left} more`] : [])].join('\n')];
}

function rank(finding: Finding): number {
  return ['error', 'warning', 'info'].indexOf(finding.severity);
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
