import { BatchParser, parseHeader, shortAnswer, type GitObject, type ObjectType } from './batchParser.js';
import { missingObject } from './objectBatch.js';
import { openObjectFolder } from './pack/objectFolder.js';
import type { PackFile } from './pack/packFile.js';
import { readPack } from './pack/readPack.js';
import { drain, startGit, type Git, type GitProcess } from './run.js';

/** An object as git lists it. */
export interface ListedObject {
  readonly oid: string;
  readonly type: ObjectType;
}

/** After so many milliseconds others have their turn: timers, signals, what other processes say. */
const TURN = 4;

/**
 * Reads those of all objects, reachable or not, that are wanted; each once, in the order in which they lie.
 * Packs are read here: git would put every version of a file together and send it through a pipe. Objects
 * that lie in no pack, or are too large to be held, and all that is odd, are git's to read. Memory
 * does not grow with what is read.
 *
 * @throws Problem where an object that was listed is not answered
 */
export async function readObjects(
  git: Git,
  wants: (object: ListedObject) => boolean,
  onObject: (object: GitObject) => void,
): Promise<void> {
  const folder = await openObjectFolder(git);
  if (folder === undefined) return readByGit(git, undefined, wants, onObject);
  const left = [...folder.loose].filter((oid) => !isInOneOf(folder.packs, oid));
  try {
    let turn = performance.now();
    for (const [index, pack] of folder.packs.entries()) {
      const others = folder.packs.slice(0, index);
      const isWanted = (oid: string, type: ObjectType): boolean => !isInOneOf(others, oid) && wants({ oid, type });
      for (const object of readPack(pack, isWanted, (oid) => left.push(oid))) {
        onObject(object);
        if (performance.now() - turn < TURN) continue;
        await nextTurn();
        turn = performance.now();
      }
    }
  } finally {
    folder.close();
  }
  if (left.length > 0) await readByGit(git, left, wants, onObject);
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

/**
 * Hands the lines that one process prints, as `translate` makes of them, to another one; waits where that
 * one is behind.
 */
export async function feed(
  from: GitProcess,
  to: GitProcess,
  translate: (lines: readonly string[]) => string,
): Promise<void> {
  let rest = '';
  let failure: unknown;
  from.stdout.on('data', (chunk: Buffer) => {
    if (failure !== undefined) return;
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    try {
      const text = translate(lines);
      if (text === '' || to.stdin.destroyed || to.stdin.write(text, 'latin1')) return;
    } catch (error) {
      failure = error;
      from.kill();
      return;
    }
    from.stdout.pause();
    const resume = (): void => {
      to.stdin.off('drain', resume).off('close', resume);
      from.stdout.resume();
    };
    to.stdin.on('drain', resume).on('close', resume);
  });
  await from.done;
  if (failure !== undefined) throw failure;
  if (rest !== '') throw shortAnswer();
}
