import type { Preset } from '../model/config.js';
import type { Severity } from '../model/finding.js';

/** Options that every command which reports findings has. */
export const reportOptions = {
  format: {
    alias: 'f',
    type: 'array',
    string: true,
    describe: 'how to report; can be given more than once (see: pictify-scan formats)',
  },
  output: {
    alias: 'o',
    type: 'array',
    string: true,
    describe: 'file for the format given at the same place; - is standard output',
  },
  'fail-on': {
    choices: ['error', 'warning', 'info'],
    describe: 'lowest severity that makes the exit code 1 (config: failOn, default error)',
  },
  quiet: { alias: 'q', type: 'boolean', default: false, describe: 'print nothing when clean' },
  'show-known': { type: 'boolean', default: false, describe: 'list secrets that the parent holds already' },
  'show-public': { type: 'boolean', default: false, describe: "list other vendors' publishable keys" },
  config: { type: 'string', describe: 'config file to use' },
  preset: {
    choices: ['pictify', 'recommended', 'strict'],
    describe: 'rules to use (config: preset, default recommended)',
  },
  stats: { type: 'boolean', default: false, describe: 'say on standard error where the time went' },
  color: { type: 'boolean', describe: 'colours, on a terminal by default; --no-color switches them off' },
} as const;

/** For commands that judge commits. */
export const configFromOption = {
  'config-from': { type: 'string', describe: 'where the config is read: worktree, or a revision (default: the base)' },
} as const;

/** Options of the commands that can ask Pictify. */
export const askOptions = {
  'api-url': {
    type: 'string',
    describe: "address of Pictify's API (default: https://api.pictify.io, or PICTIFY_BASE_URL)",
  },
  unproven: {
    type: 'boolean',
    default: false,
    describe: "ask also about keys that nothing near says are Pictify's; they may be another product's",
  },
} as const;

export const verifyOptions = {
  verify: {
    type: 'boolean',
    default: false,
    describe: 'ask Pictify whether the Pictify keys that are found still work',
  },
  ...askOptions,
} as const;

/** What yargs makes of `reportOptions`. */
export interface ReportArguments {
  readonly format?: readonly string[] | undefined;
  readonly output?: readonly string[] | undefined;
  readonly failOn?: Severity | undefined;
  readonly quiet: boolean;
  readonly showKnown: boolean;
  readonly showPublic: boolean;
  readonly config?: string | undefined;
  readonly preset?: Preset | undefined;
  readonly color?: boolean | undefined;
  readonly configFrom?: string | undefined;
  readonly stats?: boolean | undefined;
}

/** What yargs makes of `verifyOptions`. */
export interface VerifyArguments {
  readonly apiUrl?: string | undefined;
  readonly unproven: boolean;
}

/** Where an audit log is read and none are given. */
export const BUSINESS_HOURS = '09:00-18:00';
