import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../config/json.js';
import { locateRepository, resolveCommit } from '../git/repository.js';
import { createGit } from '../git/run.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';

/** What the last blocked commit reported, without secrets; kept in the git folder. */
const FILE = 'pictify-scan-last.json';

/** What a person knows a finding by. */
export type BlockedFinding = Pick<Finding, 'fingerprint' | 'rule' | 'path' | 'line' | 'match'>;

/** Notes what blocked, for `ignore --last`. Not being able to is no reason to fail. */
export async function noteBlocked(report: Report, cwd: string, environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const git = createGit(cwd, environment);
    const [{ gitDirectory }, head] = await Promise.all([locateRepository(git), resolveCommit(git, 'HEAD')]);
    await mkdir(gitDirectory, { recursive: true });
    const findings = report.findings
      .filter((each) => each.status === 'new')
      .map(({ fingerprint, rule, path, line, match }): BlockedFinding => ({ fingerprint, rule, path, line, match }));
    await writeFile(join(gitDirectory, FILE), JSON.stringify({ head, findings }));
  } catch {
    // The report itself was printed; this is a convenience.
  }
}

/** What blocked the last commit, if HEAD is still where it was then: a commit that passes makes the record void. */
export async function readLastBlocked(cwd: string, environment: NodeJS.ProcessEnv): Promise<readonly BlockedFinding[]> {
  const git = createGit(cwd, environment);
  const { gitDirectory } = await locateRepository(git);
  try {
    const value: unknown = JSON.parse(await readFile(join(gitDirectory, FILE), 'utf8'));
    if (!isObject(value) || !Array.isArray(value['findings'])) return [];
    return value['head'] === (await resolveCommit(git, 'HEAD')) ? value['findings'].filter(isBlockedFinding) : [];
  } catch {
    return [];
  }
}

function isBlockedFinding(value: unknown): value is BlockedFinding {
  return (
    isObject(value) &&
    ['fingerprint', 'rule', 'path', 'match'].every((name) => typeof value[name] === 'string') &&
    typeof value['line'] === 'number'
  );
}
