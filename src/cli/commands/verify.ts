import type { Argv } from 'yargs';
import { Problem } from '../../model/errors.js';
import type { Report } from '../../model/report.js';
import { verificationText } from '../../report/messages.js';
import { scanHistory, scanRange, scanStaged, scanTree } from '../../scan/run.js';
import type { VerifyOptions } from '../../verify/verifyFindings.js';
import { reportOptions, runOptions, type ReportArguments } from '../options.js';
import { print, type ExitCode } from '../output.js';
import { askOptions, countStates, openVerification, tellVerification } from '../verification.js';
import { writeReport } from '../writeReport.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** `verify`: the one command that sends something, and only because it was asked to. */
export function addVerifyCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'verify [paths..]',
    'ask Pictify whether the Pictify keys that are found still work (sends them there, and nowhere else)',
    (command) =>
      command
        .positional('paths', { type: 'string', array: true, default: [] as string[], describe: 'files or folders' })
        .options({
          ...reportOptions,
          ...askOptions,
          staged: { type: 'boolean', default: false, describe: 'keys that the next commit would add' },
          history: { type: 'boolean', default: false, describe: 'keys of all commits, tags, stashes and notes' },
          range: { type: 'string', describe: 'keys of the commits of BASE..HEAD' },
          stdin: {
            type: 'boolean',
            default: false,
            describe: 'one key over standard input; a terminal is asked, and shows nothing',
          },
        })
        .example('$0 verify', 'keys of the work tree')
        .example('$0 verify --history', 'which of the keys that ever leaked has still to be revoked')
        .example('$0 verify --stdin', 'asks for the key')
        .epilogue('Exit codes: 0 no key works, 1 a key works, 2 it is not known of some key.'),
    (args) =>
      run(async () => {
        checkSources(args as unknown as VerifyArguments);
        const verify = await openVerification(args);
        if (args.stdin) return verifyOne(args as unknown as VerifyArguments, verify);
        const report = await scan(args as unknown as VerifyArguments, verify);
        tellVerification(report, verify);
        await writeReport(report, args as unknown as ReportArguments);
        return answer(report);
      }),
  );
}

interface VerifyArguments extends ReportArguments {
  readonly paths: readonly string[];
  readonly staged: boolean;
  readonly history: boolean;
  readonly range?: string | undefined;
  readonly stdin: boolean;
}

/** @throws Problem `usage` where keys are to be looked for in two places */
function checkSources({ paths, staged, history, range, stdin }: VerifyArguments): void {
  const sources = [paths.length > 0, staged, history, range !== undefined, stdin];
  if (sources.filter(Boolean).length > 1)
    throw new Problem(
      'usage',
      'Paths, --staged, --history, --range and --stdin exclude each other.',
      'Look in one place at a time.',
    );
}

async function scan(args: VerifyArguments, verify: VerifyOptions): Promise<Report> {
  const options = { ...runOptions(args), preset: args.preset ?? ('pictify' as const), verify };
  if (args.staged) return scanStaged(options);
  if (args.history) return scanHistory(options);
  if (args.range !== undefined) return scanRange({ ...options, range: args.range });
  return scanTree({ ...options, paths: args.paths });
}

/** One key that the user hands over, and so says whose it is. */
async function verifyOne(args: VerifyArguments, { checker }: VerifyOptions): Promise<ExitCode> {
  const [format = 'pretty'] = args.format ?? [];
  if (format !== 'pretty' && format !== 'json')
    throw new Problem('usage', `One key is told as pretty or json, not as ${format}.`, 'Use: --format json');
  const { readSecret } = await import('../readSecret.js');
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
  print(
    process.stderr,
    'pictify-scan: nothing says that the keys which are not known are revoked: treat them as working.\n',
  );
  return 2;
}
