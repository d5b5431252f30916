import { LITERAL_FLAGS } from '../git/environment.js';
import { createGit, runGit } from '../git/run.js';
import { IgnoreFiles, type IgnoreFile } from '../judge/ignoreEntries.js';
import { foldersAbove } from '../text/path.js';
import { ignoreFileOf, readDiskIgnore } from './diskIgnores.js';

/** A path of a work tree, and what is known of it besides the disk. */
export interface WorkTreePath {
  readonly root: string;
  /** Relative to the root, `/` between parts. */
  readonly path: string;
  readonly isRepository: boolean;
  /** Text of a file that is open in an editor, by its path from the root: it counts more than the disk. */
  readonly openText?: (path: string) => string | undefined;
}

/**
 * Whether git never sees a path: the ignore files above it name it, and the index does not hold it. Where git
 * cannot be asked the answer is no.
 */
export async function isKeptOut({ root, path, isRepository, openText }: WorkTreePath): Promise<boolean> {
  const files: IgnoreFile[] = [];
  for (const directory of foldersAbove(path)) {
    const text = ignoreText(root, ignoreFileOf(directory), openText);
    if (text !== undefined) files.push({ directory, text });
  }
  if (!new IgnoreFiles(files).ignores(path)) return false;
  return !isRepository || !(await isTracked(root, path));
}

function ignoreText(root: string, path: string, openText: WorkTreePath['openText']): string | undefined {
  const there = readDiskIgnore(root, path);
  return there?.isLink === true ? undefined : (openText?.(path) ?? there?.text);
}

async function isTracked(root: string, path: string): Promise<boolean> {
  try {
    const git = createGit(root, process.env);
    return (await runGit(git, ['ls-files', '-z', '--', path], { flags: LITERAL_FLAGS })).length > 0;
  } catch {
    return true;
  }
}
