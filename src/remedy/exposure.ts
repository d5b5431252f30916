/** Where else a secret was seen. Ids are short; lists are newest first. */
export interface Sightings {
  readonly remoteBranches: readonly string[];
  readonly tags: readonly string[];
  /** Commits that no remote-tracking branch has. */
  readonly localCommits: readonly { readonly id: string; readonly isHead: boolean }[];
  readonly stashes: readonly string[];
  /** Commits that only the reflog reaches. */
  readonly reflog: readonly string[];
}

/**
 * How far out a secret is.
 *
 * - `staged`: in no commit that was looked at.
 * - `leftover`: in a stash, or in a commit that was amended or rebased away.
 * - `local`: in commits that nobody else has.
 * - `published`: on a remote-tracking branch or a tag.
 */
export type Exposure =
  | { readonly level: 'staged' }
  | { readonly level: 'leftover'; readonly stashes: readonly string[]; readonly commits: readonly string[] }
  | { readonly level: 'local'; readonly commits: readonly string[]; readonly mend: 'amend' | 'rebase' }
  | { readonly level: 'published'; readonly refs: readonly string[] };

/** The worst of the places decides. */
export function judgeExposure({ remoteBranches, tags, localCommits, stashes, reflog }: Sightings): Exposure {
  const refs = [...remoteBranches, ...tags];
  if (refs.length > 0) return { level: 'published', refs };
  if (localCommits.length > 0) {
    return {
      level: 'local',
      commits: localCommits.map(({ id }) => id),
      mend: localCommits.every(({ isHead }) => isHead) ? 'amend' : 'rebase',
    };
  }
  if (stashes.length > 0 || reflog.length > 0) return { level: 'leftover', stashes, commits: reflog };
  return { level: 'staged' };
}

/** What follows from it, in order; nothing where the secret is only staged. */
export function exposureHints(exposure: Exposure, revoke: string | undefined): string[] {
  switch (exposure.level) {
    case 'staged':
      return [];
    case 'published':
      return [
        `It is out already: ${list(exposure.refs)} has it. Revoke it first${revoke === undefined ? '' : ` (${revoke})`} and use a new one; taking it out of the history comes second.`,
      ];
    case 'local': {
      const oldest = exposure.commits.at(-1) ?? 'HEAD';
      return exposure.mend === 'amend'
        ? [`Your last commit (${oldest}), which is not pushed, has it too. Mend it before you push: git commit --amend`]
        : [
            `Commits of yours that are not pushed have it too: ${list(exposure.commits)}. Mend them before you push: git rebase -i ${oldest}^`,
          ];
    }
    case 'leftover':
      return [
        ...(exposure.stashes.length > 0
          ? [
              `${list(exposure.stashes)} has it too. Drop it when you need it no more: git stash drop ${exposure.stashes[0] ?? ''}`,
            ]
          : []),
        ...(exposure.commits.length > 0
          ? [
              `A commit that you took back (${list(exposure.commits)}) has it too, on this machine only; no push gives it away.`,
            ]
          : []),
      ];
  }
}

function list(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
