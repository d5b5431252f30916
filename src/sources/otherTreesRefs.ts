import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runGit, type Git } from '../git/run.js';
import { storageOf } from '../git/storage.js';

/** Refs below these belong to one work tree alone: git's `--all` leaves out those of other ones. */
const OWN = ['refs/worktree', 'refs/bisect', 'refs/rewritten'];

/** What such refs of all work trees of a repository name, those included whose folder is gone. */
export async function otherTreesRefs(git: Git): Promise<readonly string[]> {
  const { common } = await storageOf(git);
  const place = common ?? (await gitCommonFolder(git));
  const linked = list(join(place, 'worktrees')).map((name) => join(place, 'worktrees', name));
  if (linked.length === 0) return [];
  return [place, ...linked].flatMap((folder) => OWN.flatMap((refs) => idsBelow(join(folder, refs))));
}

async function gitCommonFolder(git: Git): Promise<string> {
  return resolve(git.cwd, (await runGit(git, ['rev-parse', '--git-common-dir'])).toString('utf8').replace(/\n$/, ''));
}

function idsBelow(place: string): string[] {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return list(place).flatMap((name) => idsBelow(join(place, name)));
  if (!stats?.isFile()) return [];
  // Another one's name, where it is not an id: that ref is read as well.
  const [id] = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/m.exec(readFileSync(place, 'latin1')) ?? [];
  return id === undefined ? [] : [id];
}

function list(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}
