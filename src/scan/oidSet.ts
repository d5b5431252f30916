/** Words of 32 bits that are kept of an id: 128 bits, more than enough to tell objects apart. */
const WORDS = 4;
/** Bytes of an id that are kept. */
export const KEPT_BYTES = WORDS * 4;

/** A set of object ids that takes about 30 bytes for each, where a `Set` of strings takes 150. */
export class OidSet {
  #slots = new Uint32Array(1024 * WORDS);
  #used = 0;

  get size(): number {
    return this.#used;
  }

  has(oid: string): boolean {
    return this.#isAt(this.#find(oid));
  }

  add(oid: string): void {
    const at = this.#find(oid);
    if (this.#isAt(at)) return;
    this.#put(at, wordsOf(oid));
  }

  /** The ids, cut to `KEPT_BYTES`, one after the other. */
  toBytes(): Buffer {
    const bytes = Buffer.alloc(this.#used * KEPT_BYTES);
    let to = 0;
    for (let at = 0; at < this.#slots.length; at += WORDS) {
      if (!this.#isAt(at)) continue;
      for (const kept of this.#slots.subarray(at, at + WORDS)) to = bytes.writeUInt32BE(kept, to);
    }
    return bytes;
  }

  /** Adds what `toBytes` gave. */
  addBytes(bytes: Buffer): void {
    for (let from = 0; from + KEPT_BYTES <= bytes.length; from += KEPT_BYTES)
      this.add(bytes.toString('hex', from, from + KEPT_BYTES));
  }

  /** Place of an id, or the empty one where it would go. */
  #find(oid: string): number {
    return this.#seek(wordsOf(oid));
  }

  #seek([first, second, third, fourth]: Words): number {
    const slots = this.#slots;
    const mask = slots.length / WORDS - 1;
    let slot = first & mask;
    for (;;) {
      const at = slot * WORDS;
      if (!this.#isAt(at)) return at;
      if (slots[at] === first && slots[at + 1] === second && slots[at + 2] === third && slots[at + 3] === fourth)
        return at;
      slot = (slot + 1) & mask;
    }
  }

  /** All zeros stand for nothing: no object has such an id. */
  #isAt(at: number): boolean {
    const slots = this.#slots;
    return ((slots[at] ?? 0) | (slots[at + 1] ?? 0) | (slots[at + 2] ?? 0) | (slots[at + 3] ?? 0)) !== 0;
  }

  #put(at: number, words: Words): void {
    this.#slots.set(words, at);
    this.#used += 1;
    if (this.#used * 3 > (this.#slots.length / WORDS) * 2) this.#grow();
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const words: Words = [old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0, old[at + 3] ?? 0];
      if (words.some((each) => each !== 0)) this.#slots.set(words, this.#seek(words));
    }
  }
}

type Words = readonly [number, number, number, number];

function wordsOf(oid: string): Words {
  return [word(oid, 0), word(oid, 8), word(oid, 16), word(oid, 24)];
}

function word(oid: string, from: number): number {
  let value = 0;
  for (let at = from; at < from + 8; at += 1) {
    const code = oid.charCodeAt(at);
    // Letters stand 0x40 higher than their value less nine.
    value = (value << 4) | ((code & 15) + (code >> 6) * 9);
  }
  return value >>> 0;
}
