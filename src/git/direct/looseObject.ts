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

/** Those that most are of come first. */
const OBJECT_TYPES: readonly ObjectType[] = ['blob', 'tree', 'commit', 'tag'];

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
  if (!header || header.size > most || header.length + header.size !== content.length) return undefined;
  return { type: header.type, bytes: content.subarray(header.length) };
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

interface Header {
  readonly type: ObjectType;
  /** Of the header itself, with its NUL. */
  readonly length: number;
  /** Of what comes behind it. */
  readonly size: number;
}

/** By hand: a commit's ten files are not worth making a pattern ready. */
function headerOf(object: Buffer): Header | undefined {
  const text = object.toString('latin1', 0, LONGEST_HEADER);
  const nul = text.indexOf('\0');
  const type = OBJECT_TYPES.find((each) => text.startsWith(`${each} `));
  if (type === undefined || nul === -1) return undefined;
  const size = Number(text.slice(type.length + 1, nul));
  // As git writes it, and in no other way that JavaScript reads.
  return text.startsWith(`${type} ${size}\0`) ? { type, length: nul + 1, size } : undefined;
}
