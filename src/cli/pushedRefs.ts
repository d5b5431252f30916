import { resolveCommit } from '../git/repository.js';
import type { Git } from '../git/run.js';
import { Problem } from '../model/errors.js';

/** What a push hook was told. */
export interface PushedInput {
  /** As git hands it to pre-push: a line a ref. */
  readonly input: string;
  readonly remote: string | undefined;
}

/**
 * The tool pre-commit hands a push on in variables and not on standard input. It names no commits when
 * everything of the branch is new to the remote.
 *
 * @returns `undefined` where the tool pre-commit does not run this
 * @throws Problem `usage` in another stage than pre-push
 */
export async function pushedByPreCommit(git: Git, env: NodeJS.ProcessEnv): Promise<PushedInput | undefined> {
  if (env['PRE_COMMIT'] !== '1') return undefined;
  const branch = env['PRE_COMMIT_LOCAL_BRANCH'];
  const to = env['PRE_COMMIT_TO_REF'] ?? (branch === undefined ? undefined : await resolveCommit(git, branch));
  if (branch === undefined || to === undefined)
    throw new Problem(
      'usage',
      'pre-commit did not say what is pushed.',
      'Give this hook its stage in .pre-commit-config.yaml: stages: [pre-push] (before pre-commit 3.2: [push]).',
    );
  const from = env['PRE_COMMIT_FROM_REF'] ?? to.replaceAll(/./g, '0');
  return {
    input: `${branch} ${to} ${env['PRE_COMMIT_REMOTE_BRANCH'] ?? branch} ${from}\n`,
    remote: env['PRE_COMMIT_REMOTE_NAME'],
  };
}
