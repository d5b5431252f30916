import { mark, marksSoFar, type Mark } from '../clock.js';
import { fails } from '../scan/assemble.js';
import { scanStaged } from '../scan/run.js';
import { startStaged } from '../scan/startStaged.js';
import { createGit } from '../git/run.js';
import type { Report } from '../model/report.js';
import { receiptLine } from '../report/receiptLine.js';
import { unreadProblem } from '../report/unread.js';
import type { HookOptions } from './hookOptions.js';
import { programName } from '../text/asTyped.js';
import { exitIfWritten, print, reportFailure, tell, wantsColor, type ExitCode } from './output.js';
import { statsText } from './stats.js';

/**
 * The hook's own path: nothing but what `pictify-scan staged` needs.
 *
 * @param earlier what was done before this was loaded, for `--stats`
 */
export async function stagedCommand(options: HookOptions, earlier: readonly Mark[]): Promise<ExitCode> {
  mark('program loaded');
  const start = startStaged(createGit(process.cwd(), process.env), process.env);
  mark('index read, or git started');
  const report = await scanStaged({ cwd: process.cwd(), start });
  const { findings, warnings } = report;
  const text = findings.length + warnings.length === 0 ? '' : await inWords(report);
  // Looking at process.stdout makes the stream.
  if (text !== '') print(process.stdout, text);
  const failed = fails(report);
  const unread = unreadProblem(report);
  if (!options.quiet || failed || unread || text !== '') tell(`${receiptLine(report.receipt)}\n`);
  if (failed) {
    const { noteBlocked } = await import('./lastBlocked.js');
    await noteBlocked(report, process.cwd(), process.env);
  }
  const unreadCode = unread ? reportFailure(unread) : 0;
  mark('reported');
  if (options.stats) tell(statsText([...earlier, ...marksSoFar()]));
  const code = failed ? 1 : unreadCode;
  exitIfWritten(code);
  return code;
}

async function inWords(report: Report): Promise<string> {
  const { renderPretty } = await import('../report/pretty.js');
  return renderPretty(report, {
    color: wantsColor(process.stdout, process.env),
    width: process.stdout.columns || 100,
    showKnown: false,
    now: new Date().toISOString(),
    blocks: 'commit',
    program: programName(process.argv[1], process.cwd()),
    rules: new Map(),
  });
}
