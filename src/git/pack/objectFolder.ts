import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../run.js';
import { storageOf } from '../storage.js';
import { PackFile } from './packFile.js';
import { readPackIndex } from './packIndex.js';

/** All objects of a repository: packs that can be read here, and names of those that git has to be asked for. */
export interface ObjectFolder {
  readonly packs: readonly PackFile[];
  /** Objects that lie in files of their own. */
  readonly loose: readonly string[];
  close(): void;
}

/**
 * Opens the packs of a repository.
 *
 * @returns undefined where some objects lie elsewhere (alternates), or in a way that is not known here: git reads
 * all of it then
 */
export async function openObjectFolder(git: Git): Promise<ObjectFolder | undefined> {
  if (git.environment['GIT_ALTERNATE_OBJECT_DIRECTORIES'] !== undefined) return undefined;
  const { objects: folder, hashBytes } = await storageOf(git);
  if (folder === undefined) return undefined;
  const packs: PackFile[] = [];
  const close = (): void => packs.forEach((pack) => pack.close());
  try {
    const names = list(join(folder, 'info'));
    if (names.includes('alternates')) return undefined;
    for (const name of list(join(folder, 'pack')).filter((each) => each.endsWith('.idx'))) {
      const file = join(folder, 'pack', name);
      const packFile = `${file.slice(0, -'.idx'.length)}.pack`;
      const index = isFile(file) && isFile(packFile) ? readPackIndex(file, hashBytes) : undefined;
      if (index === undefined) {
        close();
        return undefined;
      }
      packs.push(new PackFile(packFile, index));
    }
    return { packs, loose: listLoose(folder, hashBytes), close };
  } catch {
    close();
    return undefined;
  }
}

function listLoose(folder: string, hashBytes: number): string[] {
  const name = new RegExp(`^[0-9a-f]{${hashBytes * 2 - 2}}$`);
  return list(folder)
    .filter((each) => /^[0-9a-f]{2}$/.test(each))
    .flatMap((start) => list(join(folder, start)).flatMap((rest) => (name.test(rest) ? [start + rest] : [])));
}

/** Nothing where there is no such folder. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** No pipe, nor a device: opening one would wait for ever. */
function isFile(path: string): boolean {
  return statSync(path).isFile();
}
