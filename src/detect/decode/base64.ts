import { joinRegions, type DecodedText, type Region } from './decodedText.js';
import { hexDigit } from './hexDigit.js';

const PADDING = 0x3d;

const NONE = 255;
/** What a character stands for in base64 or base64url; `NONE` for every other byte. */
const VALUES = new Uint8Array(256).fill(NONE);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  VALUES[character.charCodeAt(0)] = value;
}
VALUES['-'.charCodeAt(0)] = 62;
VALUES['_'.charCodeAt(0)] = 63;

const OTHERS = new Uint8Array(256).fill(1).fill(0, 0x20, 0x7f);
for (const code of [9, 10, 13]) OTHERS[code] = 0;

/**
 * Text that stands in base64, base64url or hex.
 *
 * @param runs of their characters: start, end, start, end …
 */
export function decodeRuns(bytes: Buffer, runs: readonly number[]): DecodedText[] {
  let texts: { readonly base64: Region[]; readonly hex: Region[]; readonly packed: DecodedText[] } | undefined;
  for (let index = 0; index < runs.length; index += 2) {
    const start = runs[index] as number;
    const end = runs[index + 1] as number;
    const asHex = hexRegion(bytes, start, end);
    const region = asHex ?? base64Region(bytes, start, end) ?? (start === 0 ? cutRegion(bytes, end) : undefined);
    if (!region) continue;
    texts ??= { base64: [], hex: [], packed: [] };
    if (asHex) texts.hex.push(region);
    // An archive is unpacked as a whole: nothing may stand before or behind it.
    else if (isGzip(region.bytes)) texts.packed.push({ via: 'base64', ...region });
    else texts.base64.push(region);
  }
  if (!texts) return [];
  return [joinRegions('base64', texts.base64), joinRegions('hex', texts.hex), ...texts.packed].filter(
    (text) => text !== undefined,
  );
}

/** A run that goes through a border of two pieces of a large file: the second piece begins somewhere in a group of four. */
function cutRegion(bytes: Buffer, end: number): Region | undefined {
  for (let start = 1; start < GROUP && start + SAMPLE < end; start += 1) {
    const region = base64Region(bytes, start, end);
    if (region) return region;
  }
  return undefined;
}

/** Characters that stand for whole bytes together. */
const GROUP = 4;
const SAMPLE = 64;

function base64Region(bytes: Buffer, start: number, end: number): Region | undefined {
  if (!beginsAsText(bytes, start, Math.min(end, start + SAMPLE))) return undefined;
  const decoded = Buffer.from(bytes.toString('latin1', start, end), 'base64');
  const padded = end + (bytes[end] === PADDING ? (bytes[end + 1] === PADDING ? 2 : 1) : 0);
  return {
    bytes: decoded,
    // Four characters carry three bytes: the characters that hold any bit of the span, and the padding at the end.
    outer: (span) => ({
      start: start + Math.floor((span.start * 4) / 3),
      end: span.end >= decoded.length ? padded : Math.min(end, start + Math.ceil((span.end * 4) / 3)),
    }),
  };
}

/**
 * Whether nine in ten of the bytes that a stretch of base64 stands for are printable ASCII or white
 * space, or they begin a gzip file. Most runs are hashes and names, and those are told by their first bytes.
 */
function beginsAsText(bytes: Buffer, start: number, end: number): boolean {
  const total = Math.floor(((end - start) * 3) / 4);
  const most = total * 0.1;
  const whole = end - ((end - start) % GROUP);
  let others = 0;
  for (let at = start; at < whole; at += GROUP) {
    const bits =
      (valueAt(bytes, at) << 18) |
      (valueAt(bytes, at + 1) << 12) |
      (valueAt(bytes, at + 2) << 6) |
      valueAt(bytes, at + 3);
    others += isOther(bits >> 16) + isOther((bits >> 8) & 0xff) + isOther(bits & 0xff);
    if (others > most) return startsAsGzip(bytes, start);
  }
  const left = end - whole;
  if (left > 1) others += isOther((valueAt(bytes, whole) << 2) | (valueAt(bytes, whole + 1) >> 4));
  if (left > 2) others += isOther(((valueAt(bytes, whole + 1) << 4) & 0xff) | (valueAt(bytes, whole + 2) >> 2));
  return others > most ? startsAsGzip(bytes, start) : total > 0;
}

function valueAt(bytes: Buffer, at: number): number {
  return VALUES[bytes[at] as number] as number;
}

/** 0 for printable ASCII and white space, else 1: a sum of these is made without a branch. */
function isOther(code: number): number {
  return OTHERS[code] as number;
}

/** `1f 8b 08` in base64. */
function startsAsGzip(bytes: Buffer, start: number): boolean {
  return bytes[start] === 0x48 && bytes[start + 1] === 0x34 && bytes[start + 2] === 0x73 && bytes[start + 3] === 0x49;
}

function hexRegion(bytes: Buffer, start: number, end: number): Region | undefined {
  const length = end - start;
  // Most runs of hex digits are ids and hashes, and those are told by their first bytes.
  if (length % 2 === 1 || !beginsAsHexText(bytes, start, Math.min(end, start + SAMPLE * 2))) return undefined;
  for (let at = start + SAMPLE * 2; at < end; at += 1) if (hexDigit(bytes[at]) === -1) return undefined;
  const decoded = Buffer.from(bytes.toString('latin1', start, end), 'hex');
  return { bytes: decoded, outer: (span) => ({ start: start + span.start * 2, end: start + span.end * 2 }) };
}

/** Whether a stretch is hex digits, and nine in ten of the bytes that they stand for are printable ASCII or white space. */
function beginsAsHexText(bytes: Buffer, start: number, end: number): boolean {
  const most = (end - start) / 20;
  let others = 0;
  for (let at = start; at < end; at += 2) {
    const code = (hexDigit(bytes[at]) << 4) | hexDigit(bytes[at + 1]);
    if (code < 0) return false;
    others += isOther(code);
    if (others > most) return false;
  }
  return true;
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}
