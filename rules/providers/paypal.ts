import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'paypal',
  source: 'https://developer.paypal.com/api/rest/authentication/',
  rules: [
    {
      id: 'paypal/client-secret',
      title: 'PayPal client secret',
      description: 'With the client id it charges, refunds and pays out.',
      kind: 'paypal-client-secret',
      severity: 'error',
      keywords: ['paypal'],
      window: { before: 64, after: 240, lines: true },
      pattern: vendorKey('paypal', 'secret', 'E[A-Za-z0-9_-]{60,85}'),
      minEntropy: 4.2,
      validate: isMixed,
      variable: 'PAYPAL_CLIENT_SECRET',
      revoke: 'https://developer.paypal.com/dashboard/applications',
      examples: (s) => ({
        leak: [`PAYPAL_CLIENT_SECRET=E${s.urlSafe(78)}a`, `paypal: { clientSecret: 'E${s.urlSafe(78)}7' }`],
        safe: [`PAYPAL_CLIENT_ID=A${s.urlSafe(78)}a`, 'PAYPAL_CLIENT_SECRET=your-secret'],
      }),
    },
  ],
});
