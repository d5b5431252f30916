import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { hasLetterAndDigit } from '../checks/characters.js';

export default defineRules({
  provider: 'airtable',
  source: 'https://airtable.com/developers/web/api/authentication',
  rules: [
    {
      id: 'airtable/personal-access-token',
      title: 'Airtable personal access token',
      description: 'Reads and changes the bases that its scopes name, as the person who made it.',
      kind: 'airtable-token',
      severity: 'error',
      // The token begins with a mere "pat": the second half is what tells it, so some word of Airtable has to be near.
      keywords: ['airtable', 'bearer pat'],
      window: { before: 240, after: 240, lines: true },
      pattern: /(?<![A-Za-z0-9_])(?<secret>pat[A-Za-z0-9]{14}\.[0-9a-f]{64})(?![A-Za-z0-9_])/,
      variable: 'AIRTABLE_API_KEY',
      revoke: 'https://airtable.com/create/tokens',
      examples: (s) => ({
        leak: [
          `AIRTABLE_API_KEY=pat${s.alnum(14)}.${s.hex(64)}`,
          `curl -H "Authorization: Bearer pat${s.alnum(14)}.${s.hex(64)}" https://api.airtable.com/v0/`,
        ],
        safe: [`AIRTABLE_API_KEY=pat${s.alnum(14)}.${s.hex(40)}`, `airtable token: pat${s.alnum(14)}`],
      }),
    },
    {
      id: 'airtable/api-key',
      title: 'Airtable API key (old form)',
      description: 'Reads and changes every base of its user.',
      kind: 'airtable-api-key',
      severity: 'error',
      keywords: ['airtable'],
      window: { before: 64, after: 160, lines: true },
      pattern: vendorKey('airtable', 'key|token', 'key[A-Za-z0-9]{14}'),
      validate: (secret) => hasLetterAndDigit(secret.slice(3)),
      variable: 'AIRTABLE_API_KEY',
      revoke: 'https://airtable.com/account',
      examples: (s) => ({
        leak: [`AIRTABLE_API_KEY=key${s.alnum(13)}7`, `airtable: { apiKey: 'key${s.alnum(13)}4' }`],
        safe: [`airtable_key = "keyForTheBaseTable"`, `const apiKey = 'key${s.alnum(14)}';`],
      }),
    },
  ],
});
