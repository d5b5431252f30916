import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileReader } from '../config/readConfig.js';
import { Problem } from '../model/errors.js';

/** Reads files below a folder. What is not there is `undefined`; what cannot be read is a Problem. */
export function diskReader(root: string): FileReader {
  // A handful of small files: waiting for each costs less than loading what could read them at once.
  return (path) => {
    const file = join(root, path);
    try {
      // Most are not there, and an error takes longer to make than this.
      return statSync(file, { throwIfNoEntry: false }) && readFileSync(file);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
      throw new Problem('read', `${path} could not be read (${code}).`, 'Check its permissions and run this again.', {
        cause: error,
      });
    }
  };
}
