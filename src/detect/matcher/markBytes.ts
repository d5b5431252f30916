import { hexDigit } from '../decode/hexDigit.js';
import { SHORTEST_RUN, type Marks } from './keywordMatcher.js';

/** For each byte 1 where it is of the base64 or base64url alphabet. */
const IN_ALPHABET = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  IN_ALPHABET[character.charCodeAt(0)] = 1;

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const BACKSLASH = 0x5c;

/** Whether a stretch of so many bytes is part of one run. */
export function isInRun(bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = start; at < start + length; at += 1) if (IN_ALPHABET[bytes[at] as number] !== 1) return false;
  return true;
}

/** What assembly/survey.ts does, for machines without WebAssembly. */
export function markBytes(bytes: Uint8Array, marks: Marks): void {
  markRuns(bytes, marks.runs);
  // Whether they do, decoders see.
  marks.codedRuns = marks.runs;
  // Printable ASCII is %20 to %7E.
  markEscapes(bytes, PERCENT, (second, third) => second >= 0x32 && second <= 0x37 && isHexDigit(third), marks.escapes);
  markEscapes(bytes, BACKSLASH, canFollowBackslash, marks.escapes);
  markEscapes(bytes, AMPERSAND, canFollowAmpersand, marks.escapes);
  marks.hasWideText = bytes.includes(0);
}

/**
 * Looks at the last place first at which a run could still be long enough, and from there backwards to what ends
 * it: most bytes are never looked at.
 */
function markRuns(bytes: Uint8Array, runs: number[]): void {
  const { length } = bytes;
  // What a module declares is read anew each time.
  const inAlphabet = IN_ALPHABET;
  const ahead = SHORTEST_RUN - 1;
  let start = 0;
  for (let last = ahead; last < length; last = start + ahead) {
    let at = last;
    while (at >= start && inAlphabet[bytes[at] as number] === 1) at -= 1;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = last + 1;
    while (end < length && inAlphabet[bytes[end] as number] === 1) end += 1;
    runs.push(start, end);
    start = end + 1;
  }
}

function markEscapes(
  bytes: Uint8Array,
  marker: number,
  canFollow: (second: number, third: number) => boolean,
  escapes: number[],
): void {
  for (let at = bytes.indexOf(marker); at !== -1; at = bytes.indexOf(marker, at + 1))
    if (at + 2 < bytes.length && canFollow(bytes[at + 1] as number, bytes[at + 2] as number)) escapes.push(at);
}

/** `u` or `x` and a digit or `{`; two octal digits. */
function canFollowBackslash(second: number, third: number): boolean {
  if (second === 0x75 || second === 0x78) return isHexDigit(third) || third === 0x7b;
  return second >= 0x30 && second <= 0x33 && third >= 0x30 && third <= 0x37;
}

/** `#` and a digit or `x`; two letters. */
function canFollowAmpersand(second: number, third: number): boolean {
  return second === 0x23 ? isDigit(third) || (third | 0x20) === 0x78 : isLetter(second) && isLetter(third);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHexDigit(code: number): boolean {
  return hexDigit(code) !== -1;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
