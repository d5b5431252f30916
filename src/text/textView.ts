import type { DocumentStart } from '../model/document.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A document's text in an ASCII-compatible encoding: what detection and positions work on. */
export interface TextView {
  /** UTF-8, or the file's own bytes where it is in another ASCII-compatible encoding. */
  readonly bytes: Buffer;
  /** What the file itself was encoded in. */
  readonly encoding: Encoding;
  readonly start: DocumentStart;
}

const SAMPLE = 1024;

/** UTF-16 (with a byte order mark, or told by its NUL bytes) becomes UTF-8; everything else is taken as it is. */
export function textView(bytes: Buffer, start: DocumentStart = { line: 0, column: 0 }): TextView {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') return { bytes, encoding, start };
  const even = bytes.subarray(0, bytes.length & ~1);
  const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  return { bytes: Buffer.from(little.toString('utf16le'), 'utf8'), encoding, start };
}

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.indexOf(0) === -1) return 'utf-8';
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
 * @param original the file as it was: an odd byte at the end of UTF-16 is kept
 */
export function encodeText(view: TextView, original: Buffer): Buffer {
  if (view.encoding === 'utf-8') return view.bytes;
  const wide = Buffer.from(view.bytes.toString('utf8'), 'utf16le');
  if (view.encoding === 'utf-16be') wide.swap16();
  return Buffer.concat([wide, original.subarray(original.length & ~1)]);
}
