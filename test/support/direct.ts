import { startDirect } from '../../src/git/direct/startDirect.js';
import { createGit } from '../../src/git/run.js';
import { changedFile, type ChangedFile } from '../../src/sources/changes.js';
import { readIndexChanges } from '../../src/sources/readIndexChanges.js';
import type { Repository } from './repository.js';

/** Where the index is read from, and what a hook is told. */
export interface Place {
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** What the index changes, read without git; `undefined` where git has to be asked. */
export function direct(
  repository: Repository,
  { cwd = repository.path, environment }: Place = {},
): ChangedFile[] | undefined {
  const all = { ...repository.environment, ...environment };
  const started = startDirect(createGit(cwd, all), all);
  started?.batch.abandon();
  return started?.changes.map(changedFile);
}

/** The same by git. @throws Problem */
export async function byGit(
  repository: Repository,
  { cwd = repository.path, environment }: Place = {},
): Promise<ChangedFile[]> {
  const files: ChangedFile[] = [];
  await readIndexChanges(createGit(cwd, { ...repository.environment, ...environment }), 'HEAD', (file) =>
    files.push(file),
  );
  return files;
}
