import type { RawChange } from '../rawDiff.js';
import { SUBMODULE, type TreeEntry } from '../listIndex.js';
import type { CachedTree } from './cachedTree.js';
import type { IndexFile } from './indexFile.js';
import type { ObjectFiles } from './objectFiles.js';
import { idText, isId } from './rawId.js';
import { FOLDER, readTree, type TreeObjectEntry } from './treeObject.js';

/** Where more folders differ, git is not slower. */
const MOST_TREES = 2000;
/** What is kept of more changes than this would take too much memory. */
const MOST_CHANGES = 50_000;
const NO_MODE = '000000';
const NO_OID = '0'.repeat(40);

/**
 * What an index changes against a commit: the same as `git diff-index --cached --raw --no-renames`, in the same order.
 * Folders whose tree the index knows, and that are those of the commit, are passed over.
 *
 * @param commit id
 * @throws where something that it takes cannot be read here
 */
export function diffIndex(index: IndexFile, commit: string, objects: ObjectFiles): RawChange[] {
  const object = objects.read(commit);
  const start = object?.bytes.toString('latin1', 0, 46) ?? '';
  const tree = start.slice('tree '.length, -1);
  if (object?.type !== 'commit' || !isId(tree) || start !== `tree ${tree}\n`) throw new Error('no such commit');
  const comparison = new Comparison(index, objects);
  comparison.folder('', tree, index.trees, 0, index.count);
  return comparison.changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

class Comparison {
  readonly changes: RawChange[] = [];
  readonly #index: IndexFile;
  readonly #objects: ObjectFiles;
  #trees = 0;
  /** The path of the entry that was passed last. */
  #last = '';

  constructor(index: IndexFile, objects: ObjectFiles) {
    this.#index = index;
    this.#objects = objects;
  }

  /**
   * @param path empty, or ends with a slash
   * @param tree id of the commit's tree there
   * @param from entries of the index below it: from, to
   */
  folder(path: string, tree: string, cached: CachedTree | undefined, from: number, to: number): void {
    const left = new Map(this.#read(tree).map((entry) => [entry.name, entry]));
    for (let at = from; at < to;) {
      const own = this.#next(at, path).slice(path.length);
      const slash = own.indexOf('/');
      const name = slash === -1 ? own : own.slice(0, slash);
      const old = left.get(name);
      if (slash === -1) {
        if (old?.mode === FOLDER) this.#added(at);
        else {
          left.delete(name);
          this.#compare(at, old);
        }
        this.#last = this.#index.pathAt(at);
        at += 1;
        continue;
      }
      const below = `${path}${name}/`;
      const child = cached?.folders.get(name);
      const end = this.#endOf(below, at, to, child);
      if (old?.mode === FOLDER) {
        left.delete(name);
        // git looks into the uppermost folder whatever the index says of it; into others not.
        if (child?.id !== old.id) this.folder(below, idText(old.id), child, at, end);
        else if (child.count !== end - at) throw contradiction();
      } else {
        for (let each = at; each < end; each += 1) {
          this.#last = this.#next(each, below);
          this.#added(each);
        }
      }
      this.#last = this.#index.pathAt(end - 1);
      at = end;
    }
    for (const entry of left.values()) this.#deleted(path, entry);
  }

  /** The path of an entry below a folder. @throws where it does not come behind the last one: git makes of that what it will */
  #next(at: number, folder: string): string {
    const path = this.#index.pathAt(at);
    if (path <= this.#last || !path.startsWith(folder)) throw contradiction();
    return path;
  }

  /** The first entry that is not below a folder. */
  #endOf(folder: string, from: number, to: number, cached: CachedTree | undefined): number {
    // Entries that the index counted belong together; that they do is looked at by its last one.
    const told = cached && cached.count > 0 ? from + cached.count : 0;
    const isTold =
      told > from &&
      told <= to &&
      this.#index.pathAt(told - 1).startsWith(folder) &&
      (told === to || !this.#index.pathAt(told).startsWith(folder));
    if (isTold) return told;
    let low = from + 1;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#index.pathAt(middle).startsWith(folder)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(at: number, old: TreeObjectEntry | undefined): void {
    if (old === undefined) return this.#added(at);
    if (old.id === this.#index.idAt(at) && old.mode === this.#index.modeAt(at)) return;
    const entry = this.#index.entryAt(at);
    // Whether that is told depends on settings, and on .gitmodules.
    if (old.mode === SUBMODULE && entry.mode === SUBMODULE) throw new Error('another commit of a submodule');
    this.#note(entry, old.mode, idText(old.id), kindOf(old.mode) === kindOf(entry.mode) ? 'M' : 'T');
  }

  #added(at: number): void {
    this.#note(this.#index.entryAt(at), NO_MODE, NO_OID, 'A');
  }

  #deleted(path: string, { mode, id, name }: TreeObjectEntry): void {
    const oid = idText(id);
    if (mode !== FOLDER) return this.#note({ path: path + name, mode: NO_MODE, oid: NO_OID }, mode, oid, 'D');
    for (const entry of this.#read(oid)) this.#deleted(`${path}${name}/`, entry);
  }

  #note({ path, mode, oid }: TreeEntry, oldMode: string, oldOid: string, status: string): void {
    if (this.changes.length === MOST_CHANGES) throw new Error('too many changes');
    this.changes.push({ path, mode, oid, parents: [{ mode: oldMode, oid: oldOid, status }] });
  }

  #read(tree: string): TreeObjectEntry[] {
    this.#trees += 1;
    const object = this.#trees > MOST_TREES ? undefined : this.#objects.read(tree);
    if (object?.type !== 'tree') throw new Error('no such tree');
    return readTree(object.bytes);
  }
}

/** File, link or submodule. */
function kindOf(mode: string): string {
  return mode.slice(0, 3);
}

function contradiction(): Error {
  return new Error('the index contradicts itself');
}
