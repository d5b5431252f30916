import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { listIndex, SUBMODULE } from '../git/listIndex.js';
import { locateRepository } from '../git/repository.js';
import { gitIn, runGit, type Git } from '../git/run.js';
import type { Document } from '../model/document.js';
import type { Engine } from '../scan/engine.js';
import { listFolder, listIgnored, listWorkTree, type ListedFile } from '../sources/listFiles.js';
import { readFileDocument } from '../sources/readFileDocument.js';
import { pathText } from '../text/path.js';
import type { Copy } from './model.js';
import { placesOf } from './places.js';
import type { SoughtKey } from './soughtKey.js';

/** Copies outside of the commits, and what could not be looked at. */
export interface FileSearch {
  readonly copies: readonly Copy[];
  readonly limits: readonly string[];
}

/** Folders of the git directory that `searchObjects` reads, and those of other repositories. */
const OWN_FOLDERS = new Set(['objects', 'modules']);
/** Folders of ignored files that hold what others wrote. */
const OTHERS =
  /(?:^|\/)(?:node_modules|\.venv|venv|\.tox|\.yarn|\.pnpm-store|bower_components|__pycache__|\.terraform)\//;
const AT_ONCE = 16;

/** Looks through a plain folder. */
export async function searchFolder(engine: Engine, key: SoughtKey, root: string): Promise<FileSearch> {
  const search = new Search(engine, key);
  await search.read(root, await listFolder(root, root), 'untracked');
  return search.result();
}

/** Looks through the work tree (tracked, untracked and ignored files) and the git directory's own files. */
export async function searchFiles(git: Git, engine: Engine, key: SoughtKey, root: string): Promise<FileSearch> {
  const search = new Search(engine, key);
  const { root: top } = await locateRepository(git);
  if (top !== undefined) {
    const listed = await listWorkTree(gitIn(git, top), []);
    const tracked = listed.filter((file) => file.tracked);
    await search.read(root, tracked, 'tracked');
    await search.read(
      root,
      listed.filter((file) => !file.tracked),
      'untracked',
    );
    const ignored = await listIgnored(gitIn(git, top));
    await search.read(
      root,
      ignored.filter(({ raw }) => !OTHERS.test(raw)),
      'ignored',
    );
    const passed = ignored.filter(({ raw }) => OTHERS.test(raw)).length;
    if (passed > 0)
      search.limits.push(
        `${passed} ignored files of installed packages (node_modules and the like) were not looked at.`,
      );
  }
  // That of the repository, where this is one of several work trees.
  const common = (await runGit(git, ['rev-parse', '--git-common-dir'])).toString('utf8').replace(/\n$/, '');
  const directory = resolve(git.cwd, common);
  await search.read(directory, await listGitDirectory(directory), 'git-directory');
  if (existsSync(join(directory, 'lfs')))
    search.limits.push(
      'Files in Git LFS were looked at as far as this clone has them; older versions may be on its server only.',
    );
  if (top !== undefined) {
    const submodules = (await listIndex(git)).filter(({ mode }) => mode === SUBMODULE);
    const names = submodules.slice(0, 5).map(({ path }) => pathText(Buffer.from(path, 'latin1')));
    if (names.length > 0)
      search.limits.push(
        `Submodules have repositories of their own, which were not looked at: ${names.join(', ')}${submodules.length > names.length ? ', …' : ''}. Run this in each of them too.`,
      );
  }
  return search.result();
}

/** Staged blobs with the key that no commit names. */
export async function stagedCopies(
  git: Git,
  engine: Engine,
  key: SoughtKey,
  blobs: ReadonlySet<string>,
  named: ReadonlySet<string>,
): Promise<{ readonly copies: readonly Copy[]; readonly oids: ReadonlySet<string> }> {
  const staged = (await listIndex(git)).filter(({ oid }) => blobs.has(oid));
  const copies: Copy[] = [];
  for (const { oid, path } of staged) {
    if (named.has(oid)) continue;
    const bytes = await runGit(git, ['cat-file', 'blob', oid]);
    const shown = pathText(Buffer.from(path, 'latin1'));
    for (const { line, via } of placesOf(engine, key, { path: shown, bytes, origin: { kind: 'object', oid } }))
      copies.push({ where: 'staged', path: shown, line, via });
  }
  return { copies, oids: new Set(staged.map(({ oid }) => oid)) };
}

class Search {
  readonly #engine: Engine;
  readonly #key: SoughtKey;
  readonly #copies: Copy[] = [];
  readonly limits: string[] = [];

  constructor(engine: Engine, key: SoughtKey) {
    this.#engine = engine;
    this.#key = key;
  }

  async read(root: string, files: readonly ListedFile[], where: Copy['where']): Promise<void> {
    for (let from = 0; from < files.length; from += AT_ONCE)
      await Promise.all(
        files.slice(from, from + AT_ONCE).map(async (file) => {
          const outcome = await readFileDocument(root, file, (document) => this.#look(document, where));
          if (!outcome.read && outcome.why === 'unreadable')
            this.limits.push(`${pathText(Buffer.from(file.raw, 'latin1'))} could not be read.`);
        }),
      );
  }

  #look(document: Document, where: Copy['where']): void {
    this.#engine.tally.bytes += document.bytes.length;
    const path = where === 'git-directory' ? `.git/${document.path}` : document.path;
    for (const { line, via } of placesOf(this.#engine, this.#key, document))
      this.#copies.push({ where, path, line, via });
    if (this.#key.isIn(Buffer.from(document.path, 'utf8')))
      this.#copies.push({ where, path, line: 1, via: ['file name'] });
  }

  result(): FileSearch {
    const order: readonly Copy['where'][] = ['tracked', 'staged', 'untracked', 'ignored', 'git-directory'];
    return {
      copies: this.#copies.toSorted(
        (a, b) => order.indexOf(a.where) - order.indexOf(b.where) || (a.path < b.path ? -1 : 1) || a.line - b.line,
      ),
      limits: this.limits,
    };
  }
}

/** Config, hooks, reflogs, messages in the making, the record of `fix`. */
async function listGitDirectory(directory: string): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (folder !== '' || !OWN_FOLDERS.has(entry.name)) pending.push(path);
      } else if (entry.isFile() && path !== 'index') {
        files.push({ raw: Buffer.from(path, 'utf8').toString('latin1'), tracked: false });
      }
    }
  }
  return files;
}
