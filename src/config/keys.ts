import type { Compat } from '../model/config.js';
import { DEFAULT_BASELINE } from './defaultConfig.js';

/** What a value of the config may be. The JSON Schema and the checks are both made from this. */
export type ValueType =
  | {
      readonly kind: 'string';
      readonly pattern?: RegExp;
      /** The pattern in words: `must be …`. */
      readonly form?: string;
      readonly longest?: number;
    }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly items: ValueType }
  /** Any keys, all values of one type. */
  | { readonly kind: 'map'; readonly values: ValueType }
  | { readonly kind: 'object'; readonly keys: readonly ConfigKey[] };

export interface ConfigKey {
  readonly name: string;
  readonly type: ValueType;
  readonly description: string;
  readonly required?: boolean;
  readonly default?: unknown;
  /** A value that a config could really have; for the reference. */
  readonly example?: unknown;
}

export const PRESETS = ['pictify', 'recommended', 'strict'] as const;
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export const LEVELS = ['off', ...SEVERITIES] as const;
export const COMPAT: readonly Compat[] = [
  'gitleaks',
  'betterleaks',
  'trufflehog',
  'ggshield',
  'detect-secrets',
  'secretlint',
];

/** Characters of a text whose type names no other limit. */
export const LONGEST_TEXT = 2000;

const text = { kind: 'string', longest: LONGEST_TEXT } as const;
const texts = { kind: 'list', items: text } as const;
const levels = { kind: 'map', values: { kind: 'choice', of: LEVELS } } as const;

const GLOB =
  'A pattern without / fits the name at any depth; one with / fits the path from the root; a pattern that ends in / fits a folder and all in it; one behind ! takes out again what an earlier one fits.';

