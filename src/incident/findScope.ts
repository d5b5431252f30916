import { locateRepository } from '../git/repository.js';
import type { Git } from '../git/run.js';
import { Problem } from '../model/errors.js';
import type { Engine } from '../scan/engine.js';
import type { Run } from '../scan/run.js';
import type { KeyEvent, Moment, Reach, RefReach, Scope } from './model.js';
import { packagesWith } from './packages.js';
import { searchFiles, searchFolder, stagedCopies } from './searchFiles.js';
import { searchObjects } from './searchObjects.js';
import type { SoughtKey } from './soughtKey.js';
import { listRemotes, traceHistory } from './traceHistory.js';

/** Where the key stands and stood, and how far out it is. */
export async function findScope(
  run: Run,
  engine: Engine,
  key: SoughtKey,
): Promise<{ readonly scope: Scope; readonly reach: Reach }> {
  const { git, root, isRepository } = run;
  if (!isRepository && !(await isBare(git))) {
    const { copies, limits } = await searchFolder(engine, key, root);
    const noGit = 'There is no git repository here: only the files of this folder were looked at.';
    const scope: Scope = {
      ...emptyScope,
      limits: [noGit, ...limits],
      copies,
      packages: await packagesWith(root, copies),
      still: copies.length > 0,
    };
    return { scope, reach: copies.length > 0 ? 'files' : 'nowhere' };
  }
  const hits = await searchObjects(git, engine, key);
  const traced = await traceHistory(git, engine, key, hits);
  const files = await searchFiles(git, engine, key, root);
  const staged = isRepository
    ? await stagedCopies(git, engine, key, hits.blobs, traced.named)
    : { copies: [], oids: new Set<string>() };
  const copies = [...files.copies, ...staged.copies];
  const told = new Set(traced.events.map(({ commit }) => commit.id));
  const lost = [...hits.blobs, ...hits.commits].filter(
    (oid) => !traced.named.has(oid) && !told.has(oid) && !staged.oids.has(oid),
  );
  const onRefs = traced.events.filter(({ at }) => at === 'refs');
  const first =
    onRefs.find(({ change }) => change === 'added') ?? traced.events.find(({ change }) => change === 'added');
  const still =
    traced.refs.some(({ atTip, kind }) => atTip === true && kind !== 'tag' && kind !== 'stash') ||
    copies.some(({ where }) => where === 'tracked' || where === 'staged');
  const last = onRefs.findLast(({ change }) => change !== 'added') ?? onRefs.at(-1);
  const bare = !isRepository;
  const scope: Scope = {
    limits: [...traced.limits, ...files.limits],
    commits: traced.commits,
    objects: hits.count,
    ...(first && { first: momentOf(first) }),
    ...(last && { last: momentOf(last) }),
    still,
    ...(traced.published && { published: traced.published }),
    events: traced.events,
    holding: traced.holding,
    authors: authorsOf(traced.events),
    refs: traced.refs,
    remotes: await listRemotes(git),
    copies,
    unreachable: { count: lost.length, ids: lost.slice(0, 100) },
    packages: bare ? [] : await packagesWith(root, copies),
  };
  return { scope, reach: reachOf(scope, bare) };
}

const emptyScope: Omit<Scope, 'limits' | 'copies' | 'packages' | 'still'> = {
  commits: 0,
  objects: 0,
  events: [],
  holding: { count: 0, ids: [] },
  authors: [],
  refs: [],
  remotes: [],
  unreachable: { count: 0, ids: [] },
};

async function isBare(git: Git): Promise<boolean> {
  try {
    return (await locateRepository(git)).root === undefined;
  } catch (error) {
    if (error instanceof Problem && /not inside a git repository/.test(error.message)) return false;
    throw error;
  }
}

function reachOf({ events, refs, copies, unreachable }: Scope, bare: boolean): Reach {
  const onRefs = events.some(({ at }) => at === 'refs');
  // A forge's own refs of pull requests are in no clone that did not fetch them.
  const isOut = ({ kind, name }: RefReach): boolean =>
    kind === 'remote-branch' ||
    kind === 'tag' ||
    /^refs\/(?:pull|pull-requests|merge-requests|changes|keep-around)\//.test(name);
  if (refs.some(isOut) || (bare && onRefs)) return 'published';
  if (onRefs) return 'local';
  if (events.length > 0 || unreachable.count > 0) return 'leftover';
  return copies.length > 0 ? 'files' : 'nowhere';
}

function momentOf({ commit, path }: KeyEvent): Moment {
  return { commit: commit.id, path, date: commit.committed };
}

function authorsOf(events: readonly KeyEvent[]): Scope['authors'] {
  const authors = new Map<string, { name: string; email: string; events: number }>();
  for (const { commit, change } of events) {
    if (change === 'removed') continue;
    const id = `${commit.author} <${commit.email}>`;
    const known = authors.get(id) ?? { name: commit.author, email: commit.email, events: 0 };
    authors.set(id, { ...known, events: known.events + 1 });
  }
  return [...authors.values()].toSorted((a, b) => b.events - a.events);
}
