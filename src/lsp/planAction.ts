import { listIndex } from '../git/listIndex.js';
import { createGit } from '../git/run.js';
import type { FixPlan, Wanted } from '../remedy/plan.js';
import { planFix } from '../remedy/planFix.js';
import { readRegularFile } from '../remedy/replaceFile.js';
import { join } from 'node:path';
import type { Place, Workspace } from './workspace.js';

/** Paths that git tracks, asked for once however often they are wanted. */
export function trackedIn({ root, isRepository }: Place): () => Promise<ReadonlySet<string>> {
  let asked: Promise<ReadonlySet<string>> | undefined;
  return () => (asked ??= isRepository ? listTracked(root) : Promise.resolve(new Set()));
}

async function listTracked(root: string): Promise<ReadonlySet<string>> {
  const entries = await listIndex(createGit(root, process.env));
  return new Set(entries.map(({ path }) => Buffer.from(path, 'latin1').toString('utf8')));
}

/**
 * What `fix` would do about findings of a buffer, worked out on what the editor has open.
 *
 * @param text of the buffer
 * @param openText of any file that is open, by its path from the root
 * @throws Problem where a secret would have nowhere safe to go
 */
export async function planAction(
  workspace: Workspace,
  { root, path }: Place,
  text: string,
  openText: (path: string) => string | undefined,
  tracked: ReadonlySet<string>,
  findings: Wanted['findings'],
): Promise<FixPlan> {
  const engine = await workspace.engine(root);
  const { environment } = engine.paths;
  return planFix([{ path, tracked: tracked.has(path), findings }], {
    read: async (each) => {
      const open = each === path ? text : openText(each);
      return open === undefined ? (await readRegularFile(join(root, each), each))?.bytes : Buffer.from(open, 'utf8');
    },
    locate: (each, bytes, isTracked) =>
      engine.locate({ path: each, bytes, origin: { kind: 'worktree', tracked: isTracked } }),
    isTemplate: (each) => environment.isTemplate(each),
    isEnvironmentFile: (each) => environment.isFile(each),
    isTracked: (each) => tracked.has(each),
  });
}
