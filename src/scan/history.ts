import { missingObject, ObjectBatch, readAllObjects } from '../git/objectBatch.js';
import { askGit, runGit, type Git } from '../git/run.js';
import { PieceTracker } from '../git/pieceTracker.js';
import { Problem } from '../model/errors.js';
import type { GitObject } from '../git/batchParser.js';
import type { ChangedFile } from '../sources/changes.js';
import { parseCommit } from '../sources/commitText.js';
import { readCommitChanges } from '../sources/readChanges.js';
import { followRefs, type RefTargets } from '../sources/followRefs.js';
import { listRefs } from '../sources/refs.js';
import { MESSAGE_PATH, scanRefNames } from './commits.js';
import type { Engine } from './engine.js';
import { refuseShallowCut } from './range.js';
import type { ScanFinding, ScanResult } from './result.js';

export interface HistoryOptions {
  /** Objects that no ref reaches are reported as well. */
  readonly allObjects: boolean;
}

/** Where a blob came in: the oldest commit that has it at a path. */
interface Introduction {
  readonly commit: string;
  readonly path: string;
  /** Grows with age: history is walked from children to parents. */
  readonly age: number;
}

/**
 * Everything that the repository holds: each object is read once, whatever the number of commits that
 * have it; one pass over the raw history then finds commit and path of the few that matter. Reading
 * all objects is cheaper for git than listing the reachable ones.
 */
export async function scanHistory(git: Git, engine: Engine, options: HistoryOptions): Promise<ScanResult> {
  const blobs = new Set<string>();
  const present = new Set<string>();
  const messages = new Map<string, 'commit' | 'tag'>();
  await readAllObjects(git, (object) => {
    if (object.type === 'tree') return;
    if (object.type === 'blob') present.add(object.oid);
    const interesting = engine.hasCandidates({
      path: '',
      bytes: object.bytes,
      origin: { kind: 'object', oid: object.oid },
      ...(object.offset > 0 && { start: { line: 0, column: 0 } }),
    });
    if (!interesting) return;
    if (object.type === 'blob') blobs.add(object.oid);
    else messages.set(object.oid, object.type);
  });
  const refs = await listRefs(git);
  const commits = await reachableCommits(git);
  if (commits.length === 0 && refs.length === 0 && !options.allObjects)
    throw new Problem('git', 'This repository has no commits.', 'There is no history to look at yet.');
  await refuseShallowCut(git, commits);
  const targets = await followRefs(
    git,
    refs.filter(({ type }) => type !== 'commit'),
  );
  const introductions = await findIntroductions(git, engine, commits, { blobs, present }, targets);
  const findings = await judgeBlobs(git, engine, introductions, blobs, options);
  const reachable = new Set([...commits, ...targets.tags.keys()]);
  findings.push(...(await judgeMessages(git, engine, messages, reachable, options)));
  findings.push(
    ...scanRefNames(
      engine,
      refs.map(({ name }) => name),
    ),
  );
  return {
    source: `history (${commits.length} commits on ${refs.length} refs${options.allObjects ? ', unreachable objects too' : ''})`,
    findings,
    commits: commits.length,
    engine,
  };
}

/** Commits of all refs, HEAD and older stashes, newest first. */
async function reachableCommits(git: Git): Promise<string[]> {
  const stashes = (await askGit(git, ['rev-list', '-g', 'refs/stash', '--'])) ?? '';
  const head = (await askGit(git, ['rev-parse', '-q', '--verify', 'HEAD^{commit}'])) ?? '';
  const roots = [head, ...stashes.split('\n')].filter((id) => id !== '');
  const output = await runGit(git, ['rev-list', '--topo-order', '--all', ...new Set(roots), '--']);
  return output
    .toString('latin1')
    .split('\n')
    .filter((id) => id !== '');
}

/**
 * The oldest commit and path of each blob in question, and of each environment file.
 *
 * @throws Problem `git` where a commit names a blob that is not present, and so was not looked at
 */
