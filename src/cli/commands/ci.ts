import type { Argv } from 'yargs';
import { detectCi } from '../../ci/detectCi.js';
import { commitsPastHook } from '../../ci/passedHook.js';
import { resolveCiRange } from '../../ci/resolveCiRange.js';
import { createGit } from '../../git/run.js';
import { Problem } from '../../model/errors.js';
import type { ReportWarning } from '../../model/report.js';
import { scanRange } from '../../scan/run.js';
import { configFromOption, reportOptions, runOptions, type ReportArguments } from '../options.js';
import { print, type ExitCode } from '../output.js';
import { openVerification, tellVerification, verifyOptions } from '../verification.js';
import { writeReport } from '../writeReport.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** `ci`: the range comes from the CI system's own variables. */
export function addCiCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'ci',
    'look at the commits that this CI run is about (GitHub, GitLab, Bitbucket, CircleCI, Azure, Jenkins, Buildkite, Travis, Drone, Woodpecker)',
    (command) =>
      command
        .options({ ...reportOptions, ...configFromOption, ...verifyOptions })
        .example('$0 ci', 'in a CI step, after a full checkout')
        .example('$0 ci --format github --format sarif --output - --output results.sarif', 'annotations, and a file'),
    (args) =>
      run(async () => {
        const ci = detectCi(process.env);
        if (!ci)
          throw new Problem(
            'usage',
            'No CI system was recognised by its variables.',
            'Name the range yourself: pictify-scan range origin/main..HEAD',
          );
        const range = await resolveCiRange(createGit(process.cwd(), process.env), ci);
        print(process.stderr, `pictify-scan: ${ci.name}: ${range.written} (${range.why})\n`);
        const verify = args.verify ? await openVerification(args) : undefined;
        const options = runOptions(args as ReportArguments);
        const report = await scanRange({ ...options, range, configFrom: options.configFrom ?? range.judge, verify });
        if (verify) tellVerification(report, verify);
        const warnings = [
          ...report.warnings,
          ...(range.isGuess ? [guessWarning(ci.name)] : []),
          ...commitsPastHook(report),
        ];
        return writeReport({ ...report, warnings }, args as ReportArguments);
      }),
  );
}

/** Said in the report, as a pass over too little would be taken for one over all. */
function guessWarning(system: string): ReportWarning {
  return {
    code: 'range-guessed',
    message: `${system} does not say what was pushed: only the newest commit was looked at. Let pull requests run this too, or name the range: pictify-scan range BASE..HEAD`,
  };
}
