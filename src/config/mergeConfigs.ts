import type { Config } from '../model/config.js';

/** Lists grow, single values are replaced. */
export function mergeConfigs(base: Config, over: Partial<Config>): Config {
  return {
    ...base,
    ...over,
    rules: new Map([...base.rules, ...(over.rules ?? [])]),
    ignorePaths: [...base.ignorePaths, ...(over.ignorePaths ?? [])],
    overrides: [...base.overrides, ...(over.overrides ?? [])],
    ignore: [...base.ignore, ...(over.ignore ?? [])],
    customRules: [...base.customRules, ...(over.customRules ?? [])],
    compat: [...new Set([...base.compat, ...(over.compat ?? [])])],
    foreignIgnores: [...base.foreignIgnores, ...(over.foreignIgnores ?? [])],
    allowances: [...(base.allowances ?? []), ...(over.allowances ?? [])],
    warnings: [...(base.warnings ?? []), ...(over.warnings ?? [])],
    sources: [...(base.sources ?? []), ...(over.sources ?? [])],
  };
}
