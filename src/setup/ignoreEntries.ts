import ignore, { type Ignore } from 'ignore';
import { join, posix } from 'node:path';
import { readIfThere, readTextIfThere } from './files.js';
import { NOTHING, type PlanPart, type SetupNote } from './plan.js';
import type { Repository } from './repository.js';
import { shellPath } from '../text/shellPath.js';
import { appendBlock, removeBlock } from './textBlock.js';

const WANTED = ['.env', '.env.local'] as const;
const TEMPLATE = /^\.env\.(?:example|sample|template|dist|defaults|schema)$/;
const MARK = '# Environment files hold secrets (added by pictify-scan)';
const NEW_MARK = '# Environment files hold secrets (file made by pictify-scan)';
const ENTRIES = ['.env', '.env.*', '!.env.example'];

/** The repository's own ignore files; a person's global excludes and .git/info/exclude do not count. */
export interface IgnoreFiles {
  /** Would a new file of that path (relative to the top) stay out of git? */
  keepsOut(path: string): boolean;
}

/** @param replaced text for the top's .gitignore in place of the one on disk. */
export async function readIgnoreFiles(
  repository: Repository,
  folders: readonly string[],
  replaced?: string,
): Promise<IgnoreFiles> {
  const levels = new Map<string, Ignore>();
  for (const folder of new Set(folders.flatMap(ancestors))) {
    const bytes =
      folder === '' && replaced !== undefined
        ? Buffer.from(replaced)
        : await readIfThere(join(repository.top, folder, '.gitignore'));
    if (bytes !== undefined) levels.set(folder, ignore({ allowRelativePaths: false }).add(bytes.toString('utf8')));
  }
  return {
    keepsOut(path) {
      let out = false;
      // Deeper files win over those above them.
      for (const folder of ancestors(posix.dirname(path))) {
        const answer = levels.get(folder)?.test(folder === '' ? path : path.slice(folder.length + 1));
        if (answer?.ignored === true) out = true;
        else if (answer?.unignored === true) out = false;
      }
      return out;
    },
  };
}

/** `a/b` -> ``, `a`, `a/b` */
function ancestors(folder: string): string[] {
  if (folder === '.' || folder === '') return [''];
  const parts = folder.split('/');
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

/** Folders that can have an environment file of their own: the top and each package's. */
export async function packageFolders(repository: Repository): Promise<readonly string[]> {
  const files = await repository.git.names(
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ':(top,glob)**/package.json'],
    repository.top,
  );
  return [
    ...new Set(['', ...files.map((file) => posix.dirname(file)).map((folder) => (folder === '.' ? '' : folder))]),
  ].sort();
}

/** Environment files that git would take, folder by folder. */
export async function unprotected(repository: Repository, replaced?: string): Promise<readonly string[]> {
  const folders = await packageFolders(repository);
  const files = await readIgnoreFiles(repository, folders, replaced);
  return folders
    .flatMap((folder) => WANTED.map((name) => posix.join(folder, name)))
    .filter((path) => !files.keepsOut(path));
}

export async function planIgnoreEntries(repository: Repository): Promise<PlanPart> {
  const open = await unprotected(repository);
  const notes = await trackedNotes(repository);
  if (open.length === 0) return { steps: [], notes };
  const path = join(repository.top, '.gitignore');
  const there = await readTextIfThere(path);
  const templates = await trackedTemplates(repository);
  const entries = [...ENTRIES, ...templates.map((name) => `!${name}`)];
  const after = there === undefined ? `${[NEW_MARK, ...entries].join('\n')}\n` : appendBlock(there, [MARK, ...entries]);
  const still = await unprotected(repository, after);
  if (still.length > 0) {
    const say = `Another .gitignore lets ${still.join(', ')} in again (a line that begins with !). Take that line out.`;
    notes.push({ kind: 'todo', say });
    if (still.length === open.length) return { steps: [], notes };
  }
  const say = `${there === undefined ? 'Create .gitignore' : 'Add to .gitignore'}: ${entries.join(', ')}.`;
  return {
    steps: [
      there === undefined
        ? { kind: 'create-file', path, bytes: Buffer.from(after), mode: 0o644, say }
        : { kind: 'edit-file', path, before: Buffer.from(there), after: Buffer.from(after), say },
    ],
    notes,
  };
}

