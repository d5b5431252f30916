import type { Copy, IncidentReport, KeyEvent, Reach, RefReach, Source } from '../model.js';

/** What the page says first. */
export const REACH_WORDS: Readonly<Record<Reach, string>> = {
  published: 'The key is out',
  local: 'The key is in commits that are not pushed',
  leftover: 'The key is in leftovers of this clone',
  files: 'The key is in files of this machine',
  nowhere: 'The key was not found here',
};

export const CHANGE_WORDS: Readonly<Record<KeyEvent['change'], string>> = {
  added: 'comes in',
  changed: 'stays',
  removed: 'goes out',
};

export const WHERE_WORDS: Readonly<Record<Copy['where'], string>> = {
  tracked: 'in the work tree',
  staged: 'staged',
  untracked: 'not tracked',
  ignored: 'ignored by git',
  'git-directory': "git's own files",
};

export const KIND_WORDS: Readonly<Record<RefReach['kind'], string>> = {
  branch: 'branch',
  'remote-branch': 'branch of a remote',
  tag: 'tag',
  stash: 'stash',
  other: 'other ref',
};

export const AT_WORDS: Readonly<Record<KeyEvent['at'], string>> = {
  refs: '',
  stash: 'stash only',
  reflog: 'reflog only',
};

/** Minutes are enough, and the offset says whose. */
export function timeText(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ') + (iso.endsWith('Z') ? ' UTC' : ` ${iso.slice(19)}`);
}

export function placeText({ path, line }: { readonly path: string; readonly line: number | null }): string {
  return line === null ? path : `${path}:${line}`;
}

/** The facts of the scope in short sentences. */
export function scopeFacts({ scope, reach }: IncidentReport): { readonly name: string; readonly text: string }[] {
  const { first, last, published, holding, refs, still, commits, objects } = scope;
  const facts: { name: string; text: string }[] = [];
  if (first)
    facts.push({
      name: 'First exposure',
      text: `${timeText(first.date)}, commit ${first.commit.slice(0, 12)}, ${first.path}`,
    });
  if (published)
    facts.push({
      name: published.how === 'push' ? 'First pushed' : 'First fetched',
      text: `${timeText(published.date)}, ${published.ref} (as this clone's reflog tells)`,
    });
  if (reach !== 'nowhere')
    facts.push({
      name: 'Last exposure',
      text: still
        ? 'Still there: the newest files of a branch, the index or the tracked files on disk hold it.'
        : last
          ? `Out of the newest files since ${timeText(last.date)} (${last.commit.slice(0, 12)}); the history still has it.`
          : 'Only in leftovers.',
    });
  if (holding.count !== null && holding.count > 0)
    facts.push({ name: 'Commits whose files hold it', text: String(holding.count) });
  if (refs.length > 0)
    facts.push({
      name: 'Refs',
      text: `${refs.length} (${refs.filter(({ atTip }) => atTip === true).length} hold it at their tip)`,
    });
  facts.push({
    name: 'Looked at',
    text: `${objects} objects, ${commits} commits, ${scope.copies.length} ${scope.copies.length === 1 ? 'copy' : 'copies'} in files`,
  });
  return facts;
}

export function bypassText(source: Source): string {
  const { guards, finding, bypassed } = source;
  if (bypassed)
    return `The guard was set up (${guards.join(', ')}) and this was an error to it: the hook was bypassed (--no-verify), not installed on that machine, or the commit was made in a way for which git runs no hook.`;
  if (guards.length === 0) return 'No guard was set up at this commit: nothing looked at it.';
  if (finding?.silencedBy !== undefined)
    return `The guard was set up (${guards.join(', ')}), but ${finding.silencedBy} silenced it.`;
  if (!finding) return `The guard was set up (${guards.join(', ')}), but no rule of that time reported it there.`;
  return `The guard was set up (${guards.join(', ')}), but ${finding.rule} was only a ${finding.severity}.`;
}
