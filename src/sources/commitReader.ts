import type { FileReader } from '../model/fileReader.js';
import { LITERAL_FLAGS } from '../git/environment.js';
import { askObjects } from '../git/objectBatch.js';
import { runGit, type Git } from '../git/run.js';

/** Reads files as they stand in a commit. What its tree does not name is `undefined`; what git has lost is a Problem. */
export function commitReader(git: Git, commit: string): FileReader {
  return async (path) => {
    if (!isInTree(path)) return undefined;
    // By its id: of `commit:path` git says "missing" whether the tree does not name it or the object is gone.
    const oid = await blobAt(git, commit, path);
    if (oid === undefined) return undefined;
    const batch = askObjects(git);
    let content: Buffer | undefined;
    batch.request(oid, (object) => (content ??= object.bytes));
    await batch.finish();
    return content;
  };
}

/** Git refuses to be asked for others. */
function isInTree(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..');
}

/** `100644 blob 8ab686eafeb1f44702738c8b0f24f2567c36da6d\tsrc/a.js\0` */
async function blobAt(git: Git, commit: string, path: string): Promise<string | undefined> {
  const entry = await runGit(git, ['ls-tree', '-z', '--full-tree', commit, '--', path], { flags: LITERAL_FLAGS });
  return /^\d{6} blob ([0-9a-f]{40,64})\t/.exec(entry.toString('latin1'))?.[1];
}
