import { Problem } from '../../model/errors.js';
import type { Report } from '../../model/report.js';
import { verificationText } from '../../report/messages.js';
import { scanHistory, scanRange, scanStaged } from '../../scan/run.js';
import { scanTree } from '../../scan/runTree.js';
import type { VerifyOptions } from '../../verify/verifyFindings.js';
import type { ReportArguments, VerifyArguments } from '../options.js';
import { print, tell, type ExitCode } from '../output.js';
import { readSecret } from '../readSecret.js';
import { runOptions } from '../runOptions.js';
import { countStates, openVerification, tellVerification } from '../verification.js';
import { writeReport } from '../writeReport.js';

interface Arguments extends ReportArguments, VerifyArguments {
  readonly paths: readonly string[];
  readonly staged: boolean;
  readonly history: boolean;
  readonly range?: string | undefined;
  readonly stdin: boolean;
}

/** @throws Problem `usage` where keys are to be looked for in two places */
export async function verify(args: Arguments): Promise<ExitCode> {
  checkSources(args);
  const asked = await openVerification(args);
  if (args.stdin) return verifyOne(args, asked);
  const report = await scan(args, asked);
  tellVerification(report, asked);
  await writeReport(report, args);
  return answer(report);
}

function checkSources({ paths, staged, history, range, stdin }: Arguments): void {
  const sources = [paths.length > 0, staged, history, range !== undefined, stdin];
  if (sources.filter(Boolean).length > 1)
    throw new Problem(
      'usage',
      'Paths, --staged, --history, --range and --stdin exclude each other.',
      'Look in one place at a time.',
    );
}

async function scan(args: Arguments, asked: VerifyOptions): Promise<Report> {
  const options = { ...runOptions(args), preset: args.preset ?? ('pictify' as const), verify: asked };
  if (args.staged) return scanStaged(options);
  if (args.history) return scanHistory(options);
  if (args.range !== undefined) return scanRange({ ...options, range: args.range });
  return scanTree({ ...options, paths: args.paths });
}

/** One key that the user hands over, and so says whose it is. */
async function verifyOne(args: Arguments, { checker }: VerifyOptions): Promise<ExitCode> {
  const [format = 'pretty'] = args.format ?? [];
  if (format !== 'pretty' && format !== 'json')
    throw new Problem('usage', `One key is told as pretty or json, not as ${format}.`, 'Use: --format json');
  const key = await readSecret(process.stdin, process.stderr, 'Key (nothing is shown): ');
  const verification = await checker.check(key.trim());
  print(
    process.stdout,
    `${format === 'json' ? JSON.stringify({ address: checker.address, ...verification }) : verificationText(verification)}\n`,
  );
  return { works: 1, revoked: 0, unknown: 2 }[verification.state] as ExitCode;
}

function answer(report: Report): ExitCode {
  const { works, unknown } = countStates(report);
  if (works > 0) return 1;
  if (unknown === 0) return 0;
  tell('pictify-scan: nothing says that the keys which are not known are revoked: treat them as working.\n');
  return 2;
}
