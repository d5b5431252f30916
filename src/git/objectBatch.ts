import { Problem } from '../model/errors.js';
import { startGit, type Git, type GitProcess } from './run.js';

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
}

/** Objects up to this size are handed over whole; larger ones in pieces of this size, so memory stays bounded. */
export const PIECE_BYTES = 16 * 1024 * 1024;
/** How much of a piece is repeated at the beginning of the next one: more than any window that a rule looks at. */
export const PIECE_OVERLAP = 64 * 1024;

type OnObject = (object: GitObject) => void;

interface Pending {
  readonly name: string;
  readonly onObject: OnObject;
  readonly onMissing: () => void;
}

/** The object whose content is being read. */
interface Current {
  readonly pending: Pending;
  readonly oid: string;
  readonly type: ObjectType;
  readonly size: number;
  offset: number;
}

/**
 * One `git cat-file --batch` process that answers requests in order.
 *
 * ```
 * 8ab686eafeb1f44702738c8b0f24f2567c36da6d blob 12\nHello world\n\n
 * :.gitignore missing\n
 * ```
 *
 * Every answer is held against its request: another id, a short answer or an early end is a Problem.
 */
export class ObjectBatch {
  readonly #process: GitProcess;
  readonly #queue: Pending[] = [];
  #head = 0;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #object: Current | undefined;
  #failure: Error | undefined;
  readonly #finished: Promise<void>;

  constructor(git: Git) {
    this.#process = startGit(git, ['cat-file', '--batch', '--buffer']);
    this.#finished = new Promise((resolve, reject) => {
      this.#process.stdout.on('data', (chunk: Buffer) => {
        if (this.#failure) return;
        try {
          this.#push(chunk);
        } catch (error) {
          this.#failure = error instanceof Error ? error : new Error(String(error));
          this.#process.kill();
          reject(this.#failure);
        }
      });
      this.#process.done.then(() => {
        if (this.#failure) return;
        if (this.#head < this.#queue.length || this.#object) reject(shortAnswer());
        else resolve();
      }, reject);
    });
    this.#finished.catch(() => {});
  }

  /**
   * Asks for an object by id or by `:path` (as it stands in the index). A line feed cannot be asked for.
   * `onMissing` defaults to a Problem: an object that a change names has to be there.
   */
  request(name: string, onObject: OnObject, onMissing: () => void = () => missing(name)): void {
    this.#queue.push({ name, onObject, onMissing });
    this.#process.stdin.write(`${name}\n`, 'latin1');
  }

  /** No more requests: waits for the answers. @throws Problem where an answer is missing or wrong. */
  async finish(): Promise<void> {
    this.#process.stdin.end();
    await this.#finished;
  }

  /** Ends the process without waiting for anything. */
  abandon(): void {
    this.#process.kill();
    this.#finished.catch(() => {});
  }

  #push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    for (;;) {
      if (!this.#object && !this.#readHeader()) return;
      if (this.#object && !this.#readContent(this.#object)) return;
    }
  }

  #readHeader(): boolean {
    const first = this.#joined(Math.min(this.#buffered, 512));
    const end = first.indexOf(10);
    if (end === -1) {
      // Names are short; only a broken answer is longer than this without a line end.
      if (first.length >= 8192) throw shortAnswer();
      if (this.#buffered > first.length && this.#joined(this.#buffered).indexOf(10) !== -1) return this.#readHeader();
      return false;
    }
    const header = first.toString('latin1', 0, end);
    const pending = this.#queue[this.#head];
    if (!pending) throw shortAnswer();
    this.#consume(end + 1);
    if (header === `${pending.name} missing`) {
      this.#advance();
      pending.onMissing();
      return true;
    }
    const match = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(header);
    const [, oid, type, size] = match ?? [];
    if (oid === undefined || size === undefined) throw shortAnswer();
    if (/^[0-9a-f]{40,64}$/.test(pending.name) && pending.name !== oid) throw shortAnswer();
    this.#object = { pending, oid, type: type as ObjectType, size: Number(size), offset: 0 };
    return true;
  }

  #readContent(object: Current): boolean {
    const left = object.size - object.offset;
    const { pending, oid, type, size, offset } = object;
    if (left > PIECE_BYTES) {
      if (this.#buffered < PIECE_BYTES) return false;
      const bytes = this.#joined(PIECE_BYTES).subarray(0, PIECE_BYTES);
      this.#consume(PIECE_BYTES - PIECE_OVERLAP);
      object.offset += PIECE_BYTES - PIECE_OVERLAP;
      pending.onObject({ name: pending.name, oid, type, size, bytes, offset, last: false });
      return true;
    }
    if (this.#buffered < left + 1) return false;
    const bytes = this.#joined(left + 1);
    if (bytes[left] !== 10) throw shortAnswer();
    this.#consume(left + 1);
    this.#object = undefined;
    this.#advance();
    pending.onObject({ name: pending.name, oid, type, size, bytes: bytes.subarray(0, left), offset, last: true });
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

  #advance(): void {
    this.#head += 1;
    if (this.#head > 4096) {
      this.#queue.splice(0, this.#head);
      this.#head = 0;
    }
  }
}

function missing(name: string): never {
  throw new Problem(
    'git',
    `git does not have the object ${name}.`,
    'In a partial or shallow clone, fetch it first (git fetch --unshallow, or git fetch --refetch); otherwise check the repository with: git fsck',
  );
}

function shortAnswer(): Problem {
  return new Problem(
    'git',
    'git cat-file gave a broken answer.',
    'Run this again; if it stays, check the repository with: git fsck',
  );
}
