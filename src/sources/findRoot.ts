import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

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
