import { missingObject } from './missingObject.js';
import { BatchParser, parseHeader, shortAnswer, type BatchHeader, type GitObject } from './batchParser.js';
import { drain, startGit, type Git, type GitProcess } from './run.js';

interface Pending {
  readonly name: string;
  readonly onObject: (object: GitObject) => void;
  readonly onMissing: () => void;
}

/** Takes requests for objects and answers them, at the latest when it is finished. */
export interface ObjectRequests {
  /** See `ObjectBatch`. */
  request(name: string, onObject: (object: GitObject) => void, onMissing?: () => void): void;
  finish(): Promise<void>;
  abandon(): void;
}

/**
 * One `git cat-file --batch` process that answers requests in order, started with the first of them. Every answer is
 * held against its request: another id, a short answer or an early end is a Problem.
 */
export class ObjectBatch implements ObjectRequests {
  readonly #git: Git;
  #process: GitProcess | undefined;
  readonly #queue: Pending[] = [];
  #head = 0;
  #corked = false;
  #current: Pending | undefined;
  #finished: Promise<void> = Promise.resolve();

  constructor(git: Git) {
    this.#git = git;
  }

  #start(): GitProcess {
    const started = startGit(this.#git, ['cat-file', '--batch', '--buffer']);
    this.#process = started;
    const parser = new BatchParser(
      (line) => this.#header(line),
      (object) => this.#deliver(object),
    );
    this.#finished = drain(started, parser).then(() => {
      if (this.#head < this.#queue.length || this.#current) throw shortAnswer();
    });
    this.#finished.catch(() => {});
    return started;
  }

  /**
   * Asks for an object by id or by `:path` (as it stands in the index). A line feed cannot be asked for.
   * `onMissing` defaults to a Problem: an object that a change names has to be there.
   */
  request(name: string, onObject: (object: GitObject) => void, onMissing: () => void = () => fail(name)): void {
    this.#queue.push({ name, onObject, onMissing });
    const { stdin } = this.#process ?? this.#start();
    // Names asked for in one go are written in one go: a call of the system each costs more than the looking up.
    if (!this.#corked) {
      this.#corked = true;
      stdin.cork();
      process.nextTick(() => {
        this.#corked = false;
        stdin.uncork();
      });
    }
    stdin.write(`${name}\n`, 'latin1');
  }

  /** No more requests: waits for the answers. @throws Problem where an answer is missing or wrong. */
  async finish(): Promise<void> {
    this.#process?.stdin.end();
    await this.#finished;
  }

  /** Ends the process without waiting for anything. */
  abandon(): void {
    this.#process?.kill();
  }

  #header(line: string): BatchHeader | undefined {
    const pending = this.#queue[this.#head];
    if (!pending) throw shortAnswer();
    this.#advance();
    if (line === `${pending.name} missing`) {
      pending.onMissing();
      return undefined;
    }
    const header = parseHeader(line, pending.name);
    if (/^[0-9a-f]{40,64}$/.test(pending.name) && pending.name !== header.oid) throw shortAnswer();
    this.#current = pending;
    return header;
  }

  #deliver(object: GitObject): void {
    const pending = this.#current;
    if (object.last) this.#current = undefined;
    pending?.onObject(object);
  }

  #advance(): void {
    this.#head += 1;
    if (this.#head > 4096) {
      this.#queue.splice(0, this.#head);
      this.#head = 0;
    }
  }
}

/** The same as what makes it, for who may need it: it is loaded then. */
export function askObjects(git: Git): ObjectRequests {
  return new ObjectBatch(git);
}

function fail(name: string): never {
  throw missingObject(name);
}
