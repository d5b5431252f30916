import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileGlobs } from '../config/globs.js';
import { readPlainFile } from '../plainFile.js';

/**
 * The folders of a package's workspaces.
 *
 * @param declared `workspaces` of package.json: a list, or an object with one; pnpm has a file of its own
 */
export async function listWorkspaces(folder: string, declared: unknown): Promise<string[]> {
  const patterns = [...textsOf(declared), ...(await pnpmPatterns(folder))];
  if (patterns.length === 0) return [];
  // A pattern names a folder from the root; `!` takes out again.
  const isWorkspace = await compileGlobs(
    patterns.map((pattern) => pattern.replace(/^(!?)(?:\.?\/)?(.*?)\/?$/, '$1/$2')),
  );
  const found: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name === '.git') continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (isWorkspace(path) && existsSync(join(folder, path, 'package.json'))) found.push(join(folder, path));
      await walk(path);
    }
  };
  await walk('');
  return found.toSorted();
}

function textsOf(declared: unknown): string[] {
  const list: unknown =
    typeof declared === 'object' && declared !== null && 'packages' in declared ? declared.packages : declared;
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

async function pnpmPatterns(folder: string): Promise<string[]> {
  const text = readPlainFile(join(folder, 'pnpm-workspace.yaml'))?.toString('utf8');
  if (text === undefined) return [];
  const { parseDocument } = await import('../config/yaml.js');
  return textsOf(parseDocument(text).toJS({ maxAliasCount: 0 }));
}
