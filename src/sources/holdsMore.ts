import { lstatSync, readdirSync } from 'node:fs';
import { SUBMODULE, type TreeEntry } from '../git/listIndex.js';
import { placeOf } from './readFileDocument.js';

/** No name holds it. */
const END = '\0';
/** Files of one folder that stand in a row, by their paths; the folder with its `/`. */
const ROW = /(?<=^|\0)([^\0]*\/|)[^\0/]+(?:\0\1[^\0/]+)*(?=\0|$)/g;

/** What it costs to list a folder, in names in it; and how many it may come to until git, which lists while files are read, is sooner. */
const FOLDER = 15;
const MOST = 6000;

/**
 * Whether a folder of a work tree holds a name that its index does not, or not one that the index does. Where none does and
 * every file is read as the file that it is, nothing is untracked, and git need not be asked.
 *
 * @param index all of it, in its order
 * @returns true also where that cannot be told, or git tells it sooner
 */
export function holdsMore(root: string, index: readonly TreeEntry[]): boolean {
  // A submodule is no file that can be read: git would be asked in the end, and then is not at work meanwhile.
  if (index.length > MOST || index.some(({ mode }) => mode === SUBMODULE)) return true;
  const paths = pathsByFolder(index);
  if (index.length + paths.size * FOLDER > MOST) return true;
  try {
    return [...paths].some(([folder, texts]) => !isListed(root, folder, texts));
  } catch {
    return true;
  }
}

/**
 * The paths of what is in each folder, files and folders, some to a text. Thousands of files are tens of rows, and no more
 * is done for each file than to find the rows.
 */
function pathsByFolder(index: readonly TreeEntry[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  const add = (folder: string, text: string): boolean => {
    const own = paths.get(folder);
    if (own) own.push(text);
    else paths.set(folder, [text]);
    return own === undefined;
  };
  add('', '.git');
  const all = index.map(({ path }) => path).join(END);
  for (const [row, folder = ''] of all.matchAll(ROW)) {
    let isNew = add(folder, row);
    // A folder that is new is new in the one above it, too.
    for (let below = folder; isNew && below !== '';) {
      const above = below.slice(0, below.lastIndexOf('/', below.length - 2) + 1);
      isNew = add(above, below.slice(0, -1));
      below = above;
    }
  }
  return paths;
}

function isListed(root: string, folder: string, paths: readonly string[]): boolean {
  const place = placeOf(root, folder);
  // What a link leads to is no part of the tree.
  if (folder !== '' && lstatSync(placeOf(root, folder.slice(0, -1))).isSymbolicLink()) return false;
  const found = folder + readdirSync(place, 'latin1').join(END + folder);
  const expected = paths.join(END);
  // Both are in order, but where folders stand between files.
  return found === expected || inOrder(found) === inOrder(expected);
}

function inOrder(paths: string): string {
  return paths.split(END).toSorted().join(END);
}
