import { join } from 'node:path';
import { ObjectBatch } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
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

/** Reads files as they stand in a commit. */
export function commitReader(git: Git, commit: string): FileReader {
  return async (path) => {
    if (path.includes('\n')) return undefined;
    const batch = new ObjectBatch(git);
    let content: Buffer | undefined;
    batch.request(
      Buffer.from(`${commit}:${path}`, 'utf8').toString('latin1'),
      (object) => {
        if (object.type === 'blob') content ??= object.bytes;
      },
      () => {},
    );
    await batch.finish();
    return content;
  };
}
