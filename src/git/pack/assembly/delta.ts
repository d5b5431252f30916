import { CHANGES, MOST_CHANGES } from './layout';

// Carries out deltas: what `applyDelta` in delta.ts does, and says more of.

/** Numbers that a delta begins with; behind its end nothing is read. */
export let size: u64 = 0;

/** Reads a size. @returns where it ends; 0 where it is broken */
export function readSize(from: usize, end: usize): usize {
  size = 0;
  let at = from;
  for (let shift: u64 = 0; at < end && shift < 56; shift += 7) {
    const byte: u32 = load<u8>(at++);
    size |= <u64>(byte & 0x7f) << shift;
    if (byte < 0x80) return at;
  }
  return 0;
}

/** How many stretches differ; more than `MOST_CHANGES` where they are not all there. */
export let changes: i32 = 0;

/** Copies of fewer bytes are made by eights: a call costs more. */
const SHORT: usize = 96;

/** @returns whether the delta fits base and result */
export function applyDelta(base: usize, baseSize: usize, from: usize, end: usize, result: usize, resultSize: usize): bool {
  const resultEnd = result + resultSize;
  let at = from;
  let to = result;
  /** Where the base goes on, behind what was copied last; -1 where nothing was. */
  let next: usize = 0;
  changes = 0;
  while (at < end) {
    const instruction: u32 = load<u8>(at++);
    if (instruction & 0x80) {
      if (at + popcnt(instruction & 0x7f) > end) return false;
      let offset: usize = 0;
      let length: usize = 0;
      if (instruction & 0x01) offset = load<u8>(at++);
      if (instruction & 0x02) offset |= <usize>load<u8>(at++) << 8;
      if (instruction & 0x04) offset |= <usize>load<u8>(at++) << 16;
      if (instruction & 0x08) offset |= <usize>load<u8>(at++) << 24;
      if (instruction & 0x10) length = load<u8>(at++);
      if (instruction & 0x20) length |= <usize>load<u8>(at++) << 8;
      if (instruction & 0x40) length |= <usize>load<u8>(at++) << 16;
      if (length === 0) length = 0x1_0000;
      if (offset > baseSize || length > baseSize - offset || length > resultEnd - to) return false;
      if (next !== offset) noteChange(<u32>(to - result), <u32>(to - result));
      copy(to, base + offset, length);
      to += length;
      next = offset + length;
    } else {
      const length: usize = instruction;
      if (length === 0 || length > end - at || length > resultEnd - to) return false;
      noteChange(<u32>(to - result), <u32>(to - result + length));
      copy(to, at, length);
      at += length;
      to += length;
      next = usize.MAX_VALUE;
    }
  }
  if (to !== resultEnd) return false;
  if (next !== baseSize) noteChange(<u32>resultSize, <u32>resultSize);
  return true;
}

// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, length: usize): void {
  if (length > SHORT) {
    memory.copy(to, from, length);
    return;
  }
  for (let at: usize = 0; at < length; at += 8) store<u64>(to + at, load<u64>(from + at));
}

function noteChange(start: u32, end: u32): void {
  const last = CHANGES + (<usize>changes << 3);
  if (changes > 0 && changes <= MOST_CHANGES && load<u32>(last - 4) === start) {
    store<u32>(last - 4, end);
    return;
  }
  if (changes < MOST_CHANGES) {
    store<u32>(last, start);
    store<u32>(last, end, 4);
    changes++;
  } else changes = MOST_CHANGES + 1;
}
