import type { Argv } from 'yargs';
import { allRules, presetRules } from '../../../rules/index.js';
import { explain } from '../../scan/explain.js';
import { reporters } from '../../report/reporters.js';
import { createStyle } from '../../report/style.js';
import { print, wantsColor, type ExitCode } from '../output.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

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
      (args) =>
        run(async () => {
          print(process.stdout, args.format === 'json' ? rulesJson() : rulesTable());
          return 0;
        }),
    )
    .command(
      'formats',
      'list what --format takes',
      (command) =>
        command
          .example('$0 scan --format sarif --output results.sarif', 'a file')
          .example('$0 scan --format pretty --format html --output - --output report.html', 'both at once'),
      () =>
        run(async () => {
          print(process.stdout, formatsTable());
          return 0;
        }),
    )
    .command(
      'explain <what>',
      'say why something was, or was not, reported, and what to do',
      (command) =>
        command
          .positional('what', { type: 'string', demandOption: true, describe: 'a rule, a fingerprint, or PATH:LINE' })
          .example('$0 explain pictify/live-key', 'a rule')
          .example('$0 explain src/api.js:12', 'a line: every candidate on it, with its evidence'),
      (args) =>
        run(async () => {
          print(
            process.stdout,
            await explain(args.what, { cwd: process.cwd() }, createStyle(wantsColor(process.stdout, process.env))),
          );
          return 0;
        }),
    );
}

function presetOf(id: string): string {
  if (presetRules('pictify').some((rule) => rule.id === id)) return 'pictify';
  return presetRules('recommended').some((rule) => rule.id === id) ? 'recommended' : 'strict';
}

function rulesTable(): string {
  const style = createStyle(wantsColor(process.stdout, process.env));
  const rules = allRules();
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return `${rules.map((rule) => `${style.bold(rule.id.padEnd(width))}  ${rule.severity.padEnd(7)}  ${rule.title}`).join('\n')}\n`;
}

function formatsTable(): string {
  const style = createStyle(wantsColor(process.stdout, process.env));
  const width = Math.max(...reporters.map(({ name }) => name.length));
  return reporters.map(({ name, description }) => `${style.bold(name.padEnd(width))}  ${description}\n`).join('');
}

function rulesJson(): string {
  const list = allRules().map(({ id, title, severity, description, kind, source }) => ({
    id,
    title,
    severity,
    description,
    kind,
    source,
    preset: presetOf(id),
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}
