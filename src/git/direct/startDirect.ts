import type { TreeEntry } from '../listIndex.js';
import type { RawChange } from '../rawDiff.js';
import type { Git } from '../run.js';
import { DirectBatch } from './directBatch.js';
import { readHead } from './head.js';
import { diffIndex } from './indexChanges.js';
import { IndexFile } from './indexFile.js';
import { ObjectFiles } from './objectFiles.js';
import { plainPlace, type Place } from './place.js';

/** What the index changes against HEAD, and who reads its contents. */
export interface DirectStart {
  readonly changes: readonly RawChange[];
  /** id */
  readonly head: string;
  readonly batch: DirectBatch;
}

/** All of the index, and who reads its contents. */
export interface DirectIndex {
  readonly entries: readonly TreeEntry[];
  readonly batch: DirectBatch;
}

/**
 * Reads the index against HEAD out of the repository's own files: starting git takes longer than all of that.
 *
 * @param git its `cwd` is the top of the work tree, or git is asked
 * @param environment of the process: what git sets for hooks
 * @returns undefined where anything is not of the usual kind: git knows what to make of it, or what is wrong with it
 */
export function startDirect(git: Git, environment: NodeJS.ProcessEnv): DirectStart | undefined {
  const place = plainPlace(git.cwd, environment);
  return (
    place &&
    readDirectly(git, place, (index, objects) => {
      const head = readHead(place);
      return { head, changes: diffIndex(index, head, objects) };
    })
  );
}

/** The same for the index alone. */
export function listDirect(git: Git, place: Place): DirectIndex | undefined {
  return readDirectly(git, place, (index) => ({ entries: index.entries() }));
}

function readDirectly<Read extends object>(
  git: Git,
  place: Place,
  read: (index: IndexFile, objects: ObjectFiles) => Read,
): (Read & { readonly batch: DirectBatch }) | undefined {
  let objects: ObjectFiles | undefined;
  try {
    const index = IndexFile.read(place.index);
    objects = new ObjectFiles(place.common);
    return { ...read(index, objects), batch: new DirectBatch(git, index, objects) };
  } catch {
    // Told, or done, by git.
    objects?.close();
    return undefined;
  }
}
