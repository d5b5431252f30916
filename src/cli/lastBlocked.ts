import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateRepository } from '../git/repository.js';
import { createGit } from '../git/run.js';
import type { Report } from '../model/report.js';

/** Fingerprints (keyed hashes, no secrets) of what the last blocked commit reported; kept in the git folder. */
const FILE = 'pictify-scan-last.json';

/** Notes what blocked, for `ignore --last`. Not being able to is no reason to fail. */
export async function noteBlocked(report: Report, cwd: string, environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const { gitDirectory } = await locateRepository(createGit(cwd, environment));
    await mkdir(gitDirectory, { recursive: true });
    const fingerprints = [
      ...new Set(report.findings.filter((each) => each.status === 'new').map((each) => each.fingerprint)),
    ];
    await writeFile(join(gitDirectory, FILE), JSON.stringify({ fingerprints }));
  } catch {
    // The report itself was printed; this is a convenience.
  }
}

export async function readLastBlocked(cwd: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const { gitDirectory } = await locateRepository(createGit(cwd, environment));
  try {
    const value: unknown = JSON.parse(await readFile(join(gitDirectory, FILE), 'utf8'));
    const list = typeof value === 'object' && value !== null && 'fingerprints' in value ? value.fingerprints : [];
    return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
