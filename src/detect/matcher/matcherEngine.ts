import { startModule, type WasmMemory } from '../../webAssembly.js';
import { MATCHER_MODULE } from './matcherModule.js';

/** What assembly/index.ts exports, and says more of. All numbers are bytes, or addresses in `memory`. */
export interface MatcherEngine {
  readonly memory: WasmMemory;
  reserve(keywords: number, textLength: number): number;
  build(keywords: number, shortest: number, pair: number): void;
  look(length: number, wanted: number, before: number, isLast: boolean): void;
}

/** Where the engine's fields begin in memory. Each exported function would cost more at every start than all of them. */
export const FIELDS = 0x100;

/** What is in them: numbers of 32 bits. */
export const FIELD = {
  /** Addresses, once `build` was called: of the input, and of what `look` writes. */
  window: 0,
  hits: 1,
  runs: 2,
  escapes: 3,
  /** What `look` found, as assembly/survey.ts tells it. */
  hitCount: 4,
  /** How many bytes of the window are done with. */
  owned: 5,
  runCount: 6,
  openRun: 7,
  escapeCount: 8,
  hasWideText: 9,
  /** Its work: bytes walked over, and keywords compared. */
  walked: 10,
  compared: 11,
  mayHoldNul: 12,
} as const;

/** @returns undefined on a machine without WebAssembly or memory for it. */
export function startEngine(): MatcherEngine | undefined {
  return startModule(MATCHER_MODULE);
}
