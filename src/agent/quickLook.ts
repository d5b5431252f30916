import { dirname, join, resolve } from 'node:path';
import { Detector } from '../detect/detector.js';
import { createTableMatcher } from '../detect/matcher/createTableMatcher.js';
import { readPlainFile } from '../plainFile.js';
import { findRoot } from '../sources/findRoot.js';
import type { EventText } from './eventTexts.js';
import { readPlainRules } from './plainRules.js';

/**
 * What the rules of the preset `recommended` look for (see plainRules.ts). The build puts it in: a fifth
 * of what the rules themselves take to load.
 */
declare const PLAIN_RULES: string | undefined;

/** Of more text than this, loading the rules is the smaller part. */
const SMALL = 256 * 1024;
const CONFIG_FILES = ['json', 'jsonc', 'yaml', 'yml'].map((ending) => `pictify-scan.config.${ending}`);
/** Words of a config that can make more a finding than the rules as they ship; a backslash could hide one. */
const OWN_RULES = /customRules|extends|preset|envFiles|envTemplates|\\/;
/** Files that are judged as such, whatever stands in them (see config/environmentFiles.ts). */
const ENVIRONMENT_FILE = /env|\.dev\.vars/i;

/**
 * Whether nothing in an event can be a finding, told without loading the rules: what they look for is not
 * there. `false` says nothing but that the engine has to look.
 */
export function isPlainlyClean(texts: readonly EventText[], cwd: string): boolean {
  if (typeof PLAIN_RULES !== 'string') return false;
  let size = 0;
  for (const { text, path, isWritten } of texts) {
    size += text.length;
    if (isWritten && ENVIRONMENT_FILE.test(path)) return false;
  }
  if (size > SMALL || hasOwnRules(cwd)) return false;
  const detector = new Detector(readPlainRules(PLAIN_RULES), createTableMatcher);
  return texts.every(({ text }) => detector.look(Buffer.from(text, 'utf8')) !== 'candidates');
}

/** Whether a config from a folder up to its repository's root may have rules of its own. */
function hasOwnRules(cwd: string): boolean {
  const { root, isRepository } = findRoot(cwd, {});
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const file of CONFIG_FILES) if (mayHaveRules(join(folder, file), '')) return true;
    if (mayHaveRules(join(folder, 'package.json'), '"pictify-scan"')) return true;
    if ((isRepository && folder === root) || dirname(folder) === folder) return false;
  }
}

/** @param mark without which it is no config of ours */
function mayHaveRules(file: string, mark: string): boolean {
  try {
    const text = readPlainFile(file)?.toString('latin1') ?? '';
    return text.includes(mark) && OWN_RULES.test(text);
  } catch {
    return true;
  }
}
