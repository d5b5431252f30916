import { spawn } from 'node:child_process';
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

function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => {
      reject(
        new Problem('git', `git could not be started (${error.message}).`, 'Check that git runs in this folder.', {
          cause: error,
        }),
      );
    });
    child.on('close', (status) => {
      resolve({
        status: status ?? 1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8').trim(),
      });
    });
  });
}
