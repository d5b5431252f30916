import type { Config } from '../model/config.js';

export type FileReader = (path: string) => Promise<Buffer | undefined> | Buffer | undefined;

export const defaultConfig: Config = {
  preset: 'recommended',
  rules: new Map(),
  ignorePaths: [],
  overrides: [],
  ignore: [],
  baseline: '.pictify-scan-baseline',
  envFiles: [],
  envTemplates: [],
  customRules: [],
  compat: [],
  foreignIgnores: [],
  failOn: 'error',
  requireReason: false,
};

export async function readConfig(_read: FileReader, _options: { from?: string; path?: string } = {}): Promise<Config> {
  return defaultConfig;
}
