import { randomBytes } from 'node:crypto';
import { link, lstat, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../model/errors.js';
import { makeFolder } from './makeFolder.js';

/** Environment variable with the secret, for machines that keep no files between runs. */
export const CACHE_SECRET_VARIABLE = 'PICTIFY_SCAN_CACHE_SECRET';

const SHORTEST = 16;
const BYTES = 32;

/**
 * What caches are signed with, so that nobody else can write one that hides a secret: the environment's, or a
 * random file of the user's own that is made when there is none, `~/.local/state/pictify-scan/cache-secret`.
 *
 * @throws Problem `usage` where the environment's is too short to keep anybody out
 * @throws Problem `read` where others can read or change the file
 * @throws Problem `write` where there is no place for it
 */
export async function readCacheSecret(environment: NodeJS.ProcessEnv): Promise<Buffer> {
  const given = environment[CACHE_SECRET_VARIABLE];
  if (given !== undefined && given !== '') {
    if (given.length < SHORTEST)
      throw new Problem(
        'usage',
        `${CACHE_SECRET_VARIABLE} is shorter than ${SHORTEST} characters.`,
        'Give it a random value, for example from: openssl rand -hex 32',
      );
    return Buffer.from(given, 'utf8');
  }
  const folder = stateFolder(environment);
  const file = join(folder, 'cache-secret');
  try {
    await makeFolder(folder, 0o700);
    await makeOnce(file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new Problem(
        'write',
        `${file} could not be made (${codeOf(error)}): the cache is signed with it.`,
        `Set ${CACHE_SECRET_VARIABLE} to a secret value of your own, or leave --cache out.`,
        { cause: error },
      );
  }
  return readOwn(file);
}

/**
 * Two runs may start at once: the first one's file is taken by both, and is whole when it is there.
 *
 * @throws Error `EEXIST` where there is one
 */
async function makeOnce(file: string): Promise<void> {
  if (await lstat(file).catch(() => undefined)) return;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(draft, randomBytes(BYTES), { flag: 'wx', mode: 0o600 });
    await link(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Where programs keep what belongs to one user (XDG base directory specification; `%LOCALAPPDATA%` on Windows). */
function stateFolder(environment: NodeJS.ProcessEnv): string {
  const home = environment['HOME'] ?? homedir();
  const base =
    process.platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
      : (environment['XDG_STATE_HOME'] ?? join(home, '.local', 'state'));
  return join(base, 'pictify-scan');
}

async function readOwn(file: string): Promise<Buffer> {
  const stats = await lstat(file);
  const foreign = process.getuid !== undefined && stats.uid !== process.getuid();
  const open = process.platform !== 'win32' && (stats.mode & 0o077) !== 0;
  if (!stats.isFile() || foreign || open)
    throw new Problem(
      'read',
      `${file} is not yours alone (${stats.isFile() ? (foreign ? 'it belongs to another user' : 'others may read or change it') : 'it is no regular file'}): the cache is signed with it.`,
      'Remove it; the next run makes a new one and reads everything again.',
    );
  const secret = await readFile(file);
  if (secret.length >= SHORTEST) return secret;
  throw new Problem('read', `${file} is cut short.`, 'Remove it; the next run makes a new one.');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
