import { RawDiffParser } from '../git/rawDiff.js';
import { feed } from '../git/readObjects.js';
import { drain, startGit, type Git } from '../git/run.js';
import { LITERAL_FLAGS } from '../git/environment.js';
import { changedFile, type ChangedFile } from './changes.js';

const RAW = ['--raw', '-z', '--no-abbrev', '--no-renames'] as const;

/**
 * What the index changes against a tree or commit, path by path as git prints it.
 *
 * @param base a commit or tree; `GIT_INDEX_FILE` says which index
 */
export async function readIndexChanges(git: Git, base: string, onFile: (file: ChangedFile) => void): Promise<void> {
  const child = startGit(
    git,
    ['diff-index', '--cached', ...RAW, '--no-relative', '--ita-invisible-in-index', base, '--'],
    LITERAL_FLAGS,
  );
  child.stdin.end();
  const parser = new RawDiffParser((raw) => onFile(changedFile(raw)));
  await drain(child, parser);
}

/**
 * What each of the commits changes against its parents (`-c`: in a merge only what differs from all of
 * them, which is where a merge can hide something). Root commits count as all new.
 */
export async function readCommitChanges(
  git: Git,
  commits: Iterable<string>,
  onFile: (commit: string, file: ChangedFile) => void,
): Promise<void> {
  const child = startGit(git, ['diff-tree', '--stdin', '-r', '--root', '-c', ...RAW]);
  let commit = '';
  const parser = new RawDiffParser(
    (raw) => onFile(commit, changedFile(raw)),
    (id) => {
      commit = id;
    },
  );
  for (const id of commits) child.stdin.write(`${id}\n`);
  child.stdin.end();
  await drain(child, parser);
}

/**
 * Commits as `git rev-list` gives them (children before parents) and what each changes, handed from one git
 * process to the next: nothing grows with the history.
 *
 * @param revisions ids, `^id`s, and flags of ours such as `--all`
 */
export async function walkCommits(
  git: Git,
  revisions: readonly string[],
  onCommit: (commit: string) => void,
  onFile: (commit: string, file: ChangedFile) => void,
): Promise<void> {
  const differ = startGit(git, ['diff-tree', '--stdin', '-r', '--root', '-c', ...RAW]);
  let commit = '';
  const parsing = drain(
    differ,
    new RawDiffParser(
      (raw) => onFile(commit, changedFile(raw)),
      (id) => {
        commit = id;
      },
    ),
  );
  parsing.catch(() => {});
  const lister = startGit(git, ['rev-list', '--topo-order', ...revisions, '--']);
  lister.stdin.end();
  try {
    await feed(lister, differ, (lines) => {
      for (const id of lines) onCommit(id);
      return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
    });
    differ.stdin.end();
  } catch (error) {
    differ.kill();
    throw error;
  }
  await parsing;
}
