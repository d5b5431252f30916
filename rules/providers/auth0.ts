import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'auth0',
  source: 'https://auth0.com/docs/secure/application-credentials',
  rules: [
    {
      id: 'auth0/client-secret',
      title: 'Auth0 client secret',
      description: 'Gets tokens as the application, for a machine-to-machine app also of the Management API.',
      kind: 'auth0-client-secret',
      severity: 'error',
      keywords: ['auth0'],
      window: { before: 64, after: 240, lines: true },
      pattern: vendorKey('auth0', 'secret', '[A-Za-z0-9_-]{64}'),
      minEntropy: 4.2,
      validate: isMixed,
      variable: 'AUTH0_CLIENT_SECRET',
      revoke: 'Auth0 dashboard > Applications > the application > Settings > Rotate secret',
      examples: (s) => ({
        leak: [`AUTH0_CLIENT_SECRET=${s.urlSafe(63)}a`, `auth0: { clientSecret: '${s.urlSafe(63)}b' }`],
        safe: [`AUTH0_CLIENT_ID=${s.alnum(32)}`, `AUTH0_CLIENT_SECRET=${'your-client-secret'}`],
      }),
    },
  ],
});
