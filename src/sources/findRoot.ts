import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Problem } from '../model/errors.js';

/** The work tree that a folder is in, found without git: the nearest folder above with a `.git`. */
export function findRoot(
  cwd: string,
  environment: NodeJS.ProcessEnv,
): { readonly root: string; readonly from: string; readonly isRepository: boolean } {
  const here = resolve(cwd);
  const given = environment['GIT_WORK_TREE'];
  if (given !== undefined && given !== '') return { root: resolve(here, given), from: '', isRepository: true };
  for (let directory = here; ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git')))
      return { root: directory, from: relative(directory, here).split(sep).join('/'), isRepository: true };
    if (dirname(directory) === directory) break;
  }
  return { root: here, from: '', isRepository: false };
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
