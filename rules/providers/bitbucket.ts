import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'bitbucket',
  source: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
  rules: [
    {
      id: 'bitbucket/app-password',
      title: 'Bitbucket app password',
      description: 'Reads and writes the repositories of its owner, as far as its permissions go.',
      kind: 'bitbucket-app-password',
      severity: 'error',
      keywords: ['atbb'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>ATBB[A-Za-z0-9]{24}[0-9A-F]{8})(?![A-Za-z0-9_])/,
      minEntropy: 3.5,
      variable: 'BITBUCKET_APP_PASSWORD',
      revoke: 'https://bitbucket.org/account/settings/app-passwords/',
      examples: (s) => ({
        leak: [
          `git clone https://me:ATBB${s.alnum(24)}${s.upperHex(8)}@bitbucket.org/team/repo.git`,
          `BITBUCKET_APP_PASSWORD=ATBB${s.alnum(24)}${s.upperHex(8)}`,
        ],
        safe: [`ATBB${s.alnum(24)}`, 'BITBUCKET_APP_PASSWORD=ATBBxxxxxxxxxxxx'],
      }),
    },
    {
      id: 'bitbucket/client-secret',
      title: 'Bitbucket OAuth consumer secret',
      description: 'Gets tokens of the Bitbucket workspace as the OAuth consumer.',
      kind: 'bitbucket-client-secret',
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
      severity: 'error',
      keywords: ['bitbucket'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('bitbucket', 'secret|key', '[A-Za-z0-9]{32}|[A-Za-z0-9_-]{43,44}=?'),
      minEntropy: 3.8,
      validate: isMixed,
      variable: 'BITBUCKET_CLIENT_SECRET',
      revoke: 'Bitbucket > Workspace settings > OAuth consumers',
      examples: (s) => ({
        leak: [`BITBUCKET_CLIENT_SECRET=${s.alnum(31)}7`, `bitbucket: { secret: "${s.alnum(31)}3" }`],
        safe: [`BITBUCKET_CLIENT_ID=${s.alnum(18)}`, `BITBUCKET_CLIENT_SECRET=${'your_bitbucket_client_secret'}`],
      }),
    },
  ],
});
