import type { Git } from '../git/run.js';
import { locateRepository } from '../git/repository.js';
import { readConfig } from '../config/readConfig.js';
import { Problem } from '../model/errors.js';
import type { Engine } from '../scan/engine.js';
import { startRun, worktreeEngine, type Run, type RunOptions } from '../scan/run.js';
import { examine } from '../setup/doctor.js';
import { diskReader } from '../sources/diskReader.js';
import { ObjectBatch } from '../git/objectBatch.js';
import { serverName } from '../remedy/variables.js';
import { maskAll } from '../text/redact.js';
import { VERSION } from '../version.js';
import { planActions, planRewriting, planRotation } from './advice.js';
import { findKey, type FoundKey, type Target } from './findKey.js';
import { findReaders } from './findReaders.js';
import { findSources } from './findSources.js';
import {
  INCIDENT_VERSION,
  type Copy,
  type IncidentKey,
  type IncidentReport,
  type KeyEvent,
  type Moment,
  type Prevention,
  type Reach,
  type RefReach,
  type Scope,
  type Usage,
} from './model.js';
import { timeText } from './render/words.js';
import { readAuditLog } from './auditLog.js';
import { UsageCounter } from './usage.js';
import { packagesWith } from './packages.js';
import { planReplacement } from './replaceKey.js';
import { searchFiles, searchFolder, stagedCopies } from './searchFiles.js';
import { searchObjects } from './searchObjects.js';
import type { SoughtKey } from './soughtKey.js';
import { listRemotes, TAG_PATH, traceHistory } from './traceHistory.js';
import { MESSAGE_PATH } from '../scan/commits.js';

export interface IncidentOptions extends RunOptions {
  /** Asked for once the config is read, since custom rules say what a key looks like. */
  readonly target: (engine: Engine) => Promise<Target> | Target;
  /** When the report is written, ISO 8601 in UTC. */
  readonly now: string;
  /** A moment from which on the key counts as out, ISO 8601: stronger than what the repository tells. */
  readonly exposedSince?: string | undefined;
  readonly auditLog?: AuditLogOptions | undefined;
}

export interface AuditLogOptions {
  readonly file: string;
  readonly keyId?: string | undefined;
  /** IANA name. */
  readonly timeZone: string;
  /** `09:00-18:00` */
  readonly businessHours: string;
}

/**
 * Finds out what there is to know about one key.
 *
 * @throws Problem where the key cannot be told, or git cannot be read
 */
export async function investigate(options: IncidentOptions): Promise<IncidentReport> {
  const run = startRun(options);
  const engine = await worktreeEngine(run);
  const found = await findKey(run, engine, await options.target(engine));
  const { key } = found;
  const { scope, reach } = await findScope(run, engine, key);
  const known = describeKey(engine, found, await seenAs(run, engine, key, scope));
  const provider = (known.variables[0] ?? 'pictify').split('_')[0]?.toLowerCase() ?? 'pictify';
  const replacement = planReplacement(await findReaders(run, known.variables, provider, scope.copies), known.variables);
  const sources = scope.events.length > 0 ? await findSources(run.git, engine, key, scope.events) : [];
  const report: IncidentReport = {
    version: INCIDENT_VERSION,
    tool: { name: 'pictify-scan', version: VERSION },
    written: options.now,
    key: known,
    reach,
    actions: planActions(known, reach, scope, replacement, options.auditLog !== undefined),
    scope,
    ...(options.auditLog && { usage: await readUsage(options.auditLog, scope, options.exposedSince) }),
    sources,
    replacement,
    rewriting: planRewriting(known, reach, scope),
    rotation: planRotation(known, replacement),
    prevention: run.isRepository ? await findPrevention(run) : [],
  };
  return maskReport(report, key);
}

/** @throws Problem where the log cannot be read, or an option makes no sense */
async function readUsage(log: AuditLogOptions, scope: Scope, given: string | undefined): Promise<Usage> {
  const { since, sinceWhy } = exposureOf(scope, given);
  const counter = new UsageCounter({ ...log, keyId: log.keyId, since, sinceWhy });
  const tally = await readAuditLog(log.file, (record) => counter.add(record));
  if (tally.lines === tally.bad && tally.lines > 0)
    throw new Problem(
      'read',
      `${log.file} is no audit log: none of its ${tally.lines} lines is a JSON object with a timestamp.`,
      'Give the file that the dashboard exported: one JSON object on each line.',
    );
  return counter.finish(tally);
}

