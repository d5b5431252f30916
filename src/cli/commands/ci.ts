import type { Argv } from 'yargs';
import { configFromOption, reportOptions, verifyOptions, type ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import type * as Work from '../work/ci.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/ci.js');

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
    (args) => run(async () => (await work()).ci(args as typeof args & ReportArguments)),
  );
}
