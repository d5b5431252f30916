import { posix } from 'node:path';

/** A text as one word of a shell, whatever is in it. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path as it can be pasted into a shell. */
export function shellPath(path: string): string {
  return /^[\w./@+,=-]+$/.test(path) && !path.startsWith('-') ? path : shellWord(path);
}

/** A path as it is typed into a shell in a folder. Both are relative to the root. */
export function typedPath(folder: string, path: string): string {
  return shellPath(folder === '' ? path : posix.relative(folder, path));
}
