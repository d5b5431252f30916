import { defineRules } from '../../src/model/rule.js';
import { crc32Hex } from '../checks/tokenChecksum.js';

export default defineRules({
  provider: 'atlassian',
  source: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  rules: [
    {
      id: 'atlassian/api-token',
      title: 'Atlassian API token',
      description: 'Signs in to Jira, Confluence and the other Atlassian products as its owner.',
      kind: 'atlassian-token',
      severity: 'error',
      keywords: ['atatt3', 'atctt3'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>AT[AC]TT3[A-Za-z0-9_-]{60,300}=[0-9A-F]{8})(?![A-Za-z0-9_=-])/,
      // The last 8 digits are the CRC-32 of everything before them, the "=" included.
      validate: (secret) => crc32Hex(secret.slice(0, -8)) === secret.slice(-8).toLowerCase(),
      placeholders: 'judge',
      variable: 'ATLASSIAN_API_TOKEN',
      revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      examples: (s) => {
        const make = (prefix: string): string => {
          const body = s.join(prefix, 'xFfG', s.urlSafe(174), '=');
          return body + crc32Hex(body).toUpperCase();
        };
        const wrong = s.join('ATA', 'TT3xFfG', s.urlSafe(174), '=', '0A1B2C3D');
        return {
          leak: [`JIRA_API_TOKEN=${make('ATATT3')}`, `auth = ("me@corp.io", "${make('ATCTT3')}")`],
          safe: [wrong, 'JIRA_API_TOKEN=ATATT3xFfGF0...'],
        };
      },
    },
  ],
});
