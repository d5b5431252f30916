import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Problem } from '../model/errors.js';

/**
 * The work tree that a folder is in, found without git: the nearest folder above with a `.git`. A folder of that name
 * that git would pass over is taken where there is no other: git then says what is wrong with it.
 */
export function findRoot(
  cwd: string,
  environment: NodeJS.ProcessEnv,
): { readonly root: string; readonly from: string; readonly isRepository: boolean } {
  const here = resolve(cwd);
  const given = environment['GIT_WORK_TREE'];
  if (given !== undefined && given !== '') return { root: resolve(here, given), from: '', isRepository: true };
  const root = nearestAbove(here, isGitPlace) ?? nearestAbove(here, existsSync);
  return root === undefined
    ? { root: here, from: '', isRepository: false }
    : { root, from: root === here ? '' : relative(root, here).split(sep).join('/'), isRepository: true };
}

function nearestAbove(start: string, fits: (dotGit: string) => boolean): string | undefined {
  for (let directory = start; ; directory = dirname(directory)) {
    if (fits(join(directory, '.git'))) return directory;
    if (dirname(directory) === directory) return undefined;
  }
}

/** git goes on upwards from a folder that is no repository, but not from a file. */
function isGitPlace(dotGit: string): boolean {
  return existsSync(dotGit) && (existsSync(join(dotGit, 'HEAD')) || statSync(dotGit).isFile());
}

/** @throws Problem `usage` where a folder is a bare repository: there is nothing that could be committed */
export function refuseBare(folder: string, environment: NodeJS.ProcessEnv): void {
  if (environment['GIT_DIR'] !== undefined || environment['GIT_INDEX_FILE'] !== undefined) return;
  if (['HEAD', 'objects', 'refs', 'config'].every((name) => existsSync(join(folder, name))))
    throw new Problem(
      'usage',
      'This is a bare repository: it has no work tree and nothing is committed here.',
      'What it holds is looked at by: pictify-scan history',
    );
}
