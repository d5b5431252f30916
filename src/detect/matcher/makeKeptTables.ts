import { buildTables } from './createWasmMatcher.js';
import { knownOf, tablesFile, tablesOf } from './keptTables.js';
import { startEngine } from './matcherEngine.js';

/** A file that `readKeptTables` reads, for the build to write. */
export interface KeptTables {
  readonly name: string;
  readonly bytes: Buffer;
}

/** @throws where tables for these keywords do not fit into the memory that an engine starts with, or it cannot start */
export function makeKeptTables(keywords: readonly string[]): KeptTables {
  const engine = startEngine();
  if (!engine) throw new Error('no WebAssembly');
  const { memory } = engine;
  const size = memory.buffer.byteLength;
  const known = knownOf(keywords);
  buildTables(engine, keywords);
  if (memory.buffer.byteLength > size) throw new Error(`${keywords.length} keywords need more memory`);
  return { name: tablesFile(known), bytes: Buffer.from(tablesOf(memory, known)) };
}
