import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { entryAt, readIfThere } from './files.js';
import { LEFTHOOK_FILES } from './lefthook.js';
import { PRE_COMMIT_FILE } from './preCommitTool.js';
import { dependsOn, isInside, shown, type Repository } from './repository.js';
import type { ShellHooks } from './shellHooks.js';
import { findSimpleGitHooks, type SimpleGitHooks } from './simpleGitHooks.js';

/** Who keeps the hooks of a repository, and what is needed to write them. */
export type Manager =
  | { readonly name: 'lefthook'; readonly file: string }
  | { readonly name: 'pre-commit' }
  | { readonly name: 'simple-git-hooks'; readonly config: SimpleGitHooks }
  | {
      readonly name: 'husky';
      readonly hooks: ShellHooks;
      /**
       * - `on`: git looks there now.
       * - `declared`: package.json has husky, but git does not look there: husky has not been run.
       * - `new`: nothing was there; init sets `core.hooksPath` itself.
       */
      readonly state: 'on' | 'declared' | 'new';
    }
  | { readonly name: 'hooks-path'; readonly hooks: ShellHooks }
  | { readonly name: 'plain'; readonly hooks: ShellHooks }
  | { readonly name: 'foreign'; readonly hooksDir: string };

export async function findManager(repository: Repository): Promise<Manager> {
  const { hooksDir } = repository;
  const named = repository.hooksPath === undefined ? undefined : await fromHooksPath(repository);
  if (named?.name === 'husky') return named;
  const declared = await findDeclared(repository);
  if (declared !== undefined) return declared;
  if (named !== undefined) return named;
  const husky = join(repository.top, repository.packageFolder ?? '.', '.husky');
  if (dependsOn(repository, 'husky') || (await hasLiveHooks(husky))) {
    return { name: 'husky', state: 'declared', hooks: { folder: husky, started: false } };
  }
  const plain: Manager = { name: 'plain', hooks: { folder: hooksDir, started: true } };
  if (repository.packageFolder === undefined || (await hasLiveHooks(hooksDir))) return plain;
  return { name: 'husky', state: 'new', hooks: { folder: husky, started: true } };
}

/** A tool whose own config says which hooks there are. */
async function findDeclared(repository: Repository): Promise<Manager | undefined> {
  for (const file of LEFTHOOK_FILES) {
    if ((await readIfThere(join(repository.top, file))) !== undefined) return { name: 'lefthook', file };
  }
  if ((await readIfThere(join(repository.top, PRE_COMMIT_FILE))) !== undefined) return { name: 'pre-commit' };
  const config = await findSimpleGitHooks(repository);
  return config === undefined ? undefined : { name: 'simple-git-hooks', config };
}

async function fromHooksPath(repository: Repository): Promise<Manager> {
  const { hooksDir } = repository;
  // husky 9 points git at .husky/_, whose files run the ones beside that folder.
  if (
    basename(hooksDir) === '_' &&
    (basename(dirname(hooksDir)) === '.husky' || (await readIfThere(join(hooksDir, 'h'))) !== undefined)
  ) {
    return { name: 'husky', state: 'on', hooks: { folder: dirname(hooksDir), started: false } };
  }
  if (basename(hooksDir) === '.husky' && (await isOwn(repository, hooksDir))) {
    return { name: 'husky', state: 'on', hooks: { folder: hooksDir, started: true } };
  }
  const isGits = resolve(hooksDir) === resolve(repository.commonDir, 'hooks');
  if (isGits) return { name: 'plain', hooks: { folder: hooksDir, started: true } };
  return (await isOwn(repository, hooksDir))
    ? { name: 'hooks-path', hooks: { folder: hooksDir, started: true } }
    : { name: 'foreign', hooksDir };
}

/** Does the folder belong to this repository alone? Links are followed: a link may lead out. */
async function isOwn(repository: Repository, folder: string): Promise<boolean> {
  const real = await realpath(folder).catch(() => resolve(folder));
  const homes = await Promise.all(
    [repository.top, repository.commonDir].map((home) => realpath(home).catch(() => resolve(home))),
  );
  return homes.some((home) => real !== home && isInside(real, home));
}

const HOOK_NAMES = [
  'applypatch-msg',
  'pre-applypatch',
  'post-applypatch',
  'pre-commit',
  'pre-merge-commit',
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'pre-rebase',
  'post-checkout',
  'post-merge',
  'pre-push',
  'post-rewrite',
  'pre-auto-gc',
];

/** A `core.hooksPath` of our own would shadow those. */
async function hasLiveHooks(folder: string): Promise<boolean> {
  for (const name of HOOK_NAMES) {
    if ((await entryAt(join(folder, name))) !== undefined) return true;
  }
  return false;
}

/** To go behind "Hooks are kept by". */
export function describeManager(repository: Repository, manager: Manager): string {
  switch (manager.name) {
    case 'lefthook':
      return `lefthook (${manager.file})`;
    case 'pre-commit':
      return `pre-commit (${PRE_COMMIT_FILE})`;
    case 'simple-git-hooks':
      return `simple-git-hooks (${manager.config.file})`;
    case 'foreign':
      return `a folder outside the repository (${manager.hooksDir})`;
    case 'husky':
      if (manager.state === 'new')
        return `nobody yet; init would put them into ${shown(repository, manager.hooks.folder)} and set core.hooksPath to that`;
      // git is pointed at the folder itself, and husky need not be installed for that.
      return manager.hooks.started && !dependsOn(repository, 'husky')
        ? inNamedFolder(repository, manager.hooks)
        : `husky (${shown(repository, manager.hooks.folder)})`;
    case 'hooks-path':
      return inNamedFolder(repository, manager.hooks);
    case 'plain':
      return `git itself (${shown(repository, manager.hooks.folder)})`;
  }
}

function inNamedFolder(repository: Repository, { folder }: ShellHooks): string {
  return `this repository, in the folder that core.hooksPath names (${shown(repository, folder)})`;
}
