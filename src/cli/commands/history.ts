import type { Argv } from 'yargs';
import { reportOptions, type ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import type * as Work from '../work/history.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/history.js');

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
      (args) => run(async () => (await work()).history(args as typeof args & ReportArguments)),
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
      (args) => run(async () => (await work()).merge(args as typeof args & ReportArguments)),
    );
}
