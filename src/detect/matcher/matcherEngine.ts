import { MATCHER_MODULE } from './matcherModule.js';

/** What assembly/index.ts exports, and says more of. All numbers are bytes, or addresses in `memory`. */
export interface MatcherEngine {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(keywords: number, textLength: number): number;
  build(keywords: number, shortest: number): void;
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
} as const;

/** What is used of the API: neither ECMAScript's library nor Node's types have it. */
interface WebAssemblyApi {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Absent where Node runs without a compiler (`--jitless`). */
const webAssembly = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;

let compiled: object | undefined;

/** @returns undefined on a machine without WebAssembly or memory for it. */
export function startEngine(): MatcherEngine | undefined {
  if (webAssembly === undefined) return undefined;
  try {
    compiled ??= new webAssembly.Module(Buffer.from(MATCHER_MODULE, 'base64'));
    return new webAssembly.Instance(compiled).exports as MatcherEngine;
  } catch {
    // Unknown instructions are a CompileError, no room for the memory is a RangeError.
    return undefined;
  }
}
