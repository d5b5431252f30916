import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { LONGEST_ENTRY_HEADER, PACKED, readEntryHeader } from './entryHeader.js';
import { packIndexOf, type IndexTables, type PackIndex } from './packIndex.js';

/** What is read at a time where entries are read in the order of the file. */
const WINDOW = 4 * 1024 * 1024;
/** And where they are not: what is made from each other often lies together. */
const NEIGHBOURHOOD = 16 * 1024;
/** Packs up to this size are read at once, and kept: what is made from each other lies anywhere in them. */
const WHOLE = 32 * 1024 * 1024;
const HEADER = 12;

/** One entry of a pack. */
export interface PackEntry {
  /** See `PACKED`. */
  readonly kind: number;
  /** Of what is compressed: an object, or a delta. */
  readonly size: number;
  /** Place of what a delta is made from; -1 where there is none, or it is not in this pack. */
  readonly base: number;
  /** Where its zlib stream stands in the file. */
  readonly start: number;
  readonly end: number;
}

/** A pack for another thread of this process. */
export interface SharedPack {
  readonly file: string;
  readonly tables: IndexTables;
}

/** The entries of a pack file by place. */
export class PackFile {
  readonly index: PackIndex;
  readonly #file: string;
  readonly #descriptor: number;
  readonly #hashBytes: number;
  /** Where the entries end. */
  readonly #end: number;
  /** Made when the first entry is read: a repository may have many packs. */
  #window: Buffer = Buffer.alloc(0);
  #isWhole = false;
  #windowAt = 0;
  #windowLength = 0;

  /** @throws Error where the file is not the pack of this index */
  constructor(file: string, index: PackIndex) {
    const { hashBytes } = index.tables;
    this.index = index;
    this.#file = file;
    this.#hashBytes = hashBytes;
    this.#descriptor = openSync(file, 'r');
    try {
      const size = fstatSync(this.#descriptor).size;
      this.#end = size - hashBytes;
      const header = this.#fill(Buffer.alloc(HEADER), 0, HEADER);
      const checksum = this.#fill(Buffer.alloc(hashBytes), this.#end, hashBytes);
      const isPack = header.readUInt32BE(0) === 0x5041434b && [2, 3].includes(header.readUInt32BE(4));
      if (!isPack || header.readUInt32BE(8) !== index.count || !checksum.equals(index.checksum))
        throw new Error('not the pack of this index');
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  /** Where the checksum begins. */
  get entriesEnd(): number {
    return this.#end;
  }

  /** Bytes of the file. */
  get size(): number {
    return this.#end + this.#hashBytes;
  }

  /** @throws Error where the file is not that pack any more */
  static of({ file, tables }: SharedPack): PackFile {
    return new PackFile(file, packIndexOf(tables));
  }

  share(): SharedPack {
    return { file: this.#file, tables: this.index.tables };
  }

  /** Lets go of what was read ahead. */
  rest(): void {
    this.#window = Buffer.alloc(0);
    this.#windowLength = 0;
  }

  #open(): void {
    const { size } = this;
    this.#windowAt = 0;
    this.#isWhole = size <= WHOLE;
    this.#window = Buffer.allocUnsafeSlow(this.#isWhole ? size : WINDOW);
    this.#windowLength = this.#isWhole ? this.#fill(this.#window, 0, size).length : 0;
  }

  /**
   * Reads bytes of the file.
   *
   * @param least so many at least, as far as there are
   * @returns how many there were
   */
  read(target: Buffer, offset: number, least: number): number {
    return this.#fill(target, offset, least).length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** @param isInOrder the next entry of the file is what will be read next */
  entryAt(place: number, isInOrder = false): PackEntry {
    const { index } = this;
    const start = index.offsetAt(place);
    const end = place + 1 < index.count ? index.offsetAt(place + 1) : this.#end;
    const bytes = this.#read(start, Math.min(end - start, LONGEST_ENTRY_HEADER), isInOrder ? WINDOW : NEIGHBOURHOOD);
    const { kind, size, distance, length } = readEntryHeader(bytes);
    if (kind === PACKED.deltaByOffset)
      return { kind, size, base: index.placeAt(start - distance), start: start + length, end };
    if (kind !== PACKED.deltaByName) return { kind, size, base: -1, start: start + length, end };
    const behind = length + this.#hashBytes;
    return { kind, size, base: index.find(bytes.subarray(length, behind)), start: start + behind, end };
  }

  /** Its zlib stream; good until the next entry is read. */
  compressed({ start, end }: PackEntry): Buffer {
    return this.#read(start, end - start, NEIGHBOURHOOD);
  }

  /**
   * Less than was asked for where the file ends before, or cannot be read: what is made of that is odd, and git's.
   *
   * @param ahead how much is read at once where it has to be read
   */
  #read(offset: number, length: number, ahead: number): Buffer {
    if (this.#window.length === 0) this.#open();
    const inWindow = offset - this.#windowAt;
    if (inWindow >= 0 && inWindow + length <= this.#windowLength)
      return this.#window.subarray(inWindow, inWindow + Math.max(0, length));
    if (this.#isWhole)
      return this.#window.subarray(Math.min(Math.max(0, inWindow), this.#windowLength), this.#windowLength);
    if (length > this.#window.length) return this.#fill(Buffer.allocUnsafeSlow(length), offset, length);
    this.#windowAt = offset;
    this.#windowLength = this.#fill(this.#window.subarray(0, Math.max(length, ahead)), offset, length).length;
    return this.#window.subarray(0, Math.min(Math.max(0, length), this.#windowLength));
  }

  /** As much as there is, until it is at least `least` bytes. */
  #fill(target: Buffer, offset: number, least: number): Buffer {
    let done = 0;
    try {
      while (done < least) {
        const read = readSync(this.#descriptor, target, done, target.length - done, offset + done);
        if (read === 0) break;
        done += read;
      }
    } catch {
      // A disk that fails here fails git as well, which says so.
    }
    return target.subarray(0, done);
  }
}
