#!/usr/bin/env node
import type * as AgentHookFile from './agentHookCommand.js';
import { hookOptions } from './hookOptions.js';
import { loadFile } from './loadFile.js';
import { mark, marksSoFar } from '../clock.js';
import type * as OtherFile from './otherCommand.js';
import type * as OutputFile from './output.js';
import type * as StagedFile from './stagedCommand.js';

/**
 * Of this file nothing is kept compiled: it holds what decides on the way, and no more. The hook's time is the user's
 * time at every commit, and a coding agent waits for its own at every step: neither waits for the argument parser.
 */
async function run(argv: readonly string[]): Promise<OutputFile.ExitCode> {
  mark('program started');
  const hook = hookOptions(argv);
  if (hook) {
    const { stagedCommand } = loadFile<typeof StagedFile>('stagedCommand');
    return stagedCommand(hook, marksSoFar());
  }
  if (argv.length === 1 && argv[0] === 'agent-hook') {
    const { agentHookCommand } = loadFile<typeof AgentHookFile>('agentHookCommand');
    return agentHookCommand();
  }
  const { otherCommand } = loadFile<typeof OtherFile>('otherCommand');
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
  (error: unknown) => {
    const { reportFailure } = loadFile<typeof OutputFile>('output');
    process.exitCode = reportFailure(error);
  },
);
