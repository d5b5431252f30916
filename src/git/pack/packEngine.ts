import { createMemory, startModule, type WasmMemory } from '../../webAssembly.js';
import { PACK_MODULE } from './packModule.js';

/** What assembly/index.ts exports, and says more of. All numbers are bytes, or addresses in memory. */
export interface PackEngine {
  readonly memory: WasmMemory;
  /** 0 where there is no memory for it. */
  open(count: number, hashBytes: number, window: number): number;
  clearRing(): void;
  offsetsAt(): number;
  basesAt(): number;
  firstsAt(): number;
  nextsAt(): number;
  kindsAt(): number;
  quietAt(): number;
  windowAt(): number;
  setWindow(from: number, bytes: number): void;
  missingAt(): number;
  missingSize(): number;
  readKinds(from: number): number;
  /** 0 where something is made from what is not here. */
  link(): number;
  /** See `STEPS`. */
  make(place: number): number;
  objectAt(): number;
  objectSize(): number;
  changesAt(): number;
  changeCount(): number;
  walkOver(from: number, to: number, kinds: number): void;
  /** See `STEPS`. */
  step(): number;
  placeOfWalk(): number;
  kindOfWalk(): number;
  passedCount(): number;
  lookedAt(): number;
  lookedCount(): number;
}

/** What a step ends with: make.ts and walk.ts in assembly/. */
export const STEPS = { made: 0, missing: 1, left: 2, ended: 3, found: 4, full: 5 } as const;

/** Who looks at objects where they are made, and lends the memory: everything below `BASE` is its own. */
export interface PackLook {
  readonly memory: WasmMemory;
  /** How quiet an object is; 0 where somebody has to look. See createQuietLook.ts. */
  looksQuiet(at: number, size: number, changesAt: number, changes: number, other: number): number;
  /** Where the stretches stand (start and end, 32 bits each) in which something may be, of what was looked at last. */
  foundAt(): number;
  /** How many they are; -1 where all of it has to be looked at. */
  foundCount(): number;
}

const PAGE = 0x1_0000;
/** See assembly/layout.ts; and a page for static data. */
const BASE = 0x40_0000;

/** @returns undefined where Node runs without a compiler (`--jitless`), or there is no room for its memory */
export function startPackEngine(look?: PackLook): PackEngine | undefined {
  const memory = look?.memory ?? createMemory(BASE / PAGE + 1);
  if (memory === undefined || !growTo(memory, BASE + PAGE)) return undefined;
  const looksQuiet = look?.looksQuiet ?? (() => 0);
  return startModule(PACK_MODULE, { env: { memory }, look: { looksQuiet } });
}

function growTo(memory: WasmMemory, bytes: number): boolean {
  const least = bytes - memory.buffer.byteLength;
  try {
    if (least > 0) memory.grow(least / PAGE);
    return true;
  } catch {
    return false;
  }
}
