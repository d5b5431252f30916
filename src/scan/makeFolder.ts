import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those it lies in, where they are not there. Node's own recursive `mkdir` never ends where
 * nothing can be made in an existing folder (`/proc`).
 *
 * @param mode of what is made
 * @throws Error as `mkdir` does
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    if (existsSync(folder)) return;
    const parent = dirname(folder);
    if (parent === folder || existsSync(parent)) throw error;
    await makeFolder(parent, mode);
    await mkdir(folder, { mode });
  }
}
