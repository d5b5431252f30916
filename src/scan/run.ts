import { relative, resolve, sep } from 'node:path';
import { currentDate, milliseconds } from '../clock.js';
import { createGit, type Git } from '../git/run.js';
import { resolveCommit } from '../git/repository.js';
import type { Config, Preset } from '../model/config.js';
import type { Document } from '../model/document.js';
import { Problem } from '../model/errors.js';
import type { Report, ReportWarning } from '../model/report.js';
import { commitReader } from '../sources/commitReader.js';
import { diskReader } from '../sources/diskReader.js';
import { findRoot, refuseBare } from '../sources/findRoot.js';
import type { Judged } from '../judge/judgeDocument.js';
import type { JudgedExposure } from '../remedy/exposure.js';
import { assembleReport } from './assemble.js';
import type { Engine } from './engine.js';
import type { HistoryOptions } from './history.js';
import { judgeWarnings } from './judgeWarnings.js';
import { engineFor, loadEngine } from './loadEngine.js';
import type { CommitRange } from './range.js';
import type { PublishTarget } from './publish.js';
import type { ScanResult } from './result.js';
import { scanStaged as stagedScan } from './staged.js';
import { startStaged, type StagedStart } from './startStaged.js';
import type { Tally } from './tally.js';
import type { VerifyOptions } from '../verify/verifyFindings.js';

/** What every scan can be told. */
export interface RunOptions {
  /** Folder inside the repository. */
  readonly cwd: string;
  /** Environment for git; the process's own by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** A config file to use instead of the one that would be found, relative to `cwd`. */
  readonly configPath?: string | undefined;
  /** A ready config: no file is looked for. */
  readonly config?: Config | undefined;
  /** Stronger than the config's own. */
  readonly preset?: Preset | undefined;
  /**
   * Where the config that judges commits is read: `worktree`, or a revision. By default `range`, `push`
   * and `ci` are judged by the config of the base, so that a change cannot switch off its own judge.
   */
  readonly configFrom?: string | undefined;
  /** Other vendors' publishable keys are listed as `info`. */
  readonly showPublic?: boolean | undefined;
  /** Told once, with counts that grow while the work goes on. */
  readonly onStart?: ((counted: Tally) => void) | undefined;
  /** Ends a look at the work tree before it is done: it throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Pictify is asked whether the Pictify keys that are found still work. Nothing else is ever sent. */
  readonly verify?: VerifyOptions | undefined;
}

/** A run under way: git, the root, a clock. */
export interface Run {
  readonly git: Git;
  readonly root: string;
  /** `cwd` relative to the root. */
  readonly from: string;
  readonly isRepository: boolean;
  readonly options: RunOptions;
  readonly started: number;
}

export function startRun(options: RunOptions, git?: Git): Run {
  const started = milliseconds();
  const environment = options.environment ?? process.env;
  const place = findRoot(options.cwd, environment);
  return { git: git ?? createGit(options.cwd, environment), ...place, options, started };
}

export async function worktreeEngine({ root, from, options }: Run): Promise<Engine> {
  if (options.config) return announced(options, await engineFor(options.config, options.preset));
  return announced(
    options,
    await loadEngine({ read: diskReader(root), from, configPath: configPath(root, options), preset: options.preset }),
  );
}

/** Says that the work begins, and where its counts are. */
function announced({ onStart, verify }: RunOptions, engine: Engine): Engine {
  onStart?.(engine.tally);
  if (verify) {
    const secrets = new Map<string, string>();
    keptSecrets.set(engine, secrets);
    engine.handOver((judged, secret) => {
      if (judged.rule.id.startsWith('pictify/') && judged.outcome === 'finding')
        secrets.set(judged.fingerprint, secret);
    });
  }
  return engine;
}

/** Pictify keys by fingerprint, kept for as long as the run that is to ask about them. */
const keptSecrets = new WeakMap<Engine, Map<string, string>>();

function configPath(root: string, { configPath: path, cwd }: RunOptions): string | undefined {
  return path === undefined ? undefined : relative(root, resolve(cwd, path)).split(sep).join('/');
}

/** The engine by the config as it stands in the base commit, unless told otherwise. */
async function baseEngine(run: Run, base: string | undefined): Promise<Engine> {
  const { options, git } = run;
  const from = options.configFrom;
  if (!isJudgedByCommit(options)) return worktreeEngine(run);
  let commit = base;
  if (from !== undefined) {
    commit = await resolveCommit(git, from);
    if (commit === undefined)
      throw new Problem(
        'usage',
        `--config-from ${from} names no commit.`,
        'Give a branch, a tag or an id, or: --config-from worktree',
      );
  }
  return announced(
    options,
    await loadEngine({
      read: commit === undefined ? () => undefined : commitReader(git, commit),
      preset: options.preset,
    }),
  );
}

