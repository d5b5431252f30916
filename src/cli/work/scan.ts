import { Problem } from '../../model/errors.js';
import { scanTree } from '../../scan/runTree.js';
import { nearest } from '../../text/nearest.js';
import type { ReportArguments } from '../options.js';
import type { ExitCode } from '../output.js';
import { runOptions } from '../runOptions.js';
import { COMMAND_OPTIONS, COMMANDS } from '../usage.js';
import { writeReport } from '../writeReport.js';

export async function scan(args: ReportArguments & { readonly paths: readonly string[] }): Promise<ExitCode> {
  const report = await scanTree({ ...runOptions(args), paths: args.paths, isAlone: true }).catch((error: unknown) => {
    throw orCommand(error, args.paths);
  });
  return writeReport(report, args);
}

/** A path that is not there may be meant as a command. */
function orCommand(error: unknown, [word = '', ...more]: readonly string[]): unknown {
  // Of one or two letters every other word is near.
  const isCommandLike = more.length === 0 && /^[a-z-]{3,}$/.test(word);
  const command = isCommandLike ? nearest(word, [...COMMANDS, ...COMMAND_OPTIONS]) : undefined;
  if (!(error instanceof Problem) || command === undefined) return error;
  const meant = COMMAND_OPTIONS.includes(command) ? `--${command}` : command;
  return new Problem(error.code, error.message, `Did you mean: pictify-scan ${meant}`);
}
