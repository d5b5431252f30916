import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WasmMemory } from '../../webAssembly.js';
import { onceOf, twice } from '../../writtenTwice.js';
import { BUILT, BUILT_FIELD } from './matcherEngine.js';

/** Set by the build, which makes the files: those of another one are not taken. */
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

/** What a file is called that `readKeptTables` reads: by what tells those sets of keywords apart that there are files for. */
export function tablesFile({ count, text }: KnownKeywords, build: string): string {
  return `keywords-${count}-${text.length}-${build}.bin`;
}

/** What is in it: what `build` made of the keywords, as it stands in memory, then their text. */
export function tablesContent({ buffer }: WasmMemory, known: KnownKeywords): Buffer {
  const hits = new Uint32Array(buffer, BUILT)[BUILT_FIELD.hits] as number;
  return twice(Buffer.concat([Buffer.from(buffer, BUILT, hits - BUILT), bytesOf(known)]));
}

/**
 * What `build` would make of keywords. To build it takes longer than to look at a commit, and has V8 optimize what is called
 * no more than once.
 *
 * @returns undefined where there is none: the package's build makes it of the presets' keywords alone
 */
export function readKeptTables(known: KnownKeywords): Buffer | undefined {
  // Not in the library, which is a module; nor in tests, which run from the sources.
  if (typeof BUILD !== 'string' || typeof __dirname !== 'string') return undefined;
  try {
    const content = onceOf(readFileSync(join(__dirname, tablesFile(known, BUILD))));
    const textAt = (content?.length ?? 0) - known.text.length;
    return content && bytesOf(known).equals(content.subarray(textAt)) ? content.subarray(0, textAt) : undefined;
  } catch {
    return undefined;
  }
}

/** @param memory of an engine in which nothing was built */
export function putTables({ buffer }: WasmMemory, tables: Uint8Array): void {
  new Uint8Array(buffer, BUILT).set(tables);
}
