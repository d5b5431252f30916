import { readdirSync } from 'node:fs';
import type { TreeEntry } from '../git/listIndex.js';
import { placeOf } from './readFileDocument.js';

/** No name holds it. */
const END = '\0';
/** Files of one folder that stand in a row, by their paths; the folder with its `/`. */
const ROW = /(?<=^|\0)([^\0]*\/|)[^\0/]+(?:\0\1[^\0/]+)*(?=\0|$)/g;

/** What it costs to list a folder, in names in it; and how many it may come to until git, which lists while files are read, is sooner. */
const FOLDER = 15;
const MOST = 3000;

/**
 * Whether a folder of a work tree holds a name that its index does not, or not one that the index does. Where none does and
 * every file is read as the file that it is, nothing is untracked, and git need not be asked.
 *
 * @param index all of it, in its order
 * @returns true also where that cannot be told, or git tells it sooner
 */
export function holdsMore(root: string, index: readonly TreeEntry[]): boolean {
  if (index.length > MOST) return true;
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
  const listOf = (folder: string): string[] => {
    let own = paths.get(folder);
    if (!own) {
      paths.set(folder, (own = []));
      if (folder !== '')
        listOf(folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)).push(folder.slice(0, -1));
    }
    return own;
  };
  listOf('').push('.git');
  for (const [row, folder = ''] of index
    .map(({ path }) => path)
    .join(END)
    .matchAll(ROW))
    listOf(folder).push(row);
  return paths;
}

function isListed(root: string, folder: string, paths: readonly string[]): boolean {
  const found = folder + readdirSync(placeOf(root, folder), 'latin1').join(END + folder);
  const expected = paths.join(END);
  // Both are in order, but where folders stand between files.
  return found === expected || inOrder(found) === inOrder(expected);
}

function inOrder(paths: string): string {
  return paths.split(END).toSorted().join(END);
}
