import { isAbsolute } from 'node:path';
import { CONFIG_FILES } from '../config/findConfig.js';
import { FOREIGN_IGNORE_FILES } from '../config/readConfig.js';
import { LITERAL_FLAGS } from '../git/environment.js';
import { askGit, runGit, type Git } from '../git/run.js';
import type { Config } from '../model/config.js';
import type { ReportWarning } from '../model/report.js';
import { commitReader } from '../sources/commitReader.js';
import type { CommitRange } from './range.js';

const PACKAGE = 'package.json';

/**
 * A change of what judges, inside of what is judged, is told: it counts from the next change on.
 *
 * @param judgedBy what the range was judged by, for people
 * @param what the commits are, for people
 */
export async function judgeWarnings(
  git: Git,
  config: Config,
  { base, head }: Pick<CommitRange, 'base' | 'head'>,
  judgedBy: string,
  what: 'range' | 'push' = 'range',
): Promise<ReportWarning[]> {
  if (base === undefined) return [];
  // What the other side has changed meanwhile is none of this change's doing.
  const fork = (await askGit(git, ['merge-base', base, head])) ?? base;
  const { baseline, sources = [] } = config;
  const files = [...CONFIG_FILES, PACKAGE, baseline, ...FOREIGN_IGNORE_FILES.map(([file]) => file), ...sources].filter(
    (path) => !isOutside(path),
  );
  const changed = await runGit(
    git,
    ['diff-tree', '-r', '--name-only', '-z', '--no-renames', fork, head, '--', ...files],
    { flags: LITERAL_FLAGS },
  );
  const paths = changed
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
  const inPackage = paths.includes(PACKAGE) && (await packageConfigChanged(git, fork, head));
  return paths
    .filter((path) => path !== PACKAGE || inPackage)
    .map((path) => ({
      code: 'judge-changed',
      path,
      message: `This ${what} changes what judges it. It was judged by ${judgedBy}; read this change with care.`,
    }));
}

/** No commit changes it, and git refuses to be asked. */
function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}

/** A package.json changes often; its config key seldom. */
async function packageConfigChanged(git: Git, base: string, head: string): Promise<boolean> {
  const [before, after] = await Promise.all(
    [base, head].map(async (commit) => packageConfig(await commitReader(git, commit)(PACKAGE))),
  );
  return before !== after;
}

function packageConfig(bytes: Buffer | undefined): string {
  try {
    const data: unknown = JSON.parse(bytes?.toString('utf8') ?? 'null');
    return typeof data === 'object' && data !== null && 'pictify-scan' in data
      ? JSON.stringify(data['pictify-scan'])
      : '';
  } catch {
    return 'unreadable';
  }
}
