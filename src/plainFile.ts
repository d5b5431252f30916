import { readFileSync, readSync, statSync } from 'node:fs';
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

/**
 * Reads until there is so much or the file ends: a read may give less than it was asked for.
 *
 * @returns how many bytes there were
 * @throws what the system says
 */
export function readFully(file: number, target: Uint8Array, offset: number, length = target.length): number {
  let done = 0;
  while (done < length) {
    const read = readSync(file, target, done, length - done, offset + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}
