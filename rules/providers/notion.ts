import { defineRules } from '../../src/model/rule.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'notion',
  source: 'https://developers.notion.com/docs/authorization',
  rules: [
    {
      id: 'notion/integration-token',
      title: 'Notion integration token',
      description: 'Reads and changes the pages that were shared with the integration.',
      kind: 'notion-token',
      severity: 'error',
      keywords: ['ntn_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>ntn_\d{9,13}[A-Za-z0-9]{33,37})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      validate: (secret) => secret.length === 50,
      variable: 'NOTION_TOKEN',
      revoke: 'https://www.notion.so/profile/integrations',
      examples: (s) => ({
        leak: [
          `NOTION_TOKEN=ntn_${s.digits(11)}${s.alnum(35)}`,
          `new Client({ auth: 'ntn_${s.digits(11)}${s.alnum(35)}' })`,
        ],
        safe: ['NOTION_TOKEN=ntn_...', `ntn_${s.digits(11)}${s.alnum(10)}`],
      }),
    },
    {
      id: 'notion/old-integration-token',
      title: 'Notion integration token (old form)',
      description: 'Reads and changes the pages that were shared with the integration.',
      kind: 'notion-token',
      severity: 'error',
      keywords: ['secret_'],
      window: { before: 16, after: 64 },
      pattern: /(?<![A-Za-z0-9_])(?<secret>secret_[A-Za-z0-9]{43})(?![A-Za-z0-9_])/,
      minEntropy: 4.2,
      validate: (secret) => isMixed(secret.slice(7)),
      variable: 'NOTION_TOKEN',
      revoke: 'https://www.notion.so/profile/integrations',
      examples: (s) => ({
        leak: [`NOTION_TOKEN=secret_${s.alnum(42)}7`, `notion = Client(auth="secret_${s.alnum(42)}4")`],
        safe: ['NOTION_TOKEN=secret_your_integration_token', `secret_${s.hex(32)}`],
      }),
    },
  ],
});
