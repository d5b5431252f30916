/** Stands for any number of items. */
export const ANY = Symbol('any number of items');

export type Pattern<P> = readonly (P | typeof ANY)[];

/**
 * Whether a pattern with gaps fits the whole of a sequence. When something does not fit, only the
 * last gap is made wider: an earlier one need not be, since the items behind it fitted where they
 * stood first. So it takes at most pattern times items steps.
 */
export function fitsSequence<P, T>(
  pattern: Pattern<P>,
  items: ArrayLike<T>,
  fits: (pattern: P, item: T) => boolean,
): boolean {
  let at = 0;
  let item = 0;
  let gap = -1;
  let gapEnd = 0;
  while (item < items.length) {
    const wanted = pattern[at];
    if (wanted === ANY) {
      gap = at;
      gapEnd = item;
      at += 1;
    } else if (wanted !== undefined && fits(wanted, items[item] as T)) {
      at += 1;
      item += 1;
    } else if (gap === -1) return false;
    else {
      gapEnd += 1;
      item = gapEnd;
      at = gap + 1;
    }
  }
  while (pattern[at] === ANY) at += 1;
  return at === pattern.length;
}
