import { constants } from 'node:fs';
import { lstat, open, readlink } from 'node:fs/promises';
import { PIECE_BYTES, PIECE_OVERLAP, type GitObject } from '../git/batchParser.js';
import { PieceTracker } from '../git/pieceTracker.js';
import type { Document } from '../model/document.js';
import { pathText } from '../text/path.js';
import type { ListedFile } from './listFiles.js';

/** What became of a file on disk. */
export type ReadOutcome =
  | { readonly read: true }
  | { readonly read: false; readonly why: 'not-on-disk' | 'unreadable' | 'special-file' | 'submodule' };

/**
 * Reads a file from disk and hands it on, large ones in overlapping pieces. A symbolic link is read as
 * its text, never followed; pipes, sockets and devices are not opened.
 */
export async function readFileDocument(
  root: string,
  file: ListedFile,
  onDocument: (document: Document) => void,
): Promise<ReadOutcome> {
  const place = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(file.raw, 'latin1')]);
  const path = pathText(Buffer.from(file.raw, 'latin1'));
  const origin = { kind: 'worktree', tracked: file.tracked } as const;
  try {
    const stats = await lstat(place);
    if (stats.isSymbolicLink()) {
      onDocument({ path, bytes: await readlink(place, { encoding: 'buffer' }), origin });
      return { read: true };
    }
    if (stats.isDirectory()) return { read: false, why: 'submodule' };
    if (!stats.isFile()) return { read: false, why: 'special-file' };
    const handle = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      if (stats.size <= PIECE_BYTES) {
        onDocument({ path, bytes: await handle.readFile(), origin });
        return { read: true };
      }
      const tracker = new PieceTracker();
      for (let offset = 0, last = false; !last; offset += PIECE_BYTES - PIECE_OVERLAP) {
        const buffer = Buffer.allocUnsafe(PIECE_BYTES);
        const { bytesRead } = await handle.read(buffer, 0, PIECE_BYTES, offset);
        last = offset + bytesRead >= stats.size || bytesRead === 0;
        const piece: GitObject = {
          name: path,
          oid: '',
          type: 'blob',
          size: stats.size,
          bytes: buffer.subarray(0, bytesRead),
          offset,
          last,
        };
        const start = tracker.start(piece);
        onDocument({ path, bytes: piece.bytes, origin, ...(start && { start }) });
      }
      return { read: true };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { read: false, why: code === 'ENOENT' || code === 'ENOTDIR' ? 'not-on-disk' : 'unreadable' };
  }
}
