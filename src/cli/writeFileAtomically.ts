import { rename, rm, writeFile } from 'node:fs/promises';
import { Problem } from '../model/errors.js';

/** Writes a file whole or not at all. @throws Problem `write` */
export async function writeFileAtomically(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
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
