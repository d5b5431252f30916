import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { listIndex, type TreeEntry } from '../git/listIndex.js';
import { runGit, type Git } from '../git/run.js';
import { Problem } from '../model/errors.js';

/** A file of the work tree or a plain folder. */
export interface ListedFile {
  /** Bytes of the path relative to the root, as latin1. */
  readonly raw: string;
  readonly tracked: boolean;
  /** As the index has it: see `TreeEntry`. */
  readonly size?: number | undefined;
}

/** Folders that hold what others wrote or a build made; tracked files in them are looked at all the same. */
const SKIPPED_FOLDERS = new Set([
  '.git',
  'node_modules',
  'bower_components',
  '.hg',
  '.svn',
  '.yarn',
  '.pnpm-store',
  '__pycache__',
  '.venv',
  'venv',
  '.tox',
  '.gradle',
  '.terraform',
]);

const ALL = [':/'];

/** The files of a work tree, and the index, read once for both. */
export interface WorkTree {
  readonly tracked: readonly ListedFile[];
  readonly index: readonly TreeEntry[];
  readonly others: Promise<readonly ListedFile[]>;
}

/**
 * Begins to list the tracked files and the untracked ones that are not ignored.
 *
 * @param paths relative to the root; empty for all
 */
export async function readWorkTree(git: Git, paths: readonly string[]): Promise<WorkTree> {
  const pathspecs = paths.length === 0 ? ALL : paths.map((path) => `:(top,literal)${path}`);
  const others = listOthers(git, pathspecs);
  // Who waits for it comes later.
  others.catch(() => {});
  const index = await listIndex(git, pathspecs);
  // A path that is being merged stands there more than once.
  const tracked = [...new Set(index.map(({ path }) => path))].map((raw) => ({ raw, tracked: true }));
  return { tracked, index, others };
}

/** Untracked files that are not ignored: git walks all folders for them. */
export async function listOthers(git: Git, pathspecs: readonly string[] = ALL): Promise<ListedFile[]> {
  const others = await runGit(git, [
    'ls-files',
    '-z',
    '--others',
    '--exclude-standard',
    '--full-name',
    '--',
    ...pathspecs,
  ]);
  return (
    others
      .toString('latin1')
      .split('\0')
      .filter((path) => path !== '')
      // A repository inside of this one is listed as a folder, and told as such.
      .map((raw) => raw.replace(/\/$/, ''))
      .filter((raw) => !raw.split('/').some((part) => SKIPPED_FOLDERS.has(part)))
      .map((raw) => ({ raw, tracked: false }))
  );
}

/** The files alone. */
export async function listWorkTree(git: Git, paths: readonly string[]): Promise<readonly ListedFile[]> {
  const { tracked, others } = await readWorkTree(git, paths);
  return [...tracked, ...(await others)];
}

/**
 * All files below a folder that is in no repository, or one file.
 *
 * @throws Problem `read` where it does not exist
 */
export async function listFolder(root: string, start: string): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  const stats = await lstat(start).catch(() => undefined);
  if (!stats) throw new Problem('read', `${start} does not exist.`, 'Check the path.');
  if (!stats.isDirectory()) return [{ raw: rawPath(root, Buffer.from(start)), tracked: false }];
  const pending = [Buffer.from(start)];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
      const path = Buffer.concat([folder, Buffer.from(sep), entry.name]);
      if (!entry.isDirectory()) files.push({ raw: rawPath(root, path), tracked: false });
      else if (!SKIPPED_FOLDERS.has(entry.name.toString('latin1'))) pending.push(path);
    }
  }
  return files.toSorted((a, b) => (a.raw < b.raw ? -1 : 1));
}

function rawPath(root: string, path: Buffer): string {
  const base = Buffer.from(join(root, sep));
  if (path.subarray(0, base.length).equals(base))
    return path.subarray(base.length).toString('latin1').split(sep).join('/');
  return Buffer.from(relative(root, path.toString('utf8')).split(sep).join('/')).toString('latin1');
}

/** Untracked files that git ignores, those of installed packages too. `git` works in the root. */
export async function listIgnored(git: Git): Promise<ListedFile[]> {
  const output = await runGit(git, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--full-name']);
  return output
    .toString('latin1')
    .split('\0')
    .filter((path) => path !== '' && !path.endsWith('/'))
    .map((raw) => ({ raw, tracked: false }));
}
