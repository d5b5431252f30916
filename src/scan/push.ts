import { ObjectBatch } from '../git/objectBatch.js';
import { resolveCommit } from '../git/repository.js';
import { askGit, type Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import type { UnpushedCommit } from '../remedy/unpushed.js';
import { followRefs, type RefTargets } from '../sources/followRefs.js';
import { checkCommitIgnores } from './checkIgnoreFiles.js';
import { scanCommits, scanRefNames, scanTagMessages, shownRefName } from './commits.js';
import type { Engine } from './engine.js';
import { listCommits } from './range.js';
import { BlobReader } from './readBlobs.js';
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
    const push = /^.+ ([0-9a-f]{40,64}) (\S+) ([0-9a-f]{40,64})$/.exec(line);
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
): Promise<ScanResult & { readonly tips: readonly string[] }> {
  const live = pushed.updates.filter(({ newOid }) => !/^0+$/.test(newOid));
  const tips: string[] = [];
  for (const { newOid } of live) {
    const tip = await resolveCommit(git, newOid);
    // A tag can stand for a tree or blob; such a push has no commits to look at.
    if (tip !== undefined) tips.push(tip);
  }
  const commits =
    tips.length === 0 ? [] : await listCommits(git, [...tips, '--not', ...(await knownToOther(git, pushed, remote))]);
  const findings = await withUnpushed(git, await scanCommits(git, engine, commits), pushed, remote, tips);
  const { tags, blobs } = await followRefs(
    git,
    live.map(({ name, newOid }) => ({ name, oid: newOid })),
  );
  const names = scanRefNames(
    engine,
    live.map(({ name }) => name),
  );
  const [tip] = tips;
  const ignores = tip === undefined || commits.length === 0 ? [] : await checkCommitIgnores(git, engine, tip);
  return {
    source:
      live.length === 0
        ? 'push (nothing to push)'
        : `push of ${live.map(({ name }) => shownRefName(engine, name.replace(/^refs\/(?:heads|tags)\//, ''))).join(', ')}`,
    findings: [
      ...findings,
      ...names,
      ...scanTagMessages(engine, tags),
      ...(await scanLooseBlobs(git, engine, blobs)),
      ...ignores.map((judged): ScanFinding => ({ judged, status: 'new' })),
    ],
    commits: commits.length,
    engine,
    tips,
  };
}

/** Says of commits with findings that they are on no remote, where it is known what the remotes have. */
async function withUnpushed(
  git: Git,
  findings: readonly ScanFinding[],
  { side }: PushedRefs,
  remote: string | undefined,
  tips: readonly string[],
): Promise<readonly ScanFinding[]> {
  const isKnown = side === 'pre-push' && remote !== undefined && (await trackingRefs(git, remote)).length > 0;
  if (findings.length === 0 || !isKnown) return findings;
  const [head, listed] = await Promise.all([
    resolveCommit(git, 'HEAD'),
    askGit(git, ['rev-list', '--parents', ...tips, '--not', '--remotes', '--']),
  ]);
  const unpushed = new Map(
    (listed ?? '').split('\n').map((line): readonly [string, UnpushedCommit] => {
      const [id = '', parent] = line.split(' ');
      const short = id.slice(0, 12);
      return [id, { id: short, isHead: id === head, rebaseFrom: parent === undefined ? '--root' : `${short}^` }];
    }),
  );
  return findings.map((each) => ({ ...each, unpushed: each.commit && unpushed.get(each.commit.id) }));
}

/** Blobs that are pushed by themselves, without a commit. */
async function scanLooseBlobs(git: Git, engine: Engine, blobs: RefTargets['blobs']): Promise<ScanFinding[]> {
  const findings: ScanFinding[] = [];
  const batch = new ObjectBatch(git);
  const reader = new BlobReader(batch, '', (document) => {
    findings.push(...engine.scan(document).map((judged): ScanFinding => ({ judged, status: 'new' })));
  });
  for (const { oid, path } of blobs) reader.request({ path, oid, change: 'added', oldOids: [] });
  await batch.finish();
  return findings;
}

async function knownToOther(git: Git, { updates, side }: PushedRefs, remote: string | undefined): Promise<string[]> {
  if (side === 'pre-receive') return ['--all'];
  const known: string[] = [];
  for (const { oldOid } of updates) {
    if (!/^0+$/.test(oldOid) && (await resolveCommit(git, oldOid)) !== undefined) known.push(oldOid);
  }
  return [...known, ...(remote === undefined ? ['--remotes'] : await trackingRefs(git, remote))];
}

/**
 * The refs that say what a remote has. For an address that belongs to no remote there are none: nothing
 * is known of what is there.
 *
 * @param remote what git hands to its hook: a name, or an address where the push named no remote
 */
async function trackingRefs(git: Git, remote: string): Promise<string[]> {
  const settings = (await askGit(git, ['config', '--null', '--get-regexp', '^remote\\..+\\.(push)?url$'])) ?? '';
  const all = new Set<string>();
  const meant = new Set<string>();
  for (const setting of settings.split('\0')) {
    const [, name, url] = /^remote\.(.+)\.(?:push)?url\n(.*)$/s.exec(setting) ?? [];
    // git would take it for a pattern.
    if (name === undefined || /[*?[\\]/.test(name)) continue;
    all.add(name);
    if (name === remote || url === remote) meant.add(name);
  }
  return [...meant].flatMap((name) => {
    // The refs of a remote `team/a` stand below those of a remote `team`.
    const inside = [...all].filter((other) => other.startsWith(`${name}/`));
    return [...inside.map((other) => `--exclude=${other}/*`), `--remotes=${name}`];
  });
}
