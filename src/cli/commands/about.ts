import type { Argv } from 'yargs';
import type { ExitCode } from '../output.js';
import type * as Work from '../work/about.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/about.js');

/** The commands that tell what the tool knows. */
export function addAboutCommands(yargs: Argv, run: Run): Argv {
  return yargs
    .command(
      'rules',
      'list the rules',
      (command) =>
        command
          .options({
            format: {
              choices: ['pretty', 'json'],
              default: 'pretty',
              describe: 'for people, or for programs',
            },
          })
          .example('$0 rules --format json', 'ids, titles, severities, presets'),
      (args) => run(async () => (await work()).rules(args)),
    )
    .command(
      'formats',
      'list what --format takes',
      (command) =>
        command
          .example('$0 scan --format sarif --output results.sarif', 'a file')
          .example('$0 scan --format pretty --format html --output - --output report.html', 'both at once'),
      () => run(async () => (await work()).formats()),
    )
    .command(
      'explain <what>',
      'say why something was, or was not, reported, and what to do',
      (command) =>
        command
          .positional('what', { type: 'string', demandOption: true, describe: 'a rule, a fingerprint, or PATH:LINE' })
          .example('$0 explain pictify/live-key', 'a rule')
          .example('$0 explain src/api.js:12', 'a line: every candidate on it, with its evidence'),
      (args) => run(async () => (await work()).explain(args)),
    );
}
