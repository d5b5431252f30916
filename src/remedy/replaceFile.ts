import { copyFile, lstat, readFile, rename, rm } from 'node:fs/promises';
import { Problem } from '../model/errors.js';

/** Puts a ready file in the place of another in one step, also where the two are on different file systems. */
export async function replaceFile(ready: string, target: string): Promise<void> {
  try {
    await rename(ready, target);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const near = nearName(target);
    await copyFile(ready, near);
    await rename(near, target);
    await rm(ready, { force: true });
  }
}

/** Where a file lies for a moment before it takes its place; `--undo` clears it away. */
export function nearName(target: string): string {
  return `${target}.pictify-scan.tmp`;
}

/** A regular file; `undefined` where there is nothing. @throws Problem for links, folders and the unreadable */
export async function readRegularFile(
  file: string,
  shown: string,
): Promise<{ bytes: Buffer; mode: number } | undefined> {
  try {
    const stats = await lstat(file);
    if (stats.isSymbolicLink())
      throw new Problem(
        'write',
        `${shown} is a symbolic link, which is not followed.`,
        'Fix the file that it points to.',
      );
    if (!stats.isFile()) throw new Problem('write', `${shown} is no regular file.`, 'Fix it by hand.');
    return { bytes: await readFile(file), mode: stats.mode & 0o7777 };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (error instanceof Problem) throw error;
    throw new Problem(
      'read',
      `${shown} could not be read (${String(code)}).`,
      'Check its permissions and run this again.',
      { cause: error },
    );
  }
}
