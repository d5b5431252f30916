import { askGit, runGit, type Git } from '../git/run.js';
import { escapeUnsafe } from '../text/escape.js';
import { maskKeys } from '../text/redact.js';
import { readBlobs } from './applyPlan.js';
import type { Judged } from '../judge/judgeDocument.js';
import { judgeExposure, type JudgedExposure, type Sightings } from './exposure.js';
import { searchTrees } from './searchTrees.js';

/** What is looked at: enough to tell the usual cases apart, few enough to be done while somebody waits. */
const MOST = { branches: 40, tags: 40, commits: 50, reflog: 20, stashes: 10, paths: 20 };

/** A commit to look into, and what its finding means. */
interface Look {
  readonly commit: string;
  readonly as: 'branch' | 'tag' | 'local' | 'stash' | 'reflog';
  readonly name: string;
}

/** What recognises secrets. */
export interface Recogniser {
  /** What the rules find in the bytes of a file: fingerprints. */
  readonly judged: (path: string, bytes: Buffer) => ReadonlySet<string>;
  /** The fingerprint of whatever has a secret's form in some bytes, wherever they stand. */
  readonly shaped: (bytes: Buffer) => ReadonlySet<string>;
}

/**
 * Looks for secrets in the newest remote-tracking branches, tags, unpushed commits, stashes and reflog entries: at the
 * same paths, and those that are not seen to be published there in all files of the branches, tags and unpushed commits,
 * as far as that is done soon. What only lies further back is not seen (`history` and `incident` see all).
 *
 * @param paths by fingerprint
 */
async function readSightings(
  git: Git,
  paths: ReadonlyMap<string, ReadonlySet<string>>,
  recogniser: Recogniser,
): Promise<ReadonlyMap<string, Sightings>> {
  const looks = await whereToLook(git);
  const samePaths = await lookAtPaths(git, looks, paths, recogniser);
  const open = [...paths.keys()].filter((fingerprint) => {
    const seen = samePaths.get(fingerprint);
    return seen && seen.remoteBranches.length + seen.tags.length === 0;
  });
  if (open.length === 0) return samePaths;
  const commitsOf = (...kinds: readonly Look['as'][]): string[] =>
    kinds.flatMap((kind) => looks.filter(({ as }) => as === kind)).map(({ commit }) => commit);
  const { paths: found, isWhole } = await searchTrees(
    git,
    { published: commitsOf('branch', 'tag'), local: commitsOf('local') },
    new Set(open),
    recogniser.shaped,
  );
  const more = new Map(
    [...found].map(([fingerprint, where]) => [fingerprint, new Set([...where, ...(paths.get(fingerprint) ?? [])])]),
  );
  const elsewhere = found.size === 0 ? new Map<string, Sightings>() : await lookAtPaths(git, looks, more, recogniser);
  return new Map(
    [...samePaths].map(([fingerprint, seen]) => [
      fingerprint,
      { ...(elsewhere.get(fingerprint) ?? seen), ...(!isWhole && open.includes(fingerprint) && { isCut: true }) },
    ]),
  );
}

/** Looks for secrets at some paths, by fingerprint. */
async function lookAtPaths(
  git: Git,
  looks: readonly Look[],
  paths: ReadonlyMap<string, ReadonlySet<string>>,
  { judged: judgedIn, shaped }: Recogniser,
): Promise<ReadonlyMap<string, Sightings>> {
  const all = [...new Set([...paths.values()].flatMap((each) => [...each]))]
    .filter((path) => !/[\n\\]/.test(path))
    .slice(0, MOST.paths);
  const blobs = await resolve(git, looks, all);
  const contents = await readBlobs(git, [...blobs.values()]);
  const judged = new Map<string, ReadonlySet<string>>();
  const holds = (look: Look, path: string, fingerprint: string): boolean => {
    const oid = blobs.get(`${look.commit}:${path}`);
    const bytes = oid === undefined ? undefined : contents.get(oid);
    if (oid === undefined || !bytes) return false;
    const key = `${oid} ${path}`;
    const found = judged.get(key) ?? new Set([...judgedIn(path, bytes), ...shaped(bytes)]);
    judged.set(key, found);
    return found.has(fingerprint);
  };
  const remotes = await remoteNames(git, looks);
  const sightings = new Map<string, Sightings>();
  for (const [fingerprint, where] of paths) {
    const seen = looks.filter((look) => all.some((path) => where.has(path) && holds(look, path, fingerprint)));
    const names = (as: Look['as']): string[] => seen.filter((look) => look.as === as).map(({ name }) => name);
    const local = seen.filter((look) => look.as === 'local');
    const known = new Set(local.map(({ commit }) => commit));
    sightings.set(fingerprint, {
      remoteBranches: names('branch'),
      remotes: remotes.filter((remote) => names('branch').some((branch) => branch.startsWith(`${remote}/`))),
      tags: names('tag'),
      localCommits: local.map(({ commit, name }) => ({
        id: name,
        isHead: commit === looks.find((look) => look.as === 'local')?.commit,
      })),
      stashes: names('stash'),
      reflog: seen.filter((look) => look.as === 'reflog' && !known.has(look.commit)).map(({ name }) => name),
    });
  }
  return sightings;
}

