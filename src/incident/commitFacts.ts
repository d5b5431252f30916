import { ObjectBatch } from '../git/objectBatch.js';
import type { Git } from '../git/run.js';
import { whole } from '../git/wholeObject.js';
import { isoDate, parseCommit } from '../sources/commitText.js';
import { maskKeys } from '../text/redact.js';
import type { CommitFacts } from './model.js';

/** Reads what there is to know about some commits. */
export async function readCommitFacts(git: Git, ids: Iterable<string>): Promise<Map<string, CommitFacts>> {
  const facts = new Map<string, CommitFacts>();
  const batch = new ObjectBatch(git);
  for (const id of ids)
    batch.request(
      id,
      whole(({ bytes }) => facts.set(id, parseFacts(id, bytes))),
    );
  await batch.finish();
  return facts;
}

const MOST_TRAILERS = 20;

/** Takes a commit or tag object apart (gitformat-commit); see `parseCommit`. */
export function parseFacts(id: string, bytes: Buffer): CommitFacts {
  const { message, commit } = parseCommit(id, bytes);
  const head = bytes.toString('utf8', 0, bytes.length - message.length);
  const [, committer = commit.author, committerEmail = commit.email, seconds, zone] =
    /^committer (.*?) ?<([^>\n]*)> (\d+) ([+-]\d{4})$/m.exec(head) ?? [];
  return {
    ...commit,
    committer: maskKeys(committer),
    committerEmail: maskKeys(committerEmail),
    committed: seconds === undefined || zone === undefined ? commit.date : isoDate(Number(seconds), zone),
    parents: [...head.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent),
    trailers: trailersOf(message.toString('utf8')),
  };
}

/** The `Name: value` lines of the last paragraph (git-interpret-trailers), and git's own mark of a cherry-pick. */
function trailersOf(message: string): string[] {
  const paragraphs = message.trimEnd().split(/\n\s*\n/);
  const last = paragraphs.length > 1 ? (paragraphs.at(-1) ?? '') : '';
  const picked = /^\(cherry picked from commit [0-9a-f]{7,64}\)$/m.exec(message)?.[0];
  const trailers = last.split('\n').filter((line) => /^[A-Za-z][A-Za-z0-9-]*: \S/.test(line));
  // A line that tools add without a trailer's form.
  const made = message.split('\n').filter((line) => /^\W*(?:generated|created|made|written) (?:with|by) /i.test(line));
  return [...new Set([...trailers, ...made, ...(picked === undefined ? [] : [picked])])]
    .slice(0, MOST_TRAILERS)
    .map((line) => maskKeys(line).slice(0, 200));
}
