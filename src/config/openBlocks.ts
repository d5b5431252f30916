/**
 * Blocks that have begun and not ended, found by what they are about: a text of many beginnings and many
 * ends costs no more than their number.
 */
export class OpenBlocks<Block> {
  readonly #keys = new Map<Block, readonly string[]>();
  readonly #byKey = new Map<string, Set<Block>>();

  add(block: Block, keys: readonly string[]): void {
    this.#keys.set(block, keys);
    for (const key of keys) {
      const blocks = this.#byKey.get(key);
      if (blocks) blocks.add(block);
      else this.#byKey.set(key, new Set([block]));
    }
  }

  /** Takes out the blocks that have one of the keys, or all of them, in the order in which they began. */
  close(keys?: readonly string[]): readonly Block[] {
    const closed = keys
      ? [...new Set(keys.flatMap((key) => [...(this.#byKey.get(key) ?? [])]))]
      : [...this.#keys.keys()];
    for (const block of closed) {
      for (const key of this.#keys.get(block) ?? []) this.#byKey.get(key)?.delete(block);
      this.#keys.delete(block);
    }
    return closed;
  }
}
