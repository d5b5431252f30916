import type { Argv } from 'yargs';
import { Problem } from '../../model/errors.js';
import type { Preset } from '../../model/config.js';
import { escapeJson } from '../../report/escapeJson.js';
import { maskKeys } from '../../text/redact.js';
import type { IncidentReport } from '../../incident/model.js';
import { print, type ExitCode } from '../output.js';
import { startProgress, stopProgress } from '../progress.js';
import { readSecret } from '../readSecret.js';
import { writeFileAtomically } from '../writeFileAtomically.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const FORMATS = ['markdown', 'html', 'json'] as const;

/** `incident`: everything about one key that got out. */
export function addIncidentCommand(yargs: Argv, run: Run): Argv {
  return yargs.command(
    'incident [what..]',
    'a key got out: what to do, where it is, who used it, where the new one has to go',
    (command) =>
      command
        .positional('what', {
          type: 'string',
          array: true,
          default: [] as string[],
          describe: 'a fingerprint, or PATH:LINE; never the key',
        })
        .options({
          stdin: {
            type: 'boolean',
            default: false,
            describe: 'the key comes over standard input; a terminal is asked, and shows nothing',
          },
          format: { alias: 'f', choices: FORMATS, default: 'markdown', describe: 'how to report' },
          output: { alias: 'o', type: 'string', default: '-', describe: 'file to write; - is standard output' },
          'audit-log': { type: 'string', describe: "the dashboard's audit log: one JSON object on each line" },
          'key-id': { type: 'string', describe: 'count the requests of this key only (its public id, key_…)' },
          'exposed-since': { type: 'string', describe: 'when it got out, where the repository does not tell' },
          'time-zone': {
            type: 'string',
            describe: 'for business hours, such as Europe/Berlin (default: that of this machine)',
          },
          'business-hours': { type: 'string', default: '09:00-18:00', describe: 'Monday to Friday' },
          config: { type: 'string', describe: 'config file to use' },
          preset: { choices: ['pictify', 'recommended', 'strict'], describe: 'rules to use' },
        })
        .example('$0 incident 70aa17ea5a2573907c46', 'by the fingerprint that a report prints')
        .example('$0 incident src/card.js:3 --format html --output incident.html', 'by the place, as a page')
        .example('$0 incident --stdin', 'asks for the key'),
    (args) =>
      run(() =>
        incident({
          what: args.what,
          stdin: args.stdin,
          format: args.format as IncidentArguments['format'],
          output: args.output,
          config: args.config,
          auditLog: args['audit-log'],
          keyId: args['key-id'],
          exposedSince: args['exposed-since'],
          timeZone: args['time-zone'],
          businessHours: args['business-hours'],
          preset: args.preset as Preset | undefined,
        }),
      ),
  );
}

interface IncidentArguments {
  readonly what: readonly string[];
  readonly stdin: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly output: string;
  readonly config: string | undefined;
  readonly auditLog: string | undefined;
  readonly keyId: string | undefined;
  readonly exposedSince: string | undefined;
  readonly timeZone: string | undefined;
  readonly businessHours: string;
  readonly preset: Preset | undefined;
}

async function incident(args: IncidentArguments): Promise<ExitCode> {
  const { investigate } = await import('../../incident/investigate.js');
  const { keyInArguments, looksLikeKey, parseKey, parseTarget } = await import('../../incident/findKey.js');
  const { outsideOf } = await import('../../incident/usage.js');
  const timeZone = args.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  outsideOf(args.businessHours, timeZone);
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
        timeZone,
        businessHours: args.businessHours,
      },
    }),
    target: async (engine) => {
      const [what, ...more] = args.what;
      for (const word of [...args.what, ...(args.keyId === undefined ? [] : [args.keyId])])
        if (!/:\d+$/.test(word) && !/^[0-9a-f]{20}$/.test(word) && looksLikeKey(word, engine)) throw keyInArguments();
      for (const [name, value] of [
        ['--exposed-since', args.exposedSince],
        ['--key-id', args.keyId],
      ] as const)
        if (value !== undefined && args.auditLog === undefined)
          throw new Problem(
            'usage',
            `${name} says how an audit log is counted, and none was given.`,
            'Add: --audit-log FILE',
          );
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
    print(process.stderr, `pictify-scan: ${args.output} written.\n`);
  }
  for (const limit of report.scope.limits) print(process.stderr, `pictify-scan: ${limit}\n`);
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
