import {
  BatchParser,
  parseHeader,
  shortAnswer,
  type GitObject,
  type ObjectType,
  type PackedPlace,
} from './batchParser.js';
import { missingObject } from './missingObject.js';
import { openObjectFolder } from './pack/objectFolder.js';
import type { PackLook } from './pack/packEngine.js';
import type { PackFile } from './pack/packFile.js';
import type { PackIndex } from './pack/packIndex.js';
import { PackReader, type PackObject, type PackShare } from './pack/readPack.js';
import { feed } from './feed.js';
import { drain, startGit, type Git } from './run.js';

/** An object as git lists it. */
export interface ListedObject {
  readonly oid: string;
  readonly type: ObjectType;
}

/** After so many milliseconds others have their turn: timers, signals, what other processes say. */
const TURN = 4;

export interface ReadOptions {
  /** Objects of other kinds are not even asked about. */
  readonly types: readonly ObjectType[];
  /** Most objects are not wanted: none is read before that is known. */
  readonly isSelective?: boolean;
  /** Told of objects of all kinds, as they are passed: how many. */
  readonly onListed?: (count: number) => void;
  /** Others who read a pack at the same time, where they are worth it. */
  readonly help?: (pack: PackFile) => PackHelp | undefined;
  /** Looks at objects where they are made. */
  readonly look?: ObjectLook | undefined;
}

/** A look at objects of packs, so that those in which nothing is need not be handed over. */
export interface ObjectLook {
  readonly by: PackLook;
  readonly onQuiet: (object: QuietObject) => void;
  /** Whether nothing was found in an object that was handed over, nor can be by a change elsewhere in it. */
  readonly isQuiet: (packed: PackedPlace) => boolean;
}

export interface QuietObject extends ListedObject {
  readonly size: number;
  readonly packed: PackedPlace;
}

/** Somebody who looks at objects of a pack where this program's memory is not reached: in threads. */
export interface PackHelp {
  /**
   * Begins to read what it takes of the pack.
   *
   * @param sink told of each object, in a turn of its own
   * @returns whether it read all that it took: false where a thread failed
   */
  begin(share: PackShare, sink: PackSink): Promise<boolean>;
  /** Nobody asks for what it may still say. */
  end(): void;
}

export interface PackSink {
  /** An object of a kind that is asked for: its id, if it is wanted. */
  onObject(place: number, type: ObjectType): string | undefined;
  onOdd(place: number): void;
  onListed(count: number): void;
}

/**
 * Reads those of all objects, reachable or not, that are wanted; each once, what others are made from before
 * those. Packs are read here: git would put every version of a file together and send it through a pipe.
 * Objects that lie in no pack, or are too large to be held, and all that is odd, are git's to read. Memory does not
 * grow with what is read.
 *
 * @throws Problem where an object that was listed is not answered
 */
export async function readObjects(
  git: Git,
  { types, isSelective = false, onListed = () => {}, help: helpFor, look }: ReadOptions,
  wants: (object: ListedObject) => boolean,
  onObject: (object: GitObject) => void,
): Promise<void> {
  const isWanted = (object: ListedObject): boolean => {
    onListed(1);
    return types.includes(object.type) && wants(object);
  };
  const folder = await openObjectFolder(git);
  if (folder === undefined) return readByGit(git, undefined, isWanted, onObject);
  const left = folder.loose.filter((oid) => !isInOneOf(folder.packs, oid));
  try {
    for (const [index, pack] of folder.packs.entries()) {
      const others = folder.packs.slice(0, index);
      const reading: Reading = {
        types,
        wants: (oid, type) => !isInOneOf(others, oid) && wants({ oid, type }),
        onObject,
        onOdd: (oid) => left.push(oid),
        onListed,
        look: isSelective ? undefined : look,
      };
      const help = isSelective ? undefined : helpFor?.(pack);
      if (help) await readTogether(pack, help, reading);
      else await readHere(pack, new PackReader(pack, reading.look?.by), reading);
    }
  } finally {
    folder.close();
  }
  if (left.length > 0) await readByGit(git, left, isWanted, onObject);
}

interface Reading {
  readonly types: readonly ObjectType[];
  readonly wants: (oid: string, type: ObjectType) => boolean;
  readonly onObject: (object: GitObject) => void;
  readonly onOdd: (oid: string) => void;
  readonly onListed: (count: number) => void;
  readonly look: ObjectLook | undefined;
}

async function readHere(pack: PackFile, reader: PackReader, reading: Reading, isDone?: Uint8Array): Promise<void> {
  const objects = reading.look
    ? lookHere(pack, reader, reading, reading.look, isDone)
    : askHere(pack, reader, reading, isDone);
  let turn = performance.now();
  for (const object of objects) {
    if (object) reading.onObject(object);
    if (performance.now() - turn < TURN) continue;
    await nextTurn();
    turn = performance.now();
  }
  pack.rest();
}

