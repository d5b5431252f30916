/** What is kept of an object beside its bytes takes more than a small one has. */
const MOST_KEPT = 32_768;

/**
 * Keeps the objects that were made last in one stretch of memory of a fixed size, a new one in the place of the
 * oldest: tens of thousands of short-lived buffers cost more than what is in them.
 */
export class KeptObjects {
  readonly #ring: Buffer;
  readonly #slots = new Map<number, Slot>();
  /** From the oldest to the newest. */
  #order: Slot[] = [];
  #oldest = 0;
  #next = 0;

  /** @param size in bytes */
  constructor(size: number) {
    this.#ring = Buffer.allocUnsafeSlow(size);
  }

  get(place: number): Buffer | undefined {
    return this.#slots.get(place)?.bytes;
  }

  /**
   * Room for an object, good until so much was asked for that its turn comes again. Where that would overwrite
   * `other`, or is too large or nothing, it is memory of its own, which is not kept.
   */
  room(place: number, length: number, other: Buffer | undefined): Buffer {
    const start = this.#next + length > this.#ring.length ? 0 : this.#next;
    const end = start + length;
    if (length === 0 || end > this.#ring.length || (other && this.#overlaps(other, start, end)))
      return Buffer.allocUnsafeSlow(length);
    const isWrapped = start < this.#next;
    for (let oldest = this.#order[this.#oldest]; oldest; oldest = this.#order[this.#oldest]) {
      const isInTheWay = oldest.start < end && oldest.end > start;
      const isOneTooMany = this.#order.length - this.#oldest >= MOST_KEPT;
      if (!isInTheWay && !isOneTooMany && !(isWrapped && oldest.start >= this.#next)) break;
      if (this.#slots.get(oldest.place) === oldest) this.#slots.delete(oldest.place);
      this.#oldest += 1;
    }
    if (this.#oldest > 4096) {
      this.#order = this.#order.slice(this.#oldest);
      this.#oldest = 0;
    }
    const slot: Slot = { place, start, end, bytes: this.#ring.subarray(start, end) };
    this.#slots.set(place, slot);
    this.#order.push(slot);
    this.#next = end;
    return slot.bytes;
  }

  /** What was to come into the room did not. */
  forget(place: number): void {
    this.#slots.delete(place);
  }

  #overlaps(bytes: Buffer, start: number, end: number): boolean {
    return bytes.buffer === this.#ring.buffer && bytes.byteOffset < end && bytes.byteOffset + bytes.length > start;
  }
}

interface Slot {
  readonly place: number;
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}
