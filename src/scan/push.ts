import { ObjectBatch } from '../git/objectBatch.js';
import { resolveCommit } from '../git/repository.js';
import type { Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import { parseCommit } from '../sources/commitText.js';
import { checkCommitIgnores } from './checkIgnoreFiles.js';
import { MESSAGE_PATH, REFS_PATH, scanCommits } from './commits.js';
import type { Engine } from './engine.js';
import { listCommits } from './range.js';
import type { ScanFinding, ScanResult } from './result.js';

/** A ref that is about to move. */
export interface RefUpdate {
  /** The name it gets over there. */
  readonly name: string;
  readonly newOid: string;
  /** What the other side has there now; all zeros for a new ref. */
  readonly oldOid: string;
}

export interface PushedRefs {
  readonly updates: readonly RefUpdate[];
  /** `pre-receive`: we are the remote. */
  readonly side: 'pre-push' | 'pre-receive';
}

/**
 * Parses what git hands to the hooks on standard input.
 *
 * ```
 * refs/heads/main 67890… refs/heads/main 12345…     pre-push: local ref, local id, remote ref, remote id
 * 12345… 67890… refs/heads/main                     pre-receive: old id, new id, ref
 * ```
 *
 * @throws Problem `usage` where a line is neither
 */
export function parsePushedRefs(input: string): PushedRefs {
  const updates: RefUpdate[] = [];
  let side: PushedRefs['side'] = 'pre-push';
  for (const line of input.split('\n')) {
    if (line.trim() === '') continue;
    const push = /^\S+ ([0-9a-f]{40,64}) (\S+) ([0-9a-f]{40,64})$/.exec(line);
    const receive = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S+)$/.exec(line);
    const [newOid, name, oldOid] = push ? [push[1], push[2], push[3]] : [receive?.[2], receive?.[3], receive?.[1]];
    if (newOid === undefined || name === undefined || oldOid === undefined) {
      throw new Problem(
        'usage',
        'The refs on standard input are in no form that git uses.',
        'Run this as a pre-push or pre-receive hook: git hands it the refs.',
      );
    }
    if (!push) side = 'pre-receive';
    updates.push({ name, newOid, oldOid });
  }
  return { updates, side };
}

/** The commit whose config judges a push: the oldest thing that the other side is known to have. */
export async function pushBase(git: Git, pushed: PushedRefs, remote: string | undefined): Promise<string | undefined> {
  for (const { oldOid } of pushed.updates) {
    if (!/^0+$/.test(oldOid)) {
      const base = await resolveCommit(git, oldOid);
      if (base !== undefined) return base;
    }
  }
  return remote === undefined ? undefined : resolveCommit(git, `refs/remotes/${remote}/HEAD`);
}

/**
 * Exactly the commits that the other side does not have.
 *
 * @param remote name of the remote (pre-push hands it over); its tracking refs say what it has
 */
export async function scanPush(
  git: Git,
  engine: Engine,
  pushed: PushedRefs,
  remote: string | undefined,
): Promise<ScanResult> {
  const live = pushed.updates.filter(({ newOid }) => !/^0+$/.test(newOid));
  const tips: string[] = [];
  for (const { newOid, name } of live) {
    const tip = await resolveCommit(git, newOid);
    // A tag can stand for a tree or blob; such a push has no commits to look at.
    if (tip !== undefined) tips.push(tip);
    else engine.tally.skip(name, 'not-a-commit');
  }
  const commits =
    tips.length === 0 ? [] : await listCommits(git, [...tips, '--not', ...(await knownToOther(git, pushed, remote))]);
  const findings = await scanCommits(git, engine, commits);
  const names = live.flatMap(({ name }) =>
    engine.peek({ path: REFS_PATH, bytes: Buffer.from(name, 'utf8'), origin: { kind: 'message', of: 'ref' } }),
  );
  const tags = await scanTagMessages(
    git,
    engine,
    live.map(({ newOid }) => newOid),
    new Set(commits),
  );
  const [tip] = tips;
  const ignores = tip === undefined || commits.length === 0 ? [] : await checkCommitIgnores(git, engine, tip);
  return {
    source:
      live.length === 0
        ? 'push (nothing to push)'
        : `push of ${live.map(({ name }) => name.replace(/^refs\/(?:heads|tags)\//, '')).join(', ')}`,
    findings: [
      ...findings,
      ...tags,
      ...[...names, ...ignores].map((judged): ScanFinding => ({ judged, status: 'new' })),
    ],
    commits: commits.length,
    engine,
  };
}

/** An annotated tag has a message of its own; one whose commit the other side has is pushed all the same. */
async function scanTagMessages(
  git: Git,
  engine: Engine,
  oids: readonly string[],
  seen: ReadonlySet<string>,
): Promise<ScanFinding[]> {
  const findings: ScanFinding[] = [];
  const batch = new ObjectBatch(git);
  for (const oid of new Set(oids)) {
    batch.request(oid, (object) => {
      // Those that point at a commit of this push were looked at with it.
      if (
        object.type !== 'tag' ||
        seen.has(/^object ([0-9a-f]+)$/m.exec(object.bytes.toString('latin1', 0, 200))?.[1] ?? '')
      )
        return;
      const { message, commit } = parseCommit(oid, object.bytes);
      const judged = engine.scan({
        path: MESSAGE_PATH,
        bytes: message,
        origin: { kind: 'message', of: 'tag', commit: oid },
      });
      findings.push(...judged.map((each): ScanFinding => ({ judged: each, status: 'new', commit })));
    });
  }
  await batch.finish();
  return findings;
}

async function knownToOther(git: Git, { updates, side }: PushedRefs, remote: string | undefined): Promise<string[]> {
  if (side === 'pre-receive') return ['--all'];
  const known: string[] = [];
  for (const { oldOid } of updates) {
    if (!/^0+$/.test(oldOid) && (await resolveCommit(git, oldOid)) !== undefined) known.push(oldOid);
  }
  return [...known, remote === undefined || !/^[\w.-][\w./-]*$/.test(remote) ? '--remotes' : `--remotes=${remote}`];
}
