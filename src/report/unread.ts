import { Problem } from '../model/errors.js';
import type { Receipt, Skipped } from '../model/receipt.js';
import type { Report } from '../model/report.js';

/** Whether it is a file that was to be looked at and could not be: a run with such a file is no pass. */
export function isUnread({ why }: Skipped): boolean {
  return why === 'unreadable' || why === 'unmerged';
}

/** What could not be looked at, in a sentence. Nothing where all was read. */
export function unreadText({ receipt }: Pick<Report, 'receipt'>): string | undefined {
  const unreadable = pathsOf(receipt, 'unreadable');
  const unmerged = pathsOf(receipt, 'unmerged');
  if (unreadable.length + unmerged.length === 0) return undefined;
  return [
    ...(unreadable.length === 0
      ? []
      : [
          `${unreadable.length === 1 ? `${unreadable[0]} could` : `${unreadable.length} files could`} not be read, so this is not a pass.`,
        ]),
    ...(unmerged.length === 0
      ? []
      : [
          `${named(unmerged)} ${unmerged.length === 1 ? 'is' : 'are'} unmerged: nothing of ${unmerged.length === 1 ? 'it' : 'them'} was checked, so this is not a pass.`,
        ]),
  ].join(' ');
}

/** What a run that could not look at something ends in. */
export function unreadProblem(report: Pick<Report, 'receipt'>): Problem | undefined {
  const text = unreadText(report);
  if (text === undefined) return undefined;
  return new Problem(
    'read',
    text,
    pathsOf(report.receipt, 'unreadable').length > 0
      ? 'Check the permissions, or leave such paths out with ignorePaths in the config.'
      : 'Resolve the conflict, git add what comes of it, and look again: pictify-scan staged',
  );
}

function pathsOf({ skipped }: Receipt, wanted: string): string[] {
  return skipped.filter(({ why }) => why === wanted).map(({ path }) => path);
}

const MOST_NAMED = 5;

function named(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return more <= 0 ? paths.join(', ') : `${paths.slice(0, MOST_NAMED).join(', ')} and ${more} more`;
}
