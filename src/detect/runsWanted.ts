import type { Span } from '../model/document.js';
import type { RuleWindow, TextRule } from '../model/rule.js';
import { leastRun } from './leastRun.js';
import { SHORTEST_RUN } from './matcher/keywordMatcher.js';
import { DEFAULT_AFTER, DEFAULT_BEFORE } from './windows.js';

/**
 * Whether every match of a rule holds a stretch of base64 characters that is marked in any document: no other
 * window needs the pattern.
 */
export function wantsRun(rule: TextRule): boolean {
  return rule.wantsRun ?? looksForRun(rule.pattern);
}

function looksForRun(pattern: TextRule['pattern']): boolean {
  return pattern instanceof RegExp && leastRun(pattern.source, 'secret') >= SHORTEST_RUN;
}

/**
 * Whether a run is as near to some hit as the rule's window goes: if none is, nobody need look for the ends of
 * its lines.
 */
export function isNearRun(hits: readonly number[], window: RuleWindow = {}, runs: readonly number[]): boolean {
  if (runs.length === 0) return false;
  const before = window.before ?? DEFAULT_BEFORE;
  const after = window.after ?? DEFAULT_AFTER;
  return hits.some((hit) => {
    const run = firstEndingAfter(runs, hit - before);
    return run < runs.length && (runs[run] as number) < hit + after;
  });
}

/**
 * The windows in which at least `SHORTEST_RUN` bytes of a run stand.
 *
 * @param windows in ascending order, none overlapping
 * @param runs start, end, start, end …
 */
export function withRuns(windows: readonly Span[], runs: readonly number[]): Span[] {
  let run = firstEndingAfter(runs, windows[0]?.start ?? 0);
  return windows.filter(({ start, end }) => {
    while (run < runs.length && (runs[run + 1] as number) < start + SHORTEST_RUN) run += 2;
    return run < runs.length && Math.max(runs[run] as number, start) + SHORTEST_RUN <= end;
  });
}

/** Index of the first run that ends behind an offset. */
function firstEndingAfter(runs: readonly number[], offset: number): number {
  let low = 0;
  let high = runs.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle * 2 + 1] as number) > offset) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}