/** Asks of each object whether it is wanted. */
function* askHere(
  { index }: PackFile,
  reader: PackReader,
  { types, wants, onOdd, onListed }: Reading,
  isDone?: Uint8Array,
): Generator<GitObject> {
  let oid = '';
  const objects = reader.read({
    wants(place, type) {
      onListed(1);
      if (isDone) isDone[place] = 1;
      if (!types.includes(type)) return false;
      oid = index.oidAt(place);
      return wants(oid, type);
    },
    onOdd(place) {
      if (isDone) isDone[place] = 1;
      onOdd(index.oidAt(place));
    },
  });
  for (const object of objects) yield asGitObject(index, oid, object);
}

/** Hands over those that have to be looked at. */
function* lookHere(
  { index }: PackFile,
  reader: PackReader,
  { types, wants, onOdd, onListed }: Reading,
  { onQuiet, isQuiet }: ObjectLook,
  isDone?: Uint8Array,
): Generator<GitObject | undefined> {
  const objects = reader.look({
    types,
    onPassed: onListed,
    onQuiet(place, type, size) {
      if (isDone) isDone[place] = 1;
      const oid = index.oidAt(place);
      if (wants(oid, type)) onQuiet({ oid, type, size, packed: { pack: index, place } });
    },
    onOdd(place) {
      if (isDone) isDone[place] = 1;
      onOdd(index.oidAt(place));
    },
    isQuiet: (place) => isQuiet({ pack: index, place }),
  });
  for (const object of objects) {
    if (object === undefined) {
      yield undefined;
      continue;
    }
    if (isDone) isDone[object.place] = 1;
    const oid = index.oidAt(object.place);
    if (wants(oid, object.type)) yield asGitObject(index, oid, object);
  }
}

/** Others read what they take of a pack while this one reads the rest. */
async function readTogether(pack: PackFile, help: PackHelp, reading: Reading): Promise<void> {
  const { wants, onOdd, onListed } = reading;
  const { index } = pack;
  const isDone = new Uint8Array(index.count);
  const reader = new PackReader(pack, reading.look?.by);
  try {
    const helped = help.begin(reader.share, {
      onObject(place, type) {
        isDone[place] = 1;
        const oid = index.oidAt(place);
        return wants(oid, type) ? oid : undefined;
      },
      onOdd(place) {
        isDone[place] = 1;
        onOdd(index.oidAt(place));
      },
      onListed,
    });
    helped.catch(() => {});
    await readHere(pack, reader, reading, isDone);
    if (await helped) return;
  } finally {
    help.end();
  }
  // What a thread left is for git to read.
  for (let place = 0; place < index.count; place += 1) if (isDone[place] === 0) onOdd(index.oidAt(place));
}

/** @param oid empty where nobody asks for it */
function asGitObject(
  pack: PackIndex,
  oid: string,
  { place, type, bytes, base, changes, stretches }: PackObject,
): GitObject {
  const packed = { pack, place, base, changes, stretches };
  return { name: oid, oid, type, size: bytes.length, bytes, offset: 0, last: true, packed };
}

function isInOneOf(packs: readonly PackFile[], oid: string): boolean {
  return packs.some(({ index }) => index.find(Buffer.from(oid, 'hex')) !== -1);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/**
 * Lets git list objects in the order that is cheapest for it, and read those that are wanted. Two
 * processes: what nobody wants is never unpacked.
 *
 * @param oids all that there are when left out
 */
async function readByGit(
  git: Git,
  oids: readonly string[] | undefined,
  wants: (object: ListedObject) => boolean,
  onObject: (object: GitObject) => void,
): Promise<void> {
  const reader = startGit(git, ['cat-file', '--batch', '--buffer']);
  let asked = 0;
  let answered = 0;
  const reading = drain(
    reader,
    new BatchParser(
      (line) => parseHeader(line),
      (object) => {
        if (object.last) answered += 1;
        onObject(object);
      },
    ),
  );
  reading.catch(() => {});
  const lister = startGit(git, [
    'cat-file',
    ...(oids === undefined ? ['--batch-all-objects', '--unordered'] : []),
    '--buffer',
    '--batch-check=%(objectname) %(objecttype)',
  ]);
  lister.stdin.end(oids === undefined ? '' : oids.map((oid) => `${oid}\n`).join(''));
  try {
    await feed(lister, reader, (lines) => {
      let names = '';
      for (const line of lines) {
        const space = line.indexOf(' ');
        const oid = line.slice(0, space);
        const type = line.slice(space + 1);
        if (type === 'missing') throw missingObject(oid);
        if (!wants({ oid, type: type as ObjectType })) continue;
        names += `${oid}\n`;
        asked += 1;
      }
      return names;
    });
    reader.stdin.end();
    await reading;
  } catch (error) {
    lister.kill();
    reader.kill();
    throw error;
  }
  if (asked !== answered) throw shortAnswer();
}
