import type { Argv } from 'yargs';
import type { ExitCode } from '../output.js';
import type { FixArguments } from '../work/fix.js';
import type * as Work from '../work/fix.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/fix.js');

/** The command that carries the hints out. */
export function addFixCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'fix [paths..]',
    'move secrets out of the files: into an ignored .env, read from the environment',
    (command) =>
      command
        .positional('paths', { type: 'string', array: true, default: [] as string[], describe: 'files or folders' })
        .options({
          yes: { alias: 'y', type: 'boolean', default: false, describe: 'fix everything without asking' },
          'dry-run': {
            alias: 'n',
            type: 'boolean',
            default: false,
            describe: 'show the changes as a diff and make none',
          },
          staged: { type: 'boolean', default: false, describe: 'only what the next commit would add' },
          undo: { type: 'boolean', default: false, describe: 'take the last fix back' },
          config: { type: 'string', describe: 'config file to use' },
          preset: { choices: ['pictify', 'recommended', 'strict'], describe: 'rules to use' },
          color: { type: 'boolean', describe: 'colours, on a terminal by default' },
        })
        .example('$0 fix --dry-run', 'see what would change')
        .example('$0 fix --staged', 'before you commit again')
        .example('$0 fix --undo', 'take it back'),
    (args) => run(async () => (await work()).fix(args as typeof args & FixArguments)),
  );
}