/** From when on others may have had the key. */
function exposureOf(
  { first, published }: Scope,
  given: string | undefined,
): { readonly since: number | undefined; readonly sinceWhy: string } {
  if (given !== undefined) {
    const since = Date.parse(given);
    if (Number.isNaN(since))
      throw new Problem(
        'usage',
        `--exposed-since ${given} is no time.`,
        'Write it like this: 2026-01-31 or 2026-01-31T18:00:00Z',
      );
    return { since, sinceWhy: `"After" begins ${timeText(new Date(since).toISOString())}, as you said.` };
  }
  if (published?.how === 'push')
    return {
      since: Date.parse(published.date),
      sinceWhy: `"After" begins with the first push, ${timeText(published.date)}.`,
    };
  if (first)
    return {
      since: Date.parse(first.date),
      sinceWhy: `"After" begins with the first commit that has it, ${timeText(first.date)}.`,
    };
  return {
    since: undefined,
    sinceWhy: 'Nothing here says when the key got out: all requests count as "before". Say it with --exposed-since.',
  };
}

/** Names of files, people and refs come from elsewhere and may hold the key: it is taken out of every text. */
export function maskReport<Data>(report: Data, key: SoughtKey): Data {
  return maskAll(mapTexts(report, (text) => key.mask(text)) as Data);
}

function mapTexts(data: unknown, map: (text: string) => string): unknown {
  if (typeof data === 'string') return map(data);
  if (Array.isArray(data)) return data.map((each) => mapTexts(each, map));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, mapTexts(value, map)]));
}

async function findScope(
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

/** The places that are read again to see what the program calls the key. */
const MOST_NAMED = 50;

/** What the rules and the program call the key. */
interface SeenAs {
  readonly names: readonly string[];
  readonly fingerprints: ReadonlySet<string>;
}

/** Names that the key is assigned to, in files and in commits, and the fingerprints that reports give it there. */
async function seenAs(run: Run, engine: Engine, key: SoughtKey, scope: Scope): Promise<SeenAs> {
  const names: string[] = [];
  const fingerprints = new Set<string>();
  const look = (path: string, bytes: Buffer): void => {
    for (const { name, fingerprint } of engine.judgementsOf({ path, bytes, origin: { kind: 'buffer' } }, key.is)) {
      if (name !== undefined) names.push(name);
      fingerprints.add(fingerprint);
    }
  };
  const disk = diskReader(run.root);
  const copies = new Set(scope.copies.filter(isFile).map(({ path }) => path));
  for (const path of [...copies].slice(0, MOST_NAMED)) {
    const bytes = await Promise.resolve(disk(path)).catch(() => undefined);
    if (bytes) look(path, bytes);
  }
  const events = scope.events.filter(
    ({ line, path }) => line !== null && path !== MESSAGE_PATH && path !== TAG_PATH && !/[\n\\]/.test(path),
  );
  if (events.length === 0) return { names, fingerprints };
  const batch = new ObjectBatch(run.git);
  for (const { commit, path } of events.slice(0, MOST_NAMED))
    batch.request(
      Buffer.from(`${commit.id}:${path}`, 'utf8').toString('latin1'),
      ({ bytes, offset }) => {
        if (offset === 0) look(path, bytes);
      },
      () => {},
    );
  await batch.finish();
  return { names, fingerprints };
}

function isFile({ where, via }: Copy): boolean {
  return where !== 'git-directory' && where !== 'staged' && !via.includes('file name');
}

const NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

function describeKey(engine: Engine, { key, rule, kind }: FoundKey, { names, fingerprints }: SeenAs): IncidentKey {
  const fingerprint = (id: string): string => key.fingerprint((each, secret) => engine.fingerprint(each, secret), id);
  const id = rule?.id ?? 'pictify/token';
  const usual = rule?.variable ?? (id.startsWith('pictify/') ? 'PICTIFY_API_KEY' : undefined);
  const word = usual?.split('_')[0] ?? '';
  const counted = new Map<string, number>();
  for (const name of names.flatMap((each) => [each, serverName(each)]))
    if (NAME.test(name) && name.includes(word)) counted.set(name, (counted.get(name) ?? 0) + 1);
  const own = [...counted].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const variables = [
    ...new Set([
      ...own.toSorted((a, b) => Number(serverName(a) !== a) - Number(serverName(b) !== b)),
      ...(usual === undefined ? [] : [usual]),
    ]),
  ];
  return {
    match: key.match,
    kind,
    title: rule?.title ?? 'A secret of no form that a rule knows',
    rule: id,
    fingerprint: fingerprint(id),
    otherFingerprints: [...fingerprints].filter((each) => each !== fingerprint(id)).toSorted(),
    revoke:
      rule?.revoke ??
      (id.startsWith('pictify/') ? 'Pictify dashboard > Settings > API Keys' : "its provider's dashboard"),
    variables: variables.slice(0, 10),
  };
}

/** What `doctor` says about this repository's guard. */
async function findPrevention({ options, root }: Run): Promise<Prevention[]> {
  try {
    const { checks } = await examine({
      cwd: root,
      environment: options.environment ?? process.env,
      version: VERSION,
      loadConfig: (top) => readConfig(diskReader(top)),
    });
    return checks.map(({ id, status, what, mend }) => ({ id, status, what, ...(mend !== undefined && { mend }) }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [{ id: 'doctor', status: 'unknown', what: error.message, mend: error.next }];
  }
}
