import { statSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Place } from '../git/direct/place.js';
import { listDirect } from '../git/direct/startDirect.js';
import type { TreeEntry } from '../git/listIndex.js';
import type { ObjectRequests } from '../git/objectBatch.js';
import { gitIn, type Git } from '../git/run.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { Document } from '../model/document.js';
import { Problem } from '../model/errors.js';
import { optimizeLate } from '../optimizeLate.js';
import { holdsMore } from '../sources/holdsMore.js';
import { listFolder, listOthers, readWorkTree, type ListedFile } from '../sources/listFiles.js';
import { namedPath } from '../sources/namedPath.js';
import { rawPathText } from '../text/path.js';
import { checkTreeIgnores } from './checkIgnoreFiles.js';
import type { Engine } from './engine.js';
import type { ScanResult } from './result.js';
import type { Tally } from './tally.js';
import { nameRules } from './threads/nameRules.js';
import { readTree, type TreePart, type Unread } from './threads/readTree.js';
import { startThreads, type TreeThread } from './threads/treeThreads.js';

export interface TreeOptions {
  /** Top of the work tree, or the folder itself where there is no git. */
  readonly root: string;
  /** Folder that relative paths are relative to. */
  readonly cwd: string;
  readonly paths: readonly string[];
  /** `undefined` where there is no repository. */
  readonly git: Git | undefined;
  /** Where the repository can be read without git. */
  readonly place: Place | undefined;
  /** Ends it before it is done. */
  readonly signal?: AbortSignal | undefined;
  /** The process does nothing else meanwhile: see `optimizeLate`. */
  readonly isAlone?: boolean | undefined;
}

/** Fewer files are read before threads that have started can win back what their start takes. */
const FEWEST_FOR_THREADS = 12_000;

/** The look at fewer files is over before what is compiled for it, or kept from being compiled, matters. */
const FEWEST_FOR_LATE = 3000;

/** Bytes of one in the index, about. */
const INDEX_ENTRY = 100;

/** What there is to look at. */
interface TreeFiles {
  readonly files: readonly ListedFile[];
  /** More of them, which git is still listing; undefined where there are none, in a work tree if all the files are there. */
  readonly others?: Promise<readonly ListedFile[]> | undefined;
  /** Of the whole repository, where all of it is looked at. */
  readonly index?: readonly TreeEntry[];
  /** Reads contents of the index without git. */
  readonly batch?: ObjectRequests;
}

/** A look at a tree that has begun: the files are being listed, threads are being started. */
export interface BegunTree {
  /** @throws Problem, or the signal's reason where it is ended */
  scan(engine: Engine): Promise<ScanResult>;
  end(): void;
}

/** The work tree: tracked files and untracked ones that are not ignored; all files of a plain folder. */
export function beginTree(options: TreeOptions): BegunTree {
  const listing = listTree(options);
  listing.catch(() => {});
  // A thread takes as long to start as the rules to be made ready and git to list the files.
  let threads = threadsIfMany(filesAbout(options));
  return {
    async scan(engine) {
      const rules = nameRules(engine.rules, engine.config.customRules);
      const order = (): void => {
        for (const thread of threads)
          if (rules) thread.begin({ root: options.root, rules });
          else thread.end();
      };
      order();
      return scanFiles(engine, options, await listing, (files) => {
        if (!rules) return [];
        if (threads.length > 0) return threads;
        threads = threadsIfMany(files);
        order();
        return threads;
      });
    },
    end() {
      for (const thread of threads) thread.end();
    },
  };
}

/** Whoever asks for them ends them. */
function threadsIfMany(files: number): readonly TreeThread[] {
  return files < FEWEST_FOR_THREADS ? [] : startThreads();
}

/** How many files the index holds, about, if they are all to be looked at; 0 where that is not told at once. */
function filesAbout({ root, paths, git }: TreeOptions): number {
  if (!git || paths.length > 0) return 0;
  try {
    return statSync(join(root, '.git/index')).size / INDEX_ENTRY;
  } catch {
    // None yet; or `.git` is a file, as in linked work trees and submodules.
    return 0;
  }
}

