import type { ExitCode } from './output.js';
import { plainCommand, runPlainCommand } from './plainCommand.js';

/** Whatever is neither a hook's nor an agent's own command line. */
export async function otherCommand(argv: readonly string[]): Promise<ExitCode> {
  const plain = plainCommand(argv);
  if (plain) return runPlainCommand(plain);
  const { runCommandLine } = await import('./commandLine.js');
  return runCommandLine(argv);
}
