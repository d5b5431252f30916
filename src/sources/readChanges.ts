import { parseChange, parseResult, RawDiffParser } from '../git/rawDiff.js';
import { feed } from '../git/feed.js';
import { shortAnswer } from '../git/batchParser.js';
import { drain, startGit, type Git, type GitProcess, type OutputParser } from '../git/run.js';
import { changedFile, changeResult, RAW, type ChangedFile, type ChangeResult } from './changes.js';

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
    parseChange,
    (raw) => onFile(commit, changedFile(raw)),
    (id) => {
      commit = id;
    },
  );
  for (const id of commits) child.stdin.write(`${id}\n`);
  child.stdin.end();
  await drain(child, parser);
}

/** What a walk may bring before somebody asks for it; then git waits. */
const AHEAD_BYTES = 16 * 1024 * 1024;

/** Commits and what each changes, in the making. */
export interface CommitWalk {
  /** Hands over what git has said so far and goes on to the end; once. @throws Problem where git failed */
  read(onCommit: (commit: string) => void, onFile: (commit: string, file: ChangedFile) => void): Promise<void>;
  /** The same in half of the time, without what stood there before. */
  readResults(onCommit: (commit: string) => void, onFile: (commit: string, file: ChangeResult) => void): Promise<void>;
  /** Ends git. */
  abandon(): void;
}

/**
 * Commits as `git rev-list` gives them (children before parents) and what each changes, handed from one git
 * process to the next: nothing grows with the history. Git begins at once and goes on while the caller does
 * something else, up to `AHEAD_BYTES`.
 *
 * @param revisions ids, `^id`s, and flags of ours such as `--all`
 */
export function startWalk(git: Git, revisions: readonly string[]): CommitWalk {
  const differ = startGit(git, ['diff-tree', '--stdin', '-r', '--root', '-c', '--always', ...RAW]);
  const lister = startGit(git, ['rev-list', '--topo-order', ...revisions, '--']);
  lister.stdin.end();
  let listed = 0;
  const listing = feed(lister, differ, (lines) => {
    listed += lines.length;
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }).then(() => void differ.stdin.end());
  const held = new HeldOutput(differ);
  const parsing = drain(differ, held);
  const abandon = (): void => {
    lister.kill();
    differ.kill();
  };
  listing.catch(abandon);
  parsing.catch(() => {});
  const readBy = async <Change>(
    parse: (header: string, path: string) => Change,
    onCommit: (commit: string) => void,
    onChange: (commit: string, change: Change) => void,
  ): Promise<void> => {
    let commit = '';
    let told = 0;
    const parser = new RawDiffParser(
      parse,
      (change) => onChange(commit, change),
      (id) => {
        commit = id;
        told += 1;
        onCommit(id);
      },
    );
    try {
      held.handTo(parser);
      await listing;
      await parsing;
    } catch (error) {
      abandon();
      throw error;
    }
    if (told !== listed) throw shortAnswer();
  };
  return {
    abandon,
    read: (onCommit, onFile) => readBy(parseChange, onCommit, (commit, change) => onFile(commit, changedFile(change))),
    readResults: (onCommit, onFile) =>
      readBy(parseResult, onCommit, (commit, change) => onFile(commit, changeResult(change))),
  };
}

/** The same where nothing else is to be done meanwhile. */
export async function walkCommits(
  git: Git,
  revisions: readonly string[],
  onCommit: (commit: string) => void,
  onFile: (commit: string, file: ChangedFile) => void,
): Promise<void> {
  await startWalk(git, revisions).read(onCommit, onFile);
}

/** Keeps what a process prints until there is a parser for it. */
class HeldOutput {
  readonly #child: GitProcess;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #hasEnded = false;
  #parser: OutputParser | undefined;

  constructor(child: GitProcess) {
    this.#child = child;
  }

  push(chunk: Buffer): void {
    if (this.#parser) return this.#parser.push(chunk);
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > AHEAD_BYTES) this.#child.stdout.pause();
  }

  end(): void {
    if (this.#parser) this.#parser.end();
    this.#hasEnded = true;
  }

  /** @throws what the parser throws */
  handTo(parser: OutputParser): void {
    this.#parser = parser;
    for (const chunk of this.#chunks) parser.push(chunk);
    this.#chunks = [];
    if (this.#hasEnded) parser.end();
    else this.#child.stdout.resume();
  }
}
