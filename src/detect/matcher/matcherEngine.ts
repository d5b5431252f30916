import { startModule, type WasmMemory } from '../../webAssembly.js';
import { MATCHER_MODULE } from './matcherModule.js';

/** What assembly/index.ts exports, and says more of. All numbers are bytes, or addresses in `memory`. */
export interface MatcherEngine {
  readonly memory: WasmMemory;
  reserve(keywords: number, textLength: number): number;
  build(keywords: number, shortest: number, pair: number): void;
  look(length: number, wanted: number, before: number, isLast: boolean): void;
}

/**
 * Where in memory stands what `look` found, as assembly/survey.ts tells it. Each exported function would cost more at
 * every start than all of them.
 */
export const FIELDS = 0x100;

/** What is in them: numbers of 32 bits. */
export const FIELD = {
  hitCount: 0,
  /** How many bytes of the window are done with. */
  owned: 1,
  runCount: 2,
  openRun: 3,
  escapeCount: 4,
  hasWideText: 5,
  /** Its work: bytes walked over, and keywords compared. */
  walked: 6,
  compared: 7,
  mayHoldNul: 8,
} as const;

/** Where all begins that is made of keywords, once it is; it reaches to `hits`. */
export const BUILT = 0x28f00;

/** Addresses that stand there first, as numbers of 32 bits: of the input, and of what `look` writes. */
export const BUILT_FIELD = { window: 0, hits: 1, runs: 2, escapes: 3 } as const;

/** @returns undefined on a machine without WebAssembly or memory for it. */
export function startEngine(): MatcherEngine | undefined {
  return startModule(MATCHER_MODULE);
}
