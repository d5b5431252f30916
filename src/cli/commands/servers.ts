import type { Argv } from 'yargs';
import type { ExitCode } from '../output.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** `lsp`: for editors. */
export function addLspCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'lsp',
    'serve editors by the Language Server Protocol',
    (command) =>
      command
        .options({
          stdio: { type: 'boolean', default: true, describe: 'over standard input and output (the only way there is)' },
          // Clients add it to every server's command line; the end of standard input says the same.
          clientProcessId: { type: 'number', hidden: true },
        })
        .example('$0 lsp --stdio', "in an editor's settings, as the command of a language server"),
    () =>
      run(async () => {
        const { serve } = await import('../../lsp/server.js');
        await serve(process.stdin, process.stdout);
        return 0;
      }),
  );
}

/** `agent-hook`: for coding agents. `bin.ts` takes the bare command line by a shorter way. */
export function addAgentHookCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'agent-hook',
    "answer a coding agent's hook event (JSON on standard input)",
    (command) => command.example('$0 agent-hook < event.json', "an agent's event, as docs/agents.md has them"),
    () =>
      run(async () => {
        const { agentHookCommand } = await import('../agentHookCommand.js');
        return agentHookCommand();
      }),
  );
}
