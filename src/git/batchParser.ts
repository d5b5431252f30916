import { Problem } from '../model/errors.js';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/** An object, or a piece of one that is larger than `PIECE_BYTES`. */
export interface GitObject {
  /** What was asked for: an object id, or `:path`. */
  readonly name: string;
  readonly oid: string;
  readonly type: ObjectType;
  /** Of the whole object. */
  readonly size: number;
  readonly bytes: Buffer;
  /** Where `bytes` begins in the object: 0, or the offset of a later piece. */
  readonly offset: number;
  /** Nothing of this object comes after this. */
  readonly last: boolean;
  /** Where it lies, if it was read from a pack directly. */
  readonly packed?: PackedPlace;
}

/** Where an object lies in a pack, and how it is stored there. */
export interface PackedPlace {
  /** Stands for the pack. */
  readonly pack: object;
  /** 0 is the first object in the file. */
  readonly place: number;
  /** The object of the same pack that this one is made from. */
  readonly base?: number | undefined;
  /**
   * Stretches of the bytes that the base does not have as they stand here: start, end, start, end …, in order.
   * Where two stretches of the base meet that do not meet there, start and end are the same.
   */
  readonly changes?: ArrayLike<number> | undefined;
  /** Where that is known: nothing is in what stands elsewhere than here. Start, end, start, end … */
  readonly stretches?: ArrayLike<number> | undefined;
}

/** Objects up to this size are handed over whole; larger ones in pieces of this size, so memory stays bounded. */
export const PIECE_BYTES = 16 * 1024 * 1024;
/** How much of a piece is repeated at the beginning of the next one: more than any window that a rule looks at. */
export const PIECE_OVERLAP = 64 * 1024;

/** What a header line announces. */
export interface BatchHeader {
  /** What was asked for. */
  readonly name: string;
  readonly oid: string;
  readonly type: ObjectType;
  readonly size: number;
}

/** The object whose content is being read. */
interface Current extends BatchHeader {
  offset: number;
}

const LF = 10;
const LONGEST_HEADER = 16 * 1024;

/**
 * Parses what `git cat-file --batch` prints, chunk by chunk.
 *
 * ```
 * 8ab686eafeb1f44702738c8b0f24f2567c36da6d blob 12\nHello world\n\n
 * :.gitignore missing\n
 * ```
 */
export class BatchParser {
  /** Turns a header line into what it announces; `undefined` where no content follows. */
  readonly #onHeader: (line: string) => BatchHeader | undefined;
  readonly #onObject: (object: GitObject) => void;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #current: Current | undefined;

  constructor(onHeader: (line: string) => BatchHeader | undefined, onObject: (object: GitObject) => void) {
    this.#onHeader = onHeader;
    this.#onObject = onObject;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    for (;;) {
      if (!this.#current && !this.#readHeader()) return;
      if (this.#current && !this.#readContent(this.#current)) return;
    }
  }

  /** @throws Problem where the output stopped in the middle of an object. */
  end(): void {
    if (this.#current || this.#buffered > 0) throw shortAnswer();
  }

  #readHeader(): boolean {
    let first = this.#chunks[0];
    if (!first) return false;
    let end = first.indexOf(LF);
    if (end === -1 && this.#chunks.length > 1) {
      first = this.#joined(this.#buffered);
      end = first.indexOf(LF);
    }
    if (end === -1) {
      if (this.#buffered > LONGEST_HEADER) throw shortAnswer();
      return false;
    }
    const line = first.toString('latin1', 0, end);
    this.#consume(end + 1);
    const header = this.#onHeader(line);
    this.#current = header && { ...header, offset: 0 };
    return true;
  }

  #readContent(current: Current): boolean {
    const left = current.size - current.offset;
    const { name, oid, type, size, offset } = current;
    if (left > PIECE_BYTES) {
      if (this.#buffered < PIECE_BYTES) return false;
      const bytes = this.#joined(PIECE_BYTES).subarray(0, PIECE_BYTES);
      this.#consume(PIECE_BYTES - PIECE_OVERLAP);
      current.offset += PIECE_BYTES - PIECE_OVERLAP;
      this.#onObject({ name, oid, type, size, bytes, offset, last: false });
      return true;
    }
    if (this.#buffered < left + 1) return false;
    const bytes = this.#joined(left + 1);
    if (bytes[left] !== LF) throw shortAnswer();
    this.#consume(left + 1);
    this.#current = undefined;
    this.#onObject({ name, oid, type, size, bytes: bytes.subarray(0, left), offset, last: true });
    return true;
  }

  /** At least the first `length` buffered bytes in one buffer. */
  #joined(length: number): Buffer {
    let first = this.#chunks[0] ?? Buffer.alloc(0);
    if (first.length < length) {
      first = Buffer.concat(this.#chunks);
      this.#chunks = [first];
    }
    return first;
  }

  #consume(length: number): void {
    this.#buffered -= length;
    let left = length;
    while (left > 0) {
      const first = this.#chunks[0];
      if (!first) return;
      if (first.length > left) {
        this.#chunks[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.#chunks.shift();
    }
  }
}

/**
 * Reads a header: `OID TYPE SIZE`.
 *
 * @throws Problem where it is none
 */
export function parseHeader(line: string, name?: string): BatchHeader {
  const [, oid, type, size] = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(line) ?? [];
  if (oid === undefined || size === undefined) throw shortAnswer();
  return { name: name ?? oid, oid, type: type as ObjectType, size: Number(size) };
}

export function shortAnswer(): Problem {
  return new Problem(
    'git',
    'git cat-file gave a broken answer.',
    'Run this again; if it stays, check the repository with: git fsck',
  );
}
