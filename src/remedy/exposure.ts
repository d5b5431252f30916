import type { Exposure } from '../model/finding.js';

/** Where else a secret was seen. Ids are short; lists are newest first. */
export interface Sightings {
  readonly remoteBranches: readonly string[];
  /** Remotes of those branches. */
  readonly remotes?: readonly string[];
  readonly tags: readonly string[];
  /** Commits that no remote-tracking branch has. */
  readonly localCommits: readonly { readonly id: string; readonly isHead: boolean }[];
  readonly stashes: readonly string[];
  /** Commits that only the reflog reaches. */
  readonly reflog: readonly string[];
  /** Of the branches, tags and unpushed commits not all files were looked into: that would have taken long. */
  readonly isCut?: boolean;
}

/** What was found out, and how local commits are mended: for the hints. */
export interface JudgedExposure extends Exposure {
  /** `amend` where only the last commit has it. */
  readonly mend: 'amend' | 'rebase';
  /** Short id of the oldest local commit that has it. */
  readonly oldest?: string;
}

const MOST_IDS = 10;

/** The worst of the places decides. */
export function judgeExposure(sightings: Sightings): JudgedExposure {
  const { remoteBranches, remotes = [], tags, localCommits, stashes, reflog, isCut = false } = sightings;
  const refs = [...remoteBranches, ...tags];
  const oldest = localCommits.at(-1)?.id;
  const where = whereOf(sightings);
  return {
    where,
    commits: { count: localCommits.length, ids: localCommits.slice(0, MOST_IDS).map(({ id }) => id) },
    refs,
    remotes,
    stash: stashes,
    reflog,
    ...(isCut && where !== 'published' && { isCut }),
    mend: localCommits.every(({ isHead }) => isHead) ? 'amend' : 'rebase',
    ...(oldest !== undefined && { oldest }),
  };
}

function whereOf({ remoteBranches, tags, localCommits, stashes, reflog }: Sightings): Exposure['where'] {
  if (remoteBranches.length + tags.length > 0) return 'published';
  if (localCommits.length > 0) return 'local';
  return stashes.length + reflog.length > 0 ? 'leftover' : 'staged';
}

/** The part that a finding shows. */
export function shownExposure({ where, commits, refs, remotes, stash, reflog, isCut }: JudgedExposure): Exposure {
  return { where, commits, refs, remotes, stash, reflog, ...(isCut && { isCut }) };
}

/** What follows from it, in order; nothing where the secret is only staged. */
export function exposureHints(exposure: JudgedExposure, revoke: string | undefined): string[] {
  const { commits, refs, stash, reflog } = exposure;
  switch (exposure.where) {
    case 'staged':
      return [];
    case 'published':
      return [
        `It is out already: ${list(refs)} has it. Revoke it first${revoke === undefined ? '' : ` (${revoke})`} and use a new one; taking it out of the history comes second.`,
      ];
    case 'local': {
      const oldest = exposure.oldest ?? 'HEAD';
      return exposure.mend === 'amend'
        ? [`Your last commit (${oldest}), which is not pushed, has it too. Mend it before you push: git commit --amend`]
        : [
            `Commits of yours that are not pushed have it too: ${list(commits.ids, commits.count)}. Mend them before you push: git rebase -i ${oldest}^`,
          ];
    }
    case 'leftover':
      return [
        ...(stash.length > 0
          ? [`${list(stash)} has it too. Drop it when you need it no more: git stash drop ${stash[0] ?? ''}`]
          : []),
        ...(reflog.length > 0
          ? [`A commit that you took back (${list(reflog)}) has it too, on this machine only; no push gives it away.`]
          : []),
      ];
  }
}

function list(names: readonly string[], count = names.length): string {
  return count <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${count - 3} more`;
}
