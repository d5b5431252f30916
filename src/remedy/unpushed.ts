import { HEADER_PATH, MESSAGE_PATH } from '../model/textPlaces.js';

/** A commit that no branch of a remote has: it can be made anew, and the secret was never out. */
export interface UnpushedCommit {
  /** Short. */
  readonly id: string;
  readonly isHead: boolean;
  /** What `git rebase -i` is told, so that it lists the commit. */
  readonly rebaseFrom: string;
}

/** What comes before the file is changed. */
export function stopAtCommit({ id, isHead, rebaseFrom }: UnpushedCommit): string[] {
  return isHead
    ? []
    : [
        `Commit ${id}, which is not pushed, has it. On its branch, stop there (write edit in the place of pick): git rebase -i ${rebaseFrom}`,
      ];
}

/**
 * What comes after it.
 *
 * @param stage a command that stages the change, where that is not done yet
 */
export function amendCommit({ isHead }: UnpushedCommit, stage?: string): string {
  const commands = [...(stage === undefined ? [] : [stage]), 'git commit --amend --no-edit'];
  return isHead
    ? `Take it out of your last commit, which is not pushed: ${commands.join(' && ')}`
    : `Take it out of that commit, and go on: ${[...commands, 'git rebase --continue'].join(' && ')}`;
}

/** For what stands in the commit itself and in no file. */
export function rewriteCommit(path: string, commit: UnpushedCommit): string[] {
  const { isHead, rebaseFrom } = commit;
  switch (path) {
    case MESSAGE_PATH:
      return [
        isHead
          ? 'Take it out of the message of your last commit, which is not pushed: git commit --amend'
          : `Take it out of the message of commit ${commit.id}, which is not pushed. On its branch (write reword in the place of pick): git rebase -i ${rebaseFrom}`,
      ];
    case HEADER_PATH:
      return [
        ...stopAtCommit(commit),
        `It stands above the message: make the commit anew, by a name that does not hold it: git commit --amend --no-edit --reset-author${isHead ? '' : ' && git rebase --continue'}`,
      ];
    default:
      return [];
  }
}
