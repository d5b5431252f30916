import { missingObject } from '../git/missingObject.js';
import { ObjectBatch } from '../git/objectBatch.js';
import { readObjects, type QuietObject } from '../git/readObjects.js';
import { resolveCommit } from '../git/repository.js';
import { askGit, runGit, type Git } from '../git/run.js';
import { storageOf } from '../git/storage.js';
import { PieceTracker } from '../git/pieceTracker.js';
import { whole } from '../git/wholeObject.js';
import { Problem } from '../model/errors.js';
import type { Known, Look } from '../detect/detector.js';
import { createQuietLook } from '../detect/matcher/createQuietLook.js';
import type { GitObject, ObjectType } from '../git/batchParser.js';
import type { ChangeResult } from '../sources/changes.js';
import { optimizeLate } from '../optimizeLate.js';
import { startWalk, type CommitWalk } from '../sources/readChanges.js';
import { followRefs, type RefTargets } from '../sources/followRefs.js';
import { otherTreesRefs } from '../sources/otherTreesRefs.js';
import { listRefs, type Ref } from '../sources/refs.js';
import { VERSION } from '../version.js';
import { scanRefNames } from './commits.js';
import { judgeCommitText } from './commitTexts.js';
import type { Engine } from './engine.js';
import { openHistoryCache, type HistoryCache } from './historyCache.js';
import { OidSet } from './oidSet.js';
import { QuietObjects } from './quietObjects.js';
import { refuseShallowCut } from './range.js';
import type { ScanFinding, ScanResult } from './result.js';
import { ruleSetHash } from './ruleSetHash.js';
import { isInShard, sliceText, type Shard } from './shard.js';
import { nameRules } from './threads/nameRules.js';
import { packHelp, type LookedObject } from './threads/packHelp.js';
import { PackThreads } from './threads/packThreads.js';

export interface HistoryOptions {
  /** Objects that no ref reaches are reported as well. */
  readonly allObjects: boolean;
  /** One slice of the objects only; the slices' reports are joined by `merge`. */
  readonly shard?: Shard | undefined;
  /** A revision (what it reaches is left out) or a date (older commits are left out). */
  readonly since?: string | undefined;
  /** Folder that remembers what was read. */
  readonly cache?: string | undefined;
  /** What the cache is signed with; asked when there is one. */
  readonly cacheSecret?: (() => Promise<Buffer>) | undefined;
  /** Somebody looks at the tally while the work goes on. */
  readonly isWatched?: boolean | undefined;
  /** Nothing else is done in this process meanwhile. */
  readonly isAlone?: boolean | undefined;
}

/** Where a blob came in: the oldest commit that has it at a path. */
interface Introduction {
  readonly commit: string;
  readonly path: string;
  /** Grows with age: history is walked from children to parents. */
  readonly age: number;
}

/** A look at a history that has begun: git lists the refs, threads are being started. */
export interface BegunHistory {
  /** @throws Problem */
  scan(engine: Engine): Promise<ScanResult>;
  end(): void;
}

/** @param root of the work tree */
export function beginHistory(git: Git, root: string, options: HistoryOptions): BegunHistory {
  const { shard, since, cache } = options;
  const bounds = readBounds(git, since);
  // Who waits for it comes later.
  bounds.catch(() => {});
  const threads = new PackThreads();
  if (!shard && since === undefined && cache === undefined) threads.startFor(root);
  return {
    scan: async (engine) => scanHistory(git, engine, options, await bounds, threads),
    end: () => threads.end(),
  };
}

/** What a history begins and ends with. */
interface Bounds {
  /** See `sinceLimits`. */
  readonly limits: readonly string[];
  readonly refs: readonly Ref[];
  /** See `historyRoots`. */
  readonly roots: readonly string[];
  readonly shallow: boolean;
}

