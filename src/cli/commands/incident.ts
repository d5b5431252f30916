import type { Argv } from 'yargs';
import { BUSINESS_HOURS } from '../options.js';
import type { ExitCode } from '../output.js';
import type { IncidentArguments } from '../work/incident.js';
import type * as Work from '../work/incident.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/incident.js');

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
          format: { alias: 'f', choices: ['markdown', 'html', 'json'], default: 'markdown', describe: 'how to report' },
          output: { alias: 'o', type: 'string', default: '-', describe: 'file to write; - is standard output' },
          'audit-log': { type: 'string', describe: "the dashboard's audit log: one JSON object on each line" },
          'key-id': { type: 'string', describe: 'count the requests of this key only (its public id, key_…)' },
          'exposed-since': { type: 'string', describe: 'when it got out, where the repository does not tell' },
          'time-zone': {
            type: 'string',
            describe: 'for business hours, such as Europe/Berlin (default: that of this machine)',
          },
          'business-hours': { type: 'string', default: BUSINESS_HOURS, describe: 'Monday to Friday' },
          config: { type: 'string', describe: 'config file to use' },
          preset: { choices: ['pictify', 'recommended', 'strict'], describe: 'rules to use' },
        })
        .example('$0 incident 70aa17ea5a2573907c46', 'by the fingerprint that a report prints')
        .example('$0 incident src/card.js:3 --format html --output incident.html', 'by the place, as a page')
        .example('$0 incident --stdin', 'asks for the key'),
    (args) => run(async () => (await work()).incident(args as typeof args & IncidentArguments)),
  );
}
