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

/**
 * Text that stands in base64, base64url or hex.
 *
 * @param runs of their characters: start, end, start, end …
 */
export function decodeRuns(bytes: Buffer, runs: readonly number[]): DecodedText[] {
  if (runs.length === 0) return [];
  const base64: Region[] = [];
  const hex: Region[] = [];
  const packed: DecodedText[] = [];
  for (let index = 0; index < runs.length; index += 2) {
    const start = runs[index] as number;
    const end = runs[index + 1] as number;
    const asHex = hexRegion(bytes, start, end);
    if (asHex) hex.push(asHex);
    else {
      const region = base64Region(bytes, start, end) ?? (start === 0 ? cutRegion(bytes, end) : undefined);
      // An archive is unpacked as a whole: nothing may stand before or behind it.
      if (region && isGzip(region.bytes)) packed.push({ via: 'base64', ...region });
      else if (region) base64.push(region);
    }
  }
  return [joinRegions('base64', base64), joinRegions('hex', hex), ...packed].filter((text) => text !== undefined);
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
  let others = 0;
  let bits = 0;
  for (let at = start, byte = 0; byte < total; at += 1) {
    bits = ((bits << 6) | (VALUES[bytes[at] as number] as number)) & 0xffffff;
    const behind = (at - start) & 3;
    if (behind === 0) continue;
    const code = (bits >>> (6 - behind * 2)) & 0xff;
    byte += 1;
    if (isPrintable(code)) continue;
    others += 1;
    if (others > total * 0.1) return startsAsGzip(bytes, start);
  }
  return total > 0;
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
    if (isPrintable(code)) continue;
    others += 1;
    if (others > most) return false;
  }
  return true;
}

function isPrintable(code: number): boolean {
  return (code >= 0x20 && code < 0x7f) || code === 9 || code === 10 || code === 13;
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}
