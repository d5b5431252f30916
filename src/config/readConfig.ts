import type { Compat, Config } from '../model/config.js';
import type { FileReader } from '../model/fileReader.js';
import { defaultConfig } from './defaultConfig.js';
import { findConfig, readNamed } from './findConfig.js';
import { loadConfig, type LoadConfigOptions } from './loadConfig.js';
import { mergeConfigs } from './mergeConfigs.js';

export interface ReadConfigOptions extends LoadConfigOptions {
  /** Folder to start from, relative to the root; the config is looked for from there upwards. */
  readonly from?: string;
  /** A certain file, relative to the root. */
  readonly path?: string;
}

/** Read at the root; each with the scanners that read it. */
export const FOREIGN_IGNORE_FILES: readonly (readonly [file: string, compat: readonly Compat[]])[] = [
  ['.gitleaksignore', ['gitleaks', 'betterleaks']],
  ['.betterleaksignore', ['betterleaks']],
];

/**
 * Reads the config that counts, follows what it extends, checks it and fills in the defaults.
 *
 * @throws Problem `config`: file, line, key and what would be right
 */
export async function readConfig(read: FileReader, options: ReadConfigOptions = {}): Promise<Config> {
  const found =
    options.path === undefined ? await findConfig(read, options.from ?? '') : await readNamed(read, options.path);
  return found ? withIgnoreFiles(read, await loadConfig(read, found, options, defaultConfig)) : defaultConfig;
}

/** The ignore files of other scanners whose comments count. */
async function withIgnoreFiles(read: FileReader, config: Config): Promise<Config> {
  let whole = config;
  for (const [file, compat] of FOREIGN_IGNORE_FILES) {
    if (!compat.some((each) => config.compat.includes(each))) continue;
    const bytes = await read(file);
    if (!bytes) continue;
    const { parseGitleaksIgnore } = await import('./gitleaks/ignoreFile.js');
    const { fingerprints, warnings } = parseGitleaksIgnore(file, bytes.toString('utf8'));
    whole = mergeConfigs(whole, { foreignIgnores: fingerprints, warnings, sources: [file] });
  }
  return whole;
}
