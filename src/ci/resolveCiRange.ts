import { locateRepository, resolveCommit } from '../git/repository.js';
import { askGit, type Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import type { CiRun } from './detectCi.js';

export interface CiRange {
  /** `BASE..HEAD`, as ids. */
  readonly range: string;
  readonly why: string;
}

/**
 * Turns what the CI system says into a range of commits that are here.
 *
 * @throws Problem `git` where the base is not in this clone: a shallow clone must not pass for clean
 */
export async function resolveCiRange(git: Git, ci: CiRun): Promise<CiRange> {
  const head =
    (ci.head === undefined ? undefined : await resolveCommit(git, ci.head)) ?? (await resolveCommit(git, 'HEAD'));
  if (head === undefined) throw new Problem('git', 'There is no commit here.', 'Check the repository out first.');
  if (ci.base !== undefined && ci.base !== '' && !/^0+$/.test(ci.base)) {
    const base = ci.baseIs === 'branch' ? await resolveBranch(git, ci.base) : await resolveCommit(git, ci.base);
    if (base !== undefined)
      return {
        range: `${await fork(git, base, head)}..${head}`,
        why: ci.baseIs === 'branch' ? `since it left ${ci.base}` : 'since the base that CI names',
      };
    // A force push can name a commit that nobody has any more; the main branch still tells what is new.
    const fallback = ci.baseIs === 'branch' ? undefined : await resolveMain(git, ci, head);
    if (fallback !== undefined)
      return {
        range: `${await fork(git, fallback, head)}..${head}`,
        why: 'since it left the main branch: the base that CI names is not here',
      };
    throw new Problem(
      'git',
      `The base ${ci.base.slice(0, 60)} is not in this clone, so the commits cannot be told.`,
      await fetchHint(git, ci),
    );
  }
  const main = await resolveMain(git, ci, head);
  if (main !== undefined)
    return { range: `${await fork(git, main, head)}..${head}`, why: 'since it left the main branch' };
  await refuseShallow(git, ci);
  const parent = await resolveCommit(git, `${head}^`);
  return parent === undefined
    ? { range: head, why: 'the first commit' }
    : { range: `${parent}..${head}`, why: 'the newest commit: CI names no base' };
}

async function resolveBranch(git: Git, name: string): Promise<string | undefined> {
  return (await resolveCommit(git, `refs/remotes/origin/${name}`)) ?? (await resolveCommit(git, `refs/heads/${name}`));
}

/** The main branch, unless it is what is looked at: then it says nothing about what is new. */
async function resolveMain(git: Git, ci: CiRun, head: string): Promise<string | undefined> {
  const named = ci.mainBranch === undefined || ci.mainBranch === '' ? [] : [await resolveBranch(git, ci.mainBranch)];
  const usual =
    named.length > 0
      ? named
      : [
          await resolveCommit(git, 'refs/remotes/origin/HEAD'),
          await resolveBranch(git, 'main'),
          await resolveBranch(git, 'master'),
        ];
  return usual.find((id) => id !== undefined && id !== head);
}

/** From where the two part: what the base got meanwhile is not this run's matter. */
async function fork(git: Git, base: string, head: string): Promise<string> {
  const common = await askGit(git, ['merge-base', base, head]);
  if (common !== undefined && common !== '') return common;
  const { shallow } = await locateRepository(git);
  if (!shallow) return base;
  throw new Problem('git', 'This clone is shallow: where the branch left its base cannot be seen.', FULL_CLONE);
}

async function refuseShallow(git: Git, ci: CiRun): Promise<void> {
  const { shallow } = await locateRepository(git);
  if (shallow)
    throw new Problem(
      'git',
      `This clone is shallow and ${ci.name} names no base, so the commits cannot be told.`,
      FULL_CLONE,
    );
}

const FULL_CLONE =
  'Clone all of it: fetch-depth: 0 (actions/checkout), GIT_DEPTH: 0 (GitLab), clone: depth: full (Bitbucket), fetchDepth: 0 (Azure), or: git fetch --unshallow';

async function fetchHint(git: Git, ci: CiRun): Promise<string> {
  const { shallow } = await locateRepository(git);
  if (shallow) return FULL_CLONE;
  return ci.baseIs === 'branch'
    ? `Fetch it first: git fetch origin ${ci.base ?? ''}`
    : 'Fetch it first, or name the range yourself: pictify-scan range BASE..HEAD';
}
