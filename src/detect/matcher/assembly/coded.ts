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
  const head = v128.load(start);
  if (length % 2 === 0 && isHex(head) && beginsAsHexText(start, min(end, start + SAMPLE * 2))) return true;
  const last = min(end, start + SAMPLE);
  // Most runs are told by this alone: whether they are is easy to foresee, unlike where they would be.
  if (leastOthers(head) * 10 > <u32>(((last - start) * 3) >> 2)) return load<u32>(start) === GZIP;
  return beginsAsText(start, last);
}

function isHex(characters: v128): bool {
  const letters = i8x16.lt_u(i8x16.sub(v128.or(characters, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(6));
  return i8x16.all_true(v128.or(letters, i8x16.lt_u(i8x16.sub(characters, i8x16.splat(0x30)), i8x16.splat(10))));
}

/** What a character's value is more than its byte, by that byte's high half; of `+-/_` some bits only come out. */
const VALUES_LESS_BYTES = i8x16(0, 0, 0, 4, -0x41, -0x41, -0x47, -0x47, 0, 0, 0, 0, 0, 0, 0, 0);
/** The highest bit of each of the three bytes that four characters stand for. */
const HIGHEST_BITS = i8x16(32, 8, 2, 0, 32, 8, 2, 0, 32, 8, 2, 0, 32, 8, 2, 0);

/** How many of the first bytes that sixteen characters stand for are beyond ASCII, at least. */
function leastOthers(characters: v128): u32 {
  const halves = v128.and(i16x8.shr_u(characters, 4), i8x16.splat(0x0f));
  const values = i8x16.add(characters, i8x16.swizzle(VALUES_LESS_BYTES, halves));
  return popcnt(i8x16.bitmask(i8x16.ne(v128.and(values, HIGHEST_BITS), i8x16.splat(0))));
}

function beginsAsText(start: usize, end: usize): bool {
  const total = <u32>(((end - start) * 3) >> 2);
  let others: u32 = 0;
  let at = start;
  for (const last = end - 3; at < last; at += 4) {
    const former = (valueOf(load<u8>(at)) << 18) | (valueOf(load<u8>(at, 1)) << 12);
    const bits = former | (valueOf(load<u8>(at, 2)) << 6) | valueOf(load<u8>(at, 3));
    others += isOther(bits >> 16) + isOther((bits >> 8) & 0xff) + isOther(bits & 0xff);
    // More than a tenth, in whole numbers.
    if (others * 10 > total) return load<u32>(start) === GZIP;
  }
  const left = end - at;
  if (left > 1) others += isOther((valueOf(load<u8>(at)) << 2) | (valueOf(load<u8>(at, 1)) >> 4));
  if (left > 2) others += isOther(((valueOf(load<u8>(at, 1)) << 4) & 0xff) | (valueOf(load<u8>(at, 2)) >> 2));
  if (others * 10 > total) return load<u32>(start) === GZIP;
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
// @ts-ignore: decorators are AssemblyScript's
@inline
function valueOf(byte: u32): u32 {
  return load<u8>(VALUES + byte - 0x2b);
}

/** From `+` on. */
// prettier-ignore
const VALUES: usize = memory.data<u8>([
  62, 0, 62, 0, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 0,
  0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
  0, 0, 0, 0, 63, 0, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
  36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51,
]);

// @ts-ignore: decorators are AssemblyScript's
@inline
function isOther(code: u32): u32 {
  return u32(!isPrintable(code));
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

export function isHexDigit(byte: u32): bool {
  return digitOf(byte) !== NO_DIGIT;
}

function digitOf(byte: u32): u32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter < 6 ? letter + 10 : NO_DIGIT;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function isPrintable(code: u32): bool {
  return ((code - 0x20 < 0x5f) | ((code < 32) & ((0x2600 >> code) & 1))) !== 0;
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

export function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

function isVisible(code: u32): bool {
  return code - 0x20 < 0x5f;
}