async function findIntroductions(
  git: Git,
  engine: Engine,
  commits: readonly string[],
  { blobs, present }: { readonly blobs: ReadonlySet<string>; readonly present: ReadonlySet<string> },
  targets: RefTargets,
): Promise<Map<string, Map<string, Introduction>>> {
  const found = new Map<string, Map<string, Introduction>>();
  const { environment } = engine.paths;
  const matters = (oid: string, path: string): boolean =>
    blobs.has(oid) || environment.isFile(path) || environment.isTemplate(path);
  const add = (oid: string, introduction: Introduction): void => {
    const at = found.get(oid) ?? new Map<string, Introduction>();
    // Commits come newest first: the last one told is the oldest.
    found.set(oid, at.set(introduction.path, introduction));
  };
  let age = 0;
  let last = '';
  await readCommitChanges(git, commits, (commit, file: ChangedFile) => {
    if (commit !== last) age += 1;
    last = commit;
    if (file.oid === undefined) return;
    if (!present.has(file.oid)) throw missingObject(file.oid);
    if (matters(file.oid, file.path)) add(file.oid, { commit, path: file.path, age });
  });
  for (const { oid, path } of targets.blobs)
    if (!found.has(oid) && matters(oid, path)) add(oid, { commit: '', path, age: 0 });
  return found;
}

async function judgeBlobs(
  git: Git,
  engine: Engine,
  introductions: ReadonlyMap<string, ReadonlyMap<string, Introduction>>,
  blobs: ReadonlySet<string>,
  options: HistoryOptions,
): Promise<ScanFinding[]> {
  const raw: Placed[] = [];
  const commits = new Set<string>();
  const unreachable = [...blobs].filter((oid) => !introductions.has(oid));
  const batch = new ObjectBatch(git);
  const look = (oid: string, places: Iterable<Introduction>): void => {
    const tracker = new PieceTracker();
    const list = [...places];
    batch.request(oid, (object) => {
      const start = tracker.start(object);
      for (const introduction of list) {
        const { commit, path } = introduction;
        const judged = engine.peek({
          path,
          bytes: object.bytes,
          origin: { kind: 'commit', oid, change: 'added', commit },
          ...(start && { start }),
        });
        if (judged.length > 0 && commit !== '') commits.add(commit);
        raw.push(...judged.map((each) => ({ judged: each, introduction })));
      }
    });
  };
  for (const [oid, places] of introductions) look(oid, places.values());
  if (options.allObjects)
    for (const oid of unreachable) look(oid, [{ commit: '', path: `unreachable/${oid}`, age: 0 }]);
  await batch.finish();
  const infos = await readCommitInfos(git, commits);
  return earliest(raw).map(({ judged, introduction }): ScanFinding => {
    const info = infos.get(introduction.commit);
    return { judged, status: 'new', ...(info && { commit: info }) };
  });
}

interface Placed {
  readonly judged: ScanFinding['judged'];
  readonly introduction: Introduction;
}

/** A file that was changed a hundred times with the same secret in it is one finding: the first. */
function earliest(findings: readonly Placed[]): Placed[] {
  const first = new Map<string, Placed>();
  for (const finding of findings) {
    const key = `${finding.judged.fingerprint}\0${finding.judged.path}`;
    const known = first.get(key);
    if (!known || finding.introduction.age > known.introduction.age) first.set(key, finding);
  }
  return [...first.values()];
}

async function readCommitInfos(
  git: Git,
  commits: Iterable<string>,
): Promise<Map<string, NonNullable<ScanFinding['commit']>>> {
  const infos = new Map<string, NonNullable<ScanFinding['commit']>>();
  const batch = new ObjectBatch(git);
  for (const id of commits)
    batch.request(id, (object: GitObject) => infos.set(id, parseCommit(id, object.bytes).commit));
  await batch.finish();
  return infos;
}

async function judgeMessages(
  git: Git,
  engine: Engine,
  messages: ReadonlyMap<string, 'commit' | 'tag'>,
  reachable: ReadonlySet<string>,
  options: HistoryOptions,
): Promise<ScanFinding[]> {
  const findings: ScanFinding[] = [];
  const batch = new ObjectBatch(git);
  for (const [oid, of] of messages) {
    if (!options.allObjects && !reachable.has(oid)) continue;
    batch.request(oid, (object) => {
      const { message, commit } = parseCommit(oid, object.bytes);
      const judged = engine.peek({ path: MESSAGE_PATH, bytes: message, origin: { kind: 'message', of, commit: oid } });
      findings.push(...judged.map((each): ScanFinding => ({ judged: each, status: 'new', commit })));
    });
  }
  await batch.finish();
  return findings;
}
