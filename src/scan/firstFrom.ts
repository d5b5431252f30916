/** The first of what stands in ascending order that is on a line or below it. */
export function firstFrom<Placed extends { readonly start: { readonly line: number } }>(
  placed: readonly Placed[],
  line: number,
): Placed | undefined {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle]?.start.line ?? line) < line) low = middle + 1;
    else high = middle;
  }
  return placed[low];
}
