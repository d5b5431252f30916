import { rawId } from './rawId.js';

const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const SPACE = 0x20;
const LINE_END = 0x0a;
const ID = 20;

/**
 * A folder whose tree was known when the index was written, of the index's extension `TREE` (gitformat-index(5)): a
 * name, NUL, "entries folders" LF, an id where the first is not -1; then the folders. What is below it is read when it
 * is asked for.
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
    const nameEnd = text.indexOf('\0', at);
    const [numbers, entries, folders] = /(-1|\d{1,9}) (\d{1,9})\n/y.exec(text.slice(nameEnd + 1, nameEnd + 24)) ?? [];
    if (nameEnd < 0 || numbers === undefined) throw broken();
    const idAt = nameEnd + 1 + numbers.length;
    this.#text = text;
    this.name = text.slice(at, nameEnd);
    this.count = Number(entries);
    this.id = this.count < 0 ? '' : rawId(text, idAt);
    this.#folderCount = Number(folders);
    this.#below = this.count < 0 ? idAt : idAt + ID;
    if (this.#below > text.length) throw broken();
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

/**
 * Where so many folders end, with all that is below them: of a large index thousands are passed over, each byte by byte,
 * since each call would cost more.
 *
 * @throws where they are broken
 */
function endOf(text: string, start: number, folders: number): number {
  let at = start;
  for (let left = folders; left > 0; left -= 1) {
    at = text.indexOf('\0', at) + 1;
    const numbers = at;
    const hasId = text.charCodeAt(at) !== MINUS;
    if (!hasId) at += 1;
    let code = text.charCodeAt(at);
    const entries = at;
    while (code >= ZERO && code <= NINE) code = text.charCodeAt((at += 1));
    const isNumber = hasId ? at > entries : at === entries + 1 && text.charCodeAt(entries) === ZERO + 1;
    if (numbers === 0 || !isNumber || code !== SPACE) throw broken();
    code = text.charCodeAt((at += 1));
    const digits = at;
    let below = 0;
    for (; code >= ZERO && code <= NINE; code = text.charCodeAt((at += 1))) below = below * 10 + code - ZERO;
    if (code !== LINE_END || at === digits || below > text.length) throw broken();
    left += below;
    at += hasId ? 1 + ID : 1;
    if (at > text.length) throw broken();
  }
  return at;
}

function broken(): Error {
  return new Error('not a list of trees that is read here');
}
