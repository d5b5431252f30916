import { INFLATE_MODULE } from './inflateModule.js';

/** What assembly/index.ts exports, and says more of. */
export interface InflateEngine {
  readonly memory: { readonly buffer: ArrayBuffer };
  inputAt(): number;
  inputSize(): number;
  outputAt(): number;
  outputSize(): number;
  /** 0 for no. */
  inflate(length: number, size: number): number;
}

/** What is used of the API: neither ECMAScript's library nor Node's types have it. */
interface WebAssemblyApi {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/**
 * Inflates a zlib stream whose content has `size` bytes; undefined for a stream that is broken or holds
 * another number of bytes. What it gives is good until the next call.
 */
export type Inflate = (stream: Buffer, size: number) => Buffer | undefined;

/** Short streams are inflated by WebAssembly, in a fifth of the time that Node's zlib takes for one; others by zlib. */
export function createInflate(): Inflate {
  const engine = startInflateEngine();
  if (engine === undefined) return inflateByZlib;
  const memory = Buffer.from(engine.memory.buffer);
  const inputAt = engine.inputAt();
  const longest = engine.inputSize();
  const outputAt = engine.outputAt();
  const largest = engine.outputSize();
  return (stream, size) => {
    if (stream.length > longest || size > largest) return inflateByZlib(stream, size);
    memory.set(stream, inputAt);
    // What it refuses zlib decides on.
    if (engine.inflate(stream.length, size) === 0) return inflateByZlib(stream, size);
    return memory.subarray(outputAt, outputAt + size);
  };
}

/** Undefined where Node runs without a compiler (`--jitless`), or there is no room for its memory. */
export function startInflateEngine(): InflateEngine | undefined {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return undefined;
  try {
    return new api.Instance(new api.Module(Buffer.from(INFLATE_MODULE, 'base64'))).exports as InflateEngine;
  } catch {
    return undefined;
  }
}

export function inflateByZlib(stream: Buffer, size: number): Buffer | undefined {
  try {
    // Few need it: it takes milliseconds to load.
    const bytes = process
      .getBuiltinModule('node:zlib')
      .inflateSync(stream, { chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1 });
    return bytes.length === size ? bytes : undefined;
  } catch {
    return undefined;
  }
}
