import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IgnoreFiles, type IgnoreFile } from '../judge/ignoreEntries.js';
import { foldersAbove } from '../text/path.js';
import type { ScanFinding } from './result.js';

/** What stands at an ignore file's path on disk; git follows no link there, so that one says nothing. */
export type DiskIgnore = { readonly isLink: true } | { readonly isLink: false; readonly text: string };

/** `undefined` where there is no file that can be read. @param path relative to the root; bytes where it is no UTF-8 */
export function readDiskIgnore(root: string, path: string | Buffer): DiskIgnore | undefined {
  const full = typeof path === 'string' ? join(root, path) : Buffer.concat([Buffer.from(join(root, '/')), path]);
  try {
    const stats = lstatSync(full);
    if (stats.isSymbolicLink()) return { isLink: true };
    return stats.isFile() ? { isLink: false, text: readFileSync(full, 'utf8') } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Marks findings about ignore files of the index or a commit where those on disk keep the entries out already: these
 * only have to be staged.
 */
export function noteDiskIgnores(root: string, findings: readonly ScanFinding[]): readonly ScanFinding[] {
  return findings.map((finding) => {
    const { judged } = finding;
    if (judged.rule.on !== 'ignore-files') return finding;
    const open = judged.evidence.filter(({ says }) => says === 'not-ignored').map(({ what }) => what);
    const files: IgnoreFile[] = [];
    for (const directory of foldersAbove(judged.path)) {
      const there = readDiskIgnore(root, ignoreFileOf(directory));
      if (there?.isLink === false) files.push({ directory, text: there.text });
    }
    const onDisk = new IgnoreFiles(files);
    if (!open.every((path) => onDisk.ignores(path))) return finding;
    const more = files.map(({ directory }) => ({
      rung: 'path' as const,
      says: 'ignored-on-disk',
      what: ignoreFileOf(directory),
      weight: 0,
    }));
    return { ...finding, judged: { ...judged, evidence: [...judged.evidence, ...more] } };
  });
}

/** Path of a folder's own ignore file. */
export function ignoreFileOf(directory: string): string {
  return directory === '' ? '.gitignore' : `${directory}/.gitignore`;
}
