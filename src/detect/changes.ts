import type { Span } from '../model/document.js';

const LF = 10;
/** How far the beginning or end of a line is looked for. */
const LONGEST_LINE = 4096;
/** Stretches that are nearer to each other are looked at as one. */
const GAP = 256;

/**
 * The lines that hold changed bytes, and `margin` bytes more on both sides, as stretches of whole lines.
 *
 * @param changes start, end, start, end …, in order
 * @returns undefined where that is nearly all of it, or lines are too long
 */
export function linesAround(bytes: Buffer, changes: ArrayLike<number>, margin: number): Span[] | undefined {
  const stretches: { start: number; end: number }[] = [];
  let covered = 0;
  for (let index = 0; index < changes.length; index += 2) {
    const last = stretches.at(-1);
    const from = (changes[index] as number) - margin;
    const to = (changes[index + 1] as number) + margin;
    if (last && to <= last.end) continue;
    const end = to >= bytes.length ? bytes.length : endOfLine(bytes, to);
    if (end === -1) return undefined;
    if (last && from <= last.end + GAP) {
      covered += end - last.end;
      last.end = end;
    } else {
      const start = from <= 0 ? 0 : startOfLine(bytes, from);
      if (start === -1) return undefined;
      covered += end - start;
      stretches.push({ start, end });
    }
    if (covered > bytes.length * 0.8) return undefined;
  }
  return stretches;
}

/** Behind the last line feed before `at`. */
function startOfLine(bytes: Buffer, at: number): number {
  const first = Math.max(0, at - LONGEST_LINE);
  const feed = bytes.subarray(first, at).lastIndexOf(LF);
  if (feed !== -1) return first + feed + 1;
  return first === 0 ? 0 : -1;
}

/** The first line feed from `at` on. */
function endOfLine(bytes: Buffer, at: number): number {
  const last = Math.min(bytes.length, at + LONGEST_LINE);
  const feed = bytes.subarray(at, last).indexOf(LF);
  if (feed !== -1) return at + feed;
  return last === bytes.length ? last : -1;
}
