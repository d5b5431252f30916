#!/usr/bin/env node
import { reportFailure } from './output.js';
import { stagedCommand } from './stagedCommand.js';

const [command, ...rest] = process.argv.slice(2);

try {
  // The hook's exact command line loads no argument parser: its time is the user's time at every commit.
  if (command === 'staged' && (rest.length === 0 || (rest.length === 1 && rest[0] === '--quiet'))) {
    process.exitCode = await stagedCommand({ quiet: rest.length === 1 });
  } else if (command === 'agent-hook' && rest.length === 0) {
    // A coding agent waits for this at every step.
    const { agentHookCommand } = await import('./agentHookCommand.js');
    process.exitCode = await agentHookCommand();
  } else {
    const { runCommandLine } = await import('./commandLine.js');
    process.exitCode = await runCommandLine(process.argv.slice(2));
  }
} catch (error) {
  process.exitCode = reportFailure(error);
}
