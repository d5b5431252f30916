/** Memory of a module, in pages of 64 KiB. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of the API: neither ECMAScript's library nor Node's types have it. */
interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number }) => WasmMemory;
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: unknown };
}

/** Absent where Node runs without a compiler (`--jitless`). */
const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;

/** By their text: threads and tests start one more than once. */
const compiled = new Map<string, object>();

/**
 * Starts a module, with memory of its own where it imports none.
 *
 * @param module base64, as scripts/build-wasm.js writes it
 * @returns undefined on a machine without WebAssembly, without what the module is made of, or without room for its memory
 */
export function startModule<Engine>(module: string, imports?: object): Engine | undefined {
  if (api === undefined) return undefined;
  try {
    const ready = compiled.get(module) ?? new api.Module(Buffer.from(module, 'base64'));
    compiled.set(module, ready);
    return new api.Instance(ready, imports).exports as Engine;
  } catch {
    // Unknown instructions are a CompileError, no room for the memory is a RangeError.
    return undefined;
  }
}

/** Memory for modules that import it; undefined as above. */
export function createMemory(pages: number): WasmMemory | undefined {
  try {
    return api && new api.Memory({ initial: pages });
  } catch {
    return undefined;
  }
}
