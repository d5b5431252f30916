import type { Argv } from 'yargs';
import { configFromOption, reportOptions, type ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import type * as ScanWork from '../work/scan.js';
import type * as Work from '../work/scans.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/scans.js');
const scanWork = (): Promise<typeof ScanWork> => import('../work/scan.js');

/** The commands that look for secrets. */
export function addScanCommands(yargs: Argv, run: Run): Argv {
  return yargs
    .command(
      ['scan [paths..]', '$0'],
      'look at the work tree: tracked files, and untracked ones that are not ignored',
      (command) =>
        command
          .positional('paths', { type: 'string', array: true, default: [] as string[], describe: 'files or folders' })
          .options(reportOptions)
          .example('$0', 'the whole repository')
          .example('$0 src README.md', 'some of it')
          .example('$0 --format sarif --output results.sarif', 'for code scanning'),
      (args) => run(async () => (await scanWork()).scan(args as typeof args & ReportArguments)),
    )
    .command(
      'staged',
      'look at what the next commit would add (the pre-commit hook)',
      (command) => command.options(reportOptions).example('$0 staged', 'what git commit would record'),
      (args) => run(async () => (await work()).staged(args as ReportArguments)),
    )
    .command(
      'range <range>',
      'look at every commit of BASE..HEAD, also at what a later commit takes away again',
      (command) =>
        command
          .positional('range', {
            type: 'string',
            demandOption: true,
            describe: 'BASE..HEAD, BASE...HEAD or one commit',
          })
          .options({ ...reportOptions, ...configFromOption })
          .example('$0 range origin/main..HEAD', 'a branch, in CI')
          .example('$0 range HEAD', 'the last commit alone'),
      (args) => run(async () => (await work()).range(args as typeof args & ReportArguments)),
    )
    .command(
      'push [remote] [url]',
      'look at the commits that a push would give away (the pre-push or pre-receive hook)',
      (command) =>
        command
          .positional('remote', { type: 'string', describe: 'name or address of the remote, as git gives it' })
          .positional('url', { type: 'string', describe: 'its address' })
          .options({ ...reportOptions, ...configFromOption })
          .example('$0 push "$@"', 'in .git/hooks/pre-push, whose standard input it reads')
          .example('$0 push', "in a server's pre-receive hook"),
      (args) => run(async () => (await work()).push(args as typeof args & ReportArguments)),
    )
    .command(
      'message <file>',
      'look at a commit message (the commit-msg hook)',
      (command) =>
        command
          .positional('file', { type: 'string', demandOption: true, describe: 'the message' })
          .options(reportOptions)
          .example('$0 message "$1"', 'in .git/hooks/commit-msg'),
      (args) => run(async () => (await work()).message(args as typeof args & ReportArguments)),
    )
    .command(
      'package',
      'look at what would be published: the npm package, and the Docker build context',
      (command) =>
        command
          .options({
            ...reportOptions,
            npm: { type: 'boolean', describe: 'the npm package, a private one too' },
            docker: { type: 'boolean', describe: 'the Docker build context, without a Dockerfile too' },
          })
          .example('$0 package', 'before publishing; as a script: "prepublishOnly": "pictify-scan package --npm"'),
      (args) => run(async () => (await work()).publish(args as typeof args & ReportArguments)),
    )
    .command(
      'stdin',
      'look at one text from standard input',
      (command) =>
        command
          .options({
            ...reportOptions,
            path: { type: 'string', default: 'stdin', describe: 'name that the text goes by' },
          })
          .example('$0 stdin --path src/a.js < src/a.js', 'what an editor has in its buffer'),
      (args) => run(async () => (await work()).stdin(args as typeof args & ReportArguments)),
    );
}
