import { lstat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { milliseconds } from '../clock.js';
import type { Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import { listFolder, listWorkTree, type ListedFile } from '../sources/listFiles.js';
import { readTree } from '../sources/readTree.js';
import { pathText } from '../text/path.js';
import { checkIndexIgnores } from './checkIgnoreFiles.js';
import type { Engine } from './engine.js';
import type { ScanFinding, ScanResult } from './result.js';

/** Milliseconds after which whoever shows progress or wants to stop the run gets a turn. */
const REST_EVERY = 50;

export interface TreeOptions {
  /** Top of the work tree, or the folder itself where there is no git. */
  readonly root: string;
  /** Folder that relative paths are relative to. */
  readonly cwd: string;
  readonly paths: readonly string[];
  /** `undefined` where there is no repository. */
  readonly git: Git | undefined;
  /** Ends it before it is done. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The work tree: tracked files and untracked ones that are not ignored; all files of a plain folder.
 *
 * @throws Problem, or the signal's reason where it is ended
 */
export async function scanTree(engine: Engine, options: TreeOptions): Promise<ScanResult> {
  const { root, git, signal } = options;
  const files = await listFiles(options);
  signal?.throwIfAborted();
  if (files.length === 0 && options.paths.length > 0) {
    throw new Problem(
      'read',
      `Nothing to look at under ${options.paths.join(', ')}: no file there, or all of them are ignored.`,
      'Check the path. Ignored files can be looked at one by one: pictify-scan stdin --path NAME < FILE',
    );
  }
  if (git) await noteUnlisted(engine, options, files);
  const findings: ScanFinding[] = [];
  engine.tally.stopwatch?.mark(`${files.length} files listed`);
  let rested = milliseconds();
  await readTree(root, files, {
    onDocument: (document) => {
      for (const judged of engine.scan(document)) findings.push({ judged, status: 'new' });
    },
    onUnread: (file, { why }) => engine.tally.skip(pathText(Buffer.from(file.raw, 'latin1')), why),
    onRest: () => {
      if (milliseconds() - rested < REST_EVERY) return undefined;
      return nextTurn().then(() => {
        rested = milliseconds();
        signal?.throwIfAborted();
      });
    },
  });
  engine.tally.stopwatch?.mark('files read and looked at');
  if (git && options.paths.length === 0)
    for (const judged of await checkIndexIgnores(git, engine)) findings.push({ judged, status: 'new' });
  return {
    source: git ? 'work tree' : `folder ${options.paths.join(', ') || '.'}`,
    findings,
    engine,
    whole: options.paths.length === 0,
  };
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
    const fromRoot = relative(root, resolve(cwd, path)).split(sep).join('/');
    const there = await lstat(resolve(cwd, path)).catch(() => undefined);
    // Whoever names a link means what it leads to, and that is not looked at.
    if (there?.isSymbolicLink()) engine.tally.skip(fromRoot, 'symlink');
    if (listed.has(Buffer.from(fromRoot, 'utf8').toString('latin1'))) continue;
    if (there === undefined) throw new Problem('read', `${path} does not exist.`, 'Check the path.');
    engine.tally.skip(fromRoot, 'ignored-by-git');
  }
}

async function listFiles({ root, cwd, paths, git }: TreeOptions): Promise<ListedFile[]> {
  if (!git) {
    const lists = await Promise.all(
      (paths.length === 0 ? ['.'] : paths).map((path) => listFolder(root, resolve(cwd, path))),
    );
    return lists.flat();
  }
  const inside = paths.map((path) => {
    const fromRoot = relative(root, resolve(cwd, path)).split(sep).join('/');
    if (fromRoot === '..' || fromRoot.startsWith('../'))
      throw new Problem(
        'usage',
        `${path} is outside of this repository (${root}).`,
        'Run pictify-scan from the folder that it is in.',
      );
    return fromRoot;
  });
  return listWorkTree(git, inside);
}
