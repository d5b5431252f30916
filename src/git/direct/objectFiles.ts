import { join } from 'node:path';
import { createInflater, type Inflater } from './inflater.js';
import { readLooseObject, type ReadObject } from './looseObject.js';
import { PackedObjects } from './packedObject.js';

/** A larger object is read by git, in pieces. */
const LARGEST = 1024 * 1024;

/** The objects of a repository that lie in files of their own or in packs. */
export class ObjectFiles {
  readonly #folder: string;
  readonly #inflater: Inflater;
  readonly #packs: PackedObjects;

  /** @param common where a repository keeps what its work trees share */
  constructor(common: string) {
    this.#folder = join(common, 'objects');
    this.#inflater = createInflater();
    this.#packs = new PackedObjects(this.#inflater, this.#folder);
  }

  /** @returns undefined for one that is not there (it may lie elsewhere), is large, or cannot be read */
  read(oid: string): ReadObject | undefined {
    try {
      return readLooseObject(this.#inflater, this.#folder, oid, LARGEST) ?? this.#packs.read(oid, LARGEST);
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#packs.close();
  }
}
