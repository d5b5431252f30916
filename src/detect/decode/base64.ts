import { joinRegions, type DecodedText, type Region } from './decodedText.js';

/** Shorter runs cannot hold a secret that any rule looks for. */
const SHORTEST = 24;
/** Longer runs are pictures and fonts; their beginning is looked at, the rest is not text. */
const LONGEST = 1024 * 1024;

const PADDING = 0x3d;

const ALPHABET = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
  ALPHABET[character.charCodeAt(0)] = 1;
}

/**
 * Text that stands in base64, base64url or hex. Runs are found by looking at every 24th byte first, so
 * that text without long runs costs next to nothing.
 */
export function decodeRuns(bytes: Buffer): DecodedText[] {
  const base64: Region[] = [];
  const hex: Region[] = [];
  const packed: DecodedText[] = [];
  for (const { start, end } of runs(bytes)) {
    const asHex = hexRegion(bytes, start, end);
    if (asHex) hex.push(asHex);
    else {
      const region = base64Region(bytes, start, end);
      // An archive is unpacked as a whole: nothing may stand before or behind it.
      if (region && isGzip(region.bytes)) packed.push({ via: 'base64', ...region });
      else if (region) base64.push(region);
    }
  }
  return [joinRegions('base64', base64), joinRegions('hex', hex), ...packed].filter((text) => text !== undefined);
}

function* runs(bytes: Buffer): Iterable<{ start: number; end: number }> {
  let at = SHORTEST - 1;
  let floor = 0;
  while (at < bytes.length) {
    if (!isRun(bytes, at)) {
      at += SHORTEST;
      continue;
    }
    let start = at;
    while (start > floor && isRun(bytes, start - 1)) start -= 1;
    let end = at + 1;
    while (end < bytes.length && isRun(bytes, end)) end += 1;
    if (end - start >= SHORTEST) yield { start, end };
    floor = end;
    at = end + SHORTEST;
  }
}

function isRun(bytes: Buffer, at: number): boolean {
  return ALPHABET[bytes[at] ?? 0] === 1;
}

function base64Region(bytes: Buffer, start: number, end: number): Region | undefined {
  const last = Math.min(end, start + LONGEST);
  const sample = Buffer.from(bytes.toString('latin1', start, Math.min(last, start + 64)), 'base64');
  if (!isText(sample) && !isGzip(sample)) return undefined;
  const decoded = last - start <= 64 ? sample : Buffer.from(bytes.toString('latin1', start, last), 'base64');
  const padded = end + (bytes[end] === PADDING ? (bytes[end + 1] === PADDING ? 2 : 1) : 0);
  return {
    bytes: decoded,
    // Four characters carry three bytes: the characters that hold any bit of the span, and the padding at the end.
    outer: (span) => ({
      start: start + Math.floor((span.start * 4) / 3),
      end: last === end && span.end >= decoded.length ? padded : Math.min(end, start + Math.ceil((span.end * 4) / 3)),
    }),
  };
}

function hexRegion(bytes: Buffer, start: number, end: number): Region | undefined {
  const length = end - start;
  if (length % 2 === 1 || length > LONGEST) return undefined;
  const text = bytes.toString('latin1', start, end);
  if (!/^[0-9A-Fa-f]+$/.test(text.slice(0, 64)) || !/^[0-9A-Fa-f]+$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'hex');
  if (!isText(decoded.subarray(0, 64))) return undefined;
  return { bytes: decoded, outer: (span) => ({ start: start + span.start * 2, end: start + span.end * 2 }) };
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** Nine in ten bytes are printable ASCII or white space. */
function isText(bytes: Buffer): boolean {
  let printable = 0;
  for (const byte of bytes) {
    if ((byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13) printable += 1;
  }
  return bytes.length > 0 && printable >= bytes.length * 0.9;
}
