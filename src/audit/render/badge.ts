import { escapeMarkup } from '../../report/escapeMarkup.js';
import type { AuditReport } from '../model.js';

/** What a badge says of the checklist: all of it, and when. */
export function badgeText({ items, written, commit }: AuditReport): string {
  const checklist = items.filter(({ number }) => number !== null);
  const count = (status: string): number => checklist.filter((item) => item.status === status).length;
  const words = [
    `${count('pass')} of ${checklist.length} pass`,
    `${count('fail')} fail`,
    `${count('unknown')} not provable`,
  ];
  return `${words.filter((word) => !word.startsWith('0 fail') && !word.startsWith('0 not')).join(', ')}, ${written.slice(0, 10)}${commit === undefined ? '' : ` at ${commit.slice(0, 7)}`}`;
}

/** A line for a README that needs no picture and no server. */
export function badgeLine(report: AuditReport): string {
  const failed = report.items.some(({ number, status }) => number !== null && status === 'fail');
  return `**Pictify key audit** ${failed ? '❌' : '✅'} ${badgeText(report)} ([what that means](https://docs.pictify.io/security/api-keys))`;
}

/** Widths of letters in Verdana at 11 pixels, about. */
const LETTER = 6.6;
const LABEL = 'Pictify key audit';

/** The same as a picture of its own: no font, script or address in it. */
export function badgeSvg(report: AuditReport): string {
  const text = badgeText(report);
  const failed = report.items.some(({ number, status }) => number !== null && status === 'fail');
  const unknown = report.items.some(({ number, status }) => number !== null && status === 'unknown');
  const color = failed ? '#b3261e' : unknown ? '#7a5a00' : '#1b6e3a';
  const left = Math.ceil(LABEL.length * LETTER) + 16;
  const right = Math.ceil(text.length * LETTER) + 16;
  const width = left + right;
  const title = escapeMarkup(`${LABEL}: ${text}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${title}"><title>${title}</title><rect width="${width}" height="20" rx="3" fill="#444"/><path fill="${color}" d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${left}z"/><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle"><text x="${left / 2}" y="14" textLength="${left - 16}">${LABEL}</text><text x="${left + right / 2}" y="14" textLength="${right - 16}">${escapeMarkup(text)}</text></g></svg>\n`;
}
