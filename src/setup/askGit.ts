import { simpleGit } from 'simple-git';
import { findGit, gitEnvironment } from '../git/environment.js';
import { Problem } from '../model/errors.js';

export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * As the isolation of every other room, but `core.hooksPath` is left as it is: where the hooks
 * really are is what this room asks about. No command used here runs a hook.
 */
const FLAGS = ['-c', 'core.fsmonitor=false', '-c', 'core.pager=cat', '--no-pager', '--no-replace-objects'];

export interface Git {
  /** Runs git and gives its answer, whatever its status. */
  ask(args: readonly string[], cwd?: string): Promise<GitAnswer>;
  /** Output without its final newline, or `undefined` where git's status is not 0. */
  line(args: readonly string[], cwd?: string): Promise<string | undefined>;
  /** NUL-separated names; an empty list where git's status is not 0. */
  names(args: readonly string[], cwd?: string): Promise<readonly string[]>;
}

/** @throws Problem `git` when there is no git. */
export function gitIn(directory: string, environment: NodeJS.ProcessEnv): Git {
  const program = findGit(environment, directory);
  const env = gitEnvironment(environment);
  const ask = (args: readonly string[], cwd = directory) => run(program, [...FLAGS, ...args], cwd, env);
  return {
    ask,
    async line(args, cwd) {
      const answer = await ask(args, cwd);
      return answer.status === 0 ? answer.stdout.toString('utf8').replace(/\r?\n$/, '') : undefined;
    },
    async names(args, cwd) {
      const answer = await ask(args, cwd);
      return answer.status === 0 ? answer.stdout.toString('utf8').split('\0').filter(Boolean) : [];
    },
  };
}

/**
 * simple-git refuses settings and variables by which a caller could be tricked into running programs.
 * Here they are ours: the flags switch such programs off, and the variables are what git set for a hook.
 */
const OUR_OWN = {
  allowUnsafeCustomBinary: true,
  allowUnsafeFsMonitor: true,
  allowUnsafePager: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeExec: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeAskPass: true,
  allowUnsafeEditor: true,
  allowUnsafeSshCommand: true,
  allowUnsafeGitProxy: true,
  allowUnsafeHooksPath: true,
} as const;

async function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<GitAnswer> {
  let status = 0;
  let stderr = '';
  const chunks: Buffer[] = [];
  const git = simpleGit({
    baseDir: cwd,
    binary: program,
    unsafe: OUR_OWN,
    allowEnvironment: Object.keys(env),
    // A status other than 0 is an answer here; only a git that never ran is an error.
    errors: (error, result) => {
      if (typeof result.exitCode !== 'number' || result.exitCode < 0) return error;
      status = result.exitCode;
      stderr = Buffer.concat(result.stdErr).toString('utf8').trim();
      return undefined;
    },
  });
  git.outputHandler((_command, stdout) => stdout.on('data', (chunk: Buffer) => chunks.push(chunk)));
  try {
    await git.env(env).raw([...args]);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Problem('git', `git could not be started (${said.trim()}).`, 'Check that git runs in this folder.', {
      cause: error,
    });
  }
  return { status, stdout: Buffer.concat(chunks), stderr };
}
