#!/usr/bin/env node
import { enableCompileCache } from './compileCache.js';
import { hookOptions } from './hookOptions.js';
import { reportFailure } from './output.js';
import { plainCommand, runPlainCommand } from './plainCommand.js';
import { mark, marksSoFar } from '../clock.js';
import type { ExitCode } from './output.js';
import type * as GitRun from '../git/run.js';
import type * as StartStaged from '../scan/startStaged.js';

async function run(argv: readonly string[]): Promise<ExitCode> {
  const hook = hookOptions(argv);
  // The hook's time is the user's time at every commit: no argument parser, and git works while the rest is loaded.
  if (hook) {
    mark('program started');
    // Required where they are used: they load what starts processes, which `agent-hook` does without.
    const { createGit } = require('../git/run.js') as typeof GitRun;
    const { startStaged } = require('../scan/startStaged.js') as typeof StartStaged;
    const start = startStaged(createGit(process.cwd(), process.env));
    mark('git started');
    enableCompileCache();
    const { stagedCommand } = await import('./stagedCommand.js');
    mark('program loaded');
    return stagedCommand(hook, start, marksSoFar());
  }
  enableCompileCache();
  if (argv.length === 1 && argv[0] === 'agent-hook') {
    // A coding agent waits for this at every step.
    const { agentHookCommand } = await import('./agentHookCommand.js');
    return agentHookCommand();
  }
  const plain = plainCommand(argv);
  if (plain) return runPlainCommand(plain);
  const { runCommandLine } = await import('./commandLine.js');
  return runCommandLine(argv);
}

// 128 and the number of the signal, as shells count. What is written is written whole or not at all.
process.once('SIGINT', () => {
  process.stderr.write('\npictify-scan: interrupted; nothing was written.\n');
  process.exit(130);
});

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = reportFailure(error);
  },
);
