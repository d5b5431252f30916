import type { AuditReport, AuditResult, AuditStatus } from './model.js';

/** Nothing to show and nothing to do. */
export const PASS_NOTHING: Pick<AuditResult, 'places' | 'next' | 'evidence'> = { places: [], next: [], evidence: [] };

export const STATUS_WORDS: Readonly<Record<AuditStatus, string>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'not provable from here',
};

const MOST_LISTED = 5;

/** `a, b, c and 2 more` */
export function listed(words: readonly string[]): string {
  const unique = [...new Set(words)];
  return unique.length <= MOST_LISTED
    ? unique.join(', ')
    : `${unique.slice(0, MOST_LISTED).join(', ')} and ${unique.length - MOST_LISTED} more`;
}

export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** `2026-01-29`, UTC. */
export function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `5 pass, 1 fails, 3 are not provable from here.` */
export function countText({ counts: { pass, fail, unknown } }: AuditReport): string {
  return `${pass} pass, ${fail} ${fail === 1 ? 'fails' : 'fail'}, ${unknown} ${unknown === 1 ? 'is' : 'are'} not provable from here.`;
}
