import { isInAlphabet } from './coded';

const LF: u8 = 10;
const MARGIN: i32 = 1024;
/** How far the beginning or end of a line, or of a run, is looked for. */
const LONGEST: i32 = 4096;
const GAP: i32 = 256;

/** More stretches than this are not told. */
export const MOST_STRETCHES: i32 = 4096;

/** Nearly everything changed, or lines are too long. */
export const WHOLE: i32 = -1;
/** There are too many. */
export const MANY: i32 = -2;

/**
 * Writes what is to be looked at of a document that was changed, as start and end (u32 each).
 *
 * @param margin how far what stands near a change may matter, where nothing that matters stood in the base; 0 where
 * something did: lines then, by what `linesAround` in changes.ts does, and says more of
 * @returns how many stretches there are; `WHOLE` or `MANY`
 */
export function stretchesAround(document: usize, size: i32, changesAt: usize, changes: i32, margin: i32, to: usize): i32 {
  const around = margin === 0 ? MARGIN : margin;
  let count = 0;
  let covered: i64 = 0;
  let last = 0;
  for (let index = 0; index < changes; index++) {
    const change = changesAt + (<usize>index << 3);
    const first = load<i32>(change) - around;
    const behind = load<i32>(change, 4) + around;
    if (count > 0 && behind <= last) continue;
    const end = behind >= size ? size : margin === 0 ? endOfLine(document, size, behind) : endOfRun(document, size, behind);
    if (end === -1) return WHOLE;
    if (count > 0 && first <= last + GAP) {
      covered += end - last;
      store<i32>(to + (<usize>(count - 1) << 3), end, 4);
    } else {
      const start = first <= 0 ? 0 : margin === 0 ? startOfLine(document, first) : startOfRun(document, first);
      if (start === -1) return WHOLE;
      if (count === MOST_STRETCHES) return MANY;
      covered += end - start;
      store<i32>(to + (<usize>count << 3), start);
      store<i32>(to + (<usize>count << 3), end, 4);
      count++;
    }
    last = end;
    if (covered * 5 > <i64>size * 4) return WHOLE;
  }
  return count;
}

function startOfLine(document: usize, at: i32): i32 {
  const first = max(0, at - LONGEST);
  for (let before = at; before > first; before--) if (load<u8>(document + before - 1) === LF) return before;
  return first === 0 ? 0 : -1;
}

function endOfLine(document: usize, size: i32, from: i32): i32 {
  const last = min(size, from + LONGEST);
  for (let at = from; at < last; at++) if (load<u8>(document + at) === LF) return at;
  return last === size ? last : -1;
}

/** Before the byte that stands before a run of base64 characters, if one reaches there. */
function startOfRun(document: usize, at: i32): i32 {
  const first = max(0, at - LONGEST);
  for (let before = at; before > first; before--) if (!isInAlphabet(load<u8>(document + before - 1))) return before - 1;
  return first === 0 ? 0 : -1;
}

/** Behind a run that reaches there. */
function endOfRun(document: usize, size: i32, from: i32): i32 {
  const last = min(size, from + LONGEST);
  for (let at = from; at < last; at++) if (!isInAlphabet(load<u8>(document + at))) return at;
  return last === size ? last : -1;
}
