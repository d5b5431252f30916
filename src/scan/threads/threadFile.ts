import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The program of a thread, beside this one where that was built. @param name as in the build's list of entries */
export function threadFile(name: string): string {
  return fileURLToPath(new URL(`./${name}.cjs`, import.meta.url));
}

export function hasThread(name: string): boolean {
  return existsSync(threadFile(name));
}
