import type { Span } from '../model/document.js';
import type { RuleWindow } from '../model/rule.js';

export const DEFAULT_BEFORE = 256;
export const DEFAULT_AFTER = 512;
const LF = 10;

/**
 * The stretches of a document that a rule's pattern has to see: one round each keyword hit, clipped to
 * its line unless the rule looks past line ends, overlapping ones joined. So the cost of a rule is
 * hits times window, whatever the length of a line, and never more than the document.
 *
 * @param offsets keyword hits in ascending order
 */
export function windowsAround(bytes: Buffer, offsets: readonly number[], window: RuleWindow = {}): Span[] {
  const before = window.before ?? DEFAULT_BEFORE;
  const after = window.after ?? DEFAULT_AFTER;
  const windows: { start: number; end: number }[] = [];
  for (const offset of offsets) {
    let start = Math.max(0, offset - before);
    let end = Math.min(bytes.length, offset + after);
    if (!window.lines) {
      const lineStart = bytes.subarray(start, offset).lastIndexOf(LF);
      if (lineStart !== -1) start += lineStart + 1;
      const lineEnd = bytes.subarray(offset, end).indexOf(LF);
      if (lineEnd !== -1) end = offset + lineEnd;
    }
    const last = windows.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else windows.push({ start, end });
  }
  return windows;
}

const PIECE = 256 * 1024;
const OVERLAP = 32 * 1024;

/**
 * A whole document in pieces that overlap, for patterns that may match anywhere in it. A piece begins
 * at the beginning of a line where there is one in the overlap, and never inside of a UTF-8 character.
 */
export function* piecesOf(bytes: Buffer): Iterable<Span> {
  for (let start = 0; ;) {
    const end = start + PIECE >= bytes.length ? bytes.length : afterCharacter(bytes, start + PIECE);
    yield { start, end };
    if (end === bytes.length) return;
    const feed = bytes.subarray(end - OVERLAP, end - OVERLAP / 2).indexOf(LF);
    start = feed === -1 ? afterCharacter(bytes, end - OVERLAP) : end - OVERLAP + feed + 1;
  }
}

/** The first offset from `at` on where a UTF-8 character begins. */
function afterCharacter(bytes: Buffer, at: number): number {
  let offset = at;
  while (offset < at + 3 && ((bytes[offset] ?? 0) & 0xc0) === 0x80) offset += 1;
  return Math.min(offset, bytes.length);
}
