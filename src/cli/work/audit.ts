import type { AuditReport } from '../../audit/model.js';
import { Problem } from '../../model/errors.js';
import { findRoot } from '../../sources/findRoot.js';
import { programName } from '../../text/asTyped.js';
import { maskKeys } from '../../text/redact.js';
import { print, wantsColor, type ExitCode } from '../output.js';
import { startProgress, stopProgress } from '../progress.js';
import { writeFileAtomically } from '../writeFileAtomically.js';
import { checkLogOptions } from '../checkLogOptions.js';

export interface AuditArguments {
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

export async function audit(args: AuditArguments): Promise<ExitCode> {
  for (const [name, days] of [
    ['--max-age', args.maxAge],
    ['--max-idle', args.maxIdle],
  ] as const)
    if (!(days > 0 && days <= 36_500))
      throw new Problem('usage', `${name} takes a number of days.`, `Write it like this: ${name} 180`);
  if (args.writePlan) {
    const { writePlan } = await import('../../audit/planTemplate.js');
    const file = await writePlan(findRoot(process.cwd(), process.env).root);
    print(process.stdout, `${file} written. Fill in its blanks and commit it; until then the audit tells of them.\n`);
    return 0;
  }
  checkLogOptions(args);
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
    timeZone: args.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
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
        programName(process.argv[1], process.cwd()),
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
        program: programName(process.argv[1], process.cwd()),
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
