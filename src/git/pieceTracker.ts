import type { DocumentStart } from '../model/document.js';
import { PIECE_OVERLAP, type GitObject } from './batchParser.js';

const LF = 10;

/** Keeps the place of each piece of a large object, so that its findings have lines and columns of the whole. */
export class PieceTracker {
  #line = 0;
  #column = 0;

  /** Where this piece begins; pieces have to come in order. */
  start(object: GitObject): DocumentStart | undefined {
    if (object.offset === 0) {
      this.#line = 0;
      this.#column = 0;
    }
    const start = { line: this.#line, column: this.#column };
    if (!object.last) this.#advance(object.bytes.subarray(0, object.bytes.length - PIECE_OVERLAP));
    return object.offset === 0 ? undefined : start;
  }

  #advance(bytes: Buffer): void {
    let last = -1;
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
      this.#line += 1;
      last = at;
    }
    const units = bytes.toString('utf8', last + 1).length;
    this.#column = last === -1 ? this.#column + units : units;
  }
}
