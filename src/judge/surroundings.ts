import type { Span } from '../model/document.js';
import type { TextLine } from '../model/rule.js';
import type { Positions } from '../text/positions.js';
import { Landmarks } from './landmarks.js';

/** Longer lines are cut round the place in question: bundles have lines of a million columns. */
const LINE_REACH = 2048;

/** Text round a place in a document, one character per byte (latin1), so that indexes are byte offsets. */
export class Surroundings {
  readonly #bytes: Buffer;
  readonly #positions: Positions;
  #landmarks: Landmarks | undefined;

  constructor(bytes: Buffer, positions: Positions) {
    this.#bytes = bytes;
    this.#positions = positions;
  }

  /** What stands where in the whole document. */
  get landmarks(): Landmarks {
    return (this.#landmarks ??= new Landmarks(this.#bytes.toString('latin1')));
  }

  text(start: number, end: number): string {
    return this.#bytes.toString('latin1', Math.max(0, start), Math.min(end, this.#bytes.length));
  }

  head(length: number): string {
    return this.#bytes.toString('latin1', 0, Math.min(length, this.#bytes.length));
  }

  around(span: Span, before: number, after: number): { readonly before: string; readonly after: string } {
    return {
      before: this.#bytes.toString('latin1', Math.max(0, span.start - before), span.start),
      after: this.#bytes.toString('latin1', span.end, Math.min(this.#bytes.length, span.end + after)),
    };
  }

  /** The line that `offset` is on. */
  lineAt(offset: number): TextLine {
    const line = this.#line(this.#positions.lineIndex(offset), offset);
    return line ?? { number: 1, text: '', start: 0 };
  }

  /** Up to `count` lines before the one that `offset` is on, nearest first; `reach` bytes of each. */
  before(offset: number, count: number, reach = LINE_REACH): TextLine[] {
    return this.#lines(offset, count, -1, reach);
  }

  /** Up to `count` lines after the one that `offset` is on, nearest first; `reach` bytes of each. */
  after(offset: number, count: number, reach = LINE_REACH): TextLine[] {
    return this.#lines(offset, count, 1, reach);
  }

  #lines(offset: number, count: number, step: 1 | -1, reach: number): TextLine[] {
    const index = this.#positions.lineIndex(offset);
    const lines: TextLine[] = [];
    for (let distance = 1; distance <= count; distance += 1) {
      const line = this.#line(index + step * distance, undefined, reach);
      if (!line) break;
      lines.push(line);
    }
    return lines;
  }

  #line(index: number, offset: number | undefined, reach = LINE_REACH): TextLine | undefined {
    const span = index < 0 ? undefined : this.#positions.lineSpan(index);
    if (!span) return undefined;
    const start = offset === undefined ? span.start : Math.max(span.start, offset - reach);
    const end = Math.min(span.end, (offset ?? start) + reach);
    return { number: this.#positions.lineNumber(index), text: this.#bytes.toString('latin1', start, end), start };
  }
}
