import { createInterface } from 'node:readline/promises';
import type { Argv } from 'yargs';
import { readConfig } from '../../config/readConfig.js';
import { Problem } from '../../model/errors.js';
import {
  applyPlan,
  examine,
  planInit,
  planUninstall,
  renderDoctor,
  renderPlan,
  type SetupPlan,
} from '../../setup/index.js';
import { diskReader } from '../../sources/fileReader.js';
import { VERSION } from '../../version.js';
import { print, wantsColor, type ExitCode } from '../output.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

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
      (args) =>
        run(async () => {
          const plan = await planInit({
            cwd: process.cwd(),
            environment: process.env,
            version: VERSION,
            commitMessages: args['commit-messages'],
            ci: args.ci,
            takeOver: args['take-over'],
          });
          return carryOut(plan, args);
        }),
    )
    .command(
      'uninstall',
      'remove what init installed',
      (command) => command.options(applyOptions).example('$0 uninstall --dry-run', 'only show what it will take back'),
      (args) => run(async () => carryOut(await planUninstall({ cwd: process.cwd(), environment: process.env }), args)),
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
      (args) =>
        run(async () => {
          const report = await examine({
            cwd: process.cwd(),
            environment: process.env,
            version: VERSION,
            loadConfig: (top) => readConfig(diskReader(top)),
          });
          print(
            process.stdout,
            args.format === 'json'
              ? `${JSON.stringify(report, null, 2)}\n`
              : renderDoctor(report, { color: wantsColor(process.stdout, process.env) }),
          );
          return report.checks.some((check) => check.status === 'problem') ? 1 : 0;
        }),
    );
}

async function carryOut(
  plan: SetupPlan,
  args: { readonly yes: boolean; readonly 'dry-run': boolean },
): Promise<ExitCode> {
  print(process.stdout, renderPlan(plan, { color: wantsColor(process.stdout, process.env) }));
  if (args['dry-run'] || plan.steps.length === 0) return 0;
  if (!args.yes && !(await agrees())) {
    print(process.stdout, 'Nothing was changed.\n');
    return 0;
  }
  const { done } = await applyPlan(plan, process.env);
  print(process.stdout, `Done: ${done.length} ${done.length === 1 ? 'step' : 'steps'}.\n`);
  return 0;
}

async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Problem(
      'usage',
      'There is nobody to ask: standard input is no terminal.',
      'Run it again with --yes, or with --dry-run to only look.',
    );
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^(?:y|yes)?$/i.test((await lines.question('Do this? [Y/n] ')).trim());
  } finally {
    lines.close();
  }
}
