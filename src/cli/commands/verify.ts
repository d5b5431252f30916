import type { Argv } from 'yargs';
import { askOptions, reportOptions, type ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import type * as Work from '../work/verify.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/verify.js');

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
        .epilogue('Exit codes: 0 no key works, 1 a key works, 2 some key could not be checked.'),
    (args) => run(async () => (await work()).verify(args as typeof args & ReportArguments)),
  );
}
