import { createInterface } from 'node:readline/promises';
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
import { diskReader } from '../../sources/diskReader.js';
import { VERSION } from '../../version.js';
import { print, wantsColor, type ExitCode } from '../output.js';

interface ApplyArguments {
  readonly yes: boolean;
  readonly dryRun: boolean;
}

interface InitArguments extends ApplyArguments {
  readonly commitMessages: boolean;
  readonly ci: boolean;
  readonly takeOver: boolean;
}

export async function init(args: InitArguments): Promise<ExitCode> {
  const { commitMessages, ci, takeOver } = args;
  const plan = await planInit({
    cwd: process.cwd(),
    environment: process.env,
    version: VERSION,
    commitMessages,
    ci,
    takeOver,
  });
  return carryOut(plan, args);
}

export async function uninstall(args: ApplyArguments): Promise<ExitCode> {
  return carryOut(await planUninstall({ cwd: process.cwd(), environment: process.env }), args);
}

export async function doctor({ format }: { readonly format: string }): Promise<ExitCode> {
  const report = await examine({
    cwd: process.cwd(),
    environment: process.env,
    version: VERSION,
    loadConfig: (top) => readConfig(diskReader(top)),
  });
  print(
    process.stdout,
    format === 'json'
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderDoctor(report, { color: wantsColor(process.stdout, process.env) }),
  );
  return report.checks.some((check) => check.status === 'problem') ? 1 : 0;
}

async function carryOut(plan: SetupPlan, args: ApplyArguments): Promise<ExitCode> {
  print(process.stdout, renderPlan(plan, { color: wantsColor(process.stdout, process.env) }));
  if (args.dryRun || plan.steps.length === 0) return 0;
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
