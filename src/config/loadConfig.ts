import { posix } from 'node:path';
import type { Compat, Config, ConfigOverride, IgnoredFinding, Preset, RuleLevel } from '../model/config.js';
import { Problem } from '../model/errors.js';
import type { FileReader } from '../model/fileReader.js';
import type { Severity } from '../model/finding.js';
import type { Rule } from '../model/rule.js';
import { nearest } from '../text/nearest.js';
import { escapeUnsafe } from '../text/escape.js';
import { isDate } from './acceptance.js';
import { checkValue } from './checkValue.js';
import type { CustomRule } from './customRules.js';
import type { FoundConfig } from './findConfig.js';
import { globProblem } from './globProblem.js';
import { isObject } from './json.js';
import { CONFIG_KEYS } from './keys.js';
import { mergeConfigs } from './mergeConfigs.js';
import { parseFile, type ParsedFile } from './parseFile.js';

export interface LoadConfigOptions {
  /** Ids of the rules there are, to tell misspelt ones. */
  readonly knownRules?: (() => readonly string[]) | undefined;
}

const MOST_EXTENDS = 20;

/**
 * Reads a config that was found, follows what it extends, checks it and fills in what it leaves open.
 *
 * @throws Problem `config`: file, line, key and what would be right
 */
export async function loadConfig(
  read: FileReader,
  found: FoundConfig,
  options: LoadConfigOptions,
  base: Config,
): Promise<Config> {
  return loadFile(read, found, options, [], base);
}

async function parse({ file, bytes, key }: FoundConfig): Promise<ParsedFile> {
  const whole = await parseFile(file, bytes);
  if (key === undefined) return whole;
  const value = isObject(whole.value) ? (whole.value[key] ?? null) : null;
  return { value, lineOf: (path) => whole.lineOf([key, ...path]) };
}

