import type { Known } from '../detect/detector.js';
import type { GitObject, PackedPlace } from '../git/batchParser.js';

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

  has({ pack, place }: PackedPlace): boolean {
    return this.#ofPack.get(pack)?.has(place) ?? false;
  }

  /** What is known of an object: how it differs from a quiet one, where it is made from such, and what is left of it. */
  knownOf({ packed }: Placed): Known {
    if (packed === undefined) return {};
    const { pack, base, changes, stretches } = packed;
    return { stretches, changes: base !== undefined && this.has({ pack, place: base }) ? changes : undefined };
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
