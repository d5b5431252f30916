import type { Change } from '../model/document.js';
import { rawPathText } from '../text/path.js';
import { SUBMODULE } from '../git/listIndex.js';
import type { RawChange } from '../git/rawDiff.js';

/** One path of a change set. */
export interface ChangedFile {
  /** For people and patterns. */
  readonly path: string;
  /** `undefined` where the change leaves nothing to read: a deletion, a submodule. */
  readonly oid: string | undefined;
  readonly change: Change | 'deleted' | 'submodule' | 'unmerged';
  /** The blob that each parent had there; `undefined` where it had none. */
  readonly oldOids: readonly (string | undefined)[];
}

/** What one commit, or the index, changes against each of its parents. */
export interface ChangeSet {
  readonly files: readonly ChangedFile[];
  readonly parents: number;
}

/** Flags of the git commands that list changes. */
export const RAW = ['--raw', '-z', '--no-abbrev', '--no-renames'] as const;

const NOTHING = '000000';

export function changedFile(raw: RawChange): ChangedFile {
  const path = rawPathText(raw.path);
  const oldOids = raw.parents.map(({ mode, oid }) => (mode === NOTHING || mode === SUBMODULE ? undefined : oid));
  const statuses = raw.parents.map(({ status }) => status);
  if (statuses.includes('U')) return { path, oid: undefined, change: 'unmerged', oldOids };
  if (raw.mode === NOTHING) return { path, oid: undefined, change: 'deleted', oldOids };
  if (raw.mode === SUBMODULE) return { path, oid: undefined, change: 'submodule', oldOids };
  return { path, oid: raw.oid, change: changeOf(statuses), oldOids };
}

/** What a change leaves at a path. */
export type ChangeResult = Pick<ChangedFile, 'path' | 'oid'>;

export function changeResult({ path, mode, oid }: Pick<RawChange, 'path' | 'mode' | 'oid'>): ChangeResult {
  return { path: rawPathText(path), oid: mode === NOTHING || mode === SUBMODULE ? undefined : oid };
}

function changeOf(statuses: readonly string[]): Change {
  if (statuses.includes('M')) return 'modified';
  return statuses.includes('T') ? 'type-changed' : 'added';
}
