import type { DocumentStart } from '../model/document.js';
import { decodeUtf32, encodeUtf32 } from './utf32.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** A document's text in an ASCII-compatible encoding: what detection and positions work on. */
export interface TextView {
  /** UTF-8, or the file's own bytes where it is in another ASCII-compatible encoding. */
  readonly bytes: Buffer;
  /** What the file itself was encoded in. */
  readonly encoding: Encoding;
  readonly start: DocumentStart;
}

const SAMPLE = 1024;
const SMALL = 8 * SAMPLE;

/**
 * UTF-16 (with a byte order mark, or told by its NUL bytes) and UTF-32 (with a mark) become UTF-8; everything else is
 * taken as it is.
 */
export function textView(bytes: Buffer, start: DocumentStart = { line: 0, column: 0 }): TextView {
  const wide = wideView(bytes, start);
  if (wide) return wide;
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') return { bytes, encoding, start };
  const even = bytes.subarray(0, bytes.length & ~1);
  const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  return { bytes: Buffer.from(little.toString('utf16le'), 'utf8'), encoding, start };
}

/**
 * Text in UTF-32, as its mark says: `ff fe 00 00` or `00 00 fe ff`. The first is also that of UTF-16 with a NUL behind
 * it, so all that follows has to be characters.
 */
function wideView(bytes: Buffer, start: DocumentStart): TextView | undefined {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0;
  const isBig = bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff;
  if (!isLittle && !isBig) return undefined;
  const text = decodeUtf32(bytes, isLittle ? 'little' : 'big');
  if (text === undefined) return undefined;
  return { bytes: Buffer.from(text, 'utf8'), encoding: isLittle ? 'utf-32le' : 'utf-32be', start };
}

/** What a byte order mark of two bytes says; that of UTF-32 in little endian begins with one. */
export function markedEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function encodingOf(bytes: Buffer): Exclude<Encoding, 'utf-32le' | 'utf-32be'> {
  const marked = markedEncoding(bytes);
  if (marked) return marked;
  // A view of a part takes longer to make than a few thousand bytes to be looked at.
  const first = (bytes.length <= SMALL ? bytes : bytes.subarray(0, SAMPLE)).indexOf(0);
  if (first === -1 || first >= SAMPLE) return 'utf-8';
  const sample = bytes.subarray(0, SAMPLE);
  // Western text in UTF-16 has a NUL in nearly every pair, always on the same side.
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < sample.length; index += 2) {
    if (sample[index] === 0) even += 1;
    if (sample[index + 1] === 0) odd += 1;
  }
  const pairs = sample.length >> 1;
  if (pairs >= 4 && odd > pairs * 0.7 && even < pairs * 0.1) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.7 && odd < pairs * 0.1) return 'utf-16be';
  return 'utf-8';
}

/**
 * The way back: the bytes of a file in its own encoding, from a view whose text was changed.
 *
 * @param original the file as it was: bytes at its end that make no whole character are kept
 */
export function encodeText(view: TextView, original: Buffer): Buffer {
  if (view.encoding === 'utf-8') return view.bytes;
  const text = view.bytes.toString('utf8');
  switch (view.encoding) {
    case 'utf-16le':
    case 'utf-16be': {
      const wide = Buffer.from(text, 'utf16le');
      if (view.encoding === 'utf-16be') wide.swap16();
      return Buffer.concat([wide, original.subarray(original.length & ~1)]);
    }
    case 'utf-32le':
    case 'utf-32be': {
      const wide = encodeUtf32(text, view.encoding === 'utf-32le' ? 'little' : 'big');
      return Buffer.concat([wide, original.subarray(original.length & ~3)]);
    }
  }
}
