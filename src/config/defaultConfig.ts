import type { Config } from '../model/config.js';

export const DEFAULT_BASELINE = '.pictify-scan-baseline';

/** What counts where there is no config. */
export const defaultConfig: Config = {
  preset: 'recommended',
  rules: new Map(),
  ignorePaths: [],
  overrides: [],
  ignore: [],
  baseline: DEFAULT_BASELINE,
  envFiles: [],
  envTemplates: [],
  customRules: [],
  compat: [],
  foreignIgnores: [],
  failOn: 'error',
  requireReason: false,
  requireOwner: false,
};
