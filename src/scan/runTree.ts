import { resolve } from 'node:path';
import { plainPlace } from '../git/direct/place.js';
import { refuseOtherWorkTree } from '../git/repository.js';
import type { Report } from '../model/report.js';
import { refuseBare } from '../sources/findRoot.js';
import { finishRun, startRun, worktreeEngine, type RunOptions } from './run.js';
import { beginTree } from './tree.js';

/**
 * Scans the work tree, or a plain folder.
 *
 * @param options.paths relative to `cwd`; all where there are none
 * @param options.isAlone only where this process does nothing else meanwhile: flags of V8 are changed for that time
 * @throws Problem
 */
export async function scanTree(
  options: RunOptions & { readonly paths?: readonly string[]; readonly isAlone?: boolean },
): Promise<Report> {
  const run = startRun(options);
  const { root, git, isRepository } = run;
  if (!isRepository) refuseBare(root, options.environment ?? process.env);
  const { cwd, paths = [], signal, isAlone, environment = process.env } = options;
  const place = isRepository ? plainPlace(root, environment) : undefined;
  const mayBeElsewhere = isRepository && (place === undefined || resolve(cwd) !== root);
  const placed = mayBeElsewhere ? refuseOtherWorkTree(git, root) : Promise.resolve();
  placed.catch(() => {});
  const begun = beginTree({ root, cwd, paths, git: isRepository ? git : undefined, place, signal, isAlone });
  try {
    const result = await begun.scan(await worktreeEngine(run));
    await placed;
    return await finishRun(run, result, false);
  } finally {
    begun.end();
  }
}
