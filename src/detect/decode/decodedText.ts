import type { Span } from '../../model/document.js';

/** Bytes that were found encoded in other bytes, and the way back. */
export interface DecodedText {
  /** What they were encoded in, for people: `base64`, `percent-encoding`. */
  readonly via: string;
  readonly bytes: Buffer;
  /** The stretch of the outer bytes that encodes a stretch of `bytes`. */
  outer(span: Span): Span;
  /** The stretch of the outer bytes that are these bytes, unchanged: it need not be looked at once more. */
  readonly same?: Span;
}

/** How a key was seen that is written in parts. */
export const JOINED = 'joined literals';

/** One encoded stretch: its decoded bytes, and where each begins in the outer bytes. */
export interface Region {
  readonly bytes: Buffer;
  readonly outer: (span: Span) => Span;
}

const SEPARATOR = Buffer.from('\n');

/** Joins the regions of one kind into one text, a line each, so that they are searched in one pass. */
export function joinRegions(via: string, regions: readonly Region[]): DecodedText | undefined {
  if (regions.length === 0) return undefined;
  const starts: number[] = [];
  const parts: Buffer[] = [];
  let length = 0;
  for (const region of regions) {
    starts.push(length);
    parts.push(region.bytes, SEPARATOR);
    length += region.bytes.length + SEPARATOR.length;
  }
  return {
    via,
    bytes: Buffer.concat(parts),
    outer(span) {
      const index = lastAtOrBefore(starts, span.start);
      const region = regions[index];
      const base = starts[index] ?? 0;
      if (!region) return { start: 0, end: 0 };
      return region.outer({ start: span.start - base, end: Math.min(span.end - base, region.bytes.length) });
    },
  };
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
