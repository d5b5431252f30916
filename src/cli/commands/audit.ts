import type { Argv } from 'yargs';
import type { AuditReport } from '../../audit/model.js';
import { Problem } from '../../model/errors.js';
import { findRoot } from '../../sources/findRoot.js';
import { maskKeys } from '../../text/redact.js';
import { print, wantsColor, type ExitCode } from '../output.js';
import { startProgress, stopProgress } from '../progress.js';
import { writeFileAtomically } from '../writeFileAtomically.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

/** `audit`: the security checklist of Pictify's guide. */
export function addAuditCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'audit',
    "hold the security checklist of Pictify's guide against this repository (sends nothing)",
    (command) =>
      command
        .options({
          keys: { type: 'string', describe: "the dashboard's table of keys, as CSV or JSON: rotation, unused keys" },
          'audit-log': {
            type: 'string',
            describe: "the dashboard's audit log, one JSON object on each line: monitoring",
          },
          history: { type: 'boolean', default: false, describe: 'look for keys in all commits too' },
          'max-age': { type: 'number', default: 365, describe: 'days that an active key may be old' },
          'max-idle': { type: 'number', default: 90, describe: 'days that an active key may go unused' },
          'time-zone': {
            type: 'string',
            describe: 'for business hours, such as Europe/Berlin (default: that of this machine)',
          },
          'business-hours': { type: 'string', default: '09:00-18:00', describe: 'Monday to Friday' },
          'write-plan': {
            type: 'boolean',
            default: false,
            describe: 'write a plan for a leaked key to fill in (docs/incident-response.md; never overwrites)',
          },
          badge: { type: 'boolean', default: false, describe: 'print a line for the README instead of the report' },
          'badge-svg': { type: 'string', describe: 'write a picture for the README' },
          format: {
            alias: 'f',
            type: 'array',
            string: true,
            describe: 'pretty, json, markdown, html, sarif, junit, github …',
          },
          output: { alias: 'o', type: 'array', string: true, describe: 'file for the format given at the same place' },
          color: { type: 'boolean', describe: 'colours, on a terminal by default' },
        })
        .example('$0 audit', 'what this repository and this machine can tell')
        .example('$0 audit --keys keys.csv --audit-log audit.jsonl --history', 'all that can be told')
        .example('$0 audit --write-plan', 'begin a plan for a leaked key')
        .epilogue('Exit codes: 0 nothing fails, 1 an item fails, 2 the job could not be done.'),
    (args) => run(() => audit(args as unknown as AuditArguments)),
  );
}

interface AuditArguments {
  readonly keys?: string | undefined;
  readonly auditLog?: string | undefined;
  readonly history: boolean;
  readonly maxAge: number;
  readonly maxIdle: number;
  readonly timeZone?: string | undefined;
  readonly businessHours: string;
  readonly writePlan: boolean;
  readonly badge: boolean;
  readonly badgeSvg?: string | undefined;
  readonly format?: readonly string[] | undefined;
  readonly output?: readonly string[] | undefined;
  readonly color?: boolean | undefined;
}

async function audit(args: AuditArguments): Promise<ExitCode> {
  for (const [name, days] of [
    ['--max-age', args.maxAge],
    ['--max-idle', args.maxIdle],
  ] as const)
    if (!(days > 0 && days <= 36_500))
      throw new Problem('usage', `${name} takes a number of days.`, `Write it like this: ${name} 180`);
  const timeZone = args.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { outsideOf } = await import('../../incident/usage.js');
  outsideOf(args.businessHours, timeZone);
  if (args.writePlan) {
    const { writePlan } = await import('../../audit/planTemplate.js');
    const file = await writePlan(findRoot(process.cwd(), process.env).root);
    print(process.stdout, `${file} written. Fill in its blanks and commit it; until then the audit tells of them.\n`);
    return 0;
  }
  const formats = args.format && args.format.length > 0 ? args.format : ['pretty'];
  const outputs = args.output ?? [];
  if (outputs.length > formats.length)
    throw new Problem(
      'usage',
      'There are more --output than --format.',
      'Give each file its format: --format html --output audit.html',
    );
  const { auditRepository } = await import('../../audit/audit.js');
  const report = await auditRepository({
    cwd: process.cwd(),
    onStart: startProgress,
    now: Date.now(),
    history: args.history,
    keys: args.keys,
    auditLog: args.auditLog,
    timeZone,
    businessHours: args.businessHours,
    oldest: args.maxAge,
    idle: args.maxIdle,
  });
  stopProgress();
  if (args.badge || args.badgeSvg !== undefined) await writeBadge(report, args);
  else
    for (const [index, format] of formats.entries()) {
      const output = outputs[index] ?? '-';
      const text = await render(report, format, output === '-' ? args.color : false);
      if (output === '-') print(process.stdout, text);
      else await writeFileAtomically(output, maskKeys(text));
    }
  return report.counts.fail > 0 ? 1 : 0;
}

async function render(report: AuditReport, format: string, color: boolean | undefined): Promise<string> {
  switch (format) {
    case 'pretty':
      return (await import('../../audit/render/pretty.js')).renderPretty(
        report,
        color ?? wantsColor(process.stdout, process.env),
      );
    case 'json':
      return `${(await import('../../report/escapeJson.js')).escapeJson(report, 2)}\n`;
    case 'markdown':
      return (await import('../../audit/render/markdown.js')).renderMarkdown(report);
    case 'html':
      return (await import('../../audit/render/page.js')).renderPage(report);
    default: {
      const [{ reporterFor }, { asReport, auditRules }] = await Promise.all([
        import('../writeReport.js'),
        import('../../audit/render/asReport.js'),
      ]);
      const reporter = await reporterFor(format);
      return reporter.render(asReport(report), {
        color: false,
        width: 100,
        showKnown: false,
        now: report.written,
        rules: auditRules(),
      });
    }
  }
}

async function writeBadge(report: AuditReport, { badge, badgeSvg }: AuditArguments): Promise<void> {
  const { badgeLine, badgeSvg: svg, badgeText } = await import('../../audit/render/badge.js');
  if (badgeSvg !== undefined) {
    await writeFileAtomically(badgeSvg, svg(report));
    print(
      process.stdout,
      `![Pictify key audit: ${badgeText(report)}](${encodeURI(badgeSvg).replaceAll('(', '%28').replaceAll(')', '%29')})\n`,
    );
  }
  if (badge) print(process.stdout, `${badgeLine(report)}\n`);
}
