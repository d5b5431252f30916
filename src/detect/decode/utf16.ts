import { joinRegions, type DecodedText, type Region } from './decodedText.js';

/**
 * ASCII text in UTF-16 inside a file that is something else (a program, a database, a document):
 * wherever one of the needles stands with a NUL between its letters.
 */
export function decodeUtf16Islands(bytes: Buffer, needles: readonly string[]): DecodedText[] {
  const regions: Region[] = [];
  for (const needle of needles) {
    const wide = Buffer.from(needle, 'utf16le').subarray(0, -1);
    let floor = 0;
    for (let at = bytes.indexOf(wide); at !== -1; at = bytes.indexOf(wide, Math.max(at + 1, floor))) {
      const region = island(bytes, at);
      floor = region.end;
      regions.push(region.region);
    }
  }
  return [joinRegions('UTF-16', regions)].filter((text) => text !== undefined);
}

const REACH = 1024;

function island(bytes: Buffer, at: number): { region: Region; end: number } {
  let start = at;
  while (start - 2 >= Math.max(0, at - REACH) && isWide(bytes, start - 2)) start -= 2;
  let end = at;
  while (end < Math.min(bytes.length, at + 2 * REACH) && isWide(bytes, end)) end += 2;
  const text: number[] = [];
  for (let index = start; index < end; index += 2) text.push(bytes[index] ?? 0);
  return {
    end,
    region: {
      bytes: Buffer.from(text),
      outer: (span) => ({ start: start + span.start * 2, end: start + span.end * 2 }),
    },
  };
}

/** A printable character with a NUL behind it (or the file's end). */
function isWide(bytes: Buffer, at: number): boolean {
  const code = bytes[at] ?? 0;
  return ((code >= 0x20 && code < 0x7f) || code === 10 || code === 13 || code === 9) && (bytes[at + 1] ?? 0) === 0;
}
