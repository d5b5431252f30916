import { joinRegions, type DecodedText, type Region } from './decodedText.js';
import { hexDigit } from './hexDigit.js';

/** An encoding in which single characters are written as sequences that begin with `marker`. */
interface EscapeSyntax {
  readonly via: string;
  /** Byte that every sequence begins with. */
  readonly marker: number;
  /** Reads the sequence whose marker stands at `at`; see `sequenceOf`. */
  readonly read: (bytes: Buffer, at: number, limit: number) => number;
}

const SYNTAXES: readonly EscapeSyntax[] = [
  { via: 'percent-encoding', marker: 0x25, read: readPercent },
  { via: 'escape sequences', marker: 0x5c, read: readEscape },
  { via: 'HTML entities', marker: 0x26, read: readEntity },
];

/** `coded.ts` in matcher/assembly has them as well. */
export const NAMED_ENTITIES = new Map(
  Object.entries({
    lowbar: '_',
    UnderBar: '_',
    hyphen: '-',
    dash: '-',
    equals: '=',
    quot: '"',
    apos: "'",
    amp: '&',
    colon: ':',
    period: '.',
    sol: '/',
    plus: '+',
  }),
);

/** How far a region reaches round an escape: to white space, or this many bytes. */
const REACH = 512;

/** 1 for what ends a region: white space (the no-break space of latin1 too), `<` and `>`. */
const BOUNDARY = new Uint8Array(256);
for (const code of [9, 10, 11, 12, 13, 0x20, 0xa0, 0x3c, 0x3e]) BOUNDARY[code] = 1;

/**
 * Text in which characters are escaped: `pk%5Flive%5F…`, `\u0070k_…`, `pk&#95;live…`.
 *
 * @param markers offsets of `%`, `\` and `&` that may begin a sequence; those of one of the three in order
 */
export function decodeEscapes(bytes: Buffer, markers: readonly number[]): DecodedText[] {
  // Most of what may begin a sequence does not.
  if (!markers.some((at) => SYNTAXES.some((syntax) => begins(bytes, at, syntax)))) return [];
  return SYNTAXES.map((syntax) => joinRegions(syntax.via, regions(bytes, markers, syntax))).filter(
    (text) => text !== undefined,
  );
}

function begins(bytes: Buffer, at: number, { marker, read }: EscapeSyntax): boolean {
  return bytes[at] === marker && read(bytes, at, bytes.length) !== 0;
}

function regions(bytes: Buffer, markers: readonly number[], syntax: EscapeSyntax): Region[] {
  const found: Region[] = [];
  let floor = 0;
  for (const at of markers) {
    if (at < floor || !begins(bytes, at, syntax)) continue;
    const from = Math.max(floor, at - REACH);
    let start = at;
    while (start > from && BOUNDARY[bytes[start - 1] as number] === 0) start -= 1;
    const limit = Math.min(bytes.length, at + 2 * REACH);
    const decoded = Buffer.allocUnsafe(limit - start);
    let length = 0;
    floor = walk(bytes, start, limit, syntax, (code) => {
      decoded[length] = code;
      length += 1;
    });
    found.push({
      bytes: decoded.subarray(0, length),
      // Few regions hold a finding: the way back is walked again for those.
      outer: (span) => ({
        start: offsetOf(bytes, start, limit, syntax, span.start),
        end: offsetOf(bytes, start, limit, syntax, span.end),
      }),
    });
  }
  return found;
}

/** Tells the characters of a region one by one, with where each stands; gives its end. `false` stops. */
function walk(
  bytes: Buffer,
  start: number,
  limit: number,
  { marker, read }: EscapeSyntax,
  onCharacter: (code: number, at: number) => boolean | void,
): number {
  let at = start;
  while (at < limit) {
    const code = bytes[at] as number;
    if (BOUNDARY[code] === 1) break;
    const sequence = code === marker ? read(bytes, at, limit) : 0;
    if (onCharacter(sequence === 0 ? code : sequence & 0xff, at) === false) break;
    at += sequence === 0 ? 1 : sequence >> 8;
  }
  return at;
}

