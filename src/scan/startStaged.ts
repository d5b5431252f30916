import { ObjectBatch } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import type { ChangedFile } from '../sources/changes.js';
import { readIndexChanges } from '../sources/readIndexChanges.js';

/** The git processes of `staged`, under way: they work while the rest of the program is loaded. */
export interface StagedStart {
  readonly git: Git;
  /** Filled as git lists the changes; whole when `listing` is fulfilled. */
  readonly files: ChangedFile[];
  readonly listing: Promise<void>;
  /** Contents are asked for here. */
  readonly batch: ObjectBatch;
  /** HEAD's commit, known when the batch is finished; `undefined` where it has none. */
  readonly head: () => string | undefined;
}

/** Begins to read the index against HEAD. */
export function startStaged(git: Git): StagedStart {
  const files: ChangedFile[] = [];
  const listing = readIndexChanges(git, 'HEAD', (file) => files.push(file));
  // Who waits for it comes later.
  listing.catch(() => {});
  const batch = new ObjectBatch(git);
  let head: string | undefined;
  batch.request(
    'HEAD^{commit}',
    ({ oid }) => {
      head = oid;
    },
    () => {},
  );
  return { git, files, listing, batch, head: () => head };
}
