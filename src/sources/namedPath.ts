import { lstatSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * A path that somebody typed, relative to the root, `/` between parts. It is meant from the current folder; where
 * nothing is there, as reports print it: from the root. One outside of the root begins with `..`.
 */
export function namedPath(root: string, cwd: string, path: string): string {
  const fromHere = relative(root, resolve(cwd, path));
  const fromRoot = relative(root, join(root, path));
  const isReported =
    !isAbsolute(path) && fromRoot !== '' && !isThere(resolve(cwd, path)) && isThere(join(root, fromRoot));
  return (isReported && !fromRoot.startsWith('..') ? fromRoot : fromHere).split(sep).join('/');
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
