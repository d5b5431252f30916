import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'zendesk',
  source: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
  rules: [
    {
      id: 'zendesk/api-token',
      title: 'Zendesk API token',
      description: 'Reads and answers tickets as any agent whose address is put beside it.',
      kind: 'zendesk-api-token',
      severity: 'error',
      keywords: ['zendesk'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('zendesk', 'token|secret|key', '[A-Za-z0-9]{40}'),
      minEntropy: 4,
      validate: isMixed,
      variable: 'ZENDESK_API_TOKEN',
      revoke: 'Zendesk Admin Center > Apps and integrations > API tokens',
      examples: (s) => ({
        leak: [`ZENDESK_API_TOKEN=${s.alnum(39)}7`, `zendesk: { email: 'a@b.io', token: '${s.alnum(39)}4' }`],
        safe: ['ZENDESK_API_TOKEN=your_zendesk_api_token', `zendesk_commit_key = ${s.hex(40)}`],
      }),
    },
  ],
});
