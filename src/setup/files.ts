import { lstat } from 'node:fs/promises';
import { Problem } from '../model/errors.js';
import { readPlainFile } from '../plainFile.js';

/**
 * The file's bytes, or `undefined` where there is none.
 *
 * @throws Problem `read` when it is there and cannot be read.
 */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return readPlainFile(path);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (isMissing(error)) return undefined;
    throw new Problem('read', `${path} could not be read (${messageOf(error)}).`, 'Check its permissions.', {
      cause: error,
    });
  }
}

/** The same as text; bytes that are no UTF-8 make it a problem, since an edit would damage them. */
export async function readTextIfThere(path: string): Promise<string | undefined> {
  const bytes = await readIfThere(path);
  if (bytes === undefined) return undefined;
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    throw new Problem('read', `${path} is not written in UTF-8, so it cannot be edited safely.`, 'Save it as UTF-8.');
  }
  return text;
}

export type Entry = { readonly kind: 'file' | 'link' | 'folder' | 'other'; readonly executable: boolean };

/** What stands at a path itself; links are not followed. */
export async function entryAt(path: string): Promise<Entry | undefined> {
  try {
    const found = await lstat(path);
    const kind = found.isSymbolicLink() ? 'link' : found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, executable: process.platform === 'win32' || (found.mode & 0o111) !== 0 };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Problem('read', `${path} could not be looked at (${messageOf(error)}).`, 'Check its permissions.', {
      cause: error,
    });
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
