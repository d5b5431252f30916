/** Words of 32 bits that are kept of an id: 128 bits, more than enough to tell objects apart. */
const WORDS = 4;
/** Bytes of an id that are kept. */
export const KEPT_BYTES = WORDS * 4;

/** A set of object ids that takes about 30 bytes for each, where a `Set` of strings takes 150. */
export class OidSet {
  #slots: Uint32Array;
  #used = 0;

  /** @param expected how many ids it will hold, about: it grows where they are more */
  constructor(expected = 0) {
    let slots = 1024;
    while (isCrowded(expected, slots)) slots *= 2;
    this.#slots = new Uint32Array(slots * WORDS);
  }

  get size(): number {
    return this.#used;
  }

  has(oid: string): boolean {
    return this.#isAt(this.#seek(word(oid, 0), word(oid, 8), word(oid, 16), word(oid, 24)));
  }

  add(oid: string): void {
    this.#add(word(oid, 0), word(oid, 8), word(oid, 16), word(oid, 24));
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
      this.#add(
        bytes.readUInt32BE(from),
        bytes.readUInt32BE(from + 4),
        bytes.readUInt32BE(from + 8),
        bytes.readUInt32BE(from + 12),
      );
  }

  #add(first: number, second: number, third: number, fourth: number): void {
    const at = this.#seek(first, second, third, fourth);
    if (this.#isAt(at)) return;
    const slots = this.#slots;
    slots[at] = first;
    slots[at + 1] = second;
    slots[at + 2] = third;
    slots[at + 3] = fourth;
    this.#used += 1;
    if (isCrowded(this.#used, slots.length / WORDS)) this.#grow();
  }

  /** Place of an id, or the empty one where it would go. */
  #seek(first: number, second: number, third: number, fourth: number): number {
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

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#used = 0;
    for (let at = 0; at < old.length; at += WORDS) {
      const first = old[at] ?? 0;
      const second = old[at + 1] ?? 0;
      const third = old[at + 2] ?? 0;
      const fourth = old[at + 3] ?? 0;
      if ((first | second | third | fourth) !== 0) this.#add(first, second, third, fourth);
    }
  }
}

/** More than two thirds of the slots are taken. */
function isCrowded(used: number, slots: number): boolean {
  return used * 3 > slots * 2;
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
