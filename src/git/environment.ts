import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { Problem } from '../model/errors.js';

/** Flags that keep a hostile repository from running programs or changing answers. */
export const ISOLATION_FLAGS = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'log.showSignature=false',
  '-c',
  'core.pager=cat',
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
] as const;

/**
 * The same, for commands that are handed paths: those are then plain names. `git check-ignore` and
 * commands that want patterns cannot have it.
 */
export const LITERAL_FLAGS = [...ISOLATION_FLAGS, '--literal-pathspecs'] as const;

const DROPPED = new Set([
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
  'GIT_PAGER',
  'PAGER',
  'GIT_EDITOR',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_PREFIX',
  // Where commits end is what the repository says, not somebody's file.
  'GIT_SHALLOW_FILE',
  'GREP_OPTIONS',
]);

/**
 * The environment for every git process. What git itself set for a hook stays (`GIT_DIR`,
 * `GIT_INDEX_FILE` above all: `commit -a` and `commit FILE` point it at a temporary index).
 */
export function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(environment)) {
    if (DROPPED.has(name) || name.startsWith('GIT_TRACE')) continue;
    kept[name] = value;
  }
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // What .git/info/grafts says about parents is no part of what is pushed.
    GIT_GRAFT_FILE: process.getBuiltinModule('node:os').devNull,
    GIT_NO_LAZY_FETCH: '1',
    // Older versions of git do not know the line above: they may talk to nobody.
    GIT_ALLOW_PROTOCOL: '',
  };
}

/**
 * Absolute path of git. Empty and relative entries of PATH are passed over, and so is the working
 * directory itself: a repository must not bring its own git.
 *
 * @throws Problem `git` when there is none.
 */
export function findGit(environment: NodeJS.ProcessEnv, cwd: string): string {
  const names = process.platform === 'win32' ? ['git.exe', 'git.cmd'] : ['git'];
  const { file } = findProgram(names, environment, cwd);
  if (file !== undefined) return file;
  throw new Problem('git', 'git was not found on PATH.', 'Install git, or add its folder to PATH, and run this again.');
}

/** A program on PATH, and PATH itself without what a repository could have put there. */
export function findProgram(
  names: readonly string[],
  environment: NodeJS.ProcessEnv,
  cwd: string,
): { readonly file: string | undefined; readonly path: string } {
  const directories = (environment['PATH'] ?? environment['Path'] ?? '')
    .split(delimiter)
    .filter(
      (directory) =>
        isAbsolute(directory) &&
        resolve(directory) !== resolve(cwd) &&
        !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(directory),
    );
  const file = directories.flatMap((directory) => names.map((name) => join(directory, name))).find(isExecutable);
  return { file, path: directories.join(delimiter) };
}

function isExecutable(file: string): boolean {
  try {
    // Most folders do not have it: no error is made for those.
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
