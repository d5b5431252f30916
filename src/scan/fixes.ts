import { createGit } from '../git/run.js';
import { listIndex } from '../git/listIndex.js';
import { locateRepository } from '../git/repository.js';
import { Problem } from '../model/errors.js';
import { isPublic } from '../model/isPublic.js';
import type { Report } from '../model/report.js';
import type { FixPlace } from '../remedy/applyPlan.js';
import type { Wanted } from '../remedy/plan.js';
import type { PlanSources } from '../remedy/planFix.js';
import { readRegularFile } from '../remedy/replaceFile.js';
import { namedPath } from '../sources/namedPath.js';
import { scanStaged, startRun, userFolder, worktreeEngine, type RunOptions } from './run.js';
import { scanTree } from './runTree.js';
import { join } from 'node:path';

export interface FixOptions extends RunOptions {
  /** Files or folders, relative to `cwd`; empty for all. */
  readonly paths: readonly string[];
  /** Only what the next commit would add. */
  readonly staged: boolean;
}

/** What a repository has to be fixed, and the means. */
export interface Fixes {
  readonly place: FixPlace;
  readonly wanted: readonly Wanted[];
  readonly sources: PlanSources;
  readonly report: Report;
}

/** Where fixes take place. @throws Problem `usage` outside of a work tree */
export async function openFixPlace(options: RunOptions): Promise<FixPlace> {
  const { root, isRepository } = startRun(options);
  if (!isRepository)
    throw new Problem(
      'usage',
      'fix works in git repositories only.',
      'It keeps in the git directory what --undo needs. Start one with: git init',
    );
  const git = createGit(root, options.environment ?? process.env);
  const { gitDirectory } = await locateRepository(git);
  return { git, root, gitDirectory };
}

/** Scans, and says what is to be fixed. @throws Problem */
export async function findFixes(options: FixOptions): Promise<Fixes> {
  const place = await openFixPlace(options);
  const run = startRun(options);
  const engine = await worktreeEngine(run);
  const report = options.staged ? await scanStaged(options) : await scanTree({ ...options, paths: options.paths });
  const tracked = new Set((await listIndex(place.git)).map(({ path }) => Buffer.from(path, 'latin1').toString('utf8')));
  const inside = options.paths.map((path) => namedPath(place.root, options.cwd, path));
  const byPath = new Map<string, Wanted['findings'][number][]>();
  for (const finding of report.findings) {
    const { path, rule, fingerprint, line } = finding;
    if (finding.status !== 'new' || isPublic(finding)) continue;
    if (inside.length > 0 && !inside.some((each) => each === '' || path === each || path.startsWith(`${each}/`)))
      continue;
    byPath.set(path, [...(byPath.get(path) ?? []), { rule, fingerprint, line }]);
  }
  const { environment } = engine.paths;
  return {
    place,
    report,
    wanted: [...byPath].map(([path, findings]) => ({ path, tracked: tracked.has(path), findings })),
    sources: {
      read: async (path) => (await readRegularFile(join(place.root, path), path))?.bytes,
      locate: (path, bytes, isTracked) =>
        engine.locate({ path, bytes, origin: { kind: 'worktree', tracked: isTracked } }),
      isTemplate: (path) => environment.isTemplate(path),
      isEnvironmentFile: (path) => environment.isFile(path),
      isTracked: (path) => tracked.has(path),
      folder: userFolder(run),
    },
  };
}