/** Whether `baseEngine` reads the config from a commit. */
function isJudgedByCommit({ config, configPath: path, configFrom }: RunOptions): boolean {
  return !config && path === undefined && configFrom !== 'worktree';
}

/** For people. */
function judgedBy({ config, configPath: path, configFrom = 'base' }: RunOptions): string {
  if (config || path !== undefined) return 'the config that was named';
  if (configFrom === 'worktree') return 'the work tree';
  return configFrom === 'base' ? 'the base (--config-from worktree judges by the new one)' : configFrom;
}

export async function finishRun(run: Run, result: ScanResult, staged: boolean): Promise<Report> {
  const disk = diskReader(run.root);
  const read = async (path: string): Promise<string | undefined> => (await disk(path))?.toString('utf8');
  const report = await assembleReport(await withDiskIgnores(run.root, result), {
    milliseconds: milliseconds() - run.started,
    read,
    folder: userFolder(run),
    staged,
    today: currentDate(),
    showPublic: run.options.showPublic ?? false,
    ...((staged || result.findings.some(({ unpushed }) => unpushed)) && {
      exposuresOf: (judged) => exposuresOf(run.git, result.engine, judged),
    }),
  });
  const { verify } = run.options;
  if (!verify) return report;
  const { verifyFindings } = await import('../verify/verifyFindings.js');
  return {
    ...report,
    findings: await verifyFindings(report.findings, keptSecrets.get(result.engine) ?? new Map(), verify),
  };
}

/** Where the user is, relative to the root: git runs a hook at the top of the work tree, and tells it. */
export function userFolder({ from, options: { environment = process.env } }: Run): string {
  return environment['GIT_PREFIX']?.replace(/\/$/, '') ?? from;
}

/** Loaded where an ignore file was found wanting: that is seldom. */
async function withDiskIgnores(root: string, result: ScanResult): Promise<ScanResult> {
  if (!result.findings.some(({ judged }) => judged.rule.on === 'ignore-files')) return result;
  const { noteDiskIgnores } = await import('./diskIgnores.js');
  return { ...result, findings: noteDiskIgnores(root, result.findings) };
}

/** How far out the secrets are that a commit or a push would add. */
async function exposuresOf(
  git: Git,
  engine: Engine,
  judged: readonly Judged[],
): Promise<ReadonlyMap<string, JudgedExposure>> {
  const { readExposures } = await import('../remedy/readExposure.js');
  const origin = { kind: 'buffer' } as const;
  return readExposures(git, judged, {
    judged: (path, bytes) => new Set(engine.peek({ path, bytes, origin }).map((each) => each.fingerprint)),
    shaped: (bytes) => {
      const seen = new Set<string>();
      engine.seek({ path: '', bytes, origin }, (secret, rule) => {
        seen.add(engine.fingerprint(rule, secret));
        return false;
      });
      return seen;
    },
  });
}

/** Scans what the next commit would add: the index against HEAD. @throws Problem */
export async function scanStaged(
  options: RunOptions & {
    /** git at work already, in `cwd` */
    readonly start?: StagedStart;
  },
): Promise<Report> {
  const run = startRun(options, options.start?.git);
  const start = options.start ?? startStaged(run.git, options.environment ?? process.env);
  const makeEngine = (): Promise<Engine> => {
    if (!run.isRepository) refuseBare(run.root, options.environment ?? process.env);
    return worktreeEngine(run);
  };
  return finishRun(run, await stagedScan(start, makeEngine), true);
}

/** Scans every commit of `BASE..HEAD`, or of a range that was resolved already. @throws Problem */
export async function scanRange(options: RunOptions & { readonly range: string | CommitRange }): Promise<Report> {
  const { resolveRange, scanRange: rangeScan } = await import('./range.js');
  const run = startRun(options);
  const range = typeof options.range === 'string' ? await resolveRange(run.git, options.range) : options.range;
  const engine = await baseEngine(run, range.base);
  const result = await rangeScan(run.git, engine, range);
  const warnings = await judgeWarnings(run.git, engine.config, range, judgedBy(options));
  return finishRun(run, { ...result, warnings, isJudgedByCommit: isJudgedByCommit(options) }, false);
}

