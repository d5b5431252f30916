import { join } from 'node:path';
import { readTextIfThere } from './files.js';
import { readGuard } from './guardCheck.js';
import { isObject } from '../config/json.js';
import type { Repository } from './repository.js';

/** Where lint-staged reads its tasks, besides package.json. */
const LINT_STAGED_FILES = ['.lintstagedrc', 'lint-staged.config'].flatMap((name) =>
  (name.startsWith('.') ? ['', '.json', '.yaml', '.yml'] : [])
    .concat(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'])
    .map((ending) => `${name}${ending}`),
);

/**
 * A shell text with the scanner's name in the place of what runs it: `lint-staged` where that has it among
 * its tasks, `npm run NAME` where that script has it.
 */
export async function seeThrough(repository: Repository, text: string): Promise<string> {
  let seen = text;
  if (text.includes('lint-staged') && (await lintStagedScans(repository)))
    seen = seen.replaceAll(/\blint-staged\b/g, 'pictify-scan');
  const scripts = repository.packageJson?.['scripts'];
  for (const [name, command] of Object.entries(isObject(scripts) ? scripts : {})) {
    if (typeof command !== 'string' || readGuard(command, true).is !== 'on') continue;
    const call = new RegExp(
      String.raw`\b(?:npm|pnpm|yarn|bun)(?: run(?:-script)?)? (?:-s |--silent )?${name.replaceAll(/[^\w]/g, String.raw`\$&`)}(?![\w:-])`,
      'g',
    );
    seen = seen.replaceAll(call, 'pictify-scan');
  }
  return seen;
}

async function lintStagedScans(repository: Repository): Promise<boolean> {
  if (JSON.stringify(repository.packageJson?.['lint-staged'] ?? '').includes('pictify-scan')) return true;
  for (const folder of new Set([repository.packageFolder ?? '.', '.']))
    for (const file of LINT_STAGED_FILES) {
      const text = await readTextIfThere(join(repository.top, folder, file));
      if (text?.split('\n').some((line) => /^(?!\s*(?:#|\/\/|\*)).*pictify-scan/.test(line))) return true;
    }
  return false;
}
