import { randomBytes } from 'node:crypto';
import { join, posix } from 'node:path';
import { DEFAULT_BASELINE } from '../config/defaultConfig.js';
import { readConfig } from '../config/readConfig.js';
import type { Config } from '../model/config.js';
import { Problem } from '../model/errors.js';
import { readIfThere, readTextIfThere } from './files.js';
import { isObject, type JsonObject } from '../config/json.js';
import { diskReader } from '../sources/diskReader.js';
import { insertMember, parseObject, removeMember } from './jsonText.js';
import { NOTHING, type InitOptions, type PlanPart, type SetupNote } from './plan.js';
import type { Repository } from './repository.js';
import { appendBlock, removeBlock } from './textBlock.js';
import { parseYaml } from './yamlText.js';

export const CONFIG_FILES = ['json', 'jsonc', 'yaml', 'yml'].map((ending) => `pictify-scan.config.${ending}`);
const KEY = 'pictify-scan';
const SALT = /^[0-9a-f]{32}$/;

export interface ConfigFile {
  /** Relative to the top. */
  readonly file: string;
  readonly text: string;
  readonly kind: 'json' | 'yaml' | 'package';
  /** Its values; `undefined` where it cannot be parsed. */
  readonly data?: JsonObject;
}

/** The config at the repository's top, as it stands on disk. */
export async function findConfigFile(repository: Repository): Promise<ConfigFile | undefined> {
  for (const file of CONFIG_FILES) {
    const text = await readTextIfThere(join(repository.top, file));
    if (text === undefined) continue;
    const kind = file.endsWith('json') || file.endsWith('jsonc') ? 'json' : 'yaml';
    const data = kind === 'json' ? parseObject(text) : yamlObject(text);
    return { file, text, kind, ...(data === undefined ? {} : { data }) };
  }
  const text = await readTextIfThere(join(repository.top, 'package.json'));
  const inner = text === undefined ? undefined : parseObject(text)?.[KEY];
  return text !== undefined && isObject(inner)
    ? { file: 'package.json', text, kind: 'package', data: inner }
    : undefined;
}

