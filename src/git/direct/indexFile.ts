import type { TreeEntry } from '../listIndex.js';
import { readBounded } from './readBounded.js';

/** A folder whose tree was known when the index was written. */
export interface CachedTree {
  /** Entries below it; -1 where something changed since. */
  readonly count: number;
  /** Of its tree; empty where something changed. */
  readonly oid: string;
  readonly folders: ReadonlyMap<string, CachedTree>;
}

const HEADER = 12;
const MODE_AT = 24;
const OID_AT = 40;
const FLAGS_AT = 60;
const EXTENDED = 0x4000;
const STAGE = 0x3000;
const INTENT_TO_ADD = 0x2000;
const LONGEST_IN_FLAGS = 0xfff;
const CHECKSUM = 20;
/** A larger index is read by git sooner. */
const LARGEST = 16 * 1024 * 1024;

/**
 * An index of version 2 or 3 (gitformat-index(5)), ids of 20 bytes. What is read of an entry is read when it is asked
 * for: of most, nothing is.
 */
export class IndexFile {
  readonly count: number;
  readonly trees: CachedTree | undefined;
  readonly #bytes: Buffer;
  /** Where each entry begins, and one behind the last. */
  readonly #starts: Int32Array;

  /**
   * @throws where it is not such an index; or holds what has more to it than a path and a blob: entries of an
   * unfinished merge, those that are only meant to be added, a part of another file
   */
  constructor(bytes: Buffer) {
    const version = bytes.readUInt32BE(4);
    if (bytes.toString('latin1', 0, 4) !== 'DIRC' || (version !== 2 && version !== 3)) throw unknown();
    this.count = bytes.readUInt32BE(8);
    const end = bytes.length - CHECKSUM;
    // The smallest entry has 64 bytes.
    if (this.count > (end - HEADER) / 64) throw unknown();
    this.#bytes = bytes;
    this.#starts = new Int32Array(this.count + 1);
    let at = HEADER;
    for (let index = 0; index < this.count; index += 1) {
      this.#starts[index] = at;
      at = entryEnd(bytes, at, end);
    }
    this.#starts[this.count] = at;
    this.trees = readTrees(bytes, at, end);
  }

  /** @throws where there is none that is read here */
  static read(file: string): IndexFile {
    return new IndexFile(readBounded(file, LARGEST));
  }

  /** @throws where a name ends before its end: git takes such for other names than those it prints */
  pathAt(index: number): string {
    const start = this.#starts[index] as number;
    const from = nameAt(this.#bytes, start);
    const end = this.#bytes.indexOf(0, from);
    const told = this.#bytes.readUInt16BE(start + FLAGS_AT) & LONGEST_IN_FLAGS;
    if (told < LONGEST_IN_FLAGS && end !== from + told) throw unknown();
    return this.#bytes.toString('latin1', from, end);
  }

  entryAt(index: number): TreeEntry {
    const start = this.#starts[index] as number;
    return {
      mode: this.#bytes
        .readUInt32BE(start + MODE_AT)
        .toString(8)
        .padStart(6, '0'),
      oid: this.#bytes.toString('hex', start + OID_AT, start + OID_AT + 20),
      path: this.pathAt(index),
    };
  }

  /** Of all entries the paths; mode and id are read when they are asked for, which few are. */
  entries(): TreeEntry[] {
    return Array.from({ length: this.count }, (_, index) => new LateEntry(this, index));
  }

  /** @param path latin1 */
  find(path: string): TreeEntry | undefined {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pathAt(middle) < path) low = middle + 1;
      else high = middle;
    }
    return low < this.count && this.pathAt(low) === path ? this.entryAt(low) : undefined;
  }
}

class LateEntry implements TreeEntry {
  readonly path: string;
  readonly #file: IndexFile;
  readonly #index: number;

  constructor(file: IndexFile, index: number) {
    this.path = file.pathAt(index);
    this.#file = file;
    this.#index = index;
  }

  get mode(): string {
    return this.#file.entryAt(this.#index).mode;
  }

  get oid(): string {
    return this.#file.entryAt(this.#index).oid;
  }
}

function nameAt(bytes: Buffer, start: number): number {
  return start + FLAGS_AT + ((bytes[start + FLAGS_AT] as number) & (EXTENDED >> 8) ? 4 : 2);
}

/** @throws where the entry is not of those that are read here, or not whole */
function entryEnd(bytes: Buffer, start: number, end: number): number {
  if (start + 64 > end) throw unknown();
  const flags = bytes.readUInt16BE(start + FLAGS_AT);
  if (flags & STAGE || !isMode(bytes.readUInt32BE(start + MODE_AT))) throw unknown();
  if (flags & EXTENDED && bytes.readUInt16BE(start + FLAGS_AT + 2) & INTENT_TO_ADD) throw unknown();
  const name = nameAt(bytes, start);
  const told = flags & LONGEST_IN_FLAGS;
  const nameEnd = told < LONGEST_IN_FLAGS ? name + told : bytes.indexOf(0, name);
  // One to eight NUL make it a multiple of eight.
  const next = start + ((nameEnd - start + 8) & ~7);
  if (nameEnd < name || next > end || bytes[nameEnd] !== 0) throw unknown();
  return next;
}

/** As git writes them; what others become is for git to say. */
function isMode(mode: number): boolean {
  return mode === 0o100644 || mode === 0o100755 || mode === 0o120000 || mode === 0o160000;
}

/** What stands behind the entries: of some parts it is enough that they can be passed over. */
function readTrees(bytes: Buffer, start: number, end: number): CachedTree | undefined {
  let trees: CachedTree | undefined;
  for (let at = start; at < end;) {
    const from = at + 8;
    if (from > end) throw unknown();
    const name = bytes.toString('latin1', at, at + 4);
    at = from + bytes.readUInt32BE(at + 4);
    // Small letters stand for what must be understood: `link` for the rest in another file, `sdir` for folders.
    if (at > end || !/^[A-Z]/.test(name)) throw unknown();
    if (name === 'TREE') trees = new TreeReader(bytes.subarray(from, at)).read().tree;
  }
  return trees;
}

class TreeReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A name, NUL, "entries folders" LF, an id where the first is not -1; then the folders. */
  read(depth = 0): { readonly name: string; readonly tree: CachedTree } {
    if (depth > 4096) throw unknown();
    const name = this.#until(0);
    const [, entries, folders] = /^(-1|\d+) (\d+)$/.exec(this.#until(10)) ?? [];
    if (entries === undefined) throw unknown();
    const count = Number(entries);
    const oid = count < 0 ? '' : this.#bytes.toString('hex', this.#at, this.#at + 20);
    if (count >= 0) this.#at += 20;
    if (this.#at > this.#bytes.length) throw unknown();
    const below = new Map<string, CachedTree>();
    for (let left = Number(folders); left > 0; left -= 1) {
      const child = this.read(depth + 1);
      below.set(child.name, child.tree);
    }
    return { name, tree: { count, oid, folders: below } };
  }

  #until(byte: number): string {
    const end = this.#bytes.indexOf(byte, this.#at);
    if (end === -1) throw unknown();
    const text = this.#bytes.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return text;
  }
}

function unknown(): Error {
  return new Error('not an index that is read here');
}
