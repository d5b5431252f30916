import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';
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
      // The 8 digits at the end are a checksum; how it is made is not documented, so that it is not asked for.
      minEntropy: 4,
      variable: 'ATLASSIAN_API_TOKEN',
      revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      examples: (s) => {
        const make = (prefix: string): string => {
          const body = s.join(prefix, 'xFfG', s.urlSafe(174), '=');
          return body + crc32Hex(body).toUpperCase();
        };
        const short = s.join('ATA', 'TT3xFfG', s.urlSafe(30), '=', '0A1B2C3D');
        return {
          leak: [`JIRA_API_TOKEN=${make('ATATT3')}`, `auth = ("me@corp.io", "${make('ATCTT3')}")`],
          safe: [short, 'JIRA_API_TOKEN=ATATT3xFfGF0...'],
        };
      },
    },
    {
      id: 'atlassian/old-api-token',
      title: 'Atlassian API token (old form)',
      description: 'Signs in to Jira, Confluence and the other Atlassian products as its owner.',
      kind: 'atlassian-token',
      severity: 'error',
      keywords: ['atlassian', 'jira', 'confluence'],
      window: { before: 32, after: 160, lines: true },
      // Before 2023: 24 letters and digits, told by the name.
      pattern: vendorKey('atlassian|jira|confluence', 'token|password|api_?key', '[A-Za-z0-9]{24}'),
      minEntropy: 3.6,
      validate: isMixed,
      variable: 'JIRA_API_TOKEN',
      revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      examples: (s) => ({
        leak: [`JIRA_API_TOKEN=${s.alnum(21)}aB7`, `confluence: { apiToken: "${s.alnum(21)}cD4" }`],
        safe: ['JIRA_API_TOKEN=your-api-token', `JIRA_PROJECT_ID=${s.alnum(24)}`, `jiraToken = ${s.digits(24)}`],
      }),
    },
  ],
});
