import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { listIndex } from '../git/listIndex.js';
import { ObjectBatch } from '../git/objectBatch.js';
import { runGit, type Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import type { FileChange, FixPlan } from './plan.js';
import { readRegularFile, replaceFile } from './replaceFile.js';
import {
  hashOf,
  makeRecordFolder,
  readRecord,
  recordPlace,
  writeRecord,
  writeRecordFile,
  type IndexEntry,
  type UndoRecord,
} from './undoRecord.js';

/** Where a fix takes place. */
export interface FixPlace {
  /** Its working directory is the root. */
  readonly git: Git;
  readonly root: string;
  readonly gitDirectory: string;
  /** Told before every step that changes something. */
  readonly onStep?: (step: string) => void;
}

export interface Applied {
  readonly written: readonly string[];
  readonly staged: readonly string[];
  /** Changed on disk only: the index held something else, which stays. */
  readonly notStaged: readonly string[];
  readonly untracked: readonly string[];
  /** Folder of the undo record. */
  readonly record: string;
}

/**
 * Carries a plan out: first the record that can undo it, then file by file, then the index in one
 * step. Interrupted anywhere, each file is the old or the new one and the record undoes the rest.
 *
 * @throws Problem `write` where a file changed meanwhile, or an earlier fix was interrupted
 */
export async function applyPlan(plan: FixPlan, place: FixPlace): Promise<Applied> {
  const { root, onStep } = place;
  const step = (name: string): void => onStep?.(name);
  const where = recordPlace(place.gitDirectory);
  const last = await readRecord(where);
  if (last?.record.state === 'applying')
    throw new Problem(
      'write',
      'The last fix was interrupted before its end.',
      'Take it back first: pictify-scan fix --undo',
    );
  const lock = `${place.git.environment['GIT_INDEX_FILE'] ?? join(place.gitDirectory, 'index')}.lock`;
  if (existsSync(resolve(root, lock)))
    throw new Problem(
      'git',
      `The index is locked (${lock}): another git is at work. Nothing was written.`,
      'Wait for it and run fix again; where none is running, remove that file.',
    );
  const modes = await checkUnchanged(plan.changes, root);
  const index = await indexChanges(plan, place);
  const written = plan.changes.filter((change) => !change.before?.equals(change.after));
  const record: UndoRecord = {
    version: 1,
    state: 'applying',
    files: written.map((change) => ({
      path: change.path,
      existed: change.before !== undefined,
      mode: modes.get(change.path) ?? (change.secret ? 0o600 : 0o666 & ~process.umask()),
      after: hashOf(change.after),
    })),
    index: index.changes,
  };
  step('record: begin');
  await makeRecordFolder(where.pending);
  for (const [number, change] of written.entries()) {
    step(`record: ${change.path}`);
    if (change.before) await writeRecordFile(where.pending, `before-${number}`, change.before);
    await writeRecordFile(where.pending, `after-${number}`, change.after, record.files[number]?.mode);
  }
  await writeRecord(where.pending, record);
  step('record: put the earlier one aside');
  if (last) {
    await rm(where.old, { recursive: true, force: true });
    if (last.folder === where.record) await rename(where.record, where.old);
  }
  step('record: commit');
  await rename(where.pending, where.record);
  step('record: drop the earlier one');
  await rm(where.old, { recursive: true, force: true });
  for (const [number, change] of written.entries()) {
    step(`write: ${change.path}`);
    await replaceFile(join(where.record, `after-${number}`), join(root, change.path));
  }
  step('index');
  await writeIndex(
    place.git,
    index.changes.map(({ path, after }) => ({ path, entry: after })),
  );
  step('record: done');
  await writeRecord(where.record, { ...record, state: 'done' });
  step('end');
  return {
    written: written.map(({ path }) => path),
    staged: index.changes.filter(({ after }) => after !== null).map(({ path }) => path),
    notStaged: index.disagreeing,
    untracked: index.changes.filter(({ after }) => after === null).map(({ path }) => path),
    record: where.record,
  };
}

/** Somebody may have saved a file since the plan was made. Gives the files' modes. */
async function checkUnchanged(changes: readonly FileChange[], root: string): Promise<Map<string, number>> {
  const modes = new Map<string, number>();
  for (const { path, before } of changes) {
    const now = await readRegularFile(join(root, path), path);
    if (before ? !now?.bytes.equals(before) : now !== undefined)
      throw new Problem('write', `${path} changed while fix was at work. Nothing was written.`, 'Run fix again.');
    if (now) modes.set(path, now.mode);
  }
  return modes;
}

interface IndexChanges {
  readonly changes: UndoRecord['index'];
  readonly disagreeing: readonly string[];
}

/** What the index gets: files whose staged version was the one on disk, new shared files, and what leaves. */
async function indexChanges(plan: FixPlan, { git }: FixPlace): Promise<IndexChanges> {
  const entries = new Map<string, { mode: string; oid: string }>();
  for (const { path, mode, oid } of await listIndex(git))
    entries.set(Buffer.from(path, 'latin1').toString('utf8'), { mode, oid });
  const changes: { path: string; before: IndexEntry; after: IndexEntry }[] = [];
  const disagreeing: string[] = [];
  const leaving = new Set(plan.untrack);
  for (const path of leaving) {
    const before = entries.get(path);
    if (before) changes.push({ path, before, after: null });
  }
  const staged = await readBlobs(
    git,
    plan.changes.flatMap(({ path }) => entries.get(path)?.oid ?? []),
  );
  for (const change of plan.changes) {
    const { path, before, after, shared, secret } = change;
    if (leaving.has(path) || secret) continue;
    const entry = entries.get(path);
    if (!entry) {
      if (shared) changes.push({ path, before: null, after: { mode: '100644', oid: await writeBlob(git, after) } });
      continue;
    }
    const blob = staged.get(entry.oid);
    const agreed = before && blob && agreement(blob, before);
    if (!agreed || !entry.mode.startsWith('100')) {
      if (!blob || !agreement(blob, after)) disagreeing.push(path);
      continue;
    }
    const oid = await writeBlob(git, agreed(after));
    if (oid !== entry.oid) changes.push({ path, before: entry, after: { mode: entry.mode, oid } });
  }
  return { changes, disagreeing };
}

/** How the work tree's bytes become the index's, where the two agree: as they are, or with git's line ends. */
function agreement(blob: Buffer, onDisk: Buffer): ((bytes: Buffer) => Buffer) | undefined {
  if (blob.equals(onDisk)) return (bytes) => bytes;
  return !blob.includes('\r\n') && toLineFeeds(onDisk).equals(blob) ? toLineFeeds : undefined;
}

function toLineFeeds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

export async function readBlobs(git: Git, oids: readonly string[]): Promise<Map<string, Buffer>> {
  const pieces = new Map<string, Buffer[]>();
  if (oids.length === 0) return new Map();
  const batch = new ObjectBatch(git);
  for (const oid of new Set(oids)) {
    const list: Buffer[] = [];
    pieces.set(oid, list);
    batch.request(
      oid,
      (object) => {
        // A large blob comes in pieces that overlap; those begin at their offset.
        list.push(Buffer.from(object.bytes.subarray(Math.max(0, lengthOf(list) - object.offset))));
      },
      () => pieces.delete(oid),
    );
  }
  await batch.finish();
  return new Map([...pieces].map(([oid, list]) => [oid, Buffer.concat(list)]));
}

function lengthOf(list: readonly Buffer[]): number {
  return list.reduce((sum, each) => sum + each.length, 0);
}

/** Through standard input and without filters: nothing that the repository names is run. */
async function writeBlob(git: Git, bytes: Buffer): Promise<string> {
  return (await runGit(git, ['hash-object', '-w', '-t', 'blob', '--stdin'], { input: bytes }))
    .toString('latin1')
    .trim();
}

/** Sets and removes entries of the index, all in one step. */
export async function writeIndex(
  git: Git,
  changes: readonly { readonly path: string; readonly entry: IndexEntry }[],
): Promise<void> {
  if (changes.length === 0) return;
  const width = changes.find(({ entry }) => entry)?.entry?.oid.length ?? (await objectIdLength(git));
  const lines = changes.map(({ path, entry }) =>
    entry ? `${entry.mode} ${entry.oid} 0\t${path}\0` : `0 ${'0'.repeat(width)}\t${path}\0`,
  );
  await runGit(git, ['update-index', '-z', '--index-info'], { input: lines.join('') });
}

async function objectIdLength(git: Git): Promise<number> {
  return (await runGit(git, ['hash-object', '-t', 'tree', '--stdin'])).toString('latin1').trim().length;
}
