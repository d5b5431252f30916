import { readFileSync, statSync } from 'node:fs';
import { Problem } from './model/errors.js';

/**
 * Bytes of a file, `undefined` where there is none; a link is followed. What a repository holds under a well-known
 * name can lead to a device, and next to it somebody can have made a pipe: reading one might never end.
 *
 * @param name what the file is called in words
 * @throws Problem `read` where it is a pipe or a device; what the system says where it cannot be read
 */
export function readPlainFile(path: string, name = path): Buffer | undefined {
  // Most are not there, and an error takes longer to make than this.
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  if (!stats.isFile() && !stats.isDirectory())
    throw new Problem(
      'read',
      `${name} is a pipe or a device, or leads to one: it is not read.`,
      'Put a plain file in its place, or take it away.',
    );
  return readFileSync(path);
}
