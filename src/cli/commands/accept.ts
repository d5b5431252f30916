import type { Argv } from 'yargs';
import type { ExitCode } from '../output.js';
import type * as Work from '../work/accept.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/accept.js');

/** The commands that accept findings. */
export function addAcceptCommands(yargs: Argv, run: Run): Argv {
  return yargs
    .command(
      'baseline',
      'accept everything that the work tree holds now: write the baseline file',
      (command) =>
        command
          .options({
            prune: { type: 'boolean', default: false, describe: 'drop entries that match nothing any more; add none' },
            owner: { type: 'string', describe: 'who answers for the new entries' },
            expires: { type: 'string', describe: 'last day on which the new entries count, such as 2027-01-31' },
          })
          .example('$0 baseline', 'start in an old repository: only what comes new blocks')
          .example('$0 baseline --owner ada --expires 2027-01-31', 'somebody is to clean up by then')
          .example('$0 baseline --prune', 'after a clean-up'),
      (args) => run(async () => (await work()).baseline(args)),
    )
    .command(
      'ignore [fingerprint]',
      'accept one finding: add it to the config',
      (command) =>
        command
          .positional('fingerprint', { type: 'string', describe: 'as the report prints it' })
          .options({
            last: { type: 'boolean', default: false, describe: 'what the last blocked commit reported' },
            reason: { type: 'string', describe: 'why it is no leak', demandOption: true },
            owner: { type: 'string', describe: 'who answers for that' },
            expires: { type: 'string', describe: 'last day on which it counts, such as 2027-01-31' },
          })
          .example('$0 ignore 70aa17ea5a2573907c46 --reason "revoked sample"', 'one finding')
          .example('$0 ignore --last --reason "test data"', 'all of the last blocked commit'),
      (args) => run(async () => (await work()).ignore(args)),
    );
}
