import { locateRepository, resolveCommit } from '../git/repository.js';
import { askGit, type Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';
import type { CiRun } from './detectCi.js';

export interface CiRange {
  /** Id of where it begins; `undefined`: everything up to the head. */
  readonly base: string | undefined;
  /** Id of the newest commit. */
  readonly head: string;
  /** As a person would write it. */
  readonly written: string;
  readonly why: string;
  /** Id of the commit whose config judges: the tip of the base, which a change cannot choose; `undefined`: none does. */
  readonly judge: string | undefined;
  /** The system said too little: there may be more commits that this run is about. */
  readonly isGuess: boolean;
}

/**
 * Turns what the CI system says into a range of commits that are here.
 *
 * @throws Problem `git` where an end of it is not in this clone: a shallow clone must not pass for clean
 */
export async function resolveCiRange(git: Git, ci: CiRun): Promise<CiRange> {
  const head = await resolveHead(git, ci);
  const since = async (judge: string, why: string): Promise<CiRange> => {
    const base = await fork(git, ci, judge, head);
    return { base, head, written: `${base}..${head}`, why, judge, isGuess: false };
  };
  if (ci.isDeletion === true) return since(head, 'a branch was deleted: there is nothing to look at');
  const isNamed = ci.base !== undefined && ci.base !== '';
  const isFirstPush = isNamed && /^0+$/.test(ci.base ?? '');
  if (isNamed && !isFirstPush) return sinceNamed(git, ci, head, since);
  const main = await resolveMain(git, ci, head);
  // A tag's commits were looked at when they came to the branch.
  if (main !== undefined && (main !== head || (ci.isTag ?? false)))
    return since(main, main === head ? 'they are in the main branch already' : 'since it left the main branch');
  await refuseShallow(git, ci);
  const whole = { base: undefined, head, written: head, judge: undefined, isGuess: false };
  if (isFirstPush) return { ...whole, why: 'the first push: all of it' };
  const parent = await resolveCommit(git, `${head}^`);
  return parent === undefined
    ? { ...whole, why: 'the first commit' }
    : {
        base: parent,
        head,
        written: `${parent}..${head}`,
        why: `the newest commit: ${ci.name} names no base`,
        judge: parent,
        isGuess: true,
      };
}

/** The head that the system names. Another commit that happens to be checked out says nothing about it. */
async function resolveHead(git: Git, ci: CiRun): Promise<string> {
  if (ci.head === undefined || ci.head === '') {
    const head = await resolveCommit(git, 'HEAD');
    if (head === undefined) throw new Problem('git', 'There is no commit here.', 'Check the repository out first.');
    return head;
  }
  const head = await resolveCommit(git, ci.head);
  if (head !== undefined) return head;
  throw new Problem(
    'git',
    `The commit ${escapeUnsafe(ci.head.slice(0, 60))} that this run is about is not in this clone.`,
    await fetchHint(git, ci, ci.head),
  );
}

async function sinceNamed(
  git: Git,
  ci: CiRun,
  head: string,
  since: (judge: string, why: string) => Promise<CiRange>,
): Promise<CiRange> {
  const name = ci.base ?? '';
  if (ci.baseIs === 'branch') {
    const tip =
      (await resolveBranch(git, name)) ?? (ci.baseCommit ? await resolveCommit(git, ci.baseCommit) : undefined);
    if (tip !== undefined) return since(tip, `since it left ${escapeUnsafe(name)}`);
  } else {
    const base = await resolveCommit(git, name);
    if (base !== undefined) return since(base, 'since the base that CI names');
    // A force push can name a commit that nobody has any more; the main branch still tells what is new.
    const main = await resolveMain(git, ci, head);
    if (main !== undefined && main !== head)
      return since(main, 'since it left the main branch: the base that CI names is not here');
  }
  throw new Problem(
    'git',
    `The base ${escapeUnsafe(name.slice(0, 60))} is not in this clone, so the commits cannot be told.`,
    await fetchHint(git, ci, name),
  );
}

async function resolveBranch(git: Git, name: string): Promise<string | undefined> {
  return (await resolveCommit(git, `refs/remotes/origin/${name}`)) ?? (await resolveCommit(git, `refs/heads/${name}`));
}

/** The main branch, where it is here; one that is not what is looked at tells more. */
async function resolveMain(git: Git, ci: CiRun, head: string): Promise<string | undefined> {
  if (ci.mainBranch !== undefined && ci.mainBranch !== '') return resolveBranch(git, ci.mainBranch);
  const usual = [
    await resolveCommit(git, 'refs/remotes/origin/HEAD'),
    await resolveBranch(git, 'main'),
    await resolveBranch(git, 'master'),
  ].filter((id) => id !== undefined);
  return usual.find((id) => id !== head) ?? usual[0];
}

/** From where the two part: what the base got meanwhile is not this run's matter. */
async function fork(git: Git, ci: CiRun, base: string, head: string): Promise<string> {
  const common = await askGit(git, ['merge-base', base, head]);
  if (common !== undefined && common !== '') return common;
  const { shallow } = await locateRepository(git);
  if (!shallow) return base;
  throw new Problem('git', 'This clone is shallow: where the branch left its base cannot be seen.', cloneHint(ci));
}

async function refuseShallow(git: Git, ci: CiRun): Promise<void> {
  const { shallow } = await locateRepository(git);
  if (shallow)
    throw new Problem(
      'git',
      `This clone is shallow and ${ci.name} names no base, so the commits cannot be told.`,
      cloneHint(ci),
    );
}

function cloneHint({ wholeClone }: CiRun): string {
  return `Have all of it cloned: ${wholeClone}. Or before this: git fetch --unshallow`;
}

async function fetchHint(git: Git, ci: CiRun, name: string): Promise<string> {
  const { shallow } = await locateRepository(git);
  if (shallow) return cloneHint(ci);
  // The name comes from outside; what is printed here is pasted into a shell.
  return /^[\w./][\w./-]*$/.test(name)
    ? `Fetch it first: git fetch origin ${name} (or name the range yourself: pictify-scan range BASE..HEAD)`
    : 'Fetch it first, or name the range yourself: pictify-scan range BASE..HEAD';
}
