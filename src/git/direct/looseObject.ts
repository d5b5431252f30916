import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { ObjectType } from '../batchParser.js';
import type { Inflater } from './inflater.js';
import { readSome } from './readSome.js';

/** An object, whole. */
export interface ReadObject {
  readonly type: ObjectType;
  /** Good until the next one is read. */
  readonly bytes: Buffer;
}

/** "blob 9007199254740991" and NUL. */
const LONGEST_HEADER = 32;

/**
 * Reads an object that lies in a file of its own: a zlib stream of "TYPE SIZE", NUL, the content.
 *
 * @param objects the folder
 * @param most bytes that it may have, and its file
 * @returns undefined where there is none, or one that is not as it should be or larger: git has the last word
 */
export function readLooseObject(
  { inflateUnknown }: Inflater,
  objects: string,
  oid: string,
  most: number,
): ReadObject | undefined {
  // Put together by hand: hundreds are, and no part of it needs to be made plain.
  const stream = readFile(`${objects}/${oid.slice(0, 2)}/${oid.slice(2)}`, most);
  if (stream === undefined) return undefined;
  const content = inflateUnknown(stream, (start) => {
    const header = headerOf(start);
    return header && header.size <= most ? header.length + header.size : undefined;
  });
  const header = content && headerOf(content);
  return header && { type: header.type, bytes: content.subarray(header.length) };
}

/** As many calls of the system as `readFileSync` makes, which would read a device to its end. */
function readFile(path: string, most: number): Buffer | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const stats = fstatSync(file);
    return stats.isFile() && stats.size <= most ? readSome(file, 0, stats.size) : undefined;
  } finally {
    closeSync(file);
  }
}

function headerOf(
  start: Buffer,
): { readonly type: ObjectType; readonly size: number; readonly length: number } | undefined {
  const text = start.toString('latin1', 0, LONGEST_HEADER);
  const [header, type, size] = /^(commit|tree|blob|tag) (0|[1-9]\d*)\0/.exec(text) ?? [];
  return header === undefined ? undefined : { type: type as ObjectType, size: Number(size), length: header.length };
}