async function scanFiles(
  engine: Engine,
  options: TreeOptions,
  { files, others, index, batch }: TreeFiles,
  threadsFor: (files: number) => readonly TreeThread[],
): Promise<ScanResult> {
  const { root, git, signal } = options;
  signal?.throwIfAborted();
  if (files.length === 0 && options.paths.length > 0) {
    throw new Problem(
      'read',
      `Nothing to look at under ${options.paths.join(', ')}: no file there, or all of them are ignored.`,
      'Check the path. Ignored files can be looked at one by one: pictify-scan stdin --path NAME < FILE',
    );
  }
  if (git) await noteUnlisted(engine, options, files);
  engine.tally.stopwatch?.mark(`${files.length} ${others ? 'tracked files' : 'files'} listed`);
  const judgeIgnores = async (more: readonly ListedFile[]): Promise<Judged[]> =>
    git && index ? checkTreeIgnores(git, engine, { root, index, others: more }, batch) : [];
  // The ignore files are read as soon as all are known.
  const ignores = others?.then(judgeIgnores);
  ignores?.catch(() => {});
  const found: Judged[] = [];
  let isOdd = false;
  const reading = {
    root,
    window: engine.window,
    isWanted: (path: string) => engine.isNamed(path),
    begin: () => new TreeLook(engine),
    onPart: (part: TreeLook) => {
      engine.tally.add(part.tally);
      isOdd ||= part.isOdd;
      for (const judged of part.found) found.push(judged);
    },
    onRest: () => signal?.throwIfAborted(),
  };
  const threads = threadsFor(files.length);
  const optimizeAsUsual = options.isAlone && files.length >= FEWEST_FOR_LATE ? optimizeLate() : () => {};
  await readTree({ ...reading, files, threads }).finally(optimizeAsUsual);
  const more = (await (others ?? (git && index && isOdd ? listOthers(git) : undefined))) ?? [];
  if (more.length > 0) await readTree({ ...reading, files: more, threads: threadsFor(more.length) });
  engine.tally.stopwatch?.mark('files read and looked at');
  return {
    source: git ? 'work tree' : `folder ${options.paths.join(', ') || '.'}`,
    findings: [...found, ...(await (ignores ?? judgeIgnores(more)))].map((judged) => ({ judged, status: 'new' })),
    engine,
    whole: options.paths.length === 0,
  };
}

/** What was found in a stretch of the files. */
class TreeLook implements TreePart {
  readonly tally: Tally;
  readonly found: Judged[] = [];
  /** A file is not there, or is a folder now: others may stand in its place. */
  isOdd = false;
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.tally = engine.beginTally();
  }

  onDocument(document: Document): void {
    for (const judged of this.#engine.scan(document, this.tally)) this.found.push(judged);
  }

  onQuiet(bytes: number): void {
    this.tally.countQuiet(bytes);
  }

  onUnread(file: ListedFile, { why }: Unread): void {
    this.tally.skip(rawPathText(file.raw), why);
    this.isOdd ||= why === 'not-on-disk' || why === 'submodule';
  }
}

/**
 * Paths that were asked for and that git lists nothing under: ignored ones are told, and links, which are not followed.
 *
 * @throws Problem `read` where there is no such path
 */
async function noteUnlisted(
  engine: Engine,
  { root, cwd, paths }: TreeOptions,
  files: readonly ListedFile[],
): Promise<void> {
  const listed = new Set(['']);
  for (const { raw } of paths.length === 0 ? [] : files) {
    for (let at = raw.length; at > 0; at = raw.lastIndexOf('/', at - 1)) listed.add(raw.slice(0, at));
  }
  for (const path of paths) {
    const fromRoot = namedPath(root, cwd, path);
    const there = await lstat(join(root, fromRoot)).catch(() => undefined);
    // Whoever names a link means what it leads to, and that is not looked at.
    if (there?.isSymbolicLink()) engine.tally.skip(fromRoot, 'symlink');
    if (listed.has(Buffer.from(fromRoot, 'utf8').toString('latin1'))) continue;
    if (there === undefined) throw new Problem('read', `${path} does not exist.`, 'Check the path.');
    engine.tally.skip(fromRoot, 'ignored-by-git');
  }
}

/** Lists what there is to look at. @throws Problem */
async function listTree({ root, cwd, paths, git, place }: TreeOptions): Promise<TreeFiles> {
  if (!git) {
    const lists = await Promise.all(
      (paths.length === 0 ? ['.'] : paths).map((path) => listFolder(root, resolve(cwd, path))),
    );
    return { files: lists.flat() };
  }
  const inside = paths.map((path) => {
    const fromRoot = namedPath(root, cwd, path);
    if (fromRoot === '..' || fromRoot.startsWith('../'))
      throw new Problem(
        'usage',
        `${path} is outside of this repository (${root}).`,
        'Run pictify-scan from the folder that it is in.',
      );
    return fromRoot;
  });
  if (paths.length > 0) {
    const { tracked, others } = await readWorkTree(git, inside);
    return { files: [...tracked, ...(await others)] };
  }
  const direct = place && listDirect(gitIn(git, root), place);
  if (!direct) {
    const { tracked, others, index } = await readWorkTree(git, []);
    return { files: tracked, others, index };
  }
  const { entries, batch } = direct;
  const files = entries.map(({ path, size }) => ({ raw: path, tracked: true, size }));
  const others = holdsMore(root, entries) ? listOthers(git) : undefined;
  // Who waits for it comes later.
  others?.catch(() => {});
  return { files, others, index: entries, batch };
}
