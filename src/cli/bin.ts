#!/usr/bin/env node
import { enableCompileCache } from './compileCache.js';
import { hookOptions } from './hookOptions.js';
import { mark, marksSoFar } from '../clock.js';
import type { ExitCode } from './output.js';

/**
 * Of this file nothing is kept compiled: it holds what decides on the way, and no more. The hook's time is the user's
 * time at every commit, and a coding agent waits for its own at every step: neither waits for the argument parser.
 */
async function run(argv: readonly string[]): Promise<ExitCode> {
  mark('program started');
  enableCompileCache();
  const hook = hookOptions(argv);
  if (hook) {
    const { stagedCommand } = await import('./stagedCommand.js');
    return stagedCommand(hook, marksSoFar());
  }
  if (argv.length === 1 && argv[0] === 'agent-hook') {
    const { agentHookCommand } = await import('./agentHookCommand.js');
    return agentHookCommand();
  }
  const { otherCommand } = await import('./otherCommand.js');
  return otherCommand(argv);
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
  async (error: unknown) => {
    const { reportFailure } = await import('./output.js');
    process.exitCode = reportFailure(error);
  },
);
