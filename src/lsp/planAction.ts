import { listIndex } from '../git/listIndex.js';
import { createGit } from '../git/run.js';
import type { FixPlan } from '../remedy/plan.js';
import { planFix } from '../remedy/planFix.js';
import { readRegularFile } from '../remedy/replaceFile.js';
import { join } from 'node:path';
import type { DiagnosticData } from './diagnostics.js';
import type { Place, Workspace } from './workspace.js';

/**
 * What `fix` would do about one finding of a buffer, worked out on what the editor has open.
 *
 * @param text of the buffer
 * @param openText of any file that is open, by its path from the root
 * @throws Problem where a secret would have nowhere safe to go
 */
export async function planAction(
  workspace: Workspace,
  { root, path, isRepository }: Place,
  text: string,
  openText: (path: string) => string | undefined,
  { rule, fingerprint, line }: DiagnosticData & { readonly line: number },
): Promise<FixPlan> {
  const engine = await workspace.engine(root);
  const { environment } = engine.paths;
  const tracked = new Set(
    isRepository
      ? (await listIndex(createGit(root, process.env))).map((entry) =>
          Buffer.from(entry.path, 'latin1').toString('utf8'),
        )
      : [],
  );
  return planFix([{ path, tracked: tracked.has(path), findings: [{ rule, fingerprint, line }] }], {
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
