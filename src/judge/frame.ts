import type { Span } from '../model/document.js';
import type { CodeFrame } from '../model/finding.js';
import { escapeUnsafe } from '../text/escape.js';
import type { Positions } from '../text/positions.js';
import { maskTokens } from '../text/redact.js';
import { lowerBound } from '../text/sorted.js';

const LINES_BEFORE = 2;
const LINES_AFTER = 1;
/** Bytes shown on either side of the finding on a long line. */
const SIDE = 72;

/** A stretch that must not be shown, and what is shown for it. */
export interface Mask extends Span {
  readonly shown: string;
}

/**
 * The lines round a finding as they may be shown: every mask applied, whatever else looks like a
 * secret dotted out, unsafe characters escaped, long lines cut.
 *
 * @param masks sorted by start; all secrets of the document
 */
export function codeFrame(bytes: Buffer, positions: Positions, span: Span, masks: readonly Mask[]): CodeFrame {
  const target = positions.lineIndex(span.start);
  const first = Math.max(0, target - LINES_BEFORE);
  const lines: string[] = [];
  let caret = { line: positions.lineNumber(target), column: 1, length: 1 };
  for (let index = first; index <= target + LINES_AFTER; index += 1) {
    const line = positions.lineSpan(index);
    if (!line) break;
    if (index === target) {
      const shown = showTarget(bytes, line, span, masks);
      lines.push(shown.text);
      caret = { ...caret, column: shown.column, length: shown.length };
    } else {
      const end = Math.min(line.end, line.start + 2 * SIDE);
      lines.push(pieces(bytes, { start: line.start, end }, masks) + (end < line.end ? '…' : ''));
    }
  }
  return { firstLine: positions.lineNumber(first), lines, caret };
}

function showTarget(
  bytes: Buffer,
  line: Span,
  span: Span,
  masks: readonly Mask[],
): { text: string; column: number; length: number } {
  const start = Math.max(line.start, span.start - SIDE);
  const end = Math.min(line.end, Math.max(span.end, span.start) + SIDE);
  const spanEnd = Math.min(span.end, end);
  const before = (start > line.start ? '…' : '') + pieces(bytes, { start, end: span.start }, masks);
  const own = pieces(bytes, { start: span.start, end: spanEnd }, masks, true);
  const after = pieces(bytes, { start: spanEnd, end }, masks) + (end < line.end ? '…' : '');
  return { text: before + own + after, column: before.length + 1, length: Math.max(1, own.length) };
}

/** The text of a stretch with the masks that touch it. */
function pieces(bytes: Buffer, stretch: Span, masks: readonly Mask[], exact = false): string {
  let text = '';
  let at = stretch.start;
  for (let index = firstReaching(masks, stretch.start); index < masks.length; index += 1) {
    const mask = masks[index];
    if (!mask || mask.start >= stretch.end) break;
    if (mask.end <= at) continue;
    text += plain(bytes, at, Math.max(at, mask.start), exact);
    text += mask.start >= stretch.start ? escapeUnsafe(mask.shown) : '…';
    at = Math.max(at, mask.end);
  }
  return at < stretch.end ? text + plain(bytes, at, stretch.end, exact) : text;
}

const reaches = new WeakMap<readonly Mask[], readonly number[]>();

/** Index of the first mask that can touch what stands behind an offset: a document may have thousands on one line. */
function firstReaching(masks: readonly Mask[], offset: number): number {
  let reach = reaches.get(masks);
  if (!reach) {
    let furthest = 0;
    reach = masks.map(({ end }) => (furthest = Math.max(furthest, end)));
    reaches.set(masks, reach);
  }
  return lowerBound(reach, offset + 1, (end) => end);
}

function plain(bytes: Buffer, start: number, end: number, exact: boolean): string {
  const text = bytes
    .toString('utf8', start, end)
    .replace(/^\ufeff/, '')
    .replace(/\t/g, '  ');
  return escapeUnsafe(exact ? text : maskTokens(text));
}
