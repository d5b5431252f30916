import type { RuleAhead } from '../../model/rule.js';
import { tableOf } from '../lookAhead.js';
import { loadKeywords } from './createWasmMatcher.js';
import type { MatcherEngine } from './matcherEngine.js';
import { QUIET_MODULE } from './quietModule.js';
import { startModule, type WasmMemory } from '../../webAssembly.js';

/** What makes somebody look at a document: a keyword, or one with something behind it. */
export interface Prompt {
  readonly keyword: string;
  /** What all of the keyword's rules want to see. */
  readonly ahead?: RuleAhead | undefined;
}

/** Tells of most documents in which nothing is that nothing is in them. */
export interface QuietLook {
  /** The document is to stand here, beyond the first 4 MB. */
  readonly memory: WasmMemory;
  /**
   * How quiet a document is: 0 where it cannot tell; 1 where nothing is in it, nor can be by a change but near that;
   * 2 where there is not even anything that rules or decoders would look at.
   *
   * @param at address of the document
   * @param changesAt address of changes (`PackedPlace`; 32 bits each) to another document
   * @param changes how many they are
   * @param other how quiet that one is
   */
  looksQuiet(at: number, size: number, changesAt: number, changes: number, other: number): number;
  /** Where the stretches stand (start and end, 32 bits each) in which something may be, of what was looked at last. */
  foundAt(): number;
  /** How many they are; -1 where all of it has to be looked at. */
  foundCount(): number;
}

/** What assembly/quietIndex.ts exports, and says more of. All numbers are bytes, or addresses in `memory`. */
interface QuietEngine extends QuietLook, Pick<MatcherEngine, 'reserve' | 'build'> {
  reserveQuiet(keywords: number, aheads: number, farthest: number): void;
  lengthsAt(): number;
  aheadsOfAt(): number;
  aheadsAt(): number;
}

const ROOM = 0x40_0000;
const AHEAD_BYTES = 256 + 16;

/**
 * A look by WebAssembly in memory of its own.
 *
 * @returns undefined on a machine without WebAssembly, or for so many keywords that they leave no room
 */
export function createQuietLook(prompts: readonly Prompt[]): QuietLook | undefined {
  const engine = startModule<QuietEngine>(QUIET_MODULE);
  if (engine === undefined) return undefined;
  loadKeywords(
    engine,
    prompts.map(({ keyword }) => keyword),
  );
  loadPrompts(engine, prompts);
  return engine.memory.buffer.byteLength <= ROOM ? engine : undefined;
}

function loadPrompts(engine: QuietEngine, prompts: readonly Prompt[]): void {
  const kinds = [...new Set(prompts.flatMap(({ ahead }) => ahead ?? []))].slice(0, 255);
  engine.reserveQuiet(prompts.length, kinds.length, Math.max(0, ...kinds.map(({ within }) => within)));
  const { buffer } = engine.memory;
  const lengths = new Uint8Array(buffer, engine.lengthsAt(), prompts.length);
  const aheads = new Uint8Array(buffer, engine.aheadsOfAt(), prompts.length);
  for (const [index, { keyword, ahead }] of prompts.entries()) {
    lengths[index] = keyword.length;
    aheads[index] = ahead === undefined ? 0 : kinds.indexOf(ahead) + 1;
  }
  for (const [index, ahead] of kinds.entries()) {
    const at = engine.aheadsAt() + index * AHEAD_BYTES;
    new Uint8Array(buffer, at, 256).set(tableOf(ahead));
    new Uint32Array(buffer, at + 256, 1)[0] = ahead.within;
  }
}