async function readBounds(git: Git, since: string | undefined): Promise<Bounds> {
  const [limits, refs, { isShallow: shallow }] = await Promise.all([
    since === undefined ? [] : sinceLimits(git, since),
    listRefs(git),
    storageOf(git),
  ]);
  return { limits, refs, roots: await historyRoots(git, refs), shallow };
}

/**
 * Everything that the repository holds: each object is read once, whatever the number of commits that
 * have it; one pass over the raw history then finds commit and path of the few that matter. Reading
 * all objects is cheaper for git than listing the reachable ones.
 */
async function scanHistory(
  git: Git,
  engine: Engine,
  options: HistoryOptions,
  { limits, refs, roots, shallow }: Bounds,
  threads: PackThreads,
): Promise<ScanResult> {
  const { shard, since } = options;
  const inSlice = (oid: string): boolean => !shard || isInShard(oid, shard);
  const cache = await openCache(engine, options);
  if (shallow) await refuseShallowHistory(git, [...roots, ...limits]);
  // What came in since then is told by the commits, before anything is read.
  const recent = limits.length === 0 ? undefined : await objectsOf(git, [...roots, ...limits]);
  engine.tally.stopwatch?.mark('refs listed');
  const seenBefore = cache?.seen.size ?? 0;
  // git walks the commits while the objects are read.
  const walk = startWalk(git, [...roots, ...limits]);
  const isAsked = (oid: string): boolean => inSlice(oid) && (recent?.has(oid) ?? true);
  const [{ present, hits }, targets] = await Promise.all([
    readAll(git, engine, threads, cache, options, isAsked),
    followRefs(
      git,
      refs.filter(({ type }) => type !== 'commit'),
    ),
  ]).catch((error: unknown) => {
    walk.abandon();
    throw error;
  });
  engine.tally.stopwatch?.mark(`${present.size} blobs listed, read and matched`);
  await cache?.save();
  const blobs = new Set<string>();
  const messages = new Map<string, 'commit' | 'tag'>();
  for (const [oid, type] of hits) {
    if (type === 'blob') blobs.add(oid);
    else messages.set(oid, type);
  }
  const walked = await findIntroductions(engine, walk, { blobs, present, messages, inSlice }, targets);
  engine.tally.stopwatch?.mark(`${walked.commits} commits walked`);
  if (walked.commits === 0 && refs.length === 0 && !options.allObjects)
    throw new Problem('git', 'This repository has no commits.', 'There is no history to look at yet.');
  const findings = await judgeBlobs(git, engine, walked.introductions, blobs, options);
  const reachable = new Set([...walked.reachable, ...targets.tags.keys()]);
  findings.push(...(await judgeMessages(git, engine, messages, reachable, options)));
  if (!shard || shard.index === 1) {
    findings.push(
      ...scanRefNames(
        engine,
        refs.map(({ name }) => name),
      ),
    );
  }
  engine.tally.stopwatch?.mark(`${hits.size} objects looked at again`);
  const notes = [
    `${counted(walked.commits, 'commit')} on ${counted(refs.length, 'ref')}`,
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(options.allObjects ? ['unreachable objects too'] : []),
    ...(seenBefore > 0 ? [`${seenBefore} objects known from the cache`] : []),
  ];
  return {
    source: `history${shard ? sliceText(shard) : ''} (${notes.join(', ')})`,
    findings,
    commits: walked.commits,
    engine,
    warnings: cache?.warning ? [cache.warning] : [],
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const LOOKED_AT: readonly ObjectType[] = ['blob', 'commit', 'tag'];

type ObjectHits = Map<string, 'blob' | 'commit' | 'tag'>;

/** Reads what is asked for and not known yet; gives the blobs there are, and everything worth a second look. */
async function readAll(
  git: Git,
  engine: Engine,
  threads: PackThreads,
  cache: HistoryCache | undefined,
  options: HistoryOptions,
  isAsked: (oid: string) => boolean,
): Promise<{ readonly present: OidSet; readonly hits: ObjectHits }> {
  const present = new OidSet();
  const known: ObjectHits = cache?.hits ?? new Map();
  const hits: ObjectHits = new Map();
  const quiet = new QuietObjects();
  const objects = { done: 0, total: 0 };
  if (options.isWatched) {
    engine.tally.objects = objects;
    // Only those who look at the progress miss it where it cannot be told.
    countObjects(git).then(
      (total) => (objects.total = total),
      () => {},
    );
  }
  const isSelective = options.shard !== undefined || options.since !== undefined || (cache?.seen.size ?? 0) > 0;
  const keep = (oid: string, type: ObjectType, look: Look): void => {
    if (look !== 'candidates' || type === 'tree') return;
    hits.set(oid, type);
    cache?.hits.set(oid, type);
  };
  const lookAt = (object: Pick<GitObject, 'oid' | 'bytes' | 'offset'>, about?: Known): Look => {
    const { oid, bytes, offset } = object;
    const isPiece = offset > 0;
    const origin = { kind: 'object', oid } as const;
    return engine.look({ path: '', bytes, origin, ...(isPiece && { start: { line: 0, column: 0 } }) }, about);
  };
  const onObject = (object: GitObject): void => {
    if (object.last) cache?.seen.add(object.oid);
    const look = lookAt(object, quiet.knownOf(object));
    if (look === 'quiet') quiet.add(object);
    keep(object.oid, object.type, look);
  };
  const onLooked = ({ oid, type, size, answer, bytes }: LookedObject): void => {
    cache?.seen.add(oid);
    if (bytes === undefined) engine.tally.countQuiet(size);
    keep(oid, type, bytes === undefined || answer !== 'left' ? (answer as Look) : lookAt({ oid, bytes, offset: 0 }));
  };
  const onQuiet = ({ oid, size, packed }: QuietObject): void => {
    quiet.add({ packed });
    cache?.seen.add(oid);
    engine.tally.countQuiet(size);
  };
  const rules = nameRules(engine.rules, engine.config.customRules);
  const look = engine.prompts && createQuietLook(engine.prompts);
  const optimizeAsUsual = options.isAlone ? optimizeLate() : () => {};
  const reading = readObjects(
    git,
    {
      types: LOOKED_AT,
      isSelective,
      onListed: (count) => (objects.done += count),
      help: packHelp(threads, rules, LOOKED_AT, onLooked),
      look: look && { by: look, onQuiet, isQuiet: (packed) => quiet.has(packed) },
    },
    ({ oid, type }) => {
      if (type === 'blob') present.add(oid);
      if (!isAsked(oid)) return false;
      const hit = known.get(oid);
      if (hit) hits.set(oid, hit);
      return !hit && !cache?.seen.has(oid);
    },
    onObject,
  );
  await reading.finally(optimizeAsUsual);
  return { present, hits };
}

/** Objects in the repository, about: those in several packs count more than once. */
async function countObjects(git: Git): Promise<number> {
  const text = (await runGit(git, ['count-objects', '-v'])).toString('latin1');
  return [...text.matchAll(/^(?:count|in-pack): (\d+)$/gm)].reduce((sum, [, number]) => sum + Number(number), 0);
}

/** The build puts in a hash over the sources: what they find can change while the version stays. */
declare const BUILD: string | undefined;

async function openCache(
  engine: Engine,
  { cache, cacheSecret, shard }: HistoryOptions,
): Promise<HistoryCache | undefined> {
  if (cache === undefined || cacheSecret === undefined) return undefined;
  const key = [VERSION, typeof BUILD === 'string' ? BUILD : 'source', ruleSetHash(engine.rules)].join('-');
  const slice = shard ? `-${shard.index}-of-${shard.count}` : '';
  return openHistoryCache(cache, `history${slice}`, key, await cacheSecret());
}

/** What `git rev-list` is told of `--since`. @throws Problem `usage` */
async function sinceLimits(git: Git, since: string): Promise<readonly string[]> {
  const commit = await resolveCommit(git, since);
  if (commit !== undefined) return [`^${commit}`];
  if (/^\d{4}-\d{2}-\d{2}(?:[T ][\d:]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(since) && !Number.isNaN(Date.parse(since)))
    return [`--since=${since}`];
  throw new Problem(
    'usage',
    `--since ${since} is neither a revision nor a date.`,
    'Give a branch, a tag, an id, or a date such as 2026-01-31.',
  );
}

/** The commits since then, and the blobs that they bring. */
async function objectsOf(git: Git, revisions: readonly string[]): Promise<OidSet> {
  const found = new OidSet();
  await startWalk(git, revisions).readResults(
    (commit) => found.add(commit),
    (_commit, { oid }) => {
      if (oid !== undefined) found.add(oid);
    },
  );
  return found;
}

/** All refs and HEAD, those of other work trees too, and older stashes, as `git rev-list` takes them. */
async function historyRoots(git: Git, refs: readonly Ref[]): Promise<readonly string[]> {
  const hasStash = refs.some(({ name }) => name === 'refs/stash');
  const [stashes = '', others] = await Promise.all([
    hasStash ? askGit(git, ['rev-list', '-g', 'refs/stash', '--']) : '',
    otherTreesRefs(git),
  ]);
  return ['--all', ...new Set([...stashes.split('\n'), ...others].filter((id) => id !== ''))];
}

interface Walked {
  readonly introductions: Map<string, Map<string, Introduction>>;
  /** How many were walked. */
  readonly commits: number;
  /** Those whose messages are in question. */
  readonly reachable: ReadonlySet<string>;
}

/**
 * The oldest commit and path of each blob in question, and of each environment file.
 *
 * @throws Problem `git` where a commit names a blob that is not present, and so was not looked at
 */
async function findIntroductions(
  engine: Engine,
  walk: CommitWalk,
  objects: {
    readonly blobs: ReadonlySet<string>;
    readonly present: OidSet;
    readonly messages: ReadonlyMap<string, unknown>;
    readonly inSlice: (oid: string) => boolean;
  },
  targets: RefTargets,
): Promise<Walked> {
  const { blobs, present, messages, inSlice } = objects;
  const introductions: Walked['introductions'] = new Map();
  const reachable = new Set<string>();
  const { environment } = engine.paths;
  const isOfEnvironment = remembered((name) => environment.isFile(name) || environment.isTemplate(name));
  const matters = (oid: string, path: string): boolean =>
    blobs.has(oid) || (isOfEnvironment(path.slice(path.lastIndexOf('/') + 1)) && inSlice(oid));
  const add = (oid: string, introduction: Introduction): void => {
    const at = introductions.get(oid) ?? new Map<string, Introduction>();
    // Commits come newest first: the last one told is the oldest.
    introductions.set(oid, at.set(introduction.path, introduction));
  };
  let commits = 0;
  let age = 0;
  let last = '';
  await walk.readResults(
    (commit) => {
      commits += 1;
      if (messages.has(commit)) reachable.add(commit);
    },
    (commit, file: ChangeResult) => {
      if (commit !== last) age += 1;
      last = commit;
      if (file.oid === undefined) return;
      if (!present.has(file.oid)) throw missingObject(file.oid);
      if (matters(file.oid, file.path)) add(file.oid, { commit, path: file.path, age });
    },
  );
  for (const { oid, path } of targets.blobs)
    if (!introductions.has(oid) && matters(oid, path)) add(oid, { commit: '', path, age: 0 });
  return { introductions, commits, reachable };
}

/** Names come again and again. */
function remembered(tell: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let told = known.get(name);
    if (told === undefined) {
      if (known.size > 10_000) known.clear();
      known.set(name, (told = tell(name)));
    }
    return told;
  };
}

/** @throws Problem where commits that belong here were cut off */
async function refuseShallowHistory(git: Git, revisions: readonly string[]): Promise<void> {
  const output = await runGit(git, ['rev-list', ...revisions, '--']);
  await refuseShallowCut(
    git,
    output
      .toString('latin1')
      .split('\n')
      .filter((id) => id !== ''),
  );
}

async function judgeBlobs(
  git: Git,
  engine: Engine,
  introductions: ReadonlyMap<string, ReadonlyMap<string, Introduction>>,
  blobs: ReadonlySet<string>,
  options: HistoryOptions,
): Promise<ScanFinding[]> {
  const first = new FirstFindings();
  const unreachable = [...blobs].filter((oid) => !introductions.has(oid));
  const batch = new ObjectBatch(git);
  const look = (oid: string, places: Iterable<Introduction>): void => {
    const tracker = new PieceTracker();
    const list = [...places];
    batch.request(oid, (object) => {
      const start = tracker.start(object);
      for (const introduction of list) {
        const { commit, path } = introduction;
        const judged = engine.peek(
          {
            path,
            bytes: object.bytes,
            origin: { kind: 'commit', oid, change: 'added', commit },
            ...(start && { start }),
          },
          { isTold: (fingerprint) => first.isOlder(fingerprint, introduction) },
        );
        for (const each of judged) first.add(each, introduction);
      }
    });
  };
  // The oldest first: what stands in them already is not put into words again for each version since.
  for (const [oid, places] of [...introductions].toSorted(([, a], [, b]) => oldest(b) - oldest(a)))
    look(oid, places.values());
  if (options.allObjects)
    for (const oid of unreachable) look(oid, [{ commit: '', path: `unreachable/${oid}`, age: 0 }]);
  await batch.finish();
  const infos = await readCommitInfos(git, engine, first.commits());
  return first.list().map(({ judged, introduction }): ScanFinding => {
    const info = infos.get(introduction.commit);
    return { judged, status: 'new', ...(info && { commit: info }) };
  });
}

function oldest(places: ReadonlyMap<string, Introduction>): number {
  let most = 0;
  for (const { age } of places.values()) most = Math.max(most, age);
  return most;
}

interface Placed {
  readonly judged: ScanFinding['judged'];
  readonly introduction: Introduction;
}

/** A file that was changed a hundred times with the same secret in it is one finding: the first. */
class FirstFindings {
  readonly #first = new Map<string, Placed>();

  /** Whether an older version of the path, or the same one, has the finding. */
  isOlder(fingerprint: string, { path, age }: Introduction): boolean {
    const known = this.#first.get(`${fingerprint}\0${path}`);
    return known !== undefined && known.introduction.age >= age;
  }

  add(judged: Placed['judged'], introduction: Introduction): void {
    const key = `${judged.fingerprint}\0${judged.path}`;
    const known = this.#first.get(key);
    if (!known || introduction.age > known.introduction.age) this.#first.set(key, { judged, introduction });
  }

  list(): Placed[] {
    return [...this.#first.values()];
  }

  /** Ids of the commits that brought them in. */
  commits(): Set<string> {
    return new Set(
      this.list().flatMap(({ introduction }) => (introduction.commit === '' ? [] : [introduction.commit])),
    );
  }
}

async function readCommitInfos(
  git: Git,
  engine: Engine,
  commits: Iterable<string>,
): Promise<Map<string, NonNullable<ScanFinding['commit']>>> {
  const infos = new Map<string, NonNullable<ScanFinding['commit']>>();
  const batch = new ObjectBatch(git);
  for (const id of commits)
    batch.request(
      id,
      whole(({ bytes }) => infos.set(id, judgeCommitText((each) => engine.peek(each), 'commit', id, bytes).commit)),
    );
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
    batch.request(
      oid,
      whole(({ bytes }) => {
        const { judged, commit } = judgeCommitText((each) => engine.peek(each), of, oid, bytes);
        findings.push(...judged.map((each): ScanFinding => ({ judged: each, status: 'new', commit })));
      }),
    );
  }
  await batch.finish();
  return findings;
}
