import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Problem } from '../model/errors.js';
import { shellPath } from '../text/shellPath.js';
import { gitIn, type Git } from './askGit.js';
import { type JsonObject } from '../config/json.js';
import { readJsonObject } from './jsonText.js';
import { readIfThere } from './files.js';
import type { SetupOptions } from './plan.js';

/** Where things are, as git itself says it: right in worktrees, submodules and subdirectories. */
export interface Repository {
  readonly git: Git;
  /** Absolute path of the work tree's top; the working directory of its hooks. */
  readonly top: string;
  /** The git directory that all worktrees share. */
  readonly commonDir: string;
  /** Absolute path of the folder in which git looks for hooks. */
  readonly hooksDir: string;
  /** `core.hooksPath` as it counts, if it is set. */
  readonly hooksPath?: HooksPath;
  /**
   * Folder of the nearest package.json between the working directory and the top, or of the workspace that it belongs
   * to, relative to the top with `/`; `.` is the top.
   */
  readonly packageFolder?: string;
  /** That package.json, where it could be read. */
  readonly packageJson?: JsonObject;
}

export interface HooksPath {
  /** As written. */
  readonly value: string;
  /** `local`, `worktree`, `global`, `system`, `command`. */
  readonly scope: string;
}

/** @throws Problem `git` outside a work tree and in a bare repository. */
export async function locateRepository(options: SetupOptions): Promise<Repository> {
  const git = gitIn(options.cwd, options.environment);
  const top = await findTop(git, options.cwd);
  const commonDir = resolve(top, (await git.line(['rev-parse', '--git-common-dir'], top)) ?? '.git');
  const hooksPath = await readHooksPath(git, top);
  // `--git-path` itself minds worktrees, submodules and core.hooksPath; its answer is relative to the top.
  const hooksDir = resolve(
    top,
    (await git.line(['rev-parse', '--git-path', 'hooks'], top)) ?? join(commonDir, 'hooks'),
  );
  const packageFolder = await packageFolderOf(options.cwd, top);
  const packageJson =
    packageFolder === undefined ? undefined : await readJsonObject(join(top, packageFolder, 'package.json'));
  return {
    git,
    top,
    commonDir,
    hooksDir,
    ...(hooksPath === undefined ? {} : { hooksPath }),
    ...(packageFolder === undefined ? {} : { packageFolder }),
    ...(packageJson === undefined ? {} : { packageJson }),
  };
}

async function findTop(git: Git, cwd: string): Promise<string> {
  const inside = await git.ask(['rev-parse', '--is-bare-repository', '--is-inside-work-tree']);
  if (inside.status !== 0) {
    if (inside.stderr.includes('dubious ownership')) {
      throw new Problem(
        'git',
        `git does not trust ${cwd}: it belongs to another user.`,
        `Check whose it is; then run: git config --global --add safe.directory ${cwd}`,
      );
    }
    throw new Problem('git', `${cwd} is in no git repository.`, 'Run git init first, or run this inside a repository.');
  }
  const [bare, workTree] = inside.stdout.toString('utf8').trim().split(/\s+/);
  if (workTree !== 'true') {
    throw bare === 'true'
      ? new Problem(
          'git',
          `${cwd} is a bare repository: nobody commits there, so there is no commit to guard.`,
          'Run this in a clone of it; on a server, call `pictify-scan push` from a pre-receive hook.',
        )
      : new Problem('git', `${cwd} is inside a git directory, not in a work tree.`, 'Run this in the work tree.');
  }
  const top = await git.line(['rev-parse', '--show-toplevel']);
  if (top === undefined)
    throw new Problem('git', `git does not say where the top of ${cwd} is.`, 'Run git status here.');
  return resolve(top);
}

async function readHooksPath(git: Git, top: string): Promise<HooksPath | undefined> {
  // local\0.husky/_\0
  const parts = await git.names(['config', '--show-scope', '-z', '--get', 'core.hooksPath'], top);
  const [scope, value] = parts;
  if (scope !== undefined && value !== undefined) return { scope, value };
  // git before 2.26 cannot tell the scope.
  const plain = await git.line(['config', '--get', 'core.hooksPath'], top);
  return plain === undefined || plain === '' ? undefined : { scope: 'unknown', value: plain };
}

/** The nearest package above, or the workspace that it belongs to: there the packages of all are installed. */
async function packageFolderOf(cwd: string, top: string): Promise<string | undefined> {
  const end = await realpath(top);
  let folder = await realpath(cwd);
  let nearest: string | undefined;
  for (;;) {
    if (await isFile(join(folder, 'package.json'))) {
      if (await isWorkspaceRoot(folder)) return slashed(relative(end, folder)) || '.';
      nearest ??= slashed(relative(end, folder)) || '.';
    }
    if (folder === end || dirname(folder) === folder || !isInside(folder, end)) return nearest;
    folder = dirname(folder);
  }
}

async function isWorkspaceRoot(folder: string): Promise<boolean> {
  if (await isFile(join(folder, 'pnpm-workspace.yaml'))) return true;
  const packageJson = await readJsonObject(join(folder, 'package.json'));
  return packageJson?.['workspaces'] !== undefined;
}

export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** With `/` between parts. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** As people write it: relative to the top where it is inside. */
export function shown(repository: { readonly top: string }, path: string): string {
  return isInside(path, repository.top) ? slashed(relative(repository.top, path)) : path;
}

/** A command whose paths are relative to the top, for who stands in a folder below. */
export function fromTop({ top }: Repository, cwd: string, command: string): string {
  if (resolve(cwd) === resolve(top)) return command;
  // Words may stand before it.
  return command.replace(
    /(?<=^|then: )(?:chmod|rm|git rm|git config) .*$/s,
    (typed) => `(cd ${shellPath(top)} && ${typed})`,
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Does the package name that one among what it depends on? */
export function dependsOn(repository: Repository, name: string): boolean {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].some((group) => {
    const members = repository.packageJson?.[group];
    return typeof members === 'object' && members !== null && Object.hasOwn(members, name);
  });
}

/** Command that installs a package for development, for the package manager whose lock file is there. */
export async function installCommand(repository: Repository, name: string): Promise<string> {
  if (repository.packageFolder === undefined) return `npm install --global ${name}`;
  const folder = join(repository.top, repository.packageFolder);
  const has = async (file: string): Promise<boolean> =>
    ((await readIfThere(join(folder, file))) ?? (await readIfThere(join(repository.top, file)))) !== undefined;
  // Both refuse to add to the root of a workspace unless they are told so; yarn's later versions do not know the word.
  if (await has('pnpm-lock.yaml'))
    return `pnpm add --save-dev ${(await has('pnpm-workspace.yaml')) ? '--workspace-root ' : ''}${name}`;
  if (await has('yarn.lock')) {
    const isClassic = repository.packageJson?.['workspaces'] !== undefined && !(await has('.yarnrc.yml'));
    return `yarn add --dev ${isClassic ? '--ignore-workspace-root-check ' : ''}${name}`;
  }
  if ((await has('bun.lock')) || (await has('bun.lockb'))) return `bun add --dev ${name}`;
  return `npm install --save-dev ${name}`;
}
