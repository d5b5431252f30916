/** Copies of fewer bytes are made one by one: a call costs more. */
const SHORT = 32;

/** How many bits of seven are set: so many bytes follow an instruction. */
const NUMBERS = new Uint8Array(128);
for (let bits = 1; bits < 128; bits += 1) NUMBERS[bits] = (NUMBERS[bits >> 1] as number) + (bits & 1);

/**
 * Carries out a delta (gitformat-pack(5)): the sizes of base and result, then instructions. `1ooooooo`: copy from
 * the base, bits say which bytes of offset and length follow; `0nnnnnnn`: so many new bytes follow.
 *
 * @param at where the instructions begin
 * @param result to be filled
 * @returns what differs, see `PackedPlace`; undefined where the delta does not fit base or result, or is broken
 */
export function applyDelta(base: Buffer, delta: Buffer, at: number, result: Buffer): number[] | undefined {
  const size = result.length;
  const changes: number[] = [];
  let to = 0;
  /** Where the base goes on, behind what was copied last; -1 where nothing was. */
  let next = 0;
  while (at < delta.length) {
    const instruction = delta[at] as number;
    at += 1;
    if (instruction & 0x80) {
      if (at + (NUMBERS[instruction & 0x7f] as number) > delta.length) return undefined;
      let from = 0;
      let length = 0;
      if (instruction & 0x01) from = delta[at++] as number;
      if (instruction & 0x02) from |= (delta[at++] as number) << 8;
      if (instruction & 0x04) from |= (delta[at++] as number) << 16;
      if (instruction & 0x08) from += (delta[at++] as number) * 0x100_0000;
      if (instruction & 0x10) length = delta[at++] as number;
      if (instruction & 0x20) length |= (delta[at++] as number) << 8;
      if (instruction & 0x40) length |= (delta[at++] as number) << 16;
      if (length === 0) length = 0x1_0000;
      if (from + length > base.length || to + length > size) return undefined;
      if (next !== from) noteChange(changes, to, to);
      if (length < SHORT)
        for (let index = 0; index < length; index += 1) result[to + index] = base[from + index] as number;
      else base.copy(result, to, from, from + length);
      to += length;
      next = from + length;
    } else {
      if (instruction === 0 || at + instruction > delta.length || to + instruction > size) return undefined;
      noteChange(changes, to, to + instruction);
      for (let index = 0; index < instruction; index += 1) result[to + index] = delta[at + index] as number;
      at += instruction;
      to += instruction;
      next = -1;
    }
  }
  if (to !== size) return undefined;
  if (next !== base.length) noteChange(changes, size, size);
  return changes;
}

/** The sizes that a delta begins with, and how many bytes they take. */
export function readDeltaSizes(delta: Buffer): { base: number; result: number; length: number } | undefined {
  let at = 0;
  const read = (): number => {
    let size = 0;
    for (let weight = 1; at < delta.length; weight *= 128) {
      const byte = delta[at] as number;
      at += 1;
      size += (byte & 0x7f) * weight;
      if (byte < 0x80) return size;
    }
    return Number.NaN;
  };
  const base = read();
  const result = read();
  return Number.isSafeInteger(base) && Number.isSafeInteger(result) ? { base, result, length: at } : undefined;
}

function noteChange(changes: number[], start: number, end: number): void {
  if (changes.length > 0 && changes.at(-1) === start) changes[changes.length - 1] = end;
  else changes.push(start, end);
}
