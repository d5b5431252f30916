import type { Argv } from 'yargs';
import type { ExitCode } from '../output.js';
import type * as Work from '../work/setup.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/setup.js');

const applyOptions = {
  yes: { alias: 'y', type: 'boolean', default: false, describe: 'do not ask' },
  'dry-run': { type: 'boolean', default: false, describe: 'only show what would be done' },
} as const;

/** The commands that install, remove and check the guard. */
export function addSetupCommands(yargs: Argv, run: Run): Argv {
  return yargs
    .command(
      'init',
      'install the guard: hooks, config, ignore entries',
      (command) =>
        command
          .options({
            ...applyOptions,
            'commit-messages': {
              type: 'boolean',
              default: false,
              describe: 'guard commit messages too (commit-msg hook)',
            },
            ci: { type: 'boolean', default: false, describe: 'write a workflow for GitHub Actions' },
            'take-over': { type: 'boolean', default: false, describe: "carry other scanners' rules and comments on" },
          })
          .example('$0 init', 'show what it will do, ask, do it')
          .example('$0 init --dry-run', 'only show'),
      (args) => run(async () => (await work()).init(args)),
    )
    .command(
      'uninstall',
      'remove what init installed',
      (command) => command.options(applyOptions).example('$0 uninstall --dry-run', 'only show what it will take back'),
      (args) => run(async () => (await work()).uninstall(args)),
    )
    .command(
      'doctor',
      'check that the guard is really on',
      (command) =>
        command
          .options({
            format: {
              choices: ['pretty', 'json'],
              default: 'pretty',
              describe: 'for people, or for programs',
            },
          })
          .example('$0 doctor', 'each part of the guard, and how to mend what is off'),
      (args) => run(async () => (await work()).doctor(args)),
    );
}
