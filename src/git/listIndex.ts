import { runGit, type Git } from './run.js';

/** The mode of another repository's commit. */
export const SUBMODULE = '160000';

/** A file of the index or of a commit's tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
  /** latin1: one character a byte. */
  readonly path: string;
  /** Bytes that the file had on disk when git looked at it last, modulo 2 ** 32; 0 where git means to look again. */
  readonly size?: number;
}

/**
 * All of the index, or what is below some paths.
 *
 * ```
 * 100644 8ab686eafeb1f44702738c8b0f24f2567c36da6d 0\tsrc/a.js\0
 * ```
 *
 * @param pathspecs as git takes them
 */
export async function listIndex(git: Git, pathspecs: readonly string[] = [':/']): Promise<TreeEntry[]> {
  const output = await runGit(git, ['ls-files', '-s', '-z', '--full-name', '--', ...pathspecs]);
  return parse(output, /^(\d{6}) ([0-9a-f]{40,64}) (\d)\t/s);
}

/**
 * All of a commit's tree.
 *
 * ```
 * 100644 blob 8ab686eafeb1f44702738c8b0f24f2567c36da6d\tsrc/a.js\0
 * ```
 */
export async function listTree(git: Git, commit: string): Promise<TreeEntry[]> {
  return parse(await runGit(git, ['ls-tree', '-r', '-z', '--full-tree', commit]), /^(\d{6}) \w+ ([0-9a-f]{40,64})\t/s);
}

function parse(output: Buffer, line: RegExp): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const text of output.toString('latin1').split('\0')) {
    const match = line.exec(text);
    if (!match) continue;
    const [head, mode = '', oid = ''] = match;
    entries.push({ mode, oid, path: text.slice(head.length) });
  }
  return entries;
}
