import { buildTables } from './createWasmMatcher.js';
import { knownOf, tablesContent, tablesFile } from './keptTables.js';
import { startEngine } from './matcherEngine.js';

/** A file for the build to write. */
export interface KeptTables {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * @param build what it is of
 * @throws where tables for these keywords do not fit into the memory that an engine starts with, or it cannot start
 */
export function makeKeptTables(keywords: readonly string[], build: string): KeptTables {
  const engine = startEngine();
  if (!engine) throw new Error('no WebAssembly');
  const { memory } = engine;
  const size = memory.buffer.byteLength;
  buildTables(engine, keywords);
  if (memory.buffer.byteLength > size) throw new Error(`${keywords.length} keywords need more memory`);
  const known = knownOf(keywords);
  return { name: tablesFile(known, build), bytes: tablesContent(memory, known) };
}
