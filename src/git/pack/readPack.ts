import type { ObjectType } from '../batchParser.js';
import { EnginePack } from './enginePack.js';
import { OBJECT_TYPES } from './entryHeader.js';
import { NONE, readFamilies, restOf, type Families } from './families.js';
import { Maker, type Made } from './maker.js';
import { startPackEngine, type PackEngine, type PackLook } from './packEngine.js';
import type { PackFile } from './packFile.js';

/** An object of a pack, whole. */
export interface PackObject {
  readonly place: number;
  readonly type: ObjectType;
  /** Good until the next one is asked for. */
  readonly bytes: Buffer;
  /** What it is made from, if it is, and what differs: see `PackedPlace`. */
  readonly base?: number;
  readonly changes?: ArrayLike<number>;
  /** See `PackedPlace`. */
  readonly stretches?: ArrayLike<number> | undefined;
}

/** What those share who read a pack at the same time. */
export interface PackShare {
  readonly families: Families;
  /** Who reads what: a byte for each block of objects, 1 when somebody has taken it. */
  readonly claims: Uint8Array<SharedArrayBuffer>;
}

/** So many objects and what is made from them are a block. */
const BLOCK_SHIFT = 6;

function unclaimed(count: number): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer((count >> BLOCK_SHIFT) + 1));
}

/** What somebody who reads a pack is told and asked. */
export interface PackReading {
  readonly wants: (place: number, type: ObjectType) => boolean;
  /**
   * Told of objects that are too large to be handed over whole, and of everything that is not as it should be: git has
   * the last word on those.
   */
  readonly onOdd: (place: number) => void;
}

/** What somebody who looks at all objects of a pack is told and asked. */
export interface PackLooking {
  readonly types: readonly ObjectType[];
  /** Told of objects of all kinds, as they are passed: how many. */
  readonly onPassed: (count: number) => void;
  /** Told of an object in which nothing is: it needs no look, nor is it handed over. */
  readonly onQuiet: (place: number, type: ObjectType, size: number) => void;
  /** See `PackReading`. */
  readonly onOdd: (place: number) => void;
  /** Whether nothing was found in an object that was handed over, nor can be by a change elsewhere in it. */
  readonly isQuiet: (place: number) => boolean;
}

/**
 * Hands over the objects of a pack: each one, then all that is made from it, so that a base is at hand when it
 * is needed. Generates so that the caller can stop for a while. What it keeps of each object is 23 bytes.
 */
export class PackReader {
  /** What others are told who read the same pack at the same time. */
  readonly share: PackShare;
  readonly #count: number;
  readonly #engine: EnginePack | undefined;
  readonly #maker: Maker;
  readonly #isFirst: boolean;

  /**
   * @param look looks at objects where they are made
   * @param share of the one who began to read: each block is read by who takes it first
   */
  constructor(pack: PackFile, look?: PackLook, share?: PackShare) {
    const engine = engineFor(look);
    this.#count = pack.index.count;
    this.#engine = engine && EnginePack.open(engine, pack, share?.families, look);
    this.#isFirst = share === undefined;
    const families = share?.families ?? this.#engine?.families ?? readFamilies(pack);
    this.share = share ?? { families, claims: unclaimed(this.#count) };
    this.#maker = new Maker(pack, (place) => families.first[place] !== NONE);
  }

  /** Asks of each object whether it is wanted, before it is made. */
  *read({ wants, onOdd }: PackReading): Generator<PackObject> {
    const { kinds, first, next } = this.share.families;
    /** Objects whose own children, or next siblings, are still to come. */
    const open: number[] = [];
    for (const [start, end] of this.#blocks())
      for (let root = start; root < end; root += 1) {
        const type = OBJECT_TYPES[kinds[root] as number];
        if (type === undefined) continue;
        open.push(root);
        for (let place = open.pop(); place !== undefined; place = open.pop()) {
          const sibling = place === root ? NONE : (next[place] as number);
          const child = first[place] as number;
          if (sibling !== NONE) open.push(sibling);
          if (child !== NONE) open.push(child);
          if (!wants(place, type)) continue;
          const object = this.#object(place, type, this.#engine?.make(place));
          if (object === undefined) onOdd(place);
          else yield object;
        }
      }
    this.#tellRest(onOdd);
  }

  /** Hands over those that somebody has to look at; undefined where others may have their turn. */
  *look({ types, onPassed, onQuiet, onOdd, isQuiet }: PackLooking): Generator<PackObject | undefined> {
    const engine = this.#engine;
    if (engine === undefined) {
      const wants = (_place: number, type: ObjectType): boolean => {
        onPassed(1);
        return types.includes(type);
      };
      return yield* this.read({ wants, onOdd });
    }
    const kinds = types.reduce((bits, type) => bits | (1 << OBJECT_TYPES.indexOf(type)), 0);
    for (const [start, end] of this.#blocks())
      for (const step of engine.walk(start, end, kinds)) {
        onPassed(step.passed);
        for (let at = 0; at < step.quiet.length; at += 3)
          onQuiet(
            step.quiet[at] as number,
            OBJECT_TYPES[step.quiet[at + 1] as number] as ObjectType,
            step.quiet[at + 2] as number,
          );
        const { found } = step;
        if (found === undefined) {
          yield undefined;
          continue;
        }
        const { place, made } = found;
        const object = this.#object(place, OBJECT_TYPES[found.kind] as ObjectType, made);
        if (object === undefined) {
          onOdd(place);
          continue;
        }
        yield object;
        if (isQuiet(place)) engine.setQuiet(place);
      }
    this.#tellRest(onOdd);
  }

  /** Those that nobody else has taken. */
  *#blocks(): Generator<readonly [start: number, end: number]> {
    const { claims } = this.share;
    for (let block = 0; block < claims.length; block += 1)
      if (Atomics.exchange(claims, block, 1) === 0)
        yield [block << BLOCK_SHIFT, Math.min(this.#count, (block + 1) << BLOCK_SHIFT)];
  }

  /** @param made by the engine; what it leaves is made here */
  #object(place: number, type: ObjectType, made: Made | undefined): PackObject | undefined {
    const { bytes, changes, stretches } = made ?? this.#maker.make(place) ?? {};
    if (bytes === undefined) return undefined;
    const base = this.share.families.bases[place] as number;
    return { place, type, bytes, ...(changes && { base, changes, stretches }) };
  }

  #tellRest(onOdd: (place: number) => void): void {
    if (this.#isFirst) for (const place of restOf(this.share.families)) onOdd(place);
  }
}

/** One for all packs: none is read while another one is. */
let plain: PackEngine | undefined;
const looking = new WeakMap<PackLook, PackEngine>();

function engineFor(look: PackLook | undefined): PackEngine | undefined {
  if (look === undefined) return (plain ??= startPackEngine());
  const engine = looking.get(look) ?? startPackEngine(look);
  if (engine) looking.set(look, engine);
  return engine;
}
