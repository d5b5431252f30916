import { createHmac, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../model/errors.js';
import type { ReportWarning } from '../model/report.js';
import { makeFolder } from './makeFolder.js';
import { KEPT_BYTES, OidSet } from './oidSet.js';

/** What an earlier run knows: which objects it read, and which of them are worth a second look. Ids only. */
export interface SeenObjects {
  readonly seen: OidSet;
  /** Full ids by kind. */
  readonly hits: Map<string, 'blob' | 'commit' | 'tag'>;
}

export interface HistoryCache extends SeenObjects {
  /** What was there and could not be used. */
  readonly warning?: ReportWarning;
  /** Writes what is known now, whole or not at all. @throws Problem `write` */
  save(): Promise<void>;
}

const MAGIC = 'pictify-scan history cache 2';

/**
 * Opens the cache of a rule set. One that is broken, cut short, of another rule set or version, or not signed
 * with the secret is not used and is written again: a forged one could say of any object that it is clean.
 *
 * ```
 * pictify-scan history cache 2 KEY 80213 2 HMAC-SHA-256\n
 * 8ab686ea… blob\n4f2a91bc… commit\n          the hits
 * 16 bytes of each id that was read
 * ```
 *
 * @param key stands for everything that decides what is worth a look
 * @param name of the file, without its ending
 * @param secret that nobody knows who may write to the folder and is not trusted
 * @throws Problem `write` where it could not be written later on
 */
export async function openHistoryCache(
  folder: string,
  name: string,
  key: string,
  secret: Buffer,
): Promise<HistoryCache> {
  const file = join(folder, `${name}.cache`);
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(file, error);
  }
  const found = await read(file, key, secret);
  const known = typeof found === 'string' ? undefined : found;
  const objects: SeenObjects = known ?? { seen: new OidSet(), hits: new Map() };
  // What was looked at and gave a hit was seen as well.
  const seenBefore = known ? objects.seen.size : -1;
  return {
    ...objects,
    ...(typeof found === 'string' && {
      warning: {
        code: 'cache-rebuilt',
        path: file,
        message: `The cache ${found}, so it was not used; it is written anew.`,
      },
    }),
    save: async () => {
      if (objects.seen.size !== seenBefore) await write(file, key, objects, secret);
    },
  };
}

/** The content, what is wrong with it, or `undefined` where there is none. */
async function read(file: string, key: string, secret: Buffer): Promise<SeenObjects | string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? undefined : 'could not be read';
  }
  const end = bytes.indexOf(10);
  const header = bytes.toString('latin1', 0, Math.max(0, end));
  if (!header.startsWith(`${MAGIC} `)) return 'is no cache of this program';
  const [ofKey = '', seenCount = '', hitCount = '', signature = ''] = header.slice(MAGIC.length + 1).split(' ');
  const body = bytes.subarray(end + 1);
  if (!isSigned(signature, `${ofKey} ${seenCount} ${hitCount}`, body, secret))
    return 'is damaged, or was not written by this user';
  if (ofKey !== key) return 'was made by other rules or another version';
  const hits: SeenObjects['hits'] = new Map();
  let at = 0;
  for (let hit = 0; hit < Number(hitCount); hit += 1) {
    const stop = body.indexOf(10, at);
    const [, oid, type] = /^([0-9a-f]{40,64}) (blob|commit|tag)$/.exec(body.toString('latin1', at, stop)) ?? [];
    if (oid === undefined) return 'is damaged';
    hits.set(oid, type as 'blob' | 'commit' | 'tag');
    at = stop + 1;
  }
  const ids = body.subarray(at);
  if (ids.length !== Number(seenCount) * KEPT_BYTES) return 'is damaged';
  const seen = new OidSet(Number(seenCount));
  seen.addBytes(ids);
  return { seen, hits };
}

async function write(file: string, key: string, { seen, hits }: SeenObjects, secret: Buffer): Promise<void> {
  const lines = [...hits].map(([oid, type]) => `${oid} ${type}\n`).join('');
  const body = Buffer.concat([Buffer.from(lines, 'latin1'), seen.toBytes()]);
  const fields = `${key} ${seen.size} ${hits.size}`;
  const header = `${MAGIC} ${fields} ${sign(fields, body, secret).toString('hex')}\n`;
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, [Buffer.from(header, 'latin1'), body], { flag: 'wx', mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(file, error);
  }
}

function unwritable(file: string, cause: unknown): Problem {
  return new Problem('write', `The cache ${file} could not be written.`, 'Check the folder after --cache.', { cause });
}

function isSigned(signature: string, fields: string, body: Buffer, secret: Buffer): boolean {
  const given = Buffer.from(signature, 'hex');
  const right = sign(fields, body, secret);
  return given.length === right.length && timingSafeEqual(given, right);
}

function sign(fields: string, body: Buffer, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(`${MAGIC} ${fields}\n`).update(body).digest();
}
