import type { GitObject } from '../git/batchParser.js';

type Placed = Pick<GitObject, 'packed'>;

/** Objects of packs in which nothing is, nor can be by a change elsewhere in them. A bit for each. */
export class QuietObjects {
  readonly #ofPack = new Map<object, Bits>();

  add({ packed }: Placed): void {
    if (packed === undefined) return;
    let bits = this.#ofPack.get(packed.pack);
    if (bits === undefined) this.#ofPack.set(packed.pack, (bits = new Bits()));
    bits.add(packed.place);
  }

  /** How an object differs from a quiet one that it is made from; undefined where it is made from no such. */
  changesOf({ packed }: Placed): ArrayLike<number> | undefined {
    if (packed?.base === undefined) return undefined;
    return this.#ofPack.get(packed.pack)?.has(packed.base) ? packed.changes : undefined;
  }
}

/** A set of small numbers. */
class Bits {
  #words = new Uint32Array(1024);

  add(number: number): void {
    const word = number >>> 5;
    if (word >= this.#words.length) {
      const grown = new Uint32Array(Math.max(word + 1, this.#words.length * 2));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[word] = (this.#words[word] as number) | (1 << (number & 31));
  }

  has(number: number): boolean {
    return ((this.#words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }
}