function yamlObject(text: string): JsonObject | undefined {
  try {
    const data: unknown = parseYaml(text)?.document.toJS();
    return isObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** What other scanners left, and how our config takes it over. */
export interface TakeOver {
  readonly extends: readonly string[];
  readonly compat: readonly string[];
  /** The files, for people. */
  readonly files: readonly string[];
}

export async function findOtherScanners(repository: Repository): Promise<TakeOver> {
  const known = [
    { file: '.gitleaks.toml', extends: './.gitleaks.toml', compat: 'gitleaks' },
    { file: '.gitleaksignore', compat: 'gitleaks' },
    { file: '.betterleaks.toml', extends: './.betterleaks.toml', compat: 'betterleaks' },
    { file: '.betterleaksignore', compat: 'betterleaks' },
    { file: '.secrets.baseline', compat: 'detect-secrets' },
    ...['', '.json', '.yml', '.yaml', '.js', '.cjs', '.mjs'].map((ending) => ({
      file: `.secretlintrc${ending}`,
      compat: 'secretlint',
    })),
  ] as const;
  const found: (typeof known)[number][] = [];
  for (const one of known) {
    if ((await readTextIfThere(join(repository.top, one.file))) !== undefined) found.push(one);
  }
  return {
    files: found.map((one) => one.file),
    extends: found.flatMap((one) => ('extends' in one ? [one.extends] : [])),
    compat: [...new Set(found.map((one) => one.compat))],
  };
}

export async function planConfig(repository: Repository, options: InitOptions): Promise<PlanPart> {
  const there = await findConfigFile(repository);
  const others = await findOtherScanners(repository);
  const salt = options.salt ?? randomBytes(16).toString('hex');
  if (there !== undefined) {
    const part = await planSalt(repository, there, salt);
    return { steps: part.steps, notes: [...part.notes, ...takeOverNotes(there.file, others)] };
  }
  const saltless = await acceptsFindings(repository, {});
  const takes = options.takeOver === true && others.files.length > 0;
  const path = join(repository.top, 'pictify-scan.config.json');
  const usable = takes ? await withoutUnsupported(repository, others) : { takeOver: others, notes: [] };
  const bytes = Buffer.from(
    newConfig(repository.packageFolder ?? '.', saltless ? undefined : salt, takes ? usable.takeOver : undefined),
  );
  const has = [
    ...(saltless ? [] : ['a fresh salt for fingerprints']),
    ...(takes ? [`the settings of ${others.files.join(', ')}`] : []),
  ];
  const say = `Write pictify-scan.config.json${has.length === 0 ? '' : ` with ${has.join(', and ')}`}. Commit it.`;
  return {
    steps: [{ kind: 'create-file', path, bytes, mode: 0o644, say }],
    notes: [
      ...(saltless ? saltlessNotes('pictify-scan.config.json', salt) : []),
      ...(takes ? usable.notes : takeOverNotes(undefined, others)),
    ],
  };
}

/** Rules that our config would refuse to extend are left out, with the reason: the guard has to work. */
async function withoutUnsupported(
  repository: Repository,
  others: TakeOver,
): Promise<{ readonly takeOver: TakeOver; readonly notes: readonly SetupNote[] }> {
  const read = (file: string): Promise<Buffer | undefined> => readIfThere(join(repository.top, file));
  const { importRules } = await import('../config/gitleaks/importRules.js');
  const usable: string[] = [];
  const notes: SetupNote[] = [];
  for (const path of others.extends) {
    try {
      const file = posix.normalize(path);
      await importRules(read, file, (await read(file)) ?? Buffer.alloc(0));
      usable.push(path);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notes.push({ kind: 'todo', say: `${path} was not taken over. ${error.message} ${error.next}` });
    }
  }
  return { takeOver: { ...others, extends: usable }, notes };
}

function newConfig(packageFolder: string, salt: string | undefined, others: TakeOver | undefined): string {
  const schema = `./${posix.join(packageFolder, 'node_modules/pictify-scan/schema/config.schema.json')}`;
  const data = {
    $schema: schema,
    ...(salt === undefined ? {} : { salt }),
    ...(others !== undefined && others.extends.length > 0 ? { extends: others.extends } : {}),
    ...(others === undefined ? {} : { compat: others.compat }),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function takeOverNotes(file: string | undefined, others: TakeOver): SetupNote[] {
  if (others.files.length === 0) return [];
  const lines = [
    ...(others.extends.length > 0 ? [`"extends": ${JSON.stringify(others.extends)}`] : []),
    `"compat": ${JSON.stringify(others.compat)}`,
  ];
  const how = file === undefined ? 'Run init with --take-over, or put' : 'Put';
  const say = `${others.files.join(', ')}: another scanner works here. ${how} this into ${file ?? 'the config'} and pictify-scan minds its rules and comments:`;
  return [{ kind: 'info', say, command: lines.join(', ') }];
}

async function planSalt(repository: Repository, config: ConfigFile, salt: string): Promise<PlanPart> {
  if (config.data === undefined) {
    const say = `${config.file} cannot be read, so no salt was put into it. Mend it and run pictify-scan init again.`;
    return { steps: [], notes: [{ kind: 'todo', say }] };
  }
  // What it extends counts too: a salt may stand there, and accepted findings.
  const counting = await readConfig(diskReader(repository.top)).catch(() => config.data ?? {});
  if (config.data['salt'] !== undefined || counting.salt !== undefined) return NOTHING;
  if (await acceptsFindings(repository, counting)) return { steps: [], notes: saltlessNotes(config.file, salt) };
  const after = withSalt(config, salt);
  if (after === undefined) {
    const say = `${config.file} is written in a way that cannot be edited safely. Put this into it:`;
    return { steps: [], notes: [{ kind: 'todo', say, command: `"salt": "${salt}"` }] };
  }
  return edit(repository, config, after, `Put a fresh salt for fingerprints into ${config.file}.`);
}

/** A new salt changes every fingerprint, so that what was accepted without one would count no longer. */
function saltlessNotes(file: string, salt: string): SetupNote[] {
  const say = `No salt was put into ${file}: findings were accepted without one, and would be reported again. To have one all the same, put this into it and accept them anew (pictify-scan baseline):`;
  return [{ kind: 'info', say, command: `"salt": "${salt}"` }];
}

function withSalt(config: ConfigFile, salt: string): string | undefined {
  if (config.kind === 'json') return insertMember(config.text, [], 'salt', salt);
  if (config.kind === 'package') return insertMember(config.text, [KEY], 'salt', salt);
  const after = appendBlock(config.text, saltLines(salt));
  return yamlObject(after)?.['salt'] === salt ? after : undefined;
}

/** Quoted: a salt of digits alone would be a number. */
function saltLines(salt: string): string[] {
  return [`salt: '${salt}'`];
}

/** Removes a config that init wrote and nobody changed; from another one, the salt, if no fingerprint hangs on it. */
export async function planConfigRemoval(repository: Repository): Promise<PlanPart> {
  const config = await findConfigFile(repository);
  const salt = config?.data?.['salt'];
  if (config === undefined || (salt !== undefined && (typeof salt !== 'string' || !SALT.test(salt)))) return NOTHING;
  if (salt !== undefined && (await acceptsFindings(repository, config.data ?? {}))) {
    const say = `${config.file} stays: accepted findings are kept by its salt.`;
    return { steps: [], notes: [{ kind: 'info', say }] };
  }
  if (isUntouched(config, salt)) {
    const path = join(repository.top, config.file);
    return {
      steps: [{ kind: 'delete-file', path, before: Buffer.from(config.text), say: `Remove ${config.file}.` }],
      notes: [],
    };
  }
  const after = salt === undefined ? undefined : withoutSalt(config, salt);
  return after === undefined
    ? NOTHING
    : edit(repository, config, after, `Take the salt out of ${config.file}; the rest of it stays.`);
}

/** Whether fingerprints are written down as accepted, in the config or in the baseline on disk. */
export async function acceptsFindings(
  repository: Repository,
  { ignore, baseline }: JsonObject | Partial<Pick<Config, 'ignore' | 'baseline'>>,
): Promise<boolean> {
  if (Array.isArray(ignore) && ignore.length > 0) return true;
  const file = typeof baseline === 'string' ? baseline : DEFAULT_BASELINE;
  const lines = (await readTextIfThere(join(repository.top, file)))?.split('\n') ?? [];
  return lines.some((line) => !/^\ufeff?\s*(?:#|$)/.test(line));
}

function isUntouched(config: ConfigFile, salt: string | undefined): boolean {
  const data = config.data;
  if (config.file !== 'pictify-scan.config.json' || data === undefined) return false;
  const keys = Object.keys(data).join(' ');
  // Without a salt of ours, only one that says nothing can be told to be init's.
  if (!(salt === undefined ? /^\$schema$/ : /^\$schema salt(?: extends)?(?: compat)?$/).test(keys)) return false;
  const written = { $schema: data['$schema'], salt, extends: data['extends'], compat: data['compat'] };
  return config.text.replaceAll('\r\n', '\n') === `${JSON.stringify(written, null, 2)}\n`;
}

function withoutSalt(config: ConfigFile, salt: string): string | undefined {
  if (config.kind === 'json') return removeMember(config.text, [], 'salt');
  return config.kind === 'package'
    ? removeMember(config.text, [KEY], 'salt')
    : removeBlock(config.text, saltLines(salt));
}

function edit(repository: Repository, config: ConfigFile, after: string, say: string): PlanPart {
  const path = join(repository.top, config.file);
  return {
    steps: [{ kind: 'edit-file', path, before: Buffer.from(config.text), after: Buffer.from(after), say }],
    notes: [],
  };
}
