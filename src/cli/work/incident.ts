import { Problem } from '../../model/errors.js';
import type { Preset } from '../../model/config.js';
import { escapeJson } from '../../report/escapeJson.js';
import { maskKeys } from '../../text/redact.js';
import type { IncidentReport } from '../../incident/model.js';
import { checkLogOptions } from '../checkLogOptions.js';
import { print, tell, type ExitCode } from '../output.js';
import { startProgress, stopProgress } from '../progress.js';
import { readSecret } from '../readSecret.js';
import { writeFileAtomically } from '../writeFileAtomically.js';

export interface IncidentArguments {
  readonly what: readonly string[];
  readonly stdin: boolean;
  readonly format: 'markdown' | 'html' | 'json';
  readonly output: string;
  readonly config?: string | undefined;
  readonly auditLog?: string | undefined;
  readonly keyId?: string | undefined;
  readonly exposedSince?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly businessHours: string;
  readonly preset?: Preset | undefined;
}

export async function incident(args: IncidentArguments): Promise<ExitCode> {
  const { investigate } = await import('../../incident/investigate.js');
  const { keyInArguments, looksLikeKey, parseKey, parseTarget } = await import('../../incident/findKey.js');
  const report = await investigate({
    cwd: process.cwd(),
    configPath: args.config,
    preset: args.preset,
    onStart: startProgress,
    now: new Date().toISOString(),
    exposedSince: args.exposedSince,
    ...(args.auditLog !== undefined && {
      auditLog: {
        file: args.auditLog,
        keyId: args.keyId,
        timeZone: args.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        businessHours: args.businessHours,
      },
    }),
    target: async (engine) => {
      const [what, ...more] = args.what;
      for (const word of [...args.what, ...(args.keyId === undefined ? [] : [args.keyId])])
        if (!/:\d+$/.test(word) && !/^[0-9a-f]{20}$/.test(word) && looksLikeKey(word, engine)) throw keyInArguments();
      checkLogOptions(args);
      if (args.stdin) {
        if (what !== undefined)
          throw new Problem(
            'usage',
            '--stdin takes the key from standard input, and nothing besides.',
            'pictify-scan incident --stdin',
          );
        stopProgress();
        return {
          by: 'value',
          value: parseKey(await readSecret(process.stdin, process.stderr, 'Key (nothing is shown): ')),
        };
      }
      if (what === undefined || more.length > 0)
        throw new Problem(
          'usage',
          what === undefined ? 'Which key?' : 'An incident is about one key.',
          'Give its fingerprint, PATH:LINE, or --stdin.',
        );
      return parseTarget(what, engine);
    },
  });
  const text = await render(report, args.format);
  stopProgress();
  if (args.output === '-') print(process.stdout, text);
  else {
    await writeFileAtomically(args.output, maskKeys(text));
    tell(`pictify-scan: ${args.output} written.\n`);
  }
  for (const limit of report.scope.limits) tell(`pictify-scan: ${limit}\n`);
  return report.reach === 'nowhere' ? 0 : 1;
}

async function render(report: IncidentReport, format: IncidentArguments['format']): Promise<string> {
  switch (format) {
    case 'json':
      return `${escapeJson(report, 2)}\n`;
    case 'html': {
      const { renderPage } = await import('../../incident/render/page.js');
      return renderPage(report);
    }
    case 'markdown': {
      const { renderMarkdown } = await import('../../incident/render/markdown.js');
      return renderMarkdown(report);
    }
  }
}
