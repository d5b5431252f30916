import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ObjectBatch } from '../git/objectBatch.js';
import { PieceTracker } from '../git/pieceTracker.js';
import { locateRepository } from '../git/repository.js';
import { askGit, drain, startGit, type Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import { MESSAGE_PATH, TAG_PATH } from '../model/textPlaces.js';
import type { Engine } from '../scan/engine.js';
import type { ChangedFile } from '../sources/changes.js';
import { walkCommits } from '../sources/readChanges.js';
import { listRefs, type Ref } from '../sources/refs.js';
import { readCommitFacts } from './commitFacts.js';
import type { CommitFacts, KeyEvent, Line, Publication, RefReach } from './model.js';
import { placesOf, type Place } from './places.js';
import type { ObjectHits } from './searchObjects.js';
import type { SoughtKey } from './soughtKey.js';

/** Events that are told; more would be a history made for it. */
const MOST_EVENTS = 2000;
/** Look-ups of `commit:path` that are still done to count what holds the key. */
const MOST_LOOKUPS = 3_000_000;
const MOST_IDS = 1000;

/** What the commits say of the key. */
export interface Traced {
  readonly commits: number;
  /** Oldest first. */
  readonly events: readonly KeyEvent[];
  readonly holding: { readonly count: number | null; readonly ids: readonly string[] };
  readonly refs: readonly RefReach[];
  readonly published: Publication | undefined;
  /** Blobs that some commit of a ref, stash or reflog names. */
  readonly named: ReadonlySet<string>;
  /** In sentences. */
  readonly limits: readonly string[];
}

interface RawEvent {
  readonly commit: string;
  readonly path: string;
  readonly oid: string | undefined;
  readonly change: KeyEvent['change'];
  readonly at: Line;
}

/** Walks all commits once for each line of work and finds where the objects with the key come in and go out. */
export async function traceHistory(git: Git, engine: Engine, key: SoughtKey, hits: ObjectHits): Promise<Traced> {
  const refs = await listRefs(git);
  const raw: RawEvent[] = [];
  const named = new Set<string>();
  const paths = new Set<string>();
  const limits: string[] = [];
  const ids: string[] = [];
  const absent = new Set<string>();
  let commits = 0;
  const { shallow } = await locateRepository(git);
  if (shallow)
    limits.push(
      'This clone is shallow: older commits are cut off, so the first exposure may lie further back, and other branches may be missing. Run this again after: git fetch --unshallow',
    );
  for (const { at, revisions } of await linesOfWork(git)) {
    try {
      await walkCommits(
        git,
        revisions,
        (commit) => {
          commits += 1;
          if (at === 'refs') ids.push(commit);
          if (hits.commits.has(commit)) raw.push({ commit, path: MESSAGE_PATH, oid: undefined, change: 'added', at });
        },
        (commit, file) => {
          if (file.oid !== undefined && !hits.present.has(file.oid)) absent.add(file.oid);
          const change = changeOf(file, hits.blobs);
          if (change === undefined) return;
          if (file.oid !== undefined && hits.blobs.has(file.oid)) named.add(file.oid);
          if (at === 'refs') paths.add(file.path);
          if (raw.length < MOST_EVENTS) raw.push({ commit, path: file.path, oid: file.oid, change, at });
        },
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      limits.push(`Not all commits could be walked: ${error.message} ${error.next}`);
    }
  }
  if (absent.size > 0)
    limits.push(
      `${absent.size} versions of files are not in this clone (a partial clone), so they were not looked at. Run this again after: git fetch --refetch --no-filter, or in a full clone.`,
    );
  if (raw.length >= MOST_EVENTS) limits.push(`More than ${MOST_EVENTS} changes concern it; the newest are told.`);
  const events = await tellEvents(git, engine, key, raw);
  events.push(...(await tagEvents(git, hits)));
  const bringing = [...new Set(raw.filter(({ change }) => change === 'added').map(({ commit }) => commit))];
  const holding = await commitsHolding(git, ids, [...paths], hits.blobs);
  const reached = await refsWith(git, refs, bringing, hits.tags, holding.set);
  return {
    commits,
    events: events.toSorted((a, b) => Date.parse(a.commit.committed) - Date.parse(b.commit.committed)),
    holding: { count: holding.count, ids: holding.ids },
    refs: reached,
    published: await findPublication(git, reached, bringing),
    named,
    limits: [...limits, ...holding.limits],
  };
}

/** Refs, then what only stashes have, then what only reflogs have. */
async function linesOfWork(git: Git): Promise<{ readonly at: Line; readonly revisions: readonly string[] }[]> {
  const stashes = ((await askGit(git, ['rev-list', '-g', 'refs/stash', '--'])) ?? '').split('\n').filter(Boolean);
  const head = (await askGit(git, ['rev-parse', '-q', '--verify', 'HEAD^{commit}'])) ?? '';
  const refs = ['--exclude=refs/stash', '--all', ...(head === '' ? [] : [head])];
  return [
    { at: 'refs', revisions: refs },
    ...(stashes.length === 0 ? [] : [{ at: 'stash', revisions: [...new Set(stashes), '--not', ...refs] } as const]),
    { at: 'reflog', revisions: ['--reflog', '--not', ...refs, ...new Set(stashes)] },
  ];
}

function changeOf({ oid, oldOids }: ChangedFile, hits: ReadonlySet<string>): KeyEvent['change'] | undefined {
  const has = oid !== undefined && hits.has(oid);
  const had = oldOids.some((old) => old !== undefined && hits.has(old));
  if (!has) return had ? 'removed' : undefined;
  return had ? 'changed' : 'added';
}

async function tellEvents(git: Git, engine: Engine, key: SoughtKey, raw: readonly RawEvent[]): Promise<KeyEvent[]> {
  const places = new Map<string, Place>();
  const blobs = new ObjectBatch(git);
  for (const { oid, path } of raw) {
    if (oid === undefined || places.has(`${oid} ${path}`)) continue;
    places.set(`${oid} ${path}`, { line: 0, via: [] });
    const tracker = new PieceTracker();
    blobs.request(oid, (object) => {
      const start = tracker.start(object);
      if ((places.get(`${oid} ${path}`)?.line ?? 0) > 0) return;
      const [first] = placesOf(engine, key, {
        path,
        bytes: object.bytes,
        origin: { kind: 'object', oid },
        ...(start && { start }),
      });
      if (first) places.set(`${oid} ${path}`, first);
    });
  }
  await blobs.finish();
  const facts = await readCommitFacts(git, new Set(raw.map(({ commit }) => commit)));
  return oldestFirst(raw).flatMap(({ commit, path, oid, change, at }): KeyEvent[] => {
    const known = facts.get(commit);
    const place = places.get(`${oid ?? ''} ${path}`);
    const line = change === 'removed' || !place || place.line === 0 ? null : place.line;
    return known ? [{ change, path, line, via: line === null ? [] : (place?.via ?? []), at, commit: known }] : [];
  });
}

/** git tells children before parents; the files of one commit keep their order. */
function oldestFirst(raw: readonly RawEvent[]): RawEvent[] {
  const groups: RawEvent[][] = [];
  for (const event of raw) {
    const group = groups.at(-1);
    if (group?.[0]?.commit === event.commit) group.push(event);
    else groups.push([event]);
  }
  return groups.toReversed().flat();
}

async function tagEvents(git: Git, { tags }: ObjectHits): Promise<KeyEvent[]> {
  const facts: ReadonlyMap<string, CommitFacts> = await readCommitFacts(git, tags);
  return [...facts.values()].map((commit) => ({
    change: 'added',
    path: TAG_PATH,
    line: null,
    via: [],
    at: 'refs',
    commit,
  }));
}

interface Holding {
  readonly count: number | null;
  readonly ids: readonly string[];
  readonly set: ReadonlySet<string> | undefined;
  readonly limits: readonly string[];
}

/** The commits in whose files the key stands: `commit:path` of each is looked up, nothing is unpacked but trees. */
async function commitsHolding(
  git: Git,
  commits: readonly string[],
  paths: readonly string[],
  hits: ReadonlySet<string>,
): Promise<Holding> {
  const asked = paths.filter((path) => !/[\n\\]/.test(path));
  const limits =
    asked.length < paths.length
      ? ['Commits that hold it under names with line feeds or bytes that are no UTF-8 are not counted.']
      : [];
  if (asked.length === 0) return { count: 0, ids: [], set: new Set(), limits };
  if (commits.length * asked.length > MOST_LOOKUPS)
    return {
      count: null,
      ids: [],
      set: undefined,
      limits: [...limits, 'How many commits hold it was not counted: there are too many commits and paths.'],
    };
  const set = new Set<string>();
  const checker = startGit(git, ['cat-file', '--batch-check', '--buffer']);
  let index = 0;
  let rest = '';
  const answers = drain(checker, {
    push: (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const commit = commits[Math.floor(index / asked.length)];
        index += 1;
        if (commit !== undefined && hits.has(line.slice(0, line.indexOf(' ')))) set.add(commit);
      }
    },
    end: () => {},
  });
  answers.catch(() => {});
  const names = asked.map((path) => Buffer.from(path, 'utf8').toString('latin1'));
  for (const commit of commits) {
    const text = names.map((name) => `${commit}:${name}\n`).join('');
    if (!checker.stdin.write(text, 'latin1'))
      await new Promise<void>((done) => {
        checker.stdin.once('drain', done).once('close', done);
      });
  }
  checker.stdin.end();
  await answers;
  return { count: set.size, ids: [...set].slice(0, MOST_IDS), set, limits };
}

const MOST_CONTAINS = 100;

/** The refs whose history has one of the commits that bring the key. */
async function refsWith(
  git: Git,
  refs: readonly Ref[],
  bringing: readonly string[],
  tags: ReadonlySet<string>,
  holding: ReadonlySet<string> | undefined,
): Promise<RefReach[]> {
  const names = new Set(refs.filter(({ oid }) => tags.has(oid)).map(({ name }) => name));
  for (let from = 0; from < bringing.length; from += MOST_CONTAINS) {
    const list = bringing.slice(from, from + MOST_CONTAINS).map((commit) => `--contains=${commit}`);
    const output = (await askGit(git, ['for-each-ref', ...list, '--format=%(refname)'])) ?? '';
    for (const name of output.split('\n')) if (name !== '') names.add(name);
  }
  return refs
    .filter(({ name }) => names.has(name) && !/^refs\/remotes\/.*\/HEAD$/.test(name))
    .map(({ name, oid, type, target }) => {
      const tip = type === 'tag' ? target : oid;
      return { name: shortName(name), kind: kindOf(name), atTip: holding ? holding.has(tip) : null };
    });
}

function kindOf(name: string): RefReach['kind'] {
  if (name.startsWith('refs/heads/')) return 'branch';
  if (name.startsWith('refs/remotes/')) return 'remote-branch';
  if (name.startsWith('refs/tags/')) return 'tag';
  return name === 'refs/stash' ? 'stash' : 'other';
}

function shortName(name: string): string {
  return name.replace(/^refs\/(?:heads|remotes|tags)\//, '');
}

const MOST_ENTRIES = 200;
const LARGEST_REFLOG = 8 * 1024 * 1024;

/**
 * The first time that a remote-tracking branch had the key, as its reflog tells.
 *
 * ```
 * 91bc01ef… d95f3ade… A <a@b.c> 1700000000 +0100\tupdate by push\n
 * ```
 */
async function findPublication(
  git: Git,
  refs: readonly RefReach[],
  bringing: readonly string[],
): Promise<Publication | undefined> {
  let first: (Publication & { readonly time: number }) | undefined;
  for (const { name, kind } of refs) {
    if (kind !== 'remote-branch') continue;
    const file = (await askGit(git, ['rev-parse', '--git-path', `logs/refs/remotes/${name}`])) ?? '';
    const bytes = await readFile(resolve(git.cwd, file)).catch(() => undefined);
    if (!bytes || bytes.length > LARGEST_REFLOG) continue;
    for (const line of bytes
      .toString('utf8')
      .split('\n')
      .slice(-MOST_ENTRIES - 1)) {
      const [, tip, seconds, what = ''] =
        /^[0-9a-f]{40,64} ([0-9a-f]{40,64}) .*> (\d+) [+-]\d{4}\t?(.*)$/.exec(line) ?? [];
      if (tip === undefined || seconds === undefined) continue;
      const time = Number(seconds) * 1000;
      if (first && first.time <= time) break;
      if (!(await hasAny(git, tip, bringing))) continue;
      const how = /push/.test(what) ? 'push' : 'fetch';
      first = { ref: name, date: new Date(time).toISOString(), how, time };
      break;
    }
  }
  return first && { ref: first.ref, date: first.date, how: first.how };
}

async function hasAny(git: Git, tip: string, commits: readonly string[]): Promise<boolean> {
  for (const commit of commits.slice(-MOST_CONTAINS))
    if ((await askGit(git, ['merge-base', '--is-ancestor', commit, tip])) !== undefined) return true;
  return false;
}

/** The remotes with their addresses; names and passwords in these are left out. */
export async function listRemotes(git: Git): Promise<{ readonly name: string; readonly url: string }[]> {
  const names = ((await askGit(git, ['remote'])) ?? '').split('\n').filter((name) => name !== '');
  return Promise.all(
    names.map(async (name) => {
      const url = (await askGit(git, ['config', '--get', `remote.${name}.url`])) ?? '';
      return { name, url: url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1').replace(/[?#].*$/s, '') };
    }),
  );
}
