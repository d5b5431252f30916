import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { readFully } from '../../plainFile.js';
import type { WasmMemory } from '../../webAssembly.js';
import { BUILT, BUILT_FIELD } from './matcherEngine.js';

/** Set by the build, which makes the files. */
declare const BUILD: string | undefined;

/** Keywords as the engine reads them. */
export interface KnownKeywords {
  readonly count: number;
  /** Each with `SEPARATOR` behind it. */
  readonly text: string;
}

/** No ASCII character. */
const SEPARATOR = '\xff';

export function knownOf(keywords: readonly string[]): KnownKeywords {
  return { count: keywords.length, text: keywords.map((keyword) => keyword + SEPARATOR).join('') };
}

export function bytesOf({ text }: KnownKeywords): Buffer {
  return Buffer.from(text, 'latin1');
}

/** What the files are called: by what tells those sets of keywords apart that they are made for. */
export function tablesFile({ count, text }: KnownKeywords): string {
  return `keywords-${count}-${text.length}.bin`;
}

/** What `build` made of keywords, as it stands in memory, with their text behind it. */
export function tablesOf({ buffer }: WasmMemory, known: KnownKeywords): Buffer {
  return Buffer.from(buffer, BUILT, hitsIn(buffer) + known.text.length - BUILT);
}

/**
 * Reads the same into memory in which nothing was built. To build takes longer than to look at a commit, and has V8
 * optimize what is called no more than once.
 *
 * @returns whether it is there: the package's build makes it of the presets' keywords alone
 */
export function readKeptTables({ buffer }: WasmMemory, known: KnownKeywords): boolean {
  // Not in the library, which is a module; nor in tests, which run from the sources.
  if (typeof BUILD !== 'string' || typeof __dirname !== 'string') return false;
  let file: number;
  try {
    file = openSync(join(__dirname, tablesFile(known)), 'r');
  } catch {
    return false;
  }
  const target = Buffer.from(buffer, BUILT);
  try {
    const length = readFully(file, target, 0);
    const textAt = length - known.text.length;
    if (textAt === hitsIn(buffer) - BUILT && bytesOf(known).equals(target.subarray(textAt, length))) return true;
  } catch {
    // As where it is not there.
  } finally {
    closeSync(file);
  }
  target.fill(0);
  return false;
}

/** Where hits are written, which is behind all that is kept. */
function hitsIn(buffer: ArrayBuffer): number {
  return new Uint32Array(buffer, BUILT)[BUILT_FIELD.hits] as number;
}
