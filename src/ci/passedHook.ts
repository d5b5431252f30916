import type { FindingCommit } from '../model/finding.js';
import type { Report, ReportWarning } from '../model/report.js';

/** More commits than this are counted, not listed. */
const LISTED = 20;

/**
 * Commits that a hook would have stopped and that are there all the same: the hook was not installed, was
 * passed by with `--no-verify`, or git runs none for what made the commit (cherry-pick, rebase, a web page).
 * Told by what each commit adds that is an error.
 */
export function commitsPastHook({ findings, warnings }: Report): ReportWarning[] {
  const commits = new Map<string, FindingCommit>();
  for (const { status, severity, commit } of findings)
    if (status === 'new' && severity === 'error' && commit) commits.set(commit.id, commit);
  const all = [...commits.values()].toSorted((a, b) => compare(a.date, b.date));
  const left = all.length - LISTED;
  // The hook judges by the config of its time; this range by that of its base.
  const unless = warnings.some(({ code }) => code === 'judge-changed')
    ? ' Or the config that this range changes let it through.'
    : '';
  return [
    ...all.slice(0, LISTED).map(({ id, author, date, subject }) => ({
      code: 'hook-passed-by',
      message: `Commit ${id.slice(0, 12)} (${author}, ${date.slice(0, 10)}: ${subject}) went past the hook: it was not installed, or --no-verify, a cherry-pick, a rebase or a web page made the commit.${unless} On the author's machine: pictify-scan doctor`,
    })),
    ...(left > 0
      ? [{ code: 'hook-passed-by', message: `${left} more ${left === 1 ? 'commit' : 'commits'} went past the hook.` }]
      : []),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
