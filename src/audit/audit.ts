import { KEY_RULES } from '../../rules/pictify.js';
import { readConfig } from '../config/readConfig.js';
import { resolveCommit } from '../git/repository.js';
import { findReaders } from '../incident/findReaders.js';
import type { Reader } from '../incident/model.js';
import type { Config } from '../model/config.js';
import { engineFor } from '../scan/loadEngine.js';
import { scanHistory, startRun, type Run, type RunOptions } from '../scan/run.js';
import { diskReader } from '../sources/diskReader.js';
import { maskAll } from '../text/redact.js';
import { VERSION } from '../version.js';
import { summarizeLog } from './auditLog.js';
import { checkPrivilege, checkSeparation } from './checks/keys.js';
import { checkPlan } from './checks/plan.js';
import { checkIgnored, checkStorage, type HistoryKey } from './checks/storage.js';
import { checkRotation, checkUnused } from './checks/table.js';
import { checkCreation, checkMonitoring } from './checks/use.js';
import { readKeyTable } from './keyTable.js';
import { readLocalFiles } from './localKeys.js';
import {
  AUDIT_VERSION,
  CHECKLIST,
  ITEM_TITLES,
  type AuditItem,
  type AuditItemId,
  type AuditReport,
  type AuditResult,
} from './model.js';

export interface AuditOptions extends RunOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Look for keys in the whole history too. */
  readonly history: boolean;
  /** File with the dashboard's table of keys, relative to the process's folder. */
  readonly keys?: string | undefined;
  /** File with the audit log, JSON lines. */
  readonly auditLog?: string | undefined;
  /** IANA name. */
  readonly timeZone: string;
  /** `09:00-18:00`, Monday to Friday. */
  readonly businessHours: string;
  /** Days that an active key may be old. */
  readonly oldest: number;
  /** Days that an active key may go unused. */
  readonly idle: number;
}

/** Names under which programs read a Pictify key. */
const VARIABLES = [
  'PICTIFY_API_KEY',
  'PICTIFY_TEST_API_KEY',
  'PICTIFY_API_KEY_NEW',
  'PICTIFY_API_KEY_OLD',
  'PICTIFY_TOKEN',
];

/**
 * Holds the guide's checklist against a repository. Nothing is sent anywhere.
 *
 * @throws Problem where a file that was handed over cannot be read, or git fails
 */
export async function auditRepository(options: AuditOptions): Promise<AuditReport> {
  const run = startRun(options);
  const config = auditConfig(await readConfig(diskReader(run.root), { from: run.from }));
  const engine = await engineFor(config, 'pictify', diskReader(run.root));
  options.onStart?.(engine.tally);
  const today = new Date(options.now).toISOString().slice(0, 10);
  const [table, log] = [
    options.keys === undefined ? undefined : await readKeyTable(options.keys),
    options.auditLog === undefined ? undefined : await summarizeLog({ ...options, file: options.auditLog }),
  ];
  const local = await readLocalFiles(run, engine, today);
  const readers = await readersOf(run);
  const history = options.history && run.isRepository ? await historyKeys(options, config) : undefined;
  const { now, oldest, idle } = options;
  const results: Readonly<Record<AuditItemId, AuditResult>> = {
    storage: checkStorage({ local, readers, history }),
    'ignored-env': checkIgnored(local, run.isRepository),
    'separate-keys': checkSeparation(local),
    rotation: checkRotation({ table, log, now, oldest, idle }),
    'unused-keys': checkUnused({ table, log, now, oldest, idle }),
    monitoring: checkMonitoring({ log, table, now }),
    'key-creation': checkCreation({ log, table, now }),
    'incident-plan': await checkPlan(run.root, local.paths),
    'least-privilege': checkPrivilege(local),
  };
  const items = (Object.keys(ITEM_TITLES) as AuditItemId[]).map((id): AuditItem => {
    const at = CHECKLIST.indexOf(id);
    return { id, number: at === -1 ? null : at + 1, title: ITEM_TITLES[id], ...results[id] };
  });
  const commit = run.isRepository ? await resolveCommit(run.git, 'HEAD') : undefined;
  const count = (status: AuditItem['status']): number => items.filter((item) => item.status === status).length;
  return maskAll<AuditReport>({
    version: AUDIT_VERSION,
    tool: { name: 'pictify-scan', version: VERSION },
    written: new Date(now).toISOString(),
    ...(commit !== undefined && { commit }),
    files: local.paths.length,
    counts: { pass: count('pass'), fail: count('fail'), unknown: count('unknown') },
    items,
    limits: local.limits,
  });
}

/** The config without what would make an audit blind: levels of rules, and what an old baseline accepts. */
function auditConfig(config: Config): Config {
  return { ...config, preset: 'pictify', rules: new Map(), overrides: [], customRules: [], failOn: 'error' };
}

async function readersOf(run: Run): Promise<readonly Reader[]> {
  const { readers, references } = await findReaders(run, VARIABLES, 'pictify', []);
  // A local environment file is where a value lies, not a program that reads it.
  return [...readers, ...references.filter(({ store }) => store !== 'dotenv')];
}

async function historyKeys(options: AuditOptions, config: Config): Promise<HistoryKey[]> {
  const { findings } = await scanHistory({ ...options, config, allObjects: false });
  return findings
    .filter(({ rule }) => KEY_RULES.has(rule))
    .map(({ path, line, match, commit }) => ({ path, line, match, commit: commit?.id }));
}
