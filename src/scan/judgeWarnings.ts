import { CONFIG_FILES } from '../config/findConfig.js';
import { FOREIGN_IGNORE_FILES } from '../config/readConfig.js';
import { LITERAL_FLAGS } from '../git/environment.js';
import { runGit, type Git } from '../git/run.js';
import type { Config } from '../model/config.js';
import type { ReportWarning } from '../model/report.js';
import { commitReader } from '../sources/fileReader.js';
import type { CommitRange } from './range.js';

const PACKAGE = 'package.json';

/**
 * A change of what judges, inside of what is judged, is told: it counts from the next change on.
 *
 * @param judgedBy what the range was judged by, for people
 */
export async function judgeWarnings(
  git: Git,
  config: Config,
  { base, head }: CommitRange,
  judgedBy: string,
): Promise<ReportWarning[]> {
  if (base === undefined) return [];
  const { baseline, sources = [] } = config;
  const files = [...CONFIG_FILES, PACKAGE, baseline, ...FOREIGN_IGNORE_FILES.map(([file]) => file), ...sources];
  const changed = await runGit(
    git,
    ['diff-tree', '-r', '--name-only', '-z', '--no-renames', base, head, '--', ...files],
    { flags: LITERAL_FLAGS },
  );
  const paths = changed
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
  const inPackage = paths.includes(PACKAGE) && (await packageConfigChanged(git, base, head));
  return paths
    .filter((path) => path !== PACKAGE || inPackage)
    .map((path) => ({
      code: 'judge-changed',
      path,
      message: `This range changes what judges it. It was judged by ${judgedBy}; read this change with care.`,
    }));
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
