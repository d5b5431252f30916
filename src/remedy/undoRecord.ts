import { createHash } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../model/errors.js';

/** An entry of the index; `null` where the path is not in it. */
export type IndexEntry = { readonly mode: string; readonly oid: string } | null;

/**
 * What a fix was about to do, written before it does anything. The earlier bytes lie beside it: they
 * hold the secrets, so the record is in the git directory, for its owner only, and goes with `--undo`.
 */
export interface UndoRecord {
  readonly version: 1;
  /** `applying` until everything is done: an interrupted fix is found by it. */
  readonly state: 'applying' | 'done';
  readonly files: readonly {
    readonly path: string;
    readonly existed: boolean;
    readonly mode: number;
    /** SHA-256 of what the fix writes. */
    readonly after: string;
  }[];
  readonly index: readonly { readonly path: string; readonly before: IndexEntry; readonly after: IndexEntry }[];
}

export interface RecordPlace {
  /** The record that counts. */
  readonly record: string;
  /** One that is being written. */
  readonly pending: string;
  /** The one before, until the new one stands. */
  readonly old: string;
}

export function recordPlace(gitDirectory: string): RecordPlace {
  const folder = join(gitDirectory, 'pictify-scan', 'undo');
  return { record: join(folder, 'last'), pending: join(folder, 'pending'), old: join(folder, 'old') };
}

/** The record of the last fix, or `undefined`. @throws Problem `read` where it is damaged */
export async function readRecord(
  place: RecordPlace,
): Promise<{ readonly record: UndoRecord; readonly folder: string } | undefined> {
  for (const folder of [place.record, place.old]) {
    let text: string;
    try {
      text = await readFile(join(folder, 'record.json'), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') continue;
      throw error;
    }
    try {
      return { record: JSON.parse(text) as UndoRecord, folder };
    } catch (error) {
      throw new Problem(
        'read',
        `The undo record in ${folder} is damaged.`,
        'The earlier files lie beside it as before-0, before-1 and so on.',
        { cause: error },
      );
    }
  }
  return undefined;
}

export async function writeRecordFile(
  folder: string,
  name: string,
  content: Buffer | string,
  mode = 0o600,
): Promise<void> {
  const handle = await open(join(folder, name), 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (mode !== 0o600) await chmod(join(folder, name), mode);
}

export async function makeRecordFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

/** Replaces `record.json` in one step. */
export async function writeRecord(folder: string, record: UndoRecord): Promise<void> {
  await writeRecordFile(folder, 'record.json.new', JSON.stringify(record));
  await rename(join(folder, 'record.json.new'), join(folder, 'record.json'));
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
