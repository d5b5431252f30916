import { readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { Problem } from '../../model/errors.js';
import { mergeReports, parseReport } from '../../scan/merge.js';
import { scanHistory } from '../../scan/run.js';
import { parseShard } from '../../scan/shard.js';
import { reportOptions, runOptions, type ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import { writeReport } from '../writeReport.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** The commands for whole histories, and for histories in slices. */
export function addHistoryCommands(yargs: Argv, run: Run): Argv {
  return yargs
    .command(
      'history',
      'look at everything that the repository holds: all commits, tags, stashes, notes',
      (command) =>
        command
          .options({
            ...reportOptions,
            all: { type: 'boolean', default: true, describe: 'every ref (the default)' },
            'all-objects': { type: 'boolean', default: false, describe: 'objects that no ref reaches as well' },
            since: { type: 'string', describe: 'only what came in after a revision or a date' },
            shard: { type: 'string', describe: 'one slice of the work, such as 3/16; merge joins the reports' },
            cache: {
              type: 'string',
              describe: 'folder that remembers what was read: a second run reads only what is new',
            },
          })
          .example('$0 history', 'once, before you rely on the hook')
          .example('$0 history --shard 3/16 --format json --output 3.json', 'the third of sixteen jobs'),
      (args) =>
        run(async () => {
          const report = await scanHistory({
            ...runOptions(args as ReportArguments),
            allObjects: args['all-objects'],
            since: args.since,
            shard: args.shard === undefined ? undefined : parseShard(args.shard),
            cache: args.cache,
          });
          return writeReport(report, args as ReportArguments);
        }),
    )
    .command(
      'merge <reports..>',
      'join JSON reports: the slices of a history, or those of several repositories',
      (command) =>
        command
          .positional('reports', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'files, or - for standard input',
          })
          .options(reportOptions)
          .example('$0 merge slice-*.json', 'the exit code is that of one run'),
      (args) =>
        run(async () => {
          const reports = namedReports(args.reports, process.argv).map((name) => parseReport(name, readReport(name)));
          return writeReport(mergeReports(reports), args as ReportArguments, false);
        }),
    );
}

const WITH_VALUES: ReadonlySet<string> = new Set([
  '-o',
  '--output',
  '-f',
  '--format',
  '--fail-on',
  '--config',
  '--preset',
]);

/** yargs drops a `-` among files: it is looked up in what was typed. */
function namedReports(names: readonly string[], argv: readonly string[]): readonly string[] {
  const asked = argv.some((word, index) => word === '-' && !WITH_VALUES.has(argv[index - 1] ?? ''));
  return asked && !names.includes('-') ? [...names, '-'] : names;
}

function readReport(name: string): string {
  try {
    return readFileSync(name === '-' ? 0 : name, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Problem('read', `${name} could not be read (${code}).`, 'Give the files that --output wrote.', {
      cause: error,
    });
  }
}
