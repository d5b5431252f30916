import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { PIECE_BYTES, PIECE_OVERLAP, type GitObject } from '../git/batchParser.js';
import { PieceTracker } from '../git/pieceTracker.js';
import type { Document } from '../model/document.js';
import { Problem } from '../model/errors.js';
import { readFully } from '../plainFile.js';
import { isPlainPath, rawPathText } from '../text/path.js';
import type { ListedFile } from './listFiles.js';

/** What became of a file on disk. */
export type ReadOutcome = { readonly read: true } | { readonly read: false; readonly why: UnreadWhy };

/** `too-large` only where a limit was given. */
type UnreadWhy = 'not-on-disk' | 'unreadable' | 'special-file' | 'submodule' | 'too-large';

/** Nothing is waited for, were it a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const MOST_AT_ONCE = 1024 * 1024;

/** Memory that one file after the other is read into, and what is known of their folders. */
export class ReadSpace {
  readonly folders = new Folders();
  #bytes = Buffer.allocUnsafeSlow(256 * 1024);

  /** At least so many bytes; what was read into it before is gone. */
  of(size: number): Buffer {
    if (this.#bytes.length < size) this.#bytes = Buffer.allocUnsafeSlow(Math.max(size, this.#bytes.length * 2));
    return this.#bytes;
  }
}

/** Folders of a tree, each looked at once. */
class Folders {
  readonly #isReached = new Map<string, boolean>([['', true]]);
  /** The last that was asked for, with its `/`: most files stand beside the one before. */
  #last = '';
  #isLastReached = true;

  /**
   * Whether no folder above a file is a link: what lies behind one is no file of this tree, for git either.
   *
   * @param raw path of the file relative to the root, as latin1
   */
  reach(root: string, raw: string): boolean {
    const end = raw.lastIndexOf('/') + 1;
    if (end !== this.#last.length || !raw.startsWith(this.#last)) {
      this.#isLastReached = this.#isReachedAt(root, raw.slice(0, Math.max(0, end - 1)));
      this.#last = raw.slice(0, end);
    }
    return this.#isLastReached;
  }

  #isReachedAt(root: string, folder: string): boolean {
    const known = this.#isReached.get(folder);
    if (known !== undefined) return known;
    let isReached = true;
    for (let end = 0; isReached && end !== -1;) {
      end = folder.indexOf('/', end + 1);
      const each = end === -1 ? folder : folder.slice(0, end);
      isReached = this.#isReached.get(each) ?? !lstatSync(placeOf(root, each)).isSymbolicLink();
      this.#isReached.set(each, isReached);
    }
    this.#isReached.set(folder, isReached);
    return isReached;
  }
}

/** Nearly all paths are the same as bytes and as text. */
export function placeOf(root: string, raw: string): Buffer | string {
  if (isPlainPath(raw)) return `${root}/${raw}`;
  return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(raw, 'latin1')]);
}

/**
 * Reads a file from disk and hands it on, large ones in overlapping pieces. A symbolic link is read as
 * its text, never followed. Pipes, sockets and devices are not read; one that git does not track is not opened either.
 *
 * It waits for the disk: that takes a fraction of what five calls with a thread between them take.
 *
 * @param most bytes; a larger file is not read
 * @param space documents live in it, until the next file is read; without it each has memory of its own
 */
