import { createStyle, type Style } from '../../report/style.js';
import { asTyped } from '../../text/asTyped.js';
import { escapeUnsafe } from '../../text/escape.js';
import type { AuditItem, AuditReport, AuditStatus } from '../model.js';
import { countText, STATUS_WORDS } from '../words.js';

const MOST_PLACES = 20;

/** For people at a terminal. @param program the words that start it, see `programName` */
export function renderPretty(report: AuditReport, color: boolean, program?: string): string {
  const style = createStyle(color);
  const checklist = report.items.filter(({ number }) => number !== null);
  const others = report.items.filter(({ number }) => number === null);
  return `${[
    ...checklist.map((item) => renderItem(item, style, program)),
    style.dim("Besides, by the guide's section on access:"),
    ...others.map((item) => renderItem(item, style, program)),
    ...report.limits.map((limit) => `${style.yellow('Not looked at')}  ${escapeUnsafe(limit)}`),
    `${style.bold(countText(report))}`,
  ].join('\n\n')}\n`;
}

function renderItem(
  { number, title, status, says, evidence, places, next }: AuditItem,
  style: Style,
  program?: string,
): string {
  const pad = '     ';
  return [
    `${mark(status, style)} ${number === null ? ' ' : number}  ${style.bold(title)}: ${paint(status, style)(STATUS_WORDS[status])}`,
    `${pad}${escapeUnsafe(says)}`,
    ...places
      .slice(0, MOST_PLACES)
      .map(({ path, line, text }) => `${pad}${style.bold(`${escapeUnsafe(path)}:${line}`)}  ${escapeUnsafe(text)}`),
    ...(places.length > MOST_PLACES ? [`${pad}and ${places.length - MOST_PLACES} more`] : []),
    ...evidence.map((each) => style.dim(`${pad}${escapeUnsafe(each)}`)),
    ...next.map((each) => `${pad}${style.blue('Do')}  ${escapeUnsafe(asTyped(each, program))}`),
  ].join('\n');
}

function mark(status: AuditStatus, style: Style): string {
  return paint(status, style)({ pass: '✓', fail: '✗', unknown: '?' }[status]);
}

function paint(status: AuditStatus, style: Style): (text: string) => string {
  return { pass: style.green, fail: style.red, unknown: style.yellow }[status];
}
