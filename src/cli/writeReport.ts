import { resolve } from 'node:path';
import { allRules } from '../../rules/index.js';
import { readVersionControl } from '../git/versionControl.js';
import { createGit } from '../git/run.js';
import { Problem } from '../model/errors.js';
import type { Report, Reporter, ReportOptions, RuleSummary } from '../model/report.js';
import type { Rule } from '../model/rule.js';
import { loadReporter, reporterNames } from '../report/reporters.js';
import { receiptLine } from '../report/receiptLine.js';
import { unreadProblem } from '../report/unread.js';
import { fails } from '../scan/assemble.js';
import { nearest } from '../text/nearest.js';
import { programName } from '../text/asTyped.js';
import { maskKeys } from '../text/redact.js';
import { writeFileAtomically } from './writeFileAtomically.js';
import type { ReportArguments } from './options.js';
import { statsSoFar } from './stats.js';
import { stopProgress } from './progress.js';
import { print, reportFailure, tell, wantsColor, type ExitCode } from './output.js';

/** What the report of a command is about. */
interface Occasion {
  /** It is about the repository that this runs in. */
  readonly isFromHere?: boolean;
  /** What a hook stops by it. */
  readonly blocks?: ReportOptions['blocks'];
}

/** Renders a report in every format asked for, and gives the exit code, which no output changes. */
export async function writeReport(
  report: Report,
  args: ReportArguments,
  { isFromHere = true, blocks }: Occasion = {},
): Promise<ExitCode> {
  stopProgress();
  const formats = args.format && args.format.length > 0 ? args.format : ['pretty'];
  const outputs = (args.output ?? []).map((output) => (output === '/dev/stdout' ? '-' : output));
  if (outputs.length > formats.length)
    throw new Problem(
      'usage',
      'There are more --output than --format.',
      'Give each file its format: --format sarif --output results.sarif',
    );
  const files = outputs.filter((output) => output !== '-').map((output) => resolve(output));
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined)
    throw new Problem('usage', `${twice} is the --output of two formats.`, 'Give each format a file of its own.');
  const failed = fails(report, args.failOn);
  // People are told nothing where there is nothing to tell, and nothing is loaded for that.
  const isSilent = report.findings.length + report.warnings.length === 0;
  const loaded = await Promise.all(
    formats.map((format) => (isSilent && format === 'pretty' ? undefined : reporterFor(format))),
  );
  const versionControl =
    isFromHere && formats.includes('sarif')
      ? await readVersionControl(createGit(process.cwd(), process.env))
      : undefined;
  let failure: unknown;
  for (const [index, reporter] of loaded.entries()) {
    const output = outputs[index] ?? '-';
    const more = { ...(versionControl && { versionControl }), ...(blocks && { blocks }) };
    const text = reporter?.render(report, reportOptionsFor(args, output, more)) ?? '';
    // One that cannot be written keeps no other back.
    if (output !== '-')
      await writeFileAtomically(output, maskKeys(text)).catch((error: unknown) => (failure ??= error));
    // Looking at process.stdout makes the stream.
    else if (text !== '') print(process.stdout, text, formats[index] === 'github');
  }
  const unread = unreadProblem(report);
  if (!args.quiet || failed || unread) tell(`${receiptLine(report.receipt)}\n`);
  tell(statsSoFar());
  const unreadCode = unread ? reportFailure(unread) : 0;
  if (failure !== undefined) throw failure;
  return failed ? 1 : unreadCode;
}

/** @throws Problem `usage`, with the name that was probably meant */
export async function reporterFor(format: string): Promise<Reporter> {
  const reporter = await loadReporter(format);
  if (reporter) return reporter;
  const names = reporterNames();
  throw new Problem(
    'usage',
    `There is no format ${format}.`,
    `Did you mean ${nearest(format, names) ?? 'json'}? The formats are: ${names.join(', ')}.`,
  );
}

function reportOptionsFor(
  args: ReportArguments,
  output: string,
  more: Pick<ReportOptions, 'versionControl' | 'blocks'>,
): ReportOptions {
  const toTerminal = output === '-';
  return {
    ...more,
    color: toTerminal && (args.color ?? wantsColor(process.stdout, process.env)),
    width: toTerminal ? process.stdout.columns || 100 : 100,
    showKnown: args.showKnown,
    program: programName(process.argv[1], process.cwd()),
    now: new Date().toISOString(),
    // Few formats tell of the rules, and what they tell is loaded then.
    get rules() {
      return new Map(allRules().map((rule) => [rule.id, describedRule(rule)]));
    },
  };
}

function describedRule({ id, title, description, severity, source }: Rule): RuleSummary {
  return {
    id,
    title,
    description,
    severity,
    docs: `docs/rules/${id.replace('/', '-')}.md`,
    ...(source !== undefined && { source }),
  };
}
