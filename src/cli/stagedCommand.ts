import { fails } from '../scan/assemble.js';
import { scanStaged } from '../scan/run.js';
import { pretty } from '../report/pretty.js';
import { receiptLine } from '../report/receiptLine.js';
import { noteBlocked } from './lastBlocked.js';
import { print, wantsColor, type ExitCode } from './output.js';

/** The hook's own path: nothing but what `pictify-scan staged` needs. */
export async function stagedCommand(options: { readonly quiet: boolean }): Promise<ExitCode> {
  const report = await scanStaged({ cwd: process.cwd() });
  const text = pretty.render(report, {
    color: wantsColor(process.stdout, process.env),
    width: process.stdout.columns ?? 100,
    showKnown: false,
    now: new Date().toISOString(),
    blocks: 'commit',
    rules: new Map(),
  });
  print(process.stdout, text);
  const failed = fails(report);
  if (!options.quiet || failed || text !== '') print(process.stderr, `${receiptLine(report.receipt)}\n`);
  if (failed) await noteBlocked(report, process.cwd(), process.env);
  return failed ? 1 : 0;
}
