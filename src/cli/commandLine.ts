import yargs, { type Argv } from 'yargs';
import { VERSION } from '../version.js';
import { addAcceptCommands } from './commands/accept.js';
import { addAuditCommand } from './commands/audit.js';
import { addCiCommand } from './commands/ci.js';
import { addAgentHookCommand, addLspCommand } from './commands/servers.js';
import { addSetupCommands } from './commands/setup.js';
import { addAboutCommands } from './commands/about.js';
import { addFixCommand } from './commands/fix.js';
import { addIncidentCommand } from './commands/incident.js';
import { addHistoryCommands } from './commands/history.js';
import { addScanCommands } from './commands/scans.js';
import { addVerifyCommand } from './commands/verify.js';
import { misplacedOutput } from './misplacedOutput.js';
import { print, reportFailure, tell, type ExitCode } from './output.js';
import { refuseEmptyValues, UsageMessage, usageProblem } from './usage.js';

/** Parses a command line, runs it, gives the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  const run = (work: () => Promise<ExitCode>): never => {
    throw new Chosen(work);
  };
  const parser = yargs(withDashes(argv))
    .scriptName('pictify-scan')
    .usage('$0 [command]\n\nKeeps Pictify API keys and other secrets out of commits.')
    .version(VERSION)
    .help()
    .alias('h', 'help')
    .strict()
    .recommendCommands()
    .exitProcess(false)
    .parserConfiguration({
      'greedy-arrays': false,
      // --format and --output are given more than once; of other options the last one counts.
      'duplicate-arguments-array': true,
      'boolean-negation': true,
    })
    .middleware((args) => {
      keepLast(args);
      refuseEmptyValues(args, argv);
      const misplaced = misplacedOutput(argv);
      if (misplaced !== undefined) tell(`pictify-scan: ${misplaced}\n`);
    }, true)
    .wrap(Math.min(110, process.stdout.columns || 100))
    .epilogue('Exit codes: 0 clean, 1 findings, 2 the job could not be done.')
    .completion('completion', 'print a completion script for bash or zsh')
    .fail((message, error) => {
      throw error instanceof Error ? error : new UsageMessage(message);
    });
  addScanCommands(parser, run);
  addHistoryCommands(parser, run);
  addAboutCommands(parser, run);
  addFixCommand(parser, run);
  addIncidentCommand(parser, run);
  addVerifyCommand(parser, run);
  addAuditCommand(parser, run);
  addSetupCommands(parser, run);
  addAcceptCommands(parser, run);
  addCiCommand(parser, run);
  addLspCommand(parser, run);
  addAgentHookCommand(parser, run);
  // yargs prints the script and then, since it may not end the process, runs the default command.
  if (argv[0] === 'completion') {
    const [, more] = argv;
    if (more === undefined) parser.showCompletionScript();
    else if (more === '--help' || more === '-h') print(process.stdout, COMPLETION_HELP);
    else return reportFailure(usageProblem(`Unknown argument: ${more.replace(/^--?/, '')}`, argv, COMPLETION_HELP));
    return 0;
  }
  try {
    const work = await chosen(parser);
    return work ? await work() : 0;
  } catch (error) {
    return reportFailure(
      error instanceof UsageMessage ? usageProblem(error.message, argv, await parser.getHelp()) : error,
    );
  }
}

/**
 * Thrown by a command's handler. When one has returned, yargs lays its help out, in case somebody asks for it later
 * on: nobody does, and it takes longer than the parsing.
 */
class Chosen {
  readonly work: () => Promise<ExitCode>;

  constructor(work: () => Promise<ExitCode>) {
    this.work = work;
  }
}

/** What is to be done; `undefined` where yargs has answered by itself. */
async function chosen(parser: Argv): Promise<Chosen['work'] | undefined> {
  try {
    await parser.parseAsync();
    return undefined;
  } catch (error) {
    if (error instanceof Chosen) return error.work;
    throw error;
  }
}

const COMPLETION_HELP = `pictify-scan completion

print a completion script for bash or zsh, whichever SHELL names

Examples:
  pictify-scan completion >> ~/.bashrc  commands, options and values by the tab key
  pictify-scan completion >> ~/.zshrc   the same in zsh
`;

const LISTS: ReadonlySet<string> = new Set(['_', '--', 'paths', 'reports', 'what', 'format', 'f', 'output', 'o']);

/** yargs takes a `-` behind an option of many values for a word of its own: `--output -` becomes `--output=-`. */
function withDashes(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const words: string[] = [];
  for (const [index, word] of argv.entries()) {
    const previous = words.at(-1);
    const isValue = word === '-' && (end === -1 || index < end) && (previous === '--output' || previous === '-o');
    if (isValue) words.splice(-1, 1, '--output=-');
    else words.push(word);
  }
  return words;
}

/** Commands that print one thing in one format. */
const ONE_FORMAT: ReadonlySet<unknown> = new Set(['rules', 'doctor']);

/** An option that takes one value and is given twice has its last value. */
function keepLast(args: Record<string, unknown>): void {
  const command = Array.isArray(args['_']) ? args['_'][0] : undefined;
  for (const [name, value] of Object.entries(args))
    if (Array.isArray(value) && (!LISTS.has(name) || (name === 'format' && ONE_FORMAT.has(command))))
      args[name] = value.at(-1);
}
