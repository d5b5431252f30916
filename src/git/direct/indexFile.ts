import type { TreeEntry } from '../listIndex.js';
import { CachedTree } from './cachedTree.js';
import { idText, rawId } from './rawId.js';
import { readBounded } from './readBounded.js';

const HEADER = 12;
const MODE_AT = 24;
const SIZE_AT = 36;
const OID_AT = 40;
const FLAGS_AT = 60;
/** Of the flags' first byte, and of the one behind them. */
const EXTENDED = 0x40;
const STAGE = 0x30;
const INTENT_TO_ADD = 0x20;
const LONGEST_IN_FLAGS = 0xfff;
/** As git writes them, by the lower half of their four bytes; what others become is for git to say. */
const MODES: ReadonlyMap<number, string> = new Map([
  [0o100644, '100644'],
  [0o100755, '100755'],
  [0o120000, '120000'],
  [0o160000, '160000'],
]);
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
  /** The same in latin1: what is cut out of a text is found, cut and compared at less cost. */
  readonly #text: string;
  /** Where each entry begins, and one behind the last. */
  readonly #starts: Int32Array;

  /**
   * @throws where it is not such an index; or holds what has more to it than a path and a blob: entries of an
   * unfinished merge, those that are only meant to be added, a part of another file
   */
  constructor(bytes: Buffer) {
    const version = bytes.readUInt32BE(4);
    const text = bytes.toString('latin1');
    if (!text.startsWith('DIRC') || (version !== 2 && version !== 3)) throw unknown();
    this.count = bytes.readUInt32BE(8);
    const end = bytes.length - CHECKSUM;
    // The smallest entry has 64 bytes.
    if (this.count > (end - HEADER) / 64) throw unknown();
    this.#bytes = bytes;
    this.#text = text;
    this.#starts = startsOf(bytes, this.count, end);
    this.trees = readTrees(bytes, text, this.#starts[this.count] as number, end);
  }

  /** @throws where there is none that is read here */
  static read(file: string): IndexFile {
    return new IndexFile(readBounded(file, LARGEST));
  }

  /** @throws where a name ends before its end: git takes such for other names than those it prints */
  pathAt(index: number): string {
    const start = this.#starts[index] as number;
    const from = nameAt(this.#bytes, start);
    const end = this.#text.indexOf('\0', from);
    const told = toldLength(this.#bytes, start);
    if (told < LONGEST_IN_FLAGS && end !== from + told) throw unknown();
    return this.#text.slice(from, end);
  }

  /** See `rawId`. */
  idAt(index: number): string {
    return rawId(this.#text, (this.#starts[index] as number) + OID_AT);
  }

  /** Six octal digits. */
  modeAt(index: number): string {
    return MODES.get(modeOf(this.#bytes, this.#starts[index] as number)) as string;
  }

  /** See `TreeEntry`. */
  sizeAt(index: number): number {
    return this.#bytes.readUInt32BE((this.#starts[index] as number) + SIZE_AT);
  }

  entryAt(index: number): TreeEntry {
    return { mode: this.modeAt(index), oid: idText(this.idAt(index)), path: this.pathAt(index) };
  }

  /** Of all entries the paths and sizes; mode and id are read when they are asked for, which few are. */
  entries(): TreeEntry[] {
    const entries: TreeEntry[] = [];
    for (let index = 0; index < this.count; index += 1) entries.push(new LateEntry(this, index));
    return entries;
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

/** Thousands are made at a start: fields are set once, and none is of the kind that only this class sees. */
class LateEntry implements TreeEntry {
  declare readonly path: string;
  declare readonly size: number;
  declare private readonly file: IndexFile;
  declare private readonly index: number;

  constructor(file: IndexFile, index: number) {
    this.path = file.pathAt(index);
    this.size = file.sizeAt(index);
    this.file = file;
    this.index = index;
  }

  get mode(): string {
    return this.file.modeAt(this.index);
  }

  get oid(): string {
    return idText(this.file.idAt(this.index));
  }
}

function nameAt(bytes: Buffer, start: number): number {
  return start + FLAGS_AT + ((bytes[start + FLAGS_AT] as number) & EXTENDED ? 4 : 2);
}

/** How long a name is, or `LONGEST_IN_FLAGS`. */
function toldLength(bytes: Buffer, start: number): number {
  const at = start + FLAGS_AT;
  return (((bytes[at] as number) << 8) | (bytes[at + 1] as number)) & LONGEST_IN_FLAGS;
}

/** -1 where it is none. */
function modeOf(bytes: Buffer, start: number): number {
  const at = start + MODE_AT;
  if (((bytes[at] as number) | (bytes[at + 1] as number)) !== 0) return -1;
  return ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
}

/**
 * Goes through all entries, at every start.
 *
 * @throws where one is not of those that are read here, or not whole
 */
function startsOf(bytes: Buffer, count: number, end: number): Int32Array {
  const starts = new Int32Array(count + 1);
  let start = HEADER;
  let mode = 0o100644;
  for (let index = 0; index < count; index += 1) {
    starts[index] = start;
    if (start + 64 > end) throw unknown();
    const own = modeOf(bytes, start);
    // Nearly all have the same.
    if (own !== mode && !MODES.has(own)) throw unknown();
    mode = own;
    const flags = start + FLAGS_AT;
    const first = bytes[flags] as number;
    if ((first & STAGE) !== 0) throw unknown();
    if ((first & EXTENDED) !== 0 && ((bytes[flags + 2] as number) & INTENT_TO_ADD) !== 0) throw unknown();
    const name = nameAt(bytes, start);
    const told = toldLength(bytes, start);
    const nameEnd = told < LONGEST_IN_FLAGS ? name + told : bytes.indexOf(0, name);
    // One to eight NUL make it a multiple of eight.
    const next = start + ((nameEnd - start + 8) & ~7);
    if (nameEnd < name || next > end || bytes[nameEnd] !== 0) throw unknown();
    start = next;
  }
  starts[count] = start;
  return starts;
}

/** What stands behind the entries: of some parts it is enough that they can be passed over. */
function readTrees(bytes: Buffer, text: string, start: number, end: number): CachedTree | undefined {
  let trees: CachedTree | undefined;
  for (let at = start; at < end;) {
    const from = at + 8;
    if (from > end) throw unknown();
    const name = text.slice(at, at + 4);
    at = from + bytes.readUInt32BE(at + 4);
    // Small letters stand for what must be understood: `link` for the rest in another file, `sdir` for folders.
    if (at > end || name < 'A' || name > '[') throw unknown();
    if (name === 'TREE') trees = new CachedTree(text.slice(from, at));
  }
  return trees;
}

function unknown(): Error {
  return new Error('not an index that is read here');
}
