import { statSync } from 'node:fs';
import { join } from 'node:path';
import { currentDate } from '../clock.js';
import type { Weighed } from '../judge/judgeDocument.js';
import type { Document } from '../model/document.js';
import { namedPath } from '../sources/namedPath.js';
import { readWorkTree } from '../sources/listFiles.js';
import type { Engine } from './engine.js';
import { Problem } from '../model/errors.js';
import { diskReader } from '../sources/diskReader.js';
import { textView } from '../text/textView.js';
import { readBaseline } from './assemble.js';
import { startRun, worktreeEngine, type Run, type RunOptions } from './run.js';

/** What the rules make of a file on disk. */
export interface WeighedFile {
  /** The config leaves the file out, so that nothing of it was weighed. */
  readonly isIgnored: boolean;
  readonly lines: number;
  /** Every candidate with its verdict, reported or not. */
  readonly weighed: readonly Weighed[];
}

/** Weighs a file on disk. `path` is relative to `cwd`. @throws Problem */
export async function weighFile(options: RunOptions & { readonly path: string }): Promise<WeighedFile> {
  const run = startRun(options);
  const engine = await worktreeEngine(run);
  const path = namedPath(run.root, options.cwd, options.path);
  const bytes = await diskReader(run.root)(path);
  const ofIgnores = await weighIgnoreFile(run, engine, path);
  // What is missing is reported where it belongs, even if there is no such file yet.
  if (bytes === undefined && ofIgnores.length > 0) return { isIgnored: false, lines: 1, weighed: ofIgnores };
  if (bytes === undefined)
    throw new Problem(
      'read',
      isFolder(join(run.root, path)) ? `${options.path} is a folder.` : `${options.path} does not exist.`,
      'Give a path from here, and a line: pictify-scan explain src/api.js:12',
    );
  if (engine.paths.isIgnored(path)) return { isIgnored: true, lines: 0, weighed: [] };
  const { accepted } = await readBaseline(engine, { findings: [], whole: true }, currentDate());
  const document: Document = { path, bytes, origin: { kind: 'worktree', tracked: true } };
  return {
    isIgnored: false,
    lines: textView(bytes).bytes.toString('latin1').split('\n').length,
    weighed: [...engine.weigh(document, accepted, currentDate()), ...ofIgnores],
  };
}

/** What is reported of an ignore file: as it counts in the work tree, or as it is staged. */
async function weighIgnoreFile(run: Run, engine: Engine, path: string): Promise<readonly Weighed[]> {
  if (!run.isRepository || !/(?:^|\/)\.gitignore$/.test(path)) return [];
  const { git, root } = run;
  const { checkIndexIgnores, checkTreeIgnores } = await import('./checkIgnoreFiles.js');
  const { noteDiskIgnores } = await import('./diskIgnores.js');
  const { index, others } = await readWorkTree(git, []);
  const ofTree = await checkTreeIgnores(git, engine, { root, index, others: await others });
  const judged = (ofTree.length > 0 ? ofTree : await checkIndexIgnores(git, engine, index)).filter(
    (each) => each.path === path,
  );
  const noted = noteDiskIgnores(
    root,
    judged.map((each) => ({ judged: each, status: 'new' })),
  );
  return noted.map(({ judged: { rule, start, match, via, outcome, kind, confidence, evidence } }) => ({
    rule: rule.id,
    line: start.line,
    column: start.column,
    match,
    via,
    outcome,
    kind,
    confidence,
    evidence,
  }));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
