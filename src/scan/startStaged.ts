import { startDirect } from '../git/direct/startDirect.js';
import { ObjectBatch, type ObjectRequests } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import { changedFile, type ChangedFile } from '../sources/changes.js';
import { readIndexChanges } from '../sources/readIndexChanges.js';

/** The reading of `staged`, under way: git, where it is asked, works while the rest of the program is loaded. */
export interface StagedStart {
  readonly git: Git;
  /** Filled as the changes are listed; whole when `listing` is fulfilled. */
  readonly files: ChangedFile[];
  readonly listing: Promise<void>;
  /** Contents are asked for here. */
  readonly batch: ObjectRequests;
  /** HEAD's commit, known when the batch is finished; `undefined` where it has none. */
  readonly head: () => string | undefined;
}

/**
 * Begins to read the index against HEAD: from the repository's files, where those are of the usual kind and the work is
 * small; git is asked otherwise.
 *
 * @param environment of the process: what git sets for hooks
 */
export function startStaged(git: Git, environment: NodeJS.ProcessEnv): StagedStart {
  const direct = startDirect(git, environment);
  if (!direct) return startByGit(git);
  const { changes, head, batch } = direct;
  return { git, files: changes.map(changedFile), listing: Promise.resolve(), batch, head: () => head };
}

function startByGit(git: Git): StagedStart {
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