/** Names of templates, besides .env.example, that are in git and must stay easy to change. */
async function trackedTemplates(repository: Repository): Promise<readonly string[]> {
  const files = await repository.git.names(['ls-files', '-z', '--', ':(top,glob)**/.env.*'], repository.top);
  const names = new Set(files.map((file) => posix.basename(file)));
  return [...names].filter((name) => TEMPLATE.test(name) && name !== '.env.example').sort();
}

/** Environment files that git already has. */
export async function trackedEnvironmentFiles(repository: Repository): Promise<readonly string[]> {
  return environmentFiles(repository, '--cached');
}

/** @param which of the files that `git ls-files` can list */
async function environmentFiles(repository: Repository, ...which: readonly string[]): Promise<readonly string[]> {
  const files = await repository.git.names(
    ['ls-files', '-z', ...which, '--', ':(top,glob)**/.env', ':(top,glob)**/.env.*'],
    repository.top,
  );
  // A folder of that name brings what is in it.
  return files
    .map((file) => [file, posix.basename(file)] as const)
    .filter(([, name]) => /^\.env(?:\.|$)/.test(name) && !TEMPLATE.test(name))
    .map(([file]) => file);
}

/** The command that takes files out of git and leaves them on disk. */
export function untrackCommand(files: readonly string[]): string {
  return `git rm --cached -- ${files.map(shellPath).join(' ')}`;
}

async function trackedNotes(repository: Repository): Promise<SetupNote[]> {
  const files = await trackedEnvironmentFiles(repository);
  if (files.length === 0) return [];
  const say = `${files.join(', ')}: in git already, and ignore entries do not change that. Take it out, and replace every key in it:`;
  return [{ kind: 'todo', say, command: untrackCommand(files) }];
}

/** Takes init's lines out again, unless they are what keeps a file with somebody's secrets out of git. */
export async function planIgnoreRemoval(repository: Repository): Promise<PlanPart> {
  const path = join(repository.top, '.gitignore');
  const there = await readTextIfThere(path);
  if (there === undefined) return NOTHING;
  const lines = there.split(/\r?\n/);
  const isNew = lines.includes(NEW_MARK);
  const at = lines.indexOf(isNew ? NEW_MARK : MARK);
  if (at === -1) return NOTHING;
  let end = at + 1;
  while (ENTRIES.includes(lines[end] ?? '') || TEMPLATE.test((lines[end] ?? '').replace(/^!/, ''))) end += 1;
  const after = removeBlock(there, lines.slice(at, end));
  if (after === undefined) return NOTHING;
  const needing = await keptOutByNothingElse(repository, after);
  if (needing.length > 0) {
    const say = `The lines of pictify-scan in .gitignore stay: without them git would take ${needing.join(', ')}. Run this again when ${needing.length === 1 ? 'that file is' : 'those files are'} gone.`;
    return { steps: [], notes: [{ kind: 'info', say }] };
  }
  const before = Buffer.from(there);
  if (isNew && after === '')
    return { steps: [{ kind: 'delete-file', path, before, say: 'Remove .gitignore.' }], notes: [] };
  const say = 'Take the lines of pictify-scan out of .gitignore.';
  return { steps: [{ kind: 'edit-file', path, before, after: Buffer.from(after), say }], notes: [] };
}

/**
 * Environment files of the work tree that nothing but init's lines keeps out of git.
 *
 * @param top text for the top's .gitignore in place of the one on disk
 */
async function keptOutByNothingElse(repository: Repository, top: string): Promise<readonly string[]> {
  const ignored = await environmentFiles(repository, '--others', '--ignored', '--exclude-standard');
  const files = await readIgnoreFiles(
    repository,
    ignored.map((file) => posix.dirname(file)),
    top,
  );
  return ignored.filter((file) => !files.keepsOut(file));
}
