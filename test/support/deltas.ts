import fc from './properties.js';

/** Instructions of a delta, and what they give. */
export type Instruction = { readonly from: number; readonly length: number } | { readonly added: Uint8Array };

function writeSize(size: number): number[] {
  return size < 128 ? [size] : [(size & 127) | 128, ...writeSize(size >>> 7)];
}

export function writeDelta(base: Buffer, instructions: readonly Instruction[]): { delta: Buffer; result: Buffer } {
  const body: number[] = [];
  const parts: Buffer[] = [];
  for (const instruction of instructions) {
    if ('added' in instruction) {
      body.push(instruction.added.length, ...instruction.added);
      parts.push(Buffer.from(instruction.added));
      continue;
    }
    const { from, length } = instruction;
    const bytes = [from & 255, (from >> 8) & 255, (from >> 16) & 255, 0, length & 255, (length >> 8) & 255];
    const bits = bytes.reduce((sum, byte, bit) => (byte === 0 ? sum : sum | (1 << bit)), 0x80);
    body.push(bits, ...bytes.filter((byte) => byte !== 0));
    parts.push(base.subarray(from, from + length));
  }
  const result = Buffer.concat(parts);
  return { delta: Buffer.from([...writeSize(base.length), ...writeSize(result.length), ...body]), result };
}

/** A base, and instructions that fit it. */
export const deltas = fc.uint8Array({ minLength: 1, maxLength: 600 }).chain((base) =>
  fc.tuple(
    fc.constant(Buffer.from(base)),
    fc.array(
      fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 127 }).map((added): Instruction => ({ added })),
        fc
          .tuple(fc.nat(base.length - 1), fc.nat())
          .map(([from, length]): Instruction => ({ from, length: 1 + (length % (base.length - from)) })),
      ),
      { maxLength: 12 },
    ),
  ),
);
