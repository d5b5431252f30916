import { startDirect } from '../git/direct/startDirect.js';
import type { Git } from '../git/run.js';
import { changedFile } from '../sources/changes.js';
import { startByGit, type StagedListing } from './startByGit.js';

/** The reading of `staged`, under way. */
export interface StagedStart extends StagedListing {
  readonly git: Git;
}

/**
 * Begins to read the index against HEAD: from the repository's files, where those are of the usual kind and the work is
 * small; git is asked otherwise.
 *
 * @param environment of the process: what git sets for hooks
 */
export function startStaged(git: Git, environment: NodeJS.ProcessEnv): StagedStart {
  const direct = startDirect(git, environment);
  if (!direct) return { git, ...startByGit(git) };
  const { changes, head, batch } = direct;
  return { git, files: changes.map(changedFile), listing: Promise.resolve(), batch, head: () => head };
}
