import type { Argv } from 'yargs';
import type { ExitCode } from '../output.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** `lsp`: for editors. */
export function addLspCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'lsp',
    'serve editors by the Language Server Protocol',
    (command) =>
      command.options({
        stdio: { type: 'boolean', default: true, describe: 'over standard input and output (the only way there is)' },
      }),
    () =>
      run(async () => {
        const { serve } = await import('../../lsp/server.js');
        await serve(process.stdin, process.stdout);
        return 0;
      }),
  );
}
