import { existsSync, readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { createGit } from '../../git/run.js';
import { Problem } from '../../model/errors.js';
import { scanMessage, scanPackage, scanPush, scanRange, scanStaged, scanText, scanTree } from '../../scan/run.js';
import { configFromOption, reportOptions, runOptions, type ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import { nearest } from '../../text/nearest.js';
import { pushedByPreCommit } from '../pushedRefs.js';
import { COMMANDS } from '../usage.js';
import { writeReport } from '../writeReport.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

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
      (args) =>
        run(async () =>
          writeReport(
            await scanTree({ ...runOptions(args as ReportArguments), paths: args.paths }).catch((error: unknown) => {
              throw orCommand(error, args.paths);
            }),
            args as ReportArguments,
          ),
        ),
    )
    .command(
      'staged',
      'look at what the next commit would add (the pre-commit hook)',
      (command) => command.options(reportOptions).example('$0 staged', 'what git commit would record'),
      (args) =>
        run(async () => writeReport(await scanStaged(runOptions(args as ReportArguments)), args as ReportArguments)),
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
      (args) =>
        run(async () =>
          writeReport(
            await scanRange({ ...runOptions(args as ReportArguments), range: args.range }),
            args as ReportArguments,
          ),
        ),
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
      (args) =>
        run(async () => {
          const pushed = await pushedByPreCommit(createGit(process.cwd(), process.env), process.env);
          if (pushed === undefined && process.stdin.isTTY)
            throw new Problem(
              'usage',
              'push reads from standard input which refs are pushed.',
              'git hands them to its pre-push hook. By hand, use: pictify-scan range origin/main..HEAD',
            );
          return writeReport(
            await scanPush({
              ...runOptions(args as ReportArguments),
              ...(pushed ?? { input: readFileSync(0, 'utf8'), remote: args.remote }),
            }),
            args as ReportArguments,
          );
        }),
    )
    .command(
      'message <file>',
      'look at a commit message (the commit-msg hook)',
      (command) =>
        command
          .positional('file', { type: 'string', demandOption: true, describe: 'the message' })
          .options(reportOptions)
          .example('$0 message "$1"', 'in .git/hooks/commit-msg'),
      (args) =>
        run(async () =>
          writeReport(
            await scanMessage({ ...runOptions(args as ReportArguments), file: args.file }),
            args as ReportArguments,
          ),
        ),
    )
    .command(
      'package',
      'look at what would be published: the npm package, and the Docker build context',
      (command) =>
        command
          .options({
            ...reportOptions,
            npm: { type: 'boolean', describe: 'the npm package (where there is a package.json)' },
            docker: { type: 'boolean', describe: 'the Docker build context (where there is a Dockerfile)' },
          })
          .example('$0 package', 'before publishing; as a script: "prepublishOnly": "pictify-scan package --npm"'),
      (args) =>
        run(async () => {
          const npm = args.npm ?? (args.docker !== true && existsSync('package.json'));
          const docker = args.docker ?? args.npm !== true;
          if (!npm && !docker)
            throw new Problem('usage', 'Nothing is left to look at.', 'Leave --no-npm or --no-docker out.');
          const targets = [...(npm ? (['npm'] as const) : []), ...(docker ? (['docker'] as const) : [])];
          const report = await scanPackage({ ...runOptions(args as ReportArguments), targets });
          const { source } = report.receipt;
          if (targets.includes('docker') && !source.includes('Docker') && (args.docker === true || !npm))
            throw new Problem(
              'usage',
              args.docker === true
                ? 'There is no Dockerfile here.'
                : 'There is no package.json and no Dockerfile here.',
              'Run this in the folder that is published.',
            );
          return writeReport(report, args as ReportArguments);
        }),
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
      (args) =>
        run(async () =>
          writeReport(
            await scanText(readFileSync(0), { ...runOptions(args as ReportArguments), path: args.path }),
            args as ReportArguments,
          ),
        ),
    );
}

/** A path that is not there may be meant as a command. */
function orCommand(error: unknown, [word = '', ...more]: readonly string[]): unknown {
  const command = more.length === 0 && /^[a-z-]+$/.test(word) ? nearest(word, COMMANDS) : undefined;
  return error instanceof Problem && command !== undefined
    ? new Problem(error.code, error.message, `Did you mean: pictify-scan ${command}`)
    : error;
}
