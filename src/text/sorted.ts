/** Index of the first element whose key is at least `value`, in a list sorted by that key. */
export function lowerBound<T>(sorted: readonly T[], value: number, keyOf: (each: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle];
    if (each !== undefined && keyOf(each) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
