import { chmod, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listIndex } from '../git/listIndex.js';
import { Problem } from '../model/errors.js';
import { writeIndex, type FixPlace } from './applyPlan.js';
import { nearName, readRegularFile, replaceFile } from './replaceFile.js';
import { hashOf, readRecord, recordPlace, writeRecordFile, type IndexEntry } from './undoRecord.js';

export interface Undone {
  readonly restored: readonly string[];
  readonly removed: readonly string[];
  readonly reindexed: readonly string[];
  /** Entries of the index that somebody changed since; they stay. */
  readonly kept: readonly string[];
  /** The fix had been interrupted. */
  readonly interrupted: boolean;
}

/**
 * Takes the last fix back, also one that was interrupted. Can itself be interrupted and run again.
 * The record goes at the end.
 *
 * @throws Problem `usage` where there is nothing to take back, `write` where a file changed since
 */
export async function undoFix(place: FixPlace): Promise<Undone> {
  const { root, git, gitDirectory, onStep } = place;
  const where = recordPlace(gitDirectory);
  const last = await readRecord(where);
  if (!last) {
    await rm(where.pending, { recursive: true, force: true });
    throw new Problem('usage', 'There is no fix to take back.', 'Only the last fix can be undone, and only once.');
  }
  const { record, folder } = last;
  const todo: { path: string; number: number; existed: boolean; mode: number }[] = [];
  for (const [number, { path, existed, mode, after }] of record.files.entries()) {
    const now = await readRegularFile(join(root, path), path);
    const before = existed ? await readFile(join(folder, `before-${number}`)) : undefined;
    if (before ? now?.bytes.equals(before) : now === undefined) continue;
    if (now && hashOf(now.bytes) !== after)
      throw new Problem(
        'write',
        `${path} changed since the fix; taking it back would lose that. Nothing was touched.`,
        `What it was before the fix lies in ${join(folder, existed ? `before-${number}` : '')}`,
      );
    todo.push({ path, number, existed, mode });
  }
  for (const { path, number, existed, mode } of todo) {
    onStep?.(`undo: ${path}`);
    const target = join(root, path);
    if (existed) {
      await writeRecordFile(folder, 'restore', await readFile(join(folder, `before-${number}`)));
      await chmod(join(folder, 'restore'), mode);
      await replaceFile(join(folder, 'restore'), target);
    } else await rm(target, { force: true });
  }
  for (const { path } of record.files) await rm(nearName(join(root, path)), { force: true });
  onStep?.('undo: index');
  const entries = new Map<string, IndexEntry>();
  for (const { path, mode, oid } of await listIndex(git))
    entries.set(Buffer.from(path, 'latin1').toString('utf8'), { mode, oid });
  const open = record.index.filter(({ path, before }) => !same(entries.get(path) ?? null, before));
  const mine = open.filter(({ path, after }) => same(entries.get(path) ?? null, after));
  await writeIndex(
    git,
    mine.map(({ path, before }) => ({ path, entry: before })),
  );
  onStep?.('undo: drop the record');
  // Out of sight in one step first: a record that is gone by half would be in the way of everything.
  await rm(where.pending, { recursive: true, force: true });
  await rename(folder, where.pending);
  for (const each of [where.record, where.old, where.pending]) await rm(each, { recursive: true, force: true });
  return {
    restored: todo.filter(({ existed }) => existed).map(({ path }) => path),
    removed: todo.filter(({ existed }) => !existed).map(({ path }) => path),
    reindexed: mine.map(({ path }) => path),
    kept: open.filter((each) => !mine.includes(each)).map(({ path }) => path),
    interrupted: record.state === 'applying',
  };
}

function same(left: IndexEntry, right: IndexEntry): boolean {
  return left === null || right === null ? left === right : left.mode === right.mode && left.oid === right.oid;
}