/** Where the character of that number stands; the region's end for what is behind it. */
function offsetOf(bytes: Buffer, start: number, limit: number, syntax: EscapeSyntax, index: number): number {
  let left = index;
  return walk(bytes, start, limit, syntax, () => {
    left -= 1;
    return left >= 0;
  });
}

/**
 * A sequence as one number: its length and the character that it stands for. 0 for none, and for what is no
 * printable ASCII: nothing else can be part of a secret.
 */
function sequenceOf(length: number, code: number): number {
  return code >= 0x20 && code < 0x7f ? (length << 8) | code : 0;
}

/** `%5F` */
function readPercent(bytes: Buffer, at: number, limit: number): number {
  if (at + 3 > limit) return 0;
  const code = (hexDigit(bytes[at + 1]) << 4) | hexDigit(bytes[at + 2]);
  return code < 0 ? 0 : sequenceOf(3, code);
}

/** `\x5f`, `\u005f`, `\u{5f}`, `\137` */
function readEscape(bytes: Buffer, at: number, limit: number): number {
  const kind = bytes[at + 1] as number;
  if (kind === 0x78) return readHex(bytes, at, at + 2, limit, 2, 0);
  if (kind === 0x75)
    return bytes[at + 2] === 0x7b
      ? readDigits(bytes, at, at + 3, limit, 16, 6, 0x7d)
      : readHex(bytes, at, at + 2, limit, 4, 2);
  if (kind < 0x30 || kind > 0x33 || at + 4 > limit) return 0;
  const second = (bytes[at + 2] as number) - 0x30;
  const third = (bytes[at + 3] as number) - 0x30;
  if (second < 0 || second > 7 || third < 0 || third > 7) return 0;
  return sequenceOf(4, ((kind - 0x30) << 6) | (second << 3) | third);
}

/** `&#95;`, `&#x5f;`, `&lowbar;` */
function readEntity(bytes: Buffer, at: number, limit: number): number {
  if (bytes[at + 1] === 0x23) {
    const isHex = ((bytes[at + 2] as number) | 0x20) === 0x78;
    return isHex
      ? readDigits(bytes, at, at + 3, limit, 16, 6, SEMICOLON)
      : readDigits(bytes, at, at + 2, limit, 10, 7, SEMICOLON);
  }
  let end = at + 1;
  while (end < limit && end <= at + LONGEST_NAME && isLetter(bytes[end] as number)) end += 1;
  if (end >= limit || bytes[end] !== SEMICOLON || end - at - 1 < SHORTEST_NAME) return 0;
  const plain = NAMED_ENTITIES.get(bytes.toString('latin1', at + 1, end));
  return plain === undefined ? 0 : sequenceOf(end + 1 - at, plain.charCodeAt(0));
}

const SEMICOLON = 0x3b;
const SHORTEST_NAME = 3;
const LONGEST_NAME = 8;

/** Exactly `count` hex digits, the first `zeros` of them `0`. */
function readHex(bytes: Buffer, at: number, from: number, limit: number, count: number, zeros: number): number {
  if (from + count > limit) return 0;
  let code = 0;
  for (let index = 0; index < count; index += 1) {
    const digit = hexDigit(bytes[from + index]);
    if (digit < 0 || (index < zeros && digit !== 0)) return 0;
    code = (code << 4) | digit;
  }
  return sequenceOf(from + count - at, code);
}

/** Two digits or more, up to `most`, as far as `end`: what comes before the last two or three are zeros. */
function readDigits(
  bytes: Buffer,
  at: number,
  from: number,
  limit: number,
  base: 10 | 16,
  most: number,
  end: number,
): number {
  let code = 0;
  for (let index = from; index < limit && index <= from + most; index += 1) {
    if (bytes[index] === end) return index - from < 2 ? 0 : sequenceOf(index + 1 - at, code);
    const digit = hexDigit(bytes[index]);
    if (digit < 0 || digit >= base) return 0;
    code = code * base + digit;
    // A larger number is no character of ASCII.
    if (code > 0xff) return 0;
  }
  return 0;
}

function isLetter(code: number): boolean {
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 26;
}