/** Scans every object that the repository holds. @throws Problem */
export async function scanHistory(options: RunOptions & Partial<HistoryOptions>): Promise<Report> {
  const { beginHistory } = await import('./history.js');
  const run = startRun(options);
  const { git, root, isRepository } = run;
  const begun = beginHistory(git, root, {
    ...options,
    allObjects: options.allObjects ?? false,
    isWatched: options.onStart !== undefined,
    cacheSecret: async () => {
      const { readCacheSecret } = await import('./cacheSecret.js');
      return readCacheSecret(options.environment ?? process.env);
    },
  });
  try {
    const engine = isRepository ? await worktreeEngine(run) : await baseEngine(run, await resolveCommit(git, 'HEAD'));
    return await finishRun(run, await begun.scan(engine), false);
  } finally {
    begun.end();
  }
}

/**
 * Scans the commits that a push would give away.
 *
 * @param options.input what git hands to pre-push or pre-receive on standard input
 * @throws Problem
 */
export async function scanPush(
  options: RunOptions & { readonly input: string; readonly remote?: string | undefined },
): Promise<Report> {
  const { parsePushedRefs, pushBase, scanPush: pushScan } = await import('./push.js');
  const run = startRun(options);
  const pushed = parsePushedRefs(options.input);
  const base = await pushBase(run.git, pushed, options.remote);
  // A first push has no base; its own work tree is what there is, except on the receiving side.
  const isFirst = base === undefined && pushed.side === 'pre-push';
  const engine = isFirst ? await worktreeEngine(run) : await baseEngine(run, base);
  const result = await pushScan(run.git, engine, pushed, options.remote);
  const warnings: ReportWarning[] = [];
  for (const head of result.tips)
    warnings.push(...(await judgeWarnings(run.git, engine.config, { base, head }, judgedBy(options), 'push')));
  return finishRun(run, { ...result, warnings, isJudgedByCommit: !isFirst && isJudgedByCommit(options) }, false);
}

/** Scans a commit message file. @throws Problem */
export async function scanMessage(options: RunOptions & { readonly file: string }): Promise<Report> {
  const { scanMessageFile } = await import('./message.js');
  const run = startRun(options);
  const { file, cwd, environment = process.env } = options;
  return finishRun(run, await scanMessageFile(await worktreeEngine(run), { file, cwd, environment }), false);
}

/** Scans what `npm publish` would ship and what `docker build` would be sent, from `cwd`. @throws Problem */
export async function scanPackage(
  options: RunOptions & { readonly targets: readonly PublishTarget[] },
): Promise<Report> {
  const { scanPublished } = await import('./publish.js');
  const run = startRun(options);
  return finishRun(
    run,
    await scanPublished(await worktreeEngine(run), run.root, resolve(options.cwd), options.targets),
    false,
  );
}

/**
 * Scans one buffer. Reads no file but the config.
 *
 * @param options.path name that the text goes by, relative to the root: it decides language and overrides
 */
export async function scanText(
  text: string | Buffer,
  options: Partial<RunOptions> & { readonly path?: string } = {},
): Promise<Report> {
  const started = milliseconds();
  const cwd = options.cwd ?? process.cwd();
  const { root, from } = findRoot(cwd, options.environment ?? process.env);
  const engine = options.config
    ? await engineFor(options.config, options.preset)
    : await loadEngine({
        read: diskReader(root),
        from,
        configPath: configPath(root, { ...options, cwd }),
        preset: options.preset,
      });
  const document: Document = {
    path: options.path ?? 'stdin',
    bytes: Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8'),
    origin: { kind: 'buffer' },
  };
  return reportDocument(engine, root, document, engine.scan(document), options.showPublic ?? false, started);
}

/** What a look at a buffer gave. */
export interface BufferReport extends Report {
  /** There were more candidates than were judged. */
  readonly isCut: boolean;
}

/**
 * Scans one document by an engine that goes on living: what the engine has looked at is not counted.
 *
 * @param root where the files stand that advice is fitted to
 * @param most candidates that are judged, those that stand first
 */
export async function scanBuffer(
  engine: Engine,
  root: string,
  document: Document,
  most: number,
): Promise<BufferReport> {
  const { judged, isCut } = engine.peekAtFirst(document, most);
  return { ...(await reportDocument(engine, root, document, judged, false, milliseconds())), isCut };
}

async function reportDocument(
  engine: Engine,
  root: string,
  document: Document,
  judged: readonly Judged[],
  showPublic: boolean,
  started: number,
): Promise<Report> {
  const disk = diskReader(root);
  return assembleReport(
    { source: document.path, findings: judged.map((each) => ({ judged: each, status: 'new' as const })), engine },
    {
      milliseconds: milliseconds() - started,
      read: async (path) => (await disk(path))?.toString('utf8'),
      folder: '',
      staged: false,
      today: currentDate(),
      showPublic,
    },
  );
}
