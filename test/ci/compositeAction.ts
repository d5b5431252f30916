import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Outcome } from '../support/repository.js';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

/** The parts of an action.yml that running it needs. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export function readAction(path: string): Action {
  return parse(readFileSync(path, 'utf8')) as Action;
}

/** A run as GitHub's runner would leave it: what the steps printed, and the outputs of the action. */
export interface ActionRun extends Outcome {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/**
 * Runs the `run:` steps of a composite action one after the other, as the runner does: in bash with
 * `-e -o pipefail`, inputs by the environment, outputs by a file. Steps that use other actions are left out.
 */
export function runAction(
  action: Action,
  options: {
    /** The checkout. */
    readonly workspace: string;
    /** RUNNER_TEMP. */
    readonly temp: string;
    readonly environment: NodeJS.ProcessEnv;
    readonly inputs?: Readonly<Record<string, string>>;
    /** Steps to leave out, by name: what they do was done before in the same folder. */
    readonly done?: readonly string[];
  },
): ActionRun {
  const { workspace, temp } = options;
  mkdirSync(temp, { recursive: true });
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, options.inputs?.[name] ?? input.default]),
  );
  const outputs = new Map<string, string>();
  const summaryFile = join(temp, 'step-summary');
  const outputFile = join(temp, 'step-output');
  writeFileSync(summaryFile, '');
  const all = { code: 0 as number | null, stdout: '', stderr: '' };
  for (const step of action.runs.steps) {
    if (step.run === undefined || options.done?.includes(step.name ?? '')) continue;
    writeFileSync(outputFile, '');
    const script = join(temp, 'step.sh');
    writeFileSync(script, step.run);
    const environment = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value, inputs, outputs)]),
    );
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: join(workspace, evaluate(step['working-directory'] ?? '.', inputs, outputs)),
      env: {
        ...options.environment,
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temp,
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: summaryFile,
        ...environment,
      },
      encoding: 'utf8',
    });
    all.stdout += stdout;
    all.stderr += stderr;
    all.code = status;
    for (const line of readFileSync(outputFile, 'utf8').split('\n')) {
      const [, name, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined && step.id !== undefined) outputs.set(`${step.id}.${name}`, value ?? '');
    }
    if (status !== 0) break;
  }
  return {
    ...all,
    outputs: Object.fromEntries(
      Object.entries(action.outputs).map(([name, output]) => [name, evaluate(output.value, inputs, outputs)]),
    ),
    summary: existsSync(summaryFile) ? readFileSync(summaryFile, 'utf8') : '',
  };
}

/** The two kinds of expressions that the action uses; anything else is an error. */
function evaluate(
  text: string,
  inputs: Readonly<Record<string, string>>,
  outputs: ReadonlyMap<string, string>,
): string {
  return text.replaceAll(/\$\{\{ *([^}]*?) *\}\}/g, (_all, expression: string) => {
    const [, input] = /^inputs\.([\w-]+)$/.exec(expression) ?? [];
    if (input !== undefined) {
      const value = inputs[input];
      if (value === undefined) throw new Error(`there is no input ${input}`);
      return value;
    }
    const [, step, output] = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(expression) ?? [];
    if (step === undefined) throw new Error(`not understood: ${expression}`);
    return outputs.get(`${step}.${output}`) ?? '';
  });
}
