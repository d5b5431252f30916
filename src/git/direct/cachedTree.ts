import { rawId } from './rawId.js';

const ID = 20;

/** What each folder begins with: a name, NUL, "entries folders" LF. An id follows where the first is not -1. */
const START = /([^\0]*)\0(-1|\d{1,9}) (\d{1,9})\n/y;

/**
 * A folder whose tree was known when the index was written, of the index's extension `TREE` (gitformat-index(5)). Its
 * folders stand behind it; they are read when they are asked for.
 */
export class CachedTree {
  readonly name: string;
  /** Entries below it; -1 where something changed since. */
  readonly count: number;
  /** Of its tree, raw; empty where something changed. */
  readonly id: string;
  readonly #text: string;
  readonly #folderCount: number;
  /** Where the first of its folders begins. */
  readonly #below: number;
  #folders: ReadonlyMap<string, CachedTree> | undefined;

  /** @param text latin1 @throws where it is broken, of what is below it only when that is read */
  constructor(text: string, at = 0) {
    const { name, count, folders, end } = startAt(text, at);
    this.#text = text;
    this.name = name;
    this.count = count;
    this.id = count < 0 ? '' : rawId(text, end - ID);
    this.#folderCount = folders;
    this.#below = end;
  }

  /** @throws where it is broken */
  get folders(): ReadonlyMap<string, CachedTree> {
    return (this.#folders ??= this.#read());
  }

  #read(): ReadonlyMap<string, CachedTree> {
    const folders = new Map<string, CachedTree>();
    let at = this.#below;
    for (let left = this.#folderCount; left > 0; left -= 1) {
      const folder = new CachedTree(this.#text, at);
      folders.set(folder.name, folder);
      at = endOf(this.#text, folder.#below, folder.#folderCount);
    }
    return folders;
  }
}

interface Start {
  readonly name: string;
  readonly count: number;
  /** How many folders stand behind it. */
  readonly folders: number;
  /** Where the first of them begins. */
  readonly end: number;
}

/** @throws where no folder begins there */
function startAt(text: string, at: number): Start {
  START.lastIndex = at;
  const [whole, name, entries, folders] = START.exec(text) ?? [];
  if (whole === undefined || name === undefined) throw broken();
  const count = Number(entries);
  const end = at + whole.length + (count < 0 ? 0 : ID);
  if (end > text.length) throw broken();
  return { name, count, folders: Number(folders), end };
}

/** Where so many folders end, with all that is below them. @throws where they are broken */
function endOf(text: string, start: number, folders: number): number {
  let at = start;
  for (let left = folders; left > 0; left -= 1) {
    const next = startAt(text, at);
    left += next.folders;
    at = next.end;
  }
  return at;
}

function broken(): Error {
  return new Error('not a list of trees that is read here');
}
