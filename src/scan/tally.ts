import { PIECE_OVERLAP } from '../git/batchParser.js';
import type { Document } from '../model/document.js';
import type { Skipped } from '../model/receipt.js';
import type { ReportWarning } from '../model/report.js';
import { isLfsPointer } from '../sources/lfsPointer.js';
import { maskKeys } from '../text/redact.js';
import type { Stopwatch } from './stopwatch.js';

const MOST_SKIPPED = 1000;

/** What a run has looked at so far. */
export class Tally {
  files = 0;
  bytes = 0;
  placeholders = 0;
  /** Of a history: objects that git has handed over, and how many there are, about. */
  objects: { readonly done: number; readonly total: number } | undefined;
  readonly skipped: Skipped[] = [];
  readonly warnings: ReportWarning[] = [];
  /** Where somebody asked where the time goes. */
  stopwatch?: Stopwatch | undefined;
  #unlisted = 0;

  count(document: Document): void {
    // A later piece begins with the end of the one before it.
    this.bytes += document.bytes.length - (document.start ? PIECE_OVERLAP : 0);
    if (!document.start && document.origin.kind !== 'message') this.files += 1;
    if (isLfsPointer(document.bytes)) this.skip(document.path, 'lfs-pointer');
  }

  /** A file, or an object, that was looked at elsewhere. */
  countQuiet(bytes: number): void {
    this.files += 1;
    this.bytes += bytes;
  }

  /** What was looked at elsewhere. */
  add(other: Tally): void {
    this.files += other.files;
    this.bytes += other.bytes;
    this.placeholders += other.placeholders;
    for (const each of other.skipped) this.#list(each);
    this.#unlisted += other.#unlisted;
    for (const each of other.warnings) this.warnings.push(each);
  }

  skip(path: string, why: string, bytes?: number): void {
    this.#list({ path: maskKeys(path), why, ...(bytes !== undefined && { bytes }) });
  }

  #list(skipped: Skipped): void {
    if (this.skipped.length >= MOST_SKIPPED) this.#unlisted += 1;
    else this.skipped.push(skipped);
  }

  /** Everything that was skipped; where the list is cut, its last entry says so. */
  listSkipped(): Skipped[] {
    return this.#unlisted === 0
      ? this.skipped
      : [...this.skipped, { path: `and ${this.#unlisted} more`, why: 'list-cut' }];
  }
}
