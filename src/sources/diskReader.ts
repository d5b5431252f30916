import { join } from 'node:path';
import { Problem } from '../model/errors.js';
import type { FileReader } from '../model/fileReader.js';
import { readPlainFile } from '../plainFile.js';

/** Reads files below a folder. What is not there is `undefined`; what cannot be read is a Problem. */
export function diskReader(root: string): FileReader {
  // A handful of small files: waiting for each costs less than loading what could read them at once.
  return (path) => {
    try {
      return readPlainFile(join(root, path), path);
    } catch (error) {
      if (error instanceof Problem) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
      throw new Problem('read', `${path} could not be read (${code}).`, 'Check its permissions and run this again.', {
        cause: error,
      });
    }
  };
}
