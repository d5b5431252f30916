import { readObjects } from '../git/readObjects.js';
import type { Git } from '../git/run.js';
import { OidSet } from '../scan/oidSet.js';
import type { Engine } from '../scan/engine.js';
import { holdsKey } from './places.js';
import type { SoughtKey } from './soughtKey.js';

/** Objects that hold the key, and which blobs there are. */
export interface ObjectHits {
  readonly blobs: ReadonlySet<string>;
  readonly commits: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly present: OidSet;
  readonly count: number;
}

/** Reads every object once, reachable or not; memory grows with the hits and the number of blobs only. */
export async function searchObjects(git: Git, engine: Engine, key: SoughtKey): Promise<ObjectHits> {
  const blobs = new Set<string>();
  const commits = new Set<string>();
  const tags = new Set<string>();
  const present = new OidSet();
  let count = 0;
  await readObjects(
    git,
    { types: ['blob', 'commit', 'tag'] },
    ({ oid, type }) => {
      if (type === 'blob') present.add(oid);
      return true;
    },
    ({ oid, type, bytes, offset, last }) => {
      engine.tally.bytes += bytes.length;
      if (last) count += 1;
      const holds = holdsKey(engine, key, {
        path: '',
        bytes,
        origin: { kind: 'object', oid },
        ...(offset > 0 && { start: { line: 0, column: 0 } }),
      });
      if (!holds) return;
      if (type === 'blob') blobs.add(oid);
      else if (type === 'commit') commits.add(oid);
      else if (type === 'tag') tags.add(oid);
    },
  );
  return { blobs, commits, tags, present, count };
}
