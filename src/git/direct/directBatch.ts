import type { GitObject } from '../batchParser.js';
import { askObjects, type ObjectRequests } from '../objectBatch.js';
import type { Git } from '../run.js';
import type { IndexFile } from './indexFile.js';
import type { ObjectFiles } from './objectFiles.js';

interface Request {
  readonly name: string;
  readonly onObject: (object: GitObject) => void;
  readonly onMissing: (() => void) | undefined;
}

/** After so many answers somebody who wants to end it is heard. */
const STRETCH = 256;

/** Answers from the repository's files what can be answered so, in order; git is asked for the rest, afterwards. */
export class DirectBatch implements ObjectRequests {
  readonly #git: Git;
  readonly #index: IndexFile;
  readonly #objects: ObjectFiles;
  readonly #requests: Request[] = [];
  #rest: ObjectRequests | undefined;

  constructor(git: Git, index: IndexFile, objects: ObjectFiles) {
    this.#git = git;
    this.#index = index;
    this.#objects = objects;
  }

  /** @param name an id, or `:path` */
  request(name: string, onObject: (object: GitObject) => void, onMissing?: () => void): void {
    this.#requests.push({ name, onObject, onMissing });
  }

  async finish(): Promise<void> {
    for (const [count, request] of this.#requests.entries()) {
      if (!this.#answer(request)) this.#ask(request);
      if (count % STRETCH === STRETCH - 1) await new Promise((resolve) => void setImmediate(resolve));
    }
    this.#requests.length = 0;
    this.#objects.close();
    await this.#rest?.finish();
  }

  abandon(): void {
    this.#objects.close();
    this.#rest?.abandon();
  }

  #answer({ name, onObject, onMissing }: Request): boolean {
    let oid: string | undefined = name;
    try {
      if (name.startsWith(':')) oid = this.#index.find(name.slice(1))?.oid;
    } catch {
      // The index is not as it should be.
      return false;
    }
    if (oid === undefined) {
      onMissing?.();
      return onMissing !== undefined;
    }
    const object = this.#objects.read(oid);
    if (object === undefined) return false;
    const { type, bytes } = object;
    onObject({ name, oid, type, size: bytes.length, bytes, offset: 0, last: true });
    return true;
  }

  #ask({ name, onObject, onMissing }: Request): void {
    this.#rest ??= askObjects(this.#git);
    this.#rest.request(name, onObject, onMissing);
  }
}
