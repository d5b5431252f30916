// Tells which of the places where a decoder begins it would leave at once: hashes, ids and names that are no text in
// base64 or hex, and markers that no escape stands behind. `true` where it may be one: the decoders then see.

/** How much of a run decoders look at first, and by which they judge (decode/base64.ts). */
const SAMPLE: usize = 64;
const NO_DIGIT: u32 = 255;

/** Whether a stretch of base64 characters may stand for text. `document` is where the bytes that are looked at begin. */
export function mayHoldText(document: usize, start: usize, end: usize): bool {
  const length = end - start;
  // One that goes through a border of pieces is tried from other places as well.
  if (start === document && length > SAMPLE + 1) return true;
  if (length % 2 === 0 && beginsAsHexText(start, min(end, start + SAMPLE * 2))) return true;
  return beginsAsText(start, min(end, start + SAMPLE));
}

function beginsAsText(start: usize, end: usize): bool {
  const total = <u32>(((end - start) * 3) >> 2);
  let others: u32 = 0;
  let bits: u32 = 0;
  let bytes: u32 = 0;
  for (let at = start; bytes < total; at++) {
    bits = (bits << 6) | valueOf(load<u8>(at));
    const behind = <u32>(at - start) & 3;
    if (behind === 0) continue;
    bytes++;
    if (isPrintable((bits >> (6 - behind * 2)) & 0xff)) continue;
    // More than a tenth, in whole numbers.
    if (++others * 10 > total) return load<u32>(start) === GZIP;
  }
  return total > 0;
}

/** `H4sI`: what a gzip file begins with. */
const GZIP: u32 = 0x4973_3448;

function beginsAsHexText(start: usize, end: usize): bool {
  const length = <u32>(end - start);
  let others: u32 = 0;
  for (let at = start; at < end; at += 2) {
    const code = hexByte(at);
    if (code === NO_DIGIT << 8) return false;
    if (isPrintable(code)) continue;
    if (++others * 20 > length) return false;
  }
  return true;
}

/** What a character of base64 or base64url stands for. */
// @ts-ignore: decorator
@inline
function valueOf(byte: u32): u32 {
  if (byte - 0x61 < 26) return byte - 0x61 + 26;
  if (byte - 0x41 < 26) return byte - 0x41;
  if (byte - 0x30 < 10) return byte - 0x30 + 52;
  return byte === 0x2b || byte === 0x2d ? 62 : 63;
}

/** Of base64 or base64url. */
export function isInAlphabet(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26 || byte - 0x2f < 11 || byte === 0x2b || byte === 0x2d || byte === 0x5f;
}

/** What two hex digits stand for; `NO_DIGIT << 8` where they are none. */
function hexByte(at: usize): u32 {
  const high = digitOf(load<u8>(at));
  const low = digitOf(load<u8>(at, 1));
  return high === NO_DIGIT || low === NO_DIGIT ? NO_DIGIT << 8 : (high << 4) | low;
}

function digitOf(byte: u32): u32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter < 6 ? letter + 10 : NO_DIGIT;
}

// @ts-ignore: decorator
@inline
function isPrintable(code: u32): bool {
  return code - 0x20 < 0x5f || code === 9 || code === 10 || code === 13;
}

const PERCENT: u32 = 0x25;
const BACKSLASH: u32 = 0x5c;
const SEMICOLON: u32 = 0x3b;

/** Whether a sequence that stands for printable ASCII may begin at a marker. */
export function mayBeEscape(at: usize, end: usize): bool {
  const marker: u32 = load<u8>(at);
  if (marker === PERCENT) return at + 3 <= end && isVisible(hexByte(at + 1));
  if (marker === BACKSLASH) return mayBeCharacter(at, end);
  return mayBeEntity(at, end);
}

/** `\x5f`, `\u005f`, `\u{5f}`, `\137` */
function mayBeCharacter(at: usize, end: usize): bool {
  const kind: u32 = load<u8>(at, 1);
  if (kind === 0x78) return at + 4 <= end && isVisible(hexByte(at + 2));
  if (kind !== 0x75) return at + 4 <= end && isVisible(octalByte(at + 1));
  if (at + 2 < end && load<u8>(at, 2) === 0x7b) return true;
  return at + 6 <= end && hexByte(at + 2) === 0 && isVisible(hexByte(at + 4));
}

function octalByte(at: usize): u32 {
  const first = <u32>load<u8>(at) - 0x30;
  const second = <u32>load<u8>(at, 1) - 0x30;
  const third = <u32>load<u8>(at, 2) - 0x30;
  return first < 4 && second < 8 && third < 8 ? (first << 6) | (second << 3) | third : NO_DIGIT << 8;
}

const SHORTEST_NAME: usize = 3;
const LONGEST_NAME: usize = 8;
/** Those of decode/escapes.ts, as numbers: the first character is lowest. */
const NAMES: StaticArray<u64> = [
  0x726162776f6c, // lowbar
  0x7261427265646e55, // UnderBar
  0x6e6568707968, // hyphen
  0x68736164, // dash
  0x736c61757165, // equals
  0x746f7571, // quot
  0x736f7061, // apos
  0x706d61, // amp
  0x6e6f6c6f63, // colon
  0x646f69726570, // period
  0x6c6f73, // sol
  0x73756c70, // plus
];

/** `&#95;`, `&lowbar;` */
function mayBeEntity(at: usize, end: usize): bool {
  if (load<u8>(at, 1) === 0x23) return true;
  const start = at + 1;
  let length: usize = 0;
  while (start + length < end && length <= LONGEST_NAME && isLetter(load<u8>(start + length))) length++;
  if (start + length >= end || <u32>load<u8>(start + length) !== SEMICOLON) return false;
  if (length < SHORTEST_NAME || length > LONGEST_NAME) return false;
  const name = load<u64>(start) & (u64.MAX_VALUE >> ((LONGEST_NAME - length) << 3));
  for (let index = 0; index < NAMES.length; index++) if (unchecked(NAMES[index]) === name) return true;
  return false;
}

function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

function isVisible(code: u32): bool {
  return code - 0x20 < 0x5f;
}
