import type * as Zlib from 'node:zlib';
import type { DecodedText } from './decodedText.js';
import { isGzip, isZip } from './isArchive.js';

/** What one archive may unpack to at most; the rest is said to be skipped. */
export const ARCHIVE_LIMIT = 64 * 1024 * 1024;
const MEMBER_LIMIT = 1000;

export interface Unpacked {
  readonly texts: readonly DecodedText[];
  /** Set where something was left out: `archive-too-large`, `archive-encrypted`, `archive-broken`. */
  readonly skipped?: string;
}

/** What a gzip file or the members of a zip file hold. Everything in it is at the archive's first byte. */
export function unpack(bytes: Buffer): Unpacked | undefined {
  if (isGzip(bytes)) return unpackGzip(bytes);
  return isZip(bytes) ? unpackZip(bytes) : undefined;
}

function unpackGzip(bytes: Buffer): Unpacked {
  try {
    const content = zlib().gunzipSync(bytes, { maxOutputLength: ARCHIVE_LIMIT });
    return { texts: [whole('gzip', content, bytes.length)] };
  } catch (error) {
    return { texts: [], skipped: failure(error) };
  }
}

/**
 * Members by the central directory (PKWARE APPNOTE 4.3.12), which is what programs that open the file
 * go by. Record: signature 0x02014b50, flags @8, method @10, sizes @20 and @24, name/extra/comment
 * lengths @28, local header @42, name @46.
 */
function unpackZip(bytes: Buffer): Unpacked {
  const texts: DecodedText[] = [];
  let skipped: string | undefined;
  let budget = ARCHIVE_LIMIT;
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end === -1 || end + 22 > bytes.length) return { texts, skipped: 'archive-broken' };
  let at = bytes.readUInt32LE(end + 16);
  for (let member = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50; member += 1) {
    if (member >= MEMBER_LIMIT) return { texts, skipped: 'archive-too-large' };
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (flags & 1) {
      skipped = 'archive-encrypted';
      continue;
    }
    if (local + 30 > bytes.length) return { texts, skipped: 'archive-broken' };
    const content = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    try {
      const raw = bytes.subarray(content, content + packed);
      const plain =
        method === 8
          ? zlib().inflateRawSync(raw, { maxOutputLength: Math.max(1, budget) })
          : method === 0
            ? raw
            : undefined;
      if (plain === undefined) skipped = 'archive-broken';
      else {
        budget -= plain.length;
        if (plain.length > 0)
          texts.push({
            ...whole(`zip member ${name}`, plain, bytes.length),
            ...(plain === raw && { same: { start: content, end: content + raw.length } }),
          });
      }
    } catch (error) {
      skipped = failure(error);
    }
    if (budget <= 0) return { texts, skipped: 'archive-too-large' };
  }
  return skipped === undefined ? { texts } : { texts, skipped };
}

function whole(via: string, bytes: Buffer, outerLength: number): DecodedText {
  return { via, bytes, outer: () => ({ start: 0, end: Math.min(4, outerLength) }) };
}

function failure(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    ? 'archive-too-large'
    : 'archive-broken';
}

/** Loaded when an archive turns up: the hook seldom meets one. */
function zlib(): typeof Zlib {
  return process.getBuiltinModule('node:zlib');
}
