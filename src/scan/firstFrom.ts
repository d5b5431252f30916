import { lowerBound } from '../text/sorted.js';

/** The first of what stands in ascending order that is on a line or below it. */
export function firstFrom<Placed extends { readonly start: { readonly line: number } }>(
  placed: readonly Placed[],
  line: number,
): Placed | undefined {
  return placed[lowerBound(placed, line, ({ start }) => start.line)];
}
