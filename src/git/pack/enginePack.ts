import { emptyFamilies, readFamilies, type Families } from './families.js';
import type { Made } from './maker.js';
import { STEPS, type PackEngine, type PackLook } from './packEngine.js';
import type { PackFile } from './packFile.js';

/** Packs up to this size are read at once: what is made from each other lies anywhere in them. */
const WHOLE = 32 * 1024 * 1024;
/** What is read at a time of larger ones where entries are read in the order of the file. */
const WINDOW = 4 * 1024 * 1024;
/** And where they are not: what is made from each other often lies together. */
const NEIGHBOURHOOD = 16 * 1024;
/** The engine counts in 32 bits. */
const MOST_BYTES = 2 ** 32 - WINDOW;

const windowOf = ({ size }: PackFile): number => (size <= WHOLE ? Math.max(size, NEIGHBOURHOOD) : WINDOW);

/** What came of a walk since the last time. */
export interface WalkStep {
  /** Objects of all kinds that were passed. */
  readonly passed: number;
  /** Objects that need no look: place, kind (see `PACKED`) and size of each. Good until the next step. */
  readonly quiet: Uint32Array;
  /** The object that the walk stopped at, if it did: `made` is missing where it is left to others. */
  readonly found?: { readonly place: number; readonly kind: number; readonly made: Made | undefined };
}

/** A pack that the engine has open. It has one open at a time. */
export class EnginePack {
  readonly families: Families;
  readonly #engine: PackEngine;
  readonly #pack: PackFile;
  readonly #memory: Buffer;
  readonly #quiet: Uint8Array;
  readonly #look: PackLook | undefined;

  private constructor(engine: PackEngine, pack: PackFile, families: Families | undefined, look: PackLook | undefined) {
    const { count } = pack.index;
    const { buffer } = engine.memory;
    this.#engine = engine;
    this.#pack = pack;
    this.#look = look;
    this.#memory = Buffer.from(buffer);
    this.#quiet = new Uint8Array(buffer, engine.quietAt(), count);
    const offsets = new Uint32Array(buffer, engine.offsetsAt(), count + 1);
    offsets.set(pack.index.tables.offsets);
    offsets[count] = pack.entriesEnd;
    if (pack.size <= WHOLE) this.#read(0, pack.size, pack.size);
    const known = families ?? this.#readFamilies();
    if (known === undefined) this.families = readFamilies(pack);
    else this.families = known;
    if (families !== undefined || known === undefined) this.#load(this.families);
  }

  /**
   * @param families where they are known
   * @param look the engine's
   * @returns undefined where the pack is larger than the engine can take, or there is no memory for it
   */
  static open(engine: PackEngine, pack: PackFile, families?: Families, look?: PackLook): EnginePack | undefined {
    if (pack.size > MOST_BYTES) return undefined;
    engine.clearRing();
    if (engine.open(pack.index.count, pack.index.tables.hashBytes, windowOf(pack)) === 0) return undefined;
    return new EnginePack(engine, pack, families, look);
  }

  /** What it gives is good until the next one is made; undefined for what is left to others. */
  make(place: number): Made | undefined {
    const engine = this.#engine;
    let step = engine.make(place);
    while (step === STEPS.missing) {
      this.#readMissing(NEIGHBOURHOOD);
      step = engine.make(place);
    }
    return step === STEPS.left ? undefined : this.#made();
  }

  /**
   * Makes the objects of some kinds that are whole in a stretch of places, and all that is made from those, each
   * before what is made from it.
   *
   * @param kinds a bit for each
   */
  *walk(from: number, to: number, kinds: number): Generator<WalkStep> {
    const engine = this.#engine;
    engine.walkOver(from, to, kinds);
    for (let isGoing = true; isGoing;) {
      const step = engine.step();
      const passed = engine.passedCount();
      const quiet = new Uint32Array(engine.memory.buffer, engine.lookedAt(), engine.lookedCount() * 3);
      if (step === STEPS.missing) this.#readMissing(NEIGHBOURHOOD);
      if (step === STEPS.left || step === STEPS.found) {
        const made = step === STEPS.found ? { ...this.#made(), ...this.#found() } : undefined;
        yield { passed, quiet, found: { place: engine.placeOfWalk(), kind: engine.kindOfWalk(), made } };
      } else yield { passed, quiet };
      isGoing = step !== STEPS.ended;
    }
  }

  /** Nothing is in this object: what is made from it is looked at by its changes. */
  setQuiet(place: number): void {
    this.#quiet[place] = 1;
  }

  #made(): Made {
    const engine = this.#engine;
    const start = engine.objectAt();
    const bytes = this.#memory.subarray(start, start + engine.objectSize());
    const count = engine.changeCount();
    if (count === -1) return { bytes };
    return { bytes, changes: new Uint32Array(engine.memory.buffer, engine.changesAt(), count * 2) };
  }

  /** Where something may be in it. */
  #found(): Pick<Made, 'stretches'> {
    const count = this.#look?.foundCount() ?? -1;
    if (!this.#look || count === -1) return {};
    return { stretches: new Uint32Array(this.#engine.memory.buffer, this.#look.foundAt(), count * 2) };
  }

  #readMissing(ahead: number): void {
    this.#read(this.#engine.missingAt(), this.#engine.missingSize(), ahead);
  }

  /** What is not there is zeros: whatever is made of it is odd. */
  #read(offset: number, least: number, ahead: number): void {
    const start = this.#engine.windowAt();
    const window = this.#memory.subarray(start, start + Math.min(Math.max(least, ahead), windowOf(this.#pack)));
    const length = this.#pack.read(window, offset, least);
    window.fill(0, length, Math.max(length, least));
    this.#engine.setWindow(offset, Math.max(length, least));
  }

  /** Undefined where some of them name their bases. */
  #readFamilies(): Families | undefined {
    const engine = this.#engine;
    const { count } = this.#pack.index;
    for (let place = engine.readKinds(0); place < count; place = engine.readKinds(place)) {
      if (place === -1) return undefined;
      this.#readMissing(WINDOW);
    }
    const families = emptyFamilies(count, engine.link() !== 0);
    for (const [own, table] of this.#tables(families)) own.set(table);
    return families;
  }

  #load(families: Families): void {
    for (const [own, table] of this.#tables(families)) table.set(own);
  }

  /** Those of families, each with the engine's. */
  #tables({ kinds, bases, first, next }: Families): (readonly [Uint8Array | Int32Array, Uint8Array | Int32Array])[] {
    const engine = this.#engine;
    const { buffer } = engine.memory;
    const { count } = this.#pack.index;
    return [
      [kinds, new Uint8Array(buffer, engine.kindsAt(), count)],
      [bases, new Int32Array(buffer, engine.basesAt(), count)],
      [first, new Int32Array(buffer, engine.firstsAt(), count)],
      [next, new Int32Array(buffer, engine.nextsAt(), count)],
    ];
  }
}