/** Every key of the config, in the order of the reference. */
export const CONFIG_KEYS: readonly ConfigKey[] = [
  {
    name: '$schema',
    example: './node_modules/pictify-scan/schema/config.schema.json',
    type: text,
    description: 'Address of this schema, for editors.',
  },
  {
    name: 'preset',
    example: 'pictify',
    type: { kind: 'choice', of: PRESETS },
    default: 'recommended',
    description:
      "Which rules run: `pictify` only Pictify's own, `recommended` other providers' too, `strict` also guesses by name.",
  },
  {
    name: 'salt',
    example: '0123456789abcdef0123456789abcdef',
    type: { kind: 'string', pattern: /^[0-9a-f]{16,128}$/, form: '16 to 128 hex digits (0-9, a-f)' },
    description:
      'Key of the fingerprints, 16 to 128 hex digits. `init` makes one, unless findings were accepted without. Changing it makes every stored fingerprint void.',
  },
  {
    name: 'extends',
    example: ['./.gitleaks.toml', './tools/scan.base.json'],
    type: texts,
    default: [],
    description:
      'Files to start from: other configs of this form, or rules in gitleaks form (`.toml`). Relative to this file, never outside of the repository.',
  },
  {
    name: 'rules',
    example: { 'stripe/*': 'warning', 'pictify/test-key-in-production': 'off' },
    type: levels,
    default: {},
    description:
      'Severity of rules, or `off`. The key is a rule or a whole provider: `stripe/*`. The last one that fits wins.',
  },
  {
    name: 'ignorePaths',
    example: ['fixtures/', '*.snap', 'docs/openapi.json'],
    type: texts,
    default: [],
    description: `Paths that are not looked at. ${GLOB}`,
  },
  {
    name: 'overrides',
    example: [{ files: ['examples/**'], rules: { 'generic/assignment': 'off' } }],
    default: [],
    description: 'Other severities for some paths. Later ones win.',
    type: {
      kind: 'list',
      items: {
        kind: 'object',
        keys: [
          { name: 'files', type: texts, required: true, description: `Paths that this is for. ${GLOB}` },
          { name: 'rules', type: levels, required: true, description: 'Severity of rules there, or `off`.' },
        ],
      },
    },
  },
  {
    name: 'ignore',
    example: [
      {
        fingerprint: '70aa17ea5a2573907c46',
        reason: 'revoked on 2026-11-02',
        owner: 'platform',
        expires: '2027-01-31',
      },
    ],
    default: [],
    description: 'Findings that are accepted, by fingerprint.',
    type: {
      kind: 'list',
      items: {
        kind: 'object',
        keys: [
          {
            name: 'fingerprint',
            type: { kind: 'string', pattern: /^[0-9a-f]{20}$/, form: '20 hex digits, as the report prints them' },
            required: true,
            description: 'As the report prints it.',
          },
          { name: 'reason', type: text, description: 'Why it is no leak.' },
          { name: 'owner', type: text, description: 'Who answers for that.' },
          {
            name: 'expires',
            type: { kind: 'string', pattern: /^\d{4}-\d{2}-\d{2}$/, form: 'a date such as 2027-01-31' },
            description: 'Last day on which it counts: 2027-01-31.',
          },
        ],
      },
    },
  },
  {
    name: 'baseline',
    example: '.pictify-scan-baseline',
    type: text,
    default: DEFAULT_BASELINE,
    description: 'File of accepted findings, from the root.',
  },
  {
    name: 'envFiles',
    example: ['.env', '.env.*', 'settings.ini'],
    type: texts,
    description:
      'Names that count as environment files, instead of the usual ones (`.env`, `.env.*`, `*.env`, `.envrc` …). Base names; * is any text.',
  },
  {
    name: 'envTemplates',
    example: ['.env.example', 'settings.example.ini'],
    type: texts,
    description: 'Names that count as their templates, instead of the usual ones (`.env.example`, `.env.sample` …).',
  },
  {
    name: 'customRules',
    example: [
      {
        id: 'acme/api-key',
        title: 'Acme API key',
        keywords: ['acme_'],
        pattern: String.raw`\b(?P<secret>acme_[a-z0-9]{32})\b`,
        minEntropy: 3,
        revoke: 'https://acme.example/keys',
        variable: 'ACME_API_KEY',
      },
    ],
    default: [],
    description: 'Rules of your own.',
    type: {
      kind: 'list',
      items: {
        kind: 'object',
        keys: [
          {
            name: 'id',
            type: {
              kind: 'string',
              pattern: /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/,
              form: 'GROUP/NAME in small letters, digits and hyphens, such as acme/api-key',
            },
            required: true,
            description: 'GROUP/NAME, such as `acme/api-key`.',
          },
          { name: 'title', type: text, required: true, description: 'What it finds, as a noun phrase.' },
          { name: 'description', type: text, description: 'Why it matters.' },
          { name: 'severity', type: { kind: 'choice', of: SEVERITIES }, default: 'error', description: 'Severity.' },
          {
            name: 'keywords',
            type: texts,
            required: true,
            description: 'Literals of at least 3 characters; one of them stands near each match.',
          },
          {
            name: 'pattern',
            type: { kind: 'string', longest: 4000 },
            required: true,
            description:
              'Regular expression in RE2 syntax (linear time). The group `secret` is the secret; without one the whole match is.',
          },
          {
            name: 'minEntropy',
            type: { kind: 'number', least: 0, most: 8 },
            description: 'Bits per character that the secret must have at least.',
          },
          { name: 'paths', type: text, description: 'Regular expression (RE2) for the paths that it looks at.' },
          { name: 'revoke', type: text, description: 'Where the secret is revoked.' },
          { name: 'variable', type: text, description: 'Environment variable that should hold it.' },
        ],
      },
    },
  },
  {
    name: 'compat',
    example: ['gitleaks', 'detect-secrets'],
    type: { kind: 'list', items: { kind: 'choice', of: COMPAT } },
    default: [],
    description: 'Other scanners whose comments (`gitleaks:allow` …) are honoured.',
  },
  {
    name: 'failOn',
    example: 'warning',
    type: { kind: 'choice', of: SEVERITIES },
    default: 'error',
    description: 'Lowest severity of a new finding that fails the run.',
  },
  {
    name: 'requireReason',
    example: true,
    type: { kind: 'boolean' },
    default: false,
    description: 'Comments and `ignore` entries without a reason do not count.',
  },
  {
    name: 'requireOwner',
    example: true,
    type: { kind: 'boolean' },
    default: false,
    description: 'Comments, `ignore` entries and baseline entries that name no owner do not count.',
  },
  {
    name: 'maxIgnoreDays',
    example: 90,
    type: { kind: 'number', least: 1, most: 3650 },
    description:
      'Comments, `ignore` entries and baseline entries count only with an expiry date, and only if that is at most so many days away.',
  },
];
