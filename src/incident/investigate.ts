import { readConfig } from '../config/readConfig.js';
import { Problem } from '../model/errors.js';
import type { Engine } from '../scan/engine.js';
import { startRun, worktreeEngine, type Run, type RunOptions } from '../scan/run.js';
import { examine } from '../setup/doctor.js';
import { diskReader } from '../sources/diskReader.js';
import { maskAll } from '../text/redact.js';
import { VERSION } from '../version.js';
import { planActions, planRewriting, planRotation } from './advice.js';
import { describeKey, seenAs } from './describeKey.js';
import { findKey, type Target } from './findKey.js';
import { findReaders } from './findReaders.js';
import { findScope } from './findScope.js';
import { findSources } from './findSources.js';
import { INCIDENT_VERSION, type IncidentReport, type Prevention, type Scope, type Usage } from './model.js';
import { timeText } from './render/words.js';
import { readAuditLog } from './auditLog.js';
import { UsageCounter } from './usage.js';
import { planReplacement } from './replaceKey.js';
import type { SoughtKey } from './soughtKey.js';

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