/** The exposure of each finding, by fingerprint. */
export async function readExposures(
  git: Git,
  findings: readonly Judged[],
  recogniser: Recogniser,
): Promise<ReadonlyMap<string, JudgedExposure>> {
  const paths = new Map<string, Set<string>>();
  for (const { fingerprint, path } of findings) paths.set(fingerprint, (paths.get(fingerprint) ?? new Set()).add(path));
  const sightings = await readSightings(git, paths, recogniser);
  return new Map([...sightings].map(([fingerprint, seen]) => [fingerprint, judgeExposure(seen)]));
}

/** Those of some commits that no branch or tag reaches. */
async function unreached(git: Git, commits: readonly string[]): Promise<string[]> {
  if (commits.length === 0) return [];
  const left = await askGit(git, ['rev-list', ...commits, '--not', 'HEAD', '--branches', '--remotes', '--tags', '--']);
  const ids = new Set((left ?? '').split('\n'));
  return commits.filter((commit) => ids.has(commit));
}

/** The names of the remotes, as they may be shown; asked for where there are branches of theirs. */
async function remoteNames(git: Git, looks: readonly Look[]): Promise<string[]> {
  if (!looks.some(({ as }) => as === 'branch')) return [];
  const names = (await askGit(git, ['remote'])) ?? '';
  return names
    .split('\n')
    .filter((name) => name !== '')
    .map((name) => escapeUnsafe(maskKeys(name)));
}

async function whereToLook(git: Git): Promise<Look[]> {
  const lines = async (...args: string[]): Promise<string[]> =>
    ((await askGit(git, args)) ?? '').split('\n').filter((line) => line !== '');
  const refs = (pattern: string, count: number): Promise<string[]> =>
    lines(
      'for-each-ref',
      `--count=${count}`,
      '--sort=-creatordate',
      '--format=%(objectname) %(refname:short)',
      pattern,
    );
  const [branches, tags, local, reflog, stashes] = await Promise.all([
    refs('refs/remotes', MOST.branches),
    refs('refs/tags', MOST.tags),
    lines('rev-list', `--max-count=${MOST.commits}`, 'HEAD', '--not', '--remotes'),
    lines('rev-list', '--walk-reflogs', `--max-count=${MOST.reflog}`, 'HEAD'),
    lines('rev-list', '--walk-reflogs', `--max-count=${MOST.stashes}`, 'refs/stash', '--'),
  ]);
  const named = (as: Look['as'], list: readonly string[]): Look[] =>
    list.map((line) => {
      const at = line.indexOf(' ');
      return { as, commit: line.slice(0, at), name: escapeUnsafe(maskKeys(line.slice(at + 1))) };
    });
  const takenBack = await unreached(git, [...new Set(reflog)]);
  return [
    ...named('branch', branches),
    ...named('tag', tags),
    ...local.map((commit) => ({ as: 'local', commit, name: commit.slice(0, 8) }) as const),
    ...takenBack.map((commit) => ({ as: 'reflog', commit, name: commit.slice(0, 8) }) as const),
    ...stashes.map((commit, index) => ({ as: 'stash', commit, name: `stash@{${index}}` }) as const),
  ];
}

/** Ids of the blobs at `commit:path`. */
async function resolve(git: Git, looks: readonly Look[], paths: readonly string[]): Promise<Map<string, string>> {
  const names = [...new Set(looks.map(({ commit }) => commit))].flatMap((commit) =>
    paths.map((path) => `${commit}:${path}`),
  );
  if (names.length === 0) return new Map();
  const output = await runGit(git, ['cat-file', '--batch-check'], { input: `${names.join('\n')}\n` });
  const answers = output.toString('utf8').split('\n');
  return new Map(
    names.flatMap((name, index) => {
      const oid = /^([0-9a-f]{40,64}) blob /.exec(answers[index] ?? '')?.[1];
      return oid === undefined ? [] : [[name, oid] as const];
    }),
  );
}
