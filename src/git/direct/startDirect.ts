import type { RawChange } from '../rawDiff.js';
import type { Git } from '../run.js';
import { DirectBatch } from './directBatch.js';
import { readHead } from './head.js';
import { diffIndex } from './indexChanges.js';
import { IndexFile } from './indexFile.js';
import { ObjectFiles } from './objectFiles.js';
import { plainPlace } from './place.js';

/** What the index changes against HEAD, and who reads its contents. */
export interface DirectStart {
  readonly changes: readonly RawChange[];
  /** id */
  readonly head: string;
  readonly batch: DirectBatch;
}

/** What is kept of more changes than this would take too much memory. */
const MOST_CHANGES = 50_000;

/**
 * Reads the index against HEAD out of the repository's own files: starting git takes longer than all of that.
 *
 * @returns undefined where anything is not of the usual kind: git knows what to make of it, or what is wrong with it
 */
export function startDirect(git: Git, environment: NodeJS.ProcessEnv): DirectStart | undefined {
  const place = plainPlace(git.cwd, environment);
  if (!place) return undefined;
  const objects = new ObjectFiles(place.common);
  try {
    const head = readHead(place);
    const index = IndexFile.read(place.index);
    const changes = diffIndex(index, head, objects);
    if (changes.length <= MOST_CHANGES) return { changes, head, batch: new DirectBatch(git, index, objects) };
  } catch {
    // Told, or done, by git.
  }
  objects.close();
  return undefined;
}