export function readFileNow(
  root: string,
  file: ListedFile,
  onDocument: (document: Document) => void,
  space?: ReadSpace,
  most = Number.POSITIVE_INFINITY,
): ReadOutcome {
  const place = placeOf(root, file.raw);
  const path = rawPathText(file.raw);
  const origin = { kind: 'worktree', tracked: file.tracked } as const;
  try {
    if (!(space?.folders ?? new Folders()).reach(root, file.raw)) return { read: false, why: 'not-on-disk' };
    // What is tracked nearly always is a file: to open it at once saves a search for it, a tenth of all the time.
    let descriptor = file.tracked ? tryOpen(place) : undefined;
    try {
      const whole = descriptor !== undefined && space && readKnown(descriptor, file.size, most, space);
      if (whole) {
        onDocument({ path, bytes: whole, origin });
        return { read: true };
      }
      const stats = descriptor === undefined ? lstatSync(place) : fstatSync(descriptor);
      if (stats.isSymbolicLink()) {
        onDocument({ path, bytes: readlinkSync(place, { encoding: 'buffer' }), origin });
        return { read: true };
      }
      if (stats.isDirectory()) return { read: false, why: 'submodule' };
      if (!stats.isFile()) return { read: false, why: 'special-file' };
      if (stats.size > most) return { read: false, why: 'too-large' };
      descriptor ??= openSync(place, FLAGS);
      readPieces(descriptor, stats.size, space, (bytes, offset, last, tracker) => {
        const piece: GitObject = { name: path, oid: '', type: 'blob', size: stats.size, bytes, offset, last };
        const start = offset === 0 && last ? undefined : tracker.start(piece);
        onDocument({ path, bytes, origin, ...(start && { start }) });
      });
      return { read: true };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // What went wrong while a document was looked at has nothing to do with its file.
    if (code === undefined || error instanceof Problem) throw error;
    return { read: false, why: code === 'ENOENT' || code === 'ENOTDIR' ? 'not-on-disk' : 'unreadable' };
  }
}

/**
 * Reads a tracked file into memory that has more room than that, where it has as many bytes as the index says.
 *
 * @returns false where it is anything else: it has to be read by `readFileNow`
 */
export function readInto(
  bytes: Uint8Array,
  root: string,
  { raw, size, tracked }: ListedFile,
  space: ReadSpace,
): boolean {
  if (!tracked || size === undefined || size === 0 || size >= bytes.length) return false;
  let descriptor: number | undefined;
  try {
    descriptor = space.folders.reach(root, raw) ? tryOpen(placeOf(root, raw)) : undefined;
    return descriptor !== undefined && holdsJust(descriptor, bytes, size);
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** `undefined` for a link, for what cannot be opened, and where a system would follow links. */
function tryOpen(place: Buffer | string): number | undefined {
  if (constants.O_NOFOLLOW === undefined) return undefined;
  try {
    return openSync(place, FLAGS);
  } catch {
    return undefined;
  }
}

/** A file that has as many bytes as the index says, see `holdsJust`. */
function readKnown(descriptor: number, size: number | undefined, most: number, space: ReadSpace): Buffer | undefined {
  if (size === undefined || size === 0 || size > Math.min(most, MOST_AT_ONCE)) return undefined;
  const room = space.of(size + 1);
  return holdsJust(descriptor, room, size) ? room.subarray(0, size) : undefined;
}

/**
 * Reads so many bytes, if a file has just these: then nobody need ask what it is and how long, which takes a tenth of all
 * the time. A read at a place fails for pipes.
 */
function holdsJust(descriptor: number, bytes: Uint8Array, size: number): boolean {
  try {
    return readSync(descriptor, bytes, 0, size + 1, 0) === size;
  } catch {
    // A folder, say: what is wrong is told by who asks.
    return false;
  }
}

/** The same for callers that wait for other things as well. */
export async function readFileDocument(
  root: string,
  file: ListedFile,
  onDocument: (document: Document) => void,
): Promise<ReadOutcome> {
  return readFileNow(root, file, onDocument);
}

/** @param size as the file had it a moment ago: it may have grown or shrunk since */
function readPieces(
  descriptor: number,
  size: number,
  space: ReadSpace | undefined,
  onPiece: (bytes: Buffer, offset: number, last: boolean, tracker: PieceTracker) => void,
): void {
  const tracker = new PieceTracker();
  const room = Math.min(Math.max(size, 1), PIECE_BYTES);
  const buffer = space?.of(room) ?? Buffer.allocUnsafe(room);
  for (let offset = 0, last = false; !last; offset += room - PIECE_OVERLAP) {
    // A file that grew under our hands is read as long as it was.
    const length = readFully(descriptor, buffer, offset, Math.min(room, size - offset));
    last = length < room || offset + length >= size;
    onPiece(buffer.subarray(0, length), offset, last, tracker);
  }
}
