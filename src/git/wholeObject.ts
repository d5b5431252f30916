import type { GitObject } from './batchParser.js';

/** Puts the pieces of a large object together: for commits and tags, which mean something as a whole only. */
export function whole(onObject: (object: GitObject) => void): (piece: GitObject) => void {
  let bytes: Buffer | undefined;
  return (piece) => {
    if (piece.offset === 0 && piece.last) return onObject(piece);
    bytes ??= Buffer.allocUnsafe(piece.size);
    piece.bytes.copy(bytes, piece.offset);
    if (piece.last) onObject({ ...piece, bytes, offset: 0 });
  };
}
