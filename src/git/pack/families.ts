import { PACKED } from './entryHeader.js';
import type { PackFile } from './packFile.js';

/** Who is made from whom, by place; `NONE` where there is nobody. In memory that threads share. */
export interface Families {
  /** See `PACKED`. */
  readonly kinds: Uint8Array;
  /** What each object is made from. */
  readonly bases: Int32Array;
  /** The first object that is made from this one. */
  readonly first: Int32Array;
  /** The next one that is made from the same. */
  readonly next: Int32Array;
  /** Each object is whole, or made from one that is here. Where it is not known: false. */
  readonly isComplete: boolean;
}

export const NONE = -1;

export function emptyFamilies(count: number, isComplete: boolean): Families {
  const numbers = (): Int32Array => new Int32Array(new SharedArrayBuffer(count * 4)).fill(NONE);
  const kinds = new Uint8Array(new SharedArrayBuffer(count));
  return { kinds, bases: numbers(), first: numbers(), next: numbers(), isComplete };
}

export function readFamilies(pack: PackFile): Families {
  const { count } = pack.index;
  const families = emptyFamilies(count, false);
  const { kinds, bases, first, next } = families;
  for (let place = 0; place < count; place += 1) {
    const { kind, base } = pack.entryAt(place, true);
    kinds[place] = kind;
    bases[place] = kind >= PACKED.deltaByOffset ? base : NONE;
  }
  for (let place = count - 1; place >= 0; place -= 1) {
    const base = bases[place] as number;
    if (base === NONE) continue;
    next[place] = first[base] as number;
    first[base] = place;
  }
  return families;
}

/** Those that are made from something that is not here, or, in a circle, from themselves. */
export function restOf({ kinds, first, next, isComplete }: Families): readonly number[] {
  if (isComplete) return [];
  const isReached = new Uint8Array(kinds.length);
  const open: number[] = [];
  for (const [root, kind] of kinds.entries()) {
    if (kind === 0 || kind > PACKED.tag) continue;
    open.push(root);
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      isReached[place] = 1;
      for (const relative of [place === root ? NONE : next[place], first[place]])
        if (relative !== undefined && relative !== NONE) open.push(relative);
    }
  }
  return [...isReached.keys()].filter((place) => isReached[place] === 0);
}
