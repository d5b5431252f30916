import { listIndex } from '../git/listIndex.js';
import { createGit } from '../git/run.js';
import type { LocatedSecret } from '../judge/judgeDocument.js';
import type { FixPlan, Wanted } from '../remedy/plan.js';
import { planFix } from '../remedy/planFix.js';
import { readRegularFile } from '../remedy/replaceFile.js';
import { join } from 'node:path';
import type { Place, Workspace } from './workspace.js';

/** Paths that git tracks, asked for once however often they are wanted. */
function trackedIn({ root, isRepository }: Place): () => Promise<ReadonlySet<string>> {
  let asked: Promise<ReadonlySet<string>> | undefined;
  return () => (asked ??= isRepository ? listTracked(root) : Promise.resolve(new Set()));
}

async function listTracked(root: string): Promise<ReadonlySet<string>> {
  const entries = await listIndex(createGit(root, process.env));
  return new Set(entries.map(({ path }) => Buffer.from(path, 'latin1').toString('utf8')));
}

/**
 * Plans what `fix` would do about findings of a buffer, worked out on what the editor has open. What is the same for
 * all plans of one request is worked out once.
 *
 * @param text of the buffer
 * @param openText of any file that is open, by its path from the root
 */
export function actionPlanner(
  workspace: Workspace,
  place: Place,
  text: string,
  openText: (path: string) => string | undefined,
): (findings: Wanted['findings']) => Promise<FixPlan> {
  const { root, path } = place;
  const bytes = Buffer.from(text, 'utf8');
  const trackedFiles = trackedIn(place);
  let located: readonly LocatedSecret[] | undefined;
  return async (findings) => {
    const tracked = await trackedFiles();
    const engine = await workspace.engine(root);
    const { environment } = engine.paths;
    const locate = (each: string, content: Buffer, isTracked: boolean): readonly LocatedSecret[] =>
      engine.locate({ path: each, bytes: content, origin: { kind: 'worktree', tracked: isTracked } });
    return planFix([{ path, tracked: tracked.has(path), findings }], {
      read: async (each) => {
        if (each === path) return bytes;
        const open = openText(each);
        return open === undefined ? (await readRegularFile(join(root, each), each))?.bytes : Buffer.from(open, 'utf8');
      },
      locate: (each, content, isTracked) =>
        content === bytes ? (located ??= locate(each, content, isTracked)) : locate(each, content, isTracked),
      isTemplate: (each) => environment.isTemplate(each),
      isEnvironmentFile: (each) => environment.isFile(each),
      isTracked: (each) => tracked.has(each),
    });
  };
}
