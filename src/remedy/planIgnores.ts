import { posix } from 'node:path';
import { IgnoreFiles, type IgnoreFile } from '../judge/ignoreEntries.js';
import { Problem } from '../model/errors.js';
import { foldersAbove } from '../text/path.js';
import { withIgnoreEntries, withPackageIgnoreEntries } from './ignoreEntries.js';
import type { PlannedChanges } from './plannedChanges.js';

/**
 * Plans what the ignore files need so that environment files stay out of git, of packages and of images.
 *
 * @throws Problem `write` where git would not ignore one of them
 */
export async function planIgnores(changes: PlannedChanges, environmentFiles: ReadonlySet<string>): Promise<void> {
  await appendIgnores(
    changes,
    '.gitignore',
    [...environmentFiles].filter((path) => !isPlainEnv(path)),
  );
  const folders = new Set(['']);
  for (const path of environmentFiles) for (const directory of foldersAbove(path)) folders.add(directory);
  // A folder's own ignore file may take an entry back: it gets the last word as well.
  for (const path of environmentFiles) {
    for (let round = 0; round < 20 && !(await isIgnored(changes, path)); round += 1) {
      const opener = await openerOf(changes, path);
      if (opener === undefined) break;
      await appendIgnores(changes, opener, [path.slice(opener.lastIndexOf('/') + 1)]);
    }
    if (!(await isIgnored(changes, path)))
      throw new Problem(
        'write',
        `${path} would not be ignored by git, so no key may be written there.`,
        'Mend the .gitignore files above it by hand and run fix again.',
      );
  }
  for (const directory of folders) {
    for (const [name, kind] of [
      ['.dockerignore', 'docker'],
      ['.npmignore', 'npm'],
    ] as const) {
      const path = posix.join(directory, name);
      const now = await changes.now(path).catch(() => undefined);
      const below = [...environmentFiles]
        .filter((each) => directory === '' || each.startsWith(`${directory}/`))
        .map((each) => (directory === '' ? each : each.slice(directory.length + 1)));
      const text = now && (await withPackageIgnoreEntries(now.toString('latin1'), kind, below));
      if (text !== undefined) await changes.set(path, Buffer.from(text, 'latin1'), { secret: false, shared: true });
    }
  }
}

/** Adds to an ignore file what keeps environment files out, and further entries. */
export async function appendIgnores(
  changes: PlannedChanges,
  path: string,
  further: readonly string[] = [],
): Promise<void> {
  const now = await changes.now(path);
  const text = withIgnoreEntries(now?.toString('latin1'), further);
  // What is right on disk may still have to be staged.
  const after = text === undefined ? now : Buffer.from(text, 'latin1');
  if (after) await changes.set(path, after, { secret: false, shared: true });
}

async function isIgnored(changes: PlannedChanges, path: string): Promise<boolean> {
  return new IgnoreFiles(await ignoreFilesAbove(changes, path)).ignores(path);
}

/** The deepest ignore file with whom the path is not ignored. */
async function openerOf(changes: PlannedChanges, path: string): Promise<string | undefined> {
  const deepest = (await ignoreFilesAbove(changes, path)).at(-1);
  return deepest && posix.join(deepest.directory, '.gitignore');
}

async function ignoreFilesAbove(changes: PlannedChanges, path: string): Promise<IgnoreFile[]> {
  const files: IgnoreFile[] = [];
  for (const directory of foldersAbove(path).toReversed()) {
    const bytes = await changes.now(posix.join(directory, '.gitignore')).catch(() => undefined);
    if (bytes) files.push({ directory, text: bytes.toString('utf8') });
  }
  return files;
}

function isPlainEnv(path: string): boolean {
  return /(?:^|\/)\.env(?:\.[^/]+)?$/.test(path);
}
