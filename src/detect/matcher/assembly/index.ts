// Looks at a window of bytes: the engine of createWasmMatcher.ts, which says how it is used.

import { built, FIELDS } from './layout';
import { comparisons, scan, stoppedAt } from './scan';
import { escapes, hasWideText, mayHoldNul, openRun, runs, survey } from './survey';

export { build, reserve } from './scan';

/**
 * Looks at the window's `length` bytes: for keywords that begin in the first `wanted` of them and end in it, and
 * for what `survey` marks there. What was found is told in the fields.
 *
 * @param before characters of a run that reach to the window's beginning
 * @param isLast nothing comes after the window
 */
export function look(length: i32, wanted: i32, before: i32, isLast: bool): void {
  const count = scan(length, wanted);
  // Stopped early, it has seen all of the keywords only that begin well before that place.
  const owned = stoppedAt < length ? stoppedAt - built.reach : wanted;
  survey(length, owned, before, isLast && owned === length);
  store<i32>(FIELDS, count);
  store<i32>(FIELDS, owned, 4);
  store<i32>(FIELDS, runs, 8);
  store<i32>(FIELDS, openRun, 12);
  store<i32>(FIELDS, escapes, 16);
  store<i32>(FIELDS, hasWideText, 20);
  store<i32>(FIELDS, stoppedAt, 24);
  store<i32>(FIELDS, comparisons, 28);
  store<i32>(FIELDS, mayHoldNul, 32);
}
