import { markdownCode, markdownText } from '../../report/markdownText.js';
import type { AuditItem, AuditReport, AuditStatus } from '../model.js';
import { countText, STATUS_WORDS } from '../words.js';

const MARKS: Readonly<Record<AuditStatus, string>> = { pass: '✅', fail: '❌', unknown: '❔' };
const MOST_PLACES = 50;

/** A table of the items, and what each of them rests on. */
export function renderMarkdown(report: AuditReport): string {
  return `${[
    '# Audit of Pictify API keys',
    `${markdownText(countText(report))} Written ${report.written.slice(0, 10)}${report.commit === undefined ? '' : ` at ${markdownCode(report.commit.slice(0, 12))}`} by pictify-scan ${report.tool.version}.`,
    [
      '| | item | |',
      '|---|---|---|',
      ...report.items.map(
        ({ number, title, status, says }) =>
          `| ${number ?? ''} | ${markdownText(title)} | ${MARKS[status]} ${STATUS_WORDS[status]}: ${markdownText(says)} |`,
      ),
    ].join('\n'),
    ...report.items.map(section),
    ...(report.limits.length === 0
      ? []
      : [`## Not looked at\n\n${report.limits.map((limit) => `- ${markdownText(limit)}`).join('\n')}`]),
  ].join('\n\n')}\n`;
}

function section({ number, title, status, says, evidence, places, next }: AuditItem): string {
  const list = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [lines.join('\n')]);
  return [
    `## ${number === null ? '' : `${number}. `}${markdownText(title)}`,
    `${MARKS[status]} **${STATUS_WORDS[status]}**: ${markdownText(says)}`,
    ...list([
      ...places
        .slice(0, MOST_PLACES)
        .map(({ path, line, text }) => `- ${markdownCode(`${path}:${line}`)} ${markdownText(text)}`),
      ...(places.length > MOST_PLACES ? [`- and ${places.length - MOST_PLACES} more`] : []),
      ...evidence.map((each) => `- ${markdownText(each)}`),
    ]),
    ...list(next.map((each) => `- [ ] ${markdownText(each)}`)),
  ].join('\n\n');
}