async function loadFile(
  read: FileReader,
  found: FoundConfig,
  options: LoadConfigOptions,
  above: readonly string[],
  base: Config,
): Promise<Config> {
  const { file } = found;
  const parsed = await parse(found);
  const fail = async (path: readonly (string | number)[], what: string): Promise<never> => {
    const line = await parsed.lineOf(path);
    const place = `${escapeUnsafe(file)}${line === undefined ? '' : `:${line}`}`;
    const key = path.length === 0 ? 'The config' : `\`${escapeUnsafe(keyPath(path))}\``;
    throw new Problem(
      'config',
      `${place}: ${key} ${escapeUnsafe(what)}.`.replace(/\?\.$/, '?'),
      'Mend it there; every key is described in docs/config.md.',
    );
  };
  const problem = checkValue(parsed.value, { kind: 'object', keys: CONFIG_KEYS });
  if (problem) return fail(problem.path, problem.what);
  const data = parsed.value as ConfigData;
  if (data.baseline !== undefined && (leadsOut(posix.normalize(data.baseline)) || posix.isAbsolute(data.baseline)))
    return fail(['baseline'], 'leads out of the repository');
  const lapsed = (data.ignore ?? []).findIndex(({ expires }) => expires !== undefined && !isDate(expires));
  if (lapsed !== -1) return fail(['ignore', lapsed, 'expires'], 'is no day of the calendar');
  for (const [path, pattern] of globsOf(data)) {
    const what = globProblem(pattern);
    if (what !== undefined) return fail(path, what);
  }
  let config = base;
  for (const [index, target] of (data.extends ?? []).entries()) {
    const path = posix.normalize(posix.join(posix.dirname(file), target));
    if (/^[a-z]+:\/\//i.test(target))
      return fail(['extends', index], 'is an address; only files of the repository are read');
    if (leadsOut(path) || posix.isAbsolute(target)) return fail(['extends', index], 'leads out of the repository');
    if (!/\.(?:jsonc?|ya?ml|toml)$/.test(path))
      return fail(['extends', index], 'must name a .json, .jsonc, .yaml, .yml or .toml file');
    if ([...above, file].includes(path))
      return fail(['extends', index], `goes round in a circle: ${[...above, file, path].join(' > ')}`);
    if (above.length >= MOST_EXTENDS) return fail(['extends', index], 'is nested too deeply');
    config = await loadExtended(read, path, options, [...above, file], config, () =>
      fail(['extends', index], `names ${path}, which does not exist`),
    );
  }
  const custom = await customRulesOf(data.customRules, (index, key, what) => fail(['customRules', index, key], what));
  const shipped = options.knownRules?.();
  const taken = new Set([...(shipped ?? []), ...config.customRules.map((rule) => rule.id)]);
  for (const [index, { id }] of custom.entries()) {
    if (taken.has(id)) return fail(['customRules', index, 'id'], 'is the name of another rule');
    taken.add(id);
  }
  const known = new Set([
    ...(shipped ?? []),
    ...config.customRules.map((rule) => rule.id),
    ...custom.map((rule) => rule.id),
  ]);
  if (shipped) await checkRuleNames(data, known, fail);
  return mergeConfigs(config, { file, ...fromData(data), customRules: custom, sources: [file] });
}

async function loadExtended(
  read: FileReader,
  path: string,
  options: LoadConfigOptions,
  above: readonly string[],
  base: Config,
  missing: () => Promise<never>,
): Promise<Config> {
  const bytes = (await read(path)) ?? (await missing());
  if (path.endsWith('.toml')) {
    const { importRules } = await import('./gitleaks/importRules.js');
    const { rules, allowances, warnings, files } = await importRules(read, path, bytes);
    return mergeConfigs(base, { customRules: rules, allowances, warnings, sources: files });
  }
  return loadFile(read, { file: path, bytes }, options, above, base);
}

/** The config as it stands in the file, after `checkValue`. */
interface ConfigData {
  readonly preset?: Preset;
  readonly salt?: string;
  readonly extends?: readonly string[];
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  readonly ignorePaths?: readonly string[];
  readonly overrides?: readonly {
    readonly files: readonly string[];
    readonly rules: Readonly<Record<string, RuleLevel>>;
  }[];
  readonly ignore?: readonly IgnoredFinding[];
  readonly baseline?: string;
  readonly envFiles?: readonly string[];
  readonly envTemplates?: readonly string[];
  readonly customRules?: readonly CustomRule[];
  readonly compat?: readonly Compat[];
  readonly failOn?: Severity;
  readonly requireReason?: boolean;
  readonly requireOwner?: boolean;
  readonly maxIgnoreDays?: number;
}

function fromData({ rules, overrides, customRules: _rules, extends: _extends, ...plain }: ConfigData): Partial<Config> {
  const { $schema: _schema, ...rest } = plain as typeof plain & { $schema?: string };
  return {
    ...rest,
    ...(rules && { rules: new Map(Object.entries(rules)) }),
    ...(overrides && {
      overrides: overrides.map((each): ConfigOverride => ({
        files: each.files,
        rules: new Map(Object.entries(each.rules)),
      })),
    }),
  };
}

async function customRulesOf(
  rules: readonly CustomRule[] | undefined,
  fail: (index: number, key: string, what: string) => Promise<never>,
): Promise<readonly Rule[]> {
  if (!rules || rules.length === 0) return [];
  const { makeCustomRule } = await import('./customRules.js');
  const made: Rule[] = [];
  for (const [index, rule] of rules.entries()) {
    const result = makeCustomRule(rule);
    made.push('rule' in result ? result.rule : await fail(index, result.key, result.what));
  }
  return made;
}

async function checkRuleNames(
  data: ConfigData,
  known: ReadonlySet<string>,
  fail: (path: readonly (string | number)[], what: string) => Promise<never>,
): Promise<void> {
  const providers = new Set([...known].map((id) => `${id.slice(0, id.indexOf('/'))}/*`));
  const check = async (rules: object | undefined, path: readonly (string | number)[]): Promise<void> => {
    for (const id of Object.keys(rules ?? {})) {
      if (known.has(id) || providers.has(id)) continue;
      const near = nearest(id, [...known, ...providers]);
      await fail(
        [...path, id],
        `is no rule${near === undefined ? '; pictify-scan rules lists them' : `; did you mean "${near}"?`}`,
      );
    }
  };
  await check(data.rules, ['rules']);
  for (const [index, override] of (data.overrides ?? []).entries())
    await check(override.rules, ['overrides', index, 'rules']);
}

/** Also what git keeps for itself, and what only Windows takes for a path elsewhere: `..\\x`, `C:/x`. */
function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith('../') || /^[a-z]:|\\|(?:^|\/)\.git(?:\/|$)/i.test(path);
}

function* globsOf(data: ConfigData): Iterable<readonly [path: readonly (string | number)[], pattern: string]> {
  for (const key of ['ignorePaths', 'envFiles', 'envTemplates'] as const)
    for (const [index, pattern] of (data[key] ?? []).entries()) yield [[key, index], pattern];
  for (const [number, { files }] of (data.overrides ?? []).entries())
    for (const [index, pattern] of files.entries()) yield [['overrides', number, 'files', index], pattern];
}

function keyPath(path: readonly (string | number)[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
