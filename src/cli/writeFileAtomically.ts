import { chmod, lstat, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../model/errors.js';

/**
 * Writes a file whole or not at all; it keeps its mode. What takes a text as it comes (a pipe, a device) is written
 * to and stays what it is.
 *
 * @throws Problem `write`
 */
export async function writeFileAtomically(file: string, content: string | Buffer): Promise<void> {
  let temporary: string | undefined;
  try {
    if (await isStream(file)) {
      await writeFile(file, content, { flag: 'a' });
      return;
    }
    const known = await lstat(file).catch(() => undefined);
    temporary = `${file}.${process.pid}.tmp`;
    await writeFile(temporary, content, { flag: 'wx' });
    if (known?.isFile()) await chmod(temporary, known.mode & 0o7777);
    await rename(temporary, file);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
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

/**
 * Changes a file of a repository, after what it holds now: two that change it at once wait for each other. Links
 * are not followed, since a repository says where they lead.
 *
 * @param change what is to be written, or `undefined` for no change
 * @throws Problem `write`
 */
export async function changeRepositoryFile(
  root: string,
  path: string,
  change: () => Promise<string | undefined>,
): Promise<void> {
  const file = join(root, path);
  if ((await lstat(file).catch(() => undefined))?.isSymbolicLink())
    throw new Problem(
      'write',
      `${path} is a symbolic link, which is not followed.`,
      'Change the file that it points to.',
    );
  const lock = `${file}.lock`;
  await takeLock(lock, path);
  try {
    const content = await change();
    if (content !== undefined) await writeFileAtomically(file, content);
  } finally {
    await rm(lock, { force: true });
  }
}

const MOST_TRIES = 400;
const PAUSE = 25;
/** Milliseconds after which nobody can be at work any more. */
const STALE = 60_000;

async function takeLock(lock: string, path: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      await (await open(lock, 'wx')).close();
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code !== 'EEXIST')
        throw new Problem(
          'write',
          `${path} could not be written (${code}).`,
          'Check that the folder exists and may be written to.',
          { cause: error },
        );
      const held = await stat(lock).catch(() => undefined);
      if (held && Date.now() - held.mtimeMs > STALE) await rm(lock, { force: true });
      else await wait(PAUSE);
    }
  }
  throw new Problem(
    'write',
    `${path} is being changed by another pictify-scan (${lock}).`,
    'Wait for it; where none is running, remove that file.',
  );
}
