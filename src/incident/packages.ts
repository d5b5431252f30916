import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../model/errors.js';
import { readPlainFile } from '../plainFile.js';
import { listPackage } from '../publish/listPackage.js';
import type { Copy, PackageReach } from './model.js';

/** npm is asked for this many packages at most: it takes about a second for each. */
const MOST_PACKAGES = 10;

/** Of the files that hold the key: those that `npm pack` would ship, package by package. */
export async function packagesWith(root: string, copies: readonly Copy[]): Promise<PackageReach[]> {
  const paths = new Set(
    copies.filter(({ where }) => where !== 'git-directory' && where !== 'staged').map(({ path }) => path),
  );
  const folders = new Set<string>();
  for (const path of paths) {
    const folder = packageFolder(root, dirname(path));
    if (folder !== undefined) folders.add(folder);
  }
  const reached: PackageReach[] = [];
  for (const folder of [...folders].toSorted().slice(0, MOST_PACKAGES)) {
    const manifest = folder === '' ? 'package.json' : `${folder}/package.json`;
    const { name, isPrivate } = readManifest(join(root, manifest));
    if (name === undefined) continue;
    try {
      const shipped = (await listPackage(join(root, folder))).map((path) =>
        folder === '' ? path : `${folder}/${path}`,
      );
      const files = shipped.filter((path) => paths.has(path));
      if (files.length > 0) reached.push({ manifest, name, private: isPrivate, files });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reached.push({ manifest, name, private: isPrivate, files: [], problem: error.message });
    }
  }
  return reached;
}

/** The nearest folder above with a package.json; the root is empty. */
function packageFolder(root: string, start: string): string | undefined {
  for (let folder = start === '.' ? '' : start; ; folder = dirname(folder) === '.' ? '' : dirname(folder)) {
    if (statSync(join(root, folder, 'package.json'), { throwIfNoEntry: false })?.isFile()) return folder;
    if (folder === '') return undefined;
  }
}

/** Without a name and a version nothing can be packed. */
function readManifest(file: string): { readonly name: string | undefined; readonly isPrivate: boolean } {
  try {
    const data: unknown = JSON.parse(readPlainFile(file)?.toString('utf8') ?? '');
    const field = (name: string): unknown =>
      typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
    const [name, version] = [field('name'), field('version')];
    return {
      name: typeof name === 'string' && typeof version === 'string' ? name : undefined,
      isPrivate: field('private') === true,
    };
  } catch {
    return { name: '(unreadable)', isPrivate: false };
  }
}
