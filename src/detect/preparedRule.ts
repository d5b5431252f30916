import type { TextRule } from '../model/rule.js';
import { wantsRun } from './runsWanted.js';

/** A rule and what is asked of it at each hit. */
export interface PreparedRule {
  readonly rule: TextRule;
  /** The pattern looks at the whole document, wherever the hits are. */
  readonly isWhole: boolean;
  readonly wantsRun: boolean;
  /** Whether a hit tells of bytes that are far from it. */
  readonly isFar: boolean;
  /** The same in what was decoded: it is put together from stretches that may be far from each other, a line each. */
  readonly isFarDecoded: boolean;
}

/** Farther than this no rule looks past line ends whose hits are near. */
export const NEAR = 1024;
/** So that what a hit joins, and what joins that, is seen as well. */
const NEAR_WINDOW = NEAR / 3;

export function prepareRule(rule: TextRule): PreparedRule {
  const { keywords, window } = rule;
  const isWhole = window?.whole === true;
  const seesLines = window?.lines === true;
  return {
    rule,
    isWhole: keywords.length === 0 || isWhole,
    wantsRun: wantsRun(rule),
    isFar: isWhole || (seesLines && Math.max(window.before ?? 0, window.after ?? 0) > NEAR_WINDOW),
    isFarDecoded: isWhole || seesLines,
  };
}
