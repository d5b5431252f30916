import type { TextView } from './textView.js';

/** Line and column from 1; columns in UTF-16 units, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const LF = 10;
const CR = 13;
const BOM = Buffer.from('\ufeff');

/**
 * Translates byte offsets of a text view into lines and columns.
 *
 * A line ends at LF or CRLF; in a file without any LF, at CR. Neighbouring look-ups are cheap: the
 * last column is kept, so that thousands of findings on one long line cost one pass over it.
 */
export class Positions {
  readonly #view: TextView;
  readonly #terminator: number;
  #starts: number[] | undefined;
  #last = { lineStart: -1, offset: 0, units: 0 };

  constructor(view: TextView) {
    this.#view = view;
    this.#terminator = view.bytes.includes(LF) ? LF : CR;
  }

  /** Offsets of the lines' first bytes. */
  get #lineStarts(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    const { bytes } = this.#view;
    for (let at = bytes.indexOf(this.#terminator); at !== -1; at = bytes.indexOf(this.#terminator, at + 1)) {
      starts.push(at + 1);
    }
    return (this.#starts = starts);
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** Index of the line (from 0, within the view) that holds `offset`. */
  lineIndex(offset: number): number {
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Byte range of a line (index from 0), its terminator left out; `undefined` past the last one. */
  lineSpan(index: number): { readonly start: number; readonly end: number } | undefined {
    const starts = this.#lineStarts;
    const start = starts[index];
    if (start === undefined) return undefined;
    const next = starts[index + 1];
    let end = next === undefined ? this.#view.bytes.length : next - 1;
    if (this.#terminator === LF && end > start && this.#view.bytes[end - 1] === CR) end -= 1;
    return { start, end };
  }

  /** Number that people see for a line index: files read in pieces begin further down. */
  lineNumber(index: number): number {
    return this.#view.start.line + index + 1;
  }

  at(offset: number): Position {
    const index = this.lineIndex(offset);
    const lineStart = this.#lineStarts[index] ?? 0;
    const { bytes, start } = this.#view;
    let from = lineStart;
    let units = 0;
    if (this.#last.lineStart === lineStart && this.#last.offset <= offset) {
      from = this.#last.offset;
      units = this.#last.units;
    } else if (lineStart === 0 && bytes.subarray(0, 3).equals(BOM)) {
      from = Math.min(BOM.length, offset);
    }
    units += utf16Length(bytes, from, offset);
    this.#last = { lineStart, offset, units };
    return { line: this.lineNumber(index), column: units + 1 + (index === 0 ? start.column : 0) };
  }
}

function utf16Length(bytes: Buffer, start: number, end: number): number {
  return end > start ? bytes.toString('utf8', start, end).length : 0;
}
