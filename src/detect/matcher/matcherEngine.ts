import { MATCHER_MODULE } from './matcherModule.js';

/** What assembly/index.ts exports, and says more of. All numbers are bytes, or addresses in `memory`. */
export interface MatcherEngine {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(keywords: number, textLength: number): number;
  build(keywords: number, shortest: number): void;
  windowAt(): number;
  windowSize(): number;
  hitsAt(): number;
  farthestSample(): number;
  scan(length: number, owned: number): number;
  scannedTo(): number;
  comparisonsMade(): number;
  survey(length: number, owned: number, before: number, isLast: boolean): number;
  openRun(): number;
  runsAt(): number;
  escapesAt(): number;
  escapeCount(): number;
  /** 0 for no. */
  hasWideText(): number;
}

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
