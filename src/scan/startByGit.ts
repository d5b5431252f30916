import { askObjects, type ObjectRequests } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import type { ChangedFile } from '../sources/changes.js';
import { readIndexChanges } from '../sources/readIndexChanges.js';

/** What the index changes against HEAD, while it is being listed. */
export interface StagedListing {
  /** Filled as the changes are listed; whole when `listing` is fulfilled. */
  readonly files: ChangedFile[];
  readonly listing: Promise<void>;
  /** Contents are asked for here. */
  readonly batch: ObjectRequests;
  /** HEAD's commit, known when the batch is finished; `undefined` where it has none. */
  readonly head: () => string | undefined;
}

/** Lets git list it: git works while the rest of the program is loaded. */
export function startByGit(git: Git): StagedListing {
  const files: ChangedFile[] = [];
  const listing = readIndexChanges(git, 'HEAD', (file) => files.push(file));
  // Who waits for it comes later.
  listing.catch(() => {});
  const batch = askObjects(git);
  let head: string | undefined;
  batch.request(
    'HEAD^{commit}',
    ({ oid }) => {
      head = oid;
    },
    () => {},
  );
  return { files, listing, batch, head: () => head };
}
