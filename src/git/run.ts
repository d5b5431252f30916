import type { ChildProcess, ChildProcessByStdio, spawn as Spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';
import { maskKeys } from '../text/redact.js';
import { findGit, gitEnvironment, ISOLATION_FLAGS } from './environment.js';
import { missingObject } from './missingObject.js';

/** How to reach git for one repository: made once by an entrance, handed down. */
export interface Git {
  readonly executable: string;
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** git is looked for when it is needed. @throws Problem `git` then, where there is none on PATH. */
export function createGit(cwd: string, environment: NodeJS.ProcessEnv): Git {
  let executable: string | undefined;
  let settled: NodeJS.ProcessEnv | undefined;
  return {
    cwd,
    get executable() {
      return (executable ??= findGit(environment, cwd));
    },
    get environment() {
      return (settled ??= gitEnvironment(environment));
    },
  };
}

/** The same in another folder; still looked for when it is needed. */
export function gitIn(git: Git, cwd: string): Git {
  return {
    cwd,
    get executable() {
      return git.executable;
    },
    get environment() {
      return git.environment;
    },
  };
}

export interface GitOutput {
  readonly stdout: Readable;
  /** Settles when git has ended and its output was read. Rejects with a Problem where git failed. */
  readonly done: Promise<void>;
  kill(): void;
}

export interface GitProcess extends GitOutput {
  readonly stdin: Writable;
}

const STDERR_KEPT = 8192;

/** What starts processes takes six milliseconds to load: a look that needs no git does without. */
const spawn: typeof Spawn = ((...args: Parameters<typeof Spawn>) =>
  process.getBuiltinModule('node:child_process').spawn(...args)) as typeof Spawn;

/** Starts git with the flags that keep the repository from running anything. `args[0]` is the subcommand. */
export function startGit(git: Git, args: readonly string[], flags: readonly string[] = ISOLATION_FLAGS): GitProcess {
  const child = spawn(git.executable, [...flags, ...args], { ...settings(git), stdio: ['pipe', 'pipe', 'pipe'] });
  // A git that ends early closes its stdin; its exit status tells more than EPIPE does.
  child.stdin.on('error', () => {});
  return { stdin: child.stdin, ...follow(child, args) };
}

/** The same for a command that is told nothing: a pipe less to make. */
export function startListing(git: Git, args: readonly string[], flags: readonly string[] = ISOLATION_FLAGS): GitOutput {
  const child = spawn(git.executable, [...flags, ...args], { ...settings(git), stdio: ['ignore', 'pipe', 'pipe'] });
  return follow(child, args);
}

function settings({ cwd, environment }: Git): { cwd: string; env: NodeJS.ProcessEnv; windowsHide: true } {
  return { cwd, env: environment, windowsHide: true };
}

function follow(child: ChildProcessByStdio<Writable | null, Readable, Readable>, args: readonly string[]): GitOutput {
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < STDERR_KEPT) stderr += chunk.toString('utf8');
  });
  let killed = false;
  const done = exit(child).then(({ code, signal }) => {
    if (killed || code === 0) return;
    throw gitProblem(args[0] ?? 'git', code, signal, stderr);
  });
  done.catch(() => {});
  return {
    stdout: child.stdout,
    done,
    kill: () => {
      killed = true;
      child.kill();
    },
  };
}

function exit(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(
        new Problem('git', `git could not be started: ${error.message}`, 'Check the git installation.', {
          cause: error,
        }),
      );
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** Takes what git prints, chunk by chunk. */
export interface OutputParser {
  push(chunk: Buffer): void;
  /** Throws where the output is not whole. */
  end(): void;
}

/** Feeds a parser to the end of git's output. An error in the parser, or in who it hands to, stops git and is thrown. */
export async function drain(child: GitOutput, parser: OutputParser): Promise<void> {
  let failure: unknown;
  child.stdout.on('data', (chunk: Buffer) => {
    if (failure !== undefined) return;
    try {
      parser.push(chunk);
    } catch (error) {
      failure = error;
      child.kill();
    }
  });
  await child.done;
  if (failure !== undefined) throw failure;
  parser.end();
}

function startTold(git: Git, args: readonly string[], { input, flags }: RunOptions): GitOutput {
  const child = startGit(git, args, flags);
  child.stdin.end(input);
  return child;
}

interface RunOptions {
  readonly input?: string | Buffer;
  readonly flags?: readonly string[];
}

/** Runs git to its end and gives what it printed. @throws Problem `git` where it failed. */
export async function runGit(git: Git, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  const child = options.input === undefined ? startListing(git, args, options.flags) : startTold(git, args, options);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await child.done;
  return Buffer.concat(chunks);
}

/** Like `runGit`, but a failure is an answer: `undefined`. For questions such as "does this ref exist?". */
export async function askGit(git: Git, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await runGit(git, args)).toString('utf8').replace(/\n$/, '');
  } catch (error) {
    if (error instanceof Problem && isRefusal(error)) throw error;
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Failures that must never be taken for a "no". */
function isRefusal(problem: Problem): boolean {
  return /dubious ownership|could not be started|was ended by/.test(problem.message);
}

function gitProblem(command: string, code: number | null, signal: NodeJS.Signals | null, stderr: string): Problem {
  const said = escapeUnsafe(
    maskKeys(
      stderr
        .trim()
        .split('\n')
        .find((line) => /^(fatal|error):/.test(line)) ??
        stderr.trim().split('\n')[0] ??
        '',
    ),
  );
  if (signal) return new Problem('git', `git ${command} was ended by ${signal}.`, 'Run this again.');
  if (/dubious ownership/.test(stderr)) {
    const directory = /repository at '([^'\n]+)'/.exec(stderr)?.[1] ?? '.';
    return new Problem(
      'git',
      `git refuses to read this repository: it belongs to another user (dubious ownership at ${escapeUnsafe(directory)}).`,
      `If you trust it: git config --global --add safe.directory ${escapeUnsafe(directory)}`,
    );
  }
  // Nothing is fetched here, whatever else a partial clone says it could not do.
  const promised = /could not fetch ([0-9a-f]{40,64}) from promisor remote/.exec(stderr)?.[1];
  if (promised !== undefined) return missingObject(promised);
  if (/not a git repository/.test(stderr)) {
    return new Problem(
      'git',
      'This is not inside a git repository.',
      'Change to a repository, or scan files with: pictify-scan PATH',
    );
  }
  return new Problem(
    'git',
    `git ${command} failed (exit ${code ?? '?'}): ${said}`,
    'Mend what git says and run this again.',
  );
}
