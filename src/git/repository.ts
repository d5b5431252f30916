import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';
import { askGit, runGit, type Git } from './run.js';

/** Where a repository keeps its things. */
export interface Repository {
  /** Top of the work tree; `undefined` in a bare repository. */
  readonly root: string | undefined;
  readonly gitDirectory: string;
  readonly shallow: boolean;
}

/** @throws Problem `git` outside a repository. */
export async function locateRepository(git: Git): Promise<Repository> {
  const output = await runGit(git, [
    'rev-parse',
    '--absolute-git-dir',
    '--is-bare-repository',
    '--is-shallow-repository',
    '--is-inside-work-tree',
  ]);
  const [gitDirectory = '', , shallow, inside] = output.toString('utf8').split('\n');
  const root =
    inside === 'true'
      ? (await runGit(git, ['rev-parse', '--show-toplevel'])).toString('utf8').replace(/\n$/, '')
      : undefined;
  return { root, gitDirectory, shallow: shallow === 'true' };
}

/**
 * Makes sure that a folder is what git takes for the top of the work tree: by `core.worktree` it can be another one,
 * and paths that git lists are none of this folder's then.
 *
 * @throws Problem `git`
 */
export async function refuseOtherWorkTree(git: Git, root: string): Promise<void> {
  if (git.environment['GIT_DIR'] !== undefined || git.environment['GIT_WORK_TREE'] !== undefined) return;
  const top = await askGit(git, ['rev-parse', '--show-toplevel']);
  if (top === undefined || realPath(top) === realPath(root)) return;
  throw new Problem(
    'git',
    `git takes another folder for the work tree of this repository: ${escapeUnsafe(top)}`,
    'Change to that folder, and set GIT_DIR and GIT_WORK_TREE to both of them; or take core.worktree out of the config.',
  );
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** The id of a commit, or `undefined` where the name stands for none. Names that begin with `-` are refused. */
export async function resolveCommit(git: Git, name: string): Promise<string | undefined> {
  if (name.startsWith('-')) return undefined;
  return askGit(git, ['rev-parse', '-q', '--verify', '--end-of-options', `${name}^{commit}`]);
}

/** HEAD names a branch that does not exist yet; anything else that HEAD cannot be read for is a failure. */
export async function isUnborn(git: Git): Promise<boolean> {
  const branch = await askGit(git, ['symbolic-ref', '-q', 'HEAD']);
  if (branch === undefined) return false;
  // Told by the name alone: a branch whose commit is gone is broken, not unborn.
  return (await askGit(git, ['rev-parse', '-q', '--verify', branch])) === undefined;
}

/** The tree without entries, in this repository's hash algorithm. */
export async function emptyTree(git: Git): Promise<string> {
  return (await runGit(git, ['hash-object', '-t', 'tree', '--stdin'])).toString('latin1').trim();
}

/**
 * The other parents of the merge commit that is being made. While `git merge` runs its
 * pre-merge-commit hook there is no MERGE_HEAD yet; it names its heads in `GITHEAD_<id>` then.
 */
export async function mergeParents(git: Git): Promise<string[]> {
  const parents = new Set<string>();
  for (const name of Object.keys(git.environment)) {
    const id = /^GITHEAD_([0-9a-f]{40,64})$/.exec(name)?.[1];
    if (id !== undefined) parents.add(id);
  }
  const { gitDirectory } = await locateRepository(git);
  try {
    for (const line of readFileSync(join(gitDirectory, 'MERGE_HEAD'), 'latin1').split('\n')) {
      if (/^[0-9a-f]{40,64}$/.test(line)) parents.add(line);
    }
  } catch {
    // No MERGE_HEAD: no merge is waiting to be committed.
  }
  return [...parents];
}
