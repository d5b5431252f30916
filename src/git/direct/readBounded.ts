import { readFileSync, statSync } from 'node:fs';

/** @throws where it is a pipe, a device, or so large that it is something else */
export function readBounded(path: string, most: number): Buffer {
  const stats = statSync(path);
  if (!stats.isFile() || stats.size > most) throw new Error('not what it should be');
  return readFileSync(path);
}

/** The same of a file of a line or two, as text. @throws likewise */
export function readSmallText(path: string): string {
  return readBounded(path, 4096).toString('utf8');
}
