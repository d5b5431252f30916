import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { Problem } from '../model/errors.js';

/** Writes a file whole or not at all; a pipe or a device is written to as it is. @throws Problem `write` */
export async function writeFileAtomically(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    if (await isStream(file)) return await writeFile(file, content, { flag: 'a' });
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Problem(
      'write',
      `${file} could not be written (${code}).`,
      'Check that the folder exists and may be written to.',
      { cause: error },
    );
  }
}

/** Whether it is no place for a file of ours: `/dev/stdout`, `/dev/null`, a named pipe, `>(gzip)`. */
async function isStream(file: string): Promise<boolean> {
  if (/^\/(?:dev|proc)\//.test(file)) return true;
  const there = await stat(file).catch(() => undefined);
  return there !== undefined && !there.isFile() && !there.isDirectory();
}
