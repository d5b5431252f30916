import { allRules, presetRules } from '../../rules/index.js';
import { currentDate } from '../clock.js';
import { environmentNames } from '../config/environmentFiles.js';
import { readConfig } from '../config/readConfig.js';
import type { Config, Preset, RuleLevel } from '../model/config.js';
import type { FileReader } from '../model/fileReader.js';
import type { Severity } from '../model/finding.js';
import type { Rule } from '../model/rule.js';
import { Engine } from './engine.js';
import type { PathJudge } from './pathJudge.js';
import { isAsShipped, presetKeywords } from './shippedRules.js';

export interface EngineOptions {
  readonly read: FileReader;
  /** Folder to look for the config from, relative to the root. */
  readonly from?: string;
  /** `--config` */
  readonly configPath?: string | undefined;
  /** `--preset`: stronger than the config's. */
  readonly preset?: Preset | undefined;
}

/** Reads the config and makes the rules ready. @throws Problem `config` */
export async function loadEngine(options: EngineOptions): Promise<Engine> {
  const config = await readConfig(options.read, {
    knownRules: () => allRules().map((rule) => rule.id),
    ...(options.from !== undefined && { from: options.from }),
    ...(options.configPath !== undefined && { path: options.configPath }),
  });
  return engineFor(config, options.preset, options.read);
}

/** @param preset stronger than the config's */
export async function engineFor(
  config: Config,
  preset: Preset = config.preset,
  read: FileReader = () => undefined,
): Promise<Engine> {
  const rules = [...presetRules(preset), ...config.customRules];
  const active =
    config.rules.size === 0
      ? rules
      : rules.filter((rule) => levelFor(rule, config.rules) !== 'off' || config.overrides.length > 0);
  const known = isAsShipped(config) ? presetKeywords(preset) : undefined;
  return new Engine({ ...config, preset }, active, await makePathJudge(config), read, currentDate(), known);
}

async function makePathJudge(config: Config): Promise<PathJudge> {
  const environment = await environmentNames(config);
  const plain = (rule: Rule): Severity | 'off' => levelFor(rule, config.rules) ?? rule.severity;
  if (config.ignorePaths.length === 0 && config.overrides.length === 0)
    return { isIgnored: () => false, levelOf: plain, environment };
  const { compileGlobs } = await import('../config/globs.js');
  const isIgnored = await compileGlobs(config.ignorePaths);
  const overrides = await Promise.all(
    config.overrides.map(async ({ files, rules }) => ({ matches: await compileGlobs(files), rules })),
  );
  return {
    isIgnored,
    environment,
    levelOf(rule, path) {
      let level: Severity | 'off' = plain(rule);
      for (const override of overrides) if (override.matches(path)) level = levelFor(rule, override.rules) ?? level;
      return level;
    },
  };
}

/** The level that a map gives a rule: by its id, by `provider/*`; the last that fits wins. */
function levelFor(rule: Rule, levels: ReadonlyMap<string, RuleLevel>): RuleLevel | undefined {
  if (levels.size === 0) return undefined;
  const group = `${rule.id.slice(0, rule.id.indexOf('/'))}/*`;
  let level: RuleLevel | undefined;
  for (const [key, value] of levels) if (key === rule.id || key === group) level = value;
  return level;
}
