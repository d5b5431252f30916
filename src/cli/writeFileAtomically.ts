import { lstat, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '../model/errors.js';

/**
 * Writes a file whole or not at all. What takes a text as it comes (a pipe, a device) is written to and
 * stays what it is.
 *
 * @throws Problem `write`
 */
export async function writeFileAtomically(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    if (await isStream(file)) {
      await writeFile(file, content, { flag: 'a' });
      return;
    }
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Problem(
      'write',
      `${file} could not be written (${code}).`,
      'Check that the folder exists and may be written to.',
      { cause: error },
    );
  }
}

/** A link counts where the system keeps its own (`/dev/fd/63`): one in a repository could lead anywhere. */
async function isStream(file: string): Promise<boolean> {
  const stats = await lstat(file).catch(() => undefined);
  if (!stats) return false;
  if (stats.isSymbolicLink()) return /^\/(?:dev|proc)(?:\/|$)/.test(await realpath(dirname(file)));
  return stats.isFIFO() || stats.isCharacterDevice() || stats.isSocket();
}
