import { checkKeywords, LONGEST_KEYWORD } from './keywordMatcher.js';
import type { KeywordMatcher, OnHit } from './keywordMatcher.js';
import { MATCHER_MODULE } from './matcherModule.js';

/** What assembly/index.ts exports. */
interface Engine {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(keywords: number, textLength: number): number;
  build(keywords: number, shortest: number): void;
  windowAt(): number;
  windowSize(): number;
  hitsAt(): number;
  farthestSample(): number;
  scan(length: number, owned: number): number;
  scannedTo(): number;
}

/** What is used of the API: neither ECMAScript's library nor Node's types have it. */
interface WebAssemblyApi {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Absent where Node runs without a compiler (`--jitless`). */
const webAssembly = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;

/** Stands after each keyword in the text handed over: no ASCII character. */
const SEPARATOR = '\xff';

let compiled: object | undefined;

/**
 * The matcher in WebAssembly, for everything but small inputs. Its memory is bounded: the input goes
 * through a window of 64 KiB, hits come back in rounds of a bounded number.
 *
 * @returns undefined on a machine without WebAssembly, its vectors, or memory for it.
 * @throws RangeError for keywords outside of the limits in keywordMatcher.ts.
 */
export function createWasmMatcher(keywords: readonly string[]): KeywordMatcher | undefined {
  checkKeywords(keywords);
  const engine = startEngine();
  return engine && driveEngine(engine, keywords);
}

function driveEngine(engine: Engine, keywords: readonly string[]): KeywordMatcher {
  const text = Buffer.from(keywords.map((keyword) => keyword + SEPARATOR).join(''), 'latin1');
  const textAt = engine.reserve(keywords.length, text.length);
  new Uint8Array(engine.memory.buffer, textAt, text.length).set(text);
  engine.build(keywords.length, Math.min(...keywords.map((keyword) => keyword.length)));

  const memory = engine.memory.buffer;
  const window = new Uint8Array(memory, engine.windowAt(), engine.windowSize());
  const hitsAt = engine.hitsAt();
  const reach = engine.farthestSample();

  // Nothing is kept in the window from one round to the next, so a callback may scan again.
  function scan(bytes: Uint8Array, onHit: OnHit): void {
    let base = 0;
    while (base < bytes.length) {
      const piece = bytes.subarray(base, base + window.length);
      window.set(piece);
      // Keywords that begin too near the end to be whole belong to the next piece.
      const isLast = base + piece.length === bytes.length;
      let owned = isLast ? piece.length : piece.length - LONGEST_KEYWORD;
      const count = engine.scan(piece.length, owned);
      // Stopped early, it has seen all of the keywords only that begin well before that place.
      const stopped = engine.scannedTo();
      if (stopped < piece.length) owned = stopped - reach;
      if (count > 0) report(new Uint32Array(memory, hitsAt, count).slice().sort(), owned, base, onHit);
      base += owned;
    }
  }

  return { keywords, scan };
}

function startEngine(): Engine | undefined {
  if (webAssembly === undefined) return undefined;
  try {
    compiled ??= new webAssembly.Module(Buffer.from(MATCHER_MODULE, 'base64'));
    return new webAssembly.Instance(compiled).exports as Engine;
  } catch {
    // Unknown instructions are a CompileError, no room for the memory is a RangeError.
    return undefined;
  }
}

/** Hits are offset << 16 | keyword, so their order as numbers is that of offset and keyword. */
function report(hits: Uint32Array, owned: number, base: number, onHit: OnHit): void {
  for (const hit of hits) {
    const offset = hit >>> 16;
    if (offset >= owned) return;
    onHit(hit & 0xffff, base + offset);
  }
}
