import type { Argv } from 'yargs';
import type { ExitCode } from '../output.js';
import type { AuditArguments } from '../work/audit.js';
import type * as Work from '../work/audit.js';
import { BUSINESS_HOURS } from '../options.js';

type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const work = (): Promise<typeof Work> => import('../work/audit.js');

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
          'business-hours': { type: 'string', default: BUSINESS_HOURS, describe: 'Monday to Friday' },
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
    (args) => run(async () => (await work()).audit(args as unknown as AuditArguments)),
  );
}
