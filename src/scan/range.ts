import { isUnborn, locateRepository, resolveCommit } from '../git/repository.js';
import { runGit, type Git } from '../git/run.js';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../model/errors.js';
import { checkCommitIgnores } from './checkIgnoreFiles.js';
import { scanCommits, scanRefsAt, shownRefName } from './commits.js';
import type { Engine } from './engine.js';
import type { ScanResult } from './result.js';

/** Both ends of a range, resolved to ids. */
export interface CommitRange {
  /** `undefined`: everything up to `head`. */
  readonly base: string | undefined;
  readonly head: string;
  /** As the user wrote it. */
  readonly written: string;
}

/**
 * Resolves `BASE..HEAD` (or `BASE...HEAD`, from where they part; or one commit: that one alone).
 *
 * @throws Problem `usage` where it is no range, `git` where an end does not exist here
 */
export async function resolveRange(git: Git, written: string): Promise<CommitRange> {
  const [, left, dots, right] = /^(.*?)(\.{2,3})(.*)$/.exec(written) ?? [];
  if (left === undefined || right === undefined) {
    const head = await resolveEnd(git, written, written);
    return { base: await resolveCommit(git, `${head}^`), head, written };
  }
  const head = await resolveEnd(git, right === '' ? 'HEAD' : right, written);
  const base = await resolveEnd(git, left === '' ? 'HEAD' : left, written);
  if (dots === '..') return { base, head, written };
  const fork = (await runGit(git, ['merge-base', base, head]).catch(() => Buffer.alloc(0))).toString('latin1').trim();
  if (fork === '') throw new Problem('git', `${written} has no common commit.`, await fetchHint(git));
  return { base: fork, head, written };
}

async function resolveEnd(git: Git, name: string, written: string): Promise<string> {
  if (name.startsWith('-'))
    throw new Problem(
      'usage',
      `${written} is no range of commits.`,
      'Write it like this: pictify-scan range origin/main..HEAD',
    );
  const id = await resolveCommit(git, name);
  if (id === undefined) throw new Problem('git', `There is no commit ${name} here.`, await fetchHint(git));
  return id;
}

async function fetchHint(git: Git): Promise<string> {
  const { shallow } = await locateRepository(git);
  if ((await resolveCommit(git, 'HEAD')) === undefined)
    return (await isUnborn(git))
      ? 'The branch that is checked out has no commits yet.'
      : 'HEAD cannot be read either: check the repository with: git fsck';
  return shallow
    ? 'This clone is shallow: fetch the rest first (git fetch --unshallow; in CI: fetch-depth: 0).'
    : 'Check the name, or fetch it first: git fetch origin';
}

/** As it was written, and what that comes to; once where it was written in ids, as CI does. */
function rangeText(engine: Engine, { base, head, written }: CommitRange): string {
  const ids = `${base?.slice(0, 8) ?? 'root'}..${head.slice(0, 8)}`;
  return written === `${base}..${head}` ? ids : `${shownRefName(engine, written)} (${ids})`;
}

/** Every commit of a range, and the ignore files at its end. */
export async function scanRange(git: Git, engine: Engine, range: CommitRange): Promise<ScanResult> {
  const commits = await listCommits(git, [range.head, ...(range.base === undefined ? [] : [`^${range.base}`])]);
  const findings = [...(await scanCommits(git, engine, commits)), ...(await scanRefsAt(git, engine, new Set(commits)))];
  const ignores = commits.length === 0 ? [] : await checkCommitIgnores(git, engine, range.head);
  return {
    source: rangeText(engine, range),
    findings: [...findings, ...ignores.map((judged) => ({ judged, status: 'new' as const }))],
    commits: commits.length,
    engine,
  };
}

/**
 * Commits, oldest first.
 *
 * @param revisions ids, `^id`s, and flags of ours such as `--not --remotes=origin`
 * @throws Problem in a shallow clone whose cut lies inside the range: what is behind it cannot be seen
 */
export async function listCommits(git: Git, revisions: readonly string[]): Promise<string[]> {
  const output = await runGit(git, ['rev-list', '--reverse', '--topo-order', ...revisions, '--']);
  const commits = output
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
  await refuseShallowCut(git, commits);
  return commits;
}

/** @throws Problem `git` where one of the commits is where a shallow clone is cut off */
export async function refuseShallowCut(git: Git, commits: readonly string[]): Promise<void> {
  if (commits.length === 0) return;
  const { shallow, gitDirectory } = await locateRepository(git);
  if (!shallow) return;
  const common = (await runGit(git, ['rev-parse', '--git-path', 'shallow'])).toString('utf8').trim();
  const cuts = new Set(
    (await readFile(resolve(git.cwd, common)).catch(() => readFile(resolve(gitDirectory, 'shallow'))))
      .toString('latin1')
      .split('\n'),
  );
  const cut = commits.find((commit) => cuts.has(commit));
  if (cut === undefined) return;
  throw new Problem(
    'git',
    `This clone is shallow: it is cut off at ${cut.slice(0, 12)}, and the older commits that belong here cannot be seen.`,
    'Fetch them first: git fetch --unshallow (in CI: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 for GitLab).',
  );
}
