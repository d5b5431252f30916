import { emptyTree, isUnborn, mergeParents, resolveCommit } from '../git/repository.js';
import type { Git } from '../git/run.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { ChangedFile, ChangeSet } from '../sources/changes.js';
import { readIndexChanges } from '../sources/readIndexChanges.js';
import type { Engine } from './engine.js';
import { findNew, type ChangeFindings } from './judgeChange.js';

/**
 * Which of the findings the next commit would bring.
 *
 * @param head its first parent, where it has one
 */
export async function findStagedNew(
  git: Git,
  engine: Engine,
  change: ChangeFindings,
  head: string | undefined,
): Promise<ReadonlySet<Judged>> {
  return findNew(git, engine, change, await furtherParents(git, head));
}

/**
 * Lists all of the index, where the branch has no commit yet.
 *
 * @param files is emptied and filled
 * @param refusal what git says to a comparison with HEAD; thrown where the branch has one
 */
export async function listUnborn(git: Git, files: ChangedFile[], refusal: unknown): Promise<void> {
  if ((await resolveCommit(git, 'HEAD')) !== undefined || !(await isUnborn(git))) throw refusal;
  files.length = 0;
  await readIndexChanges(git, await emptyTree(git), (file) => files.push(file));
}

/** In a merge: what the index changes against the other heads. */
async function furtherParents(git: Git, head: string | undefined): Promise<ChangeSet[]> {
  const sets: ChangeSet[] = [];
  for (const parent of await mergeParents(git)) {
    if (parent === head) continue;
    const files: ChangedFile[] = [];
    await readIndexChanges(git, parent, (file) => files.push(file));
    sets.push({ files, parents: 1 });
  }
  return sets;
}
