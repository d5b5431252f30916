import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'paystack',
  source: 'https://paystack.com/docs/api/authentication/',
  rules: [
    {
      id: 'paystack/secret-key',
      title: 'Paystack secret key',
      description: 'Charges, refunds and transfers. The pk_ key beside it is public.',
      kind: 'paystack-secret-key',
      severity: 'error',
      keywords: ['sk_live_', 'sk_test_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk_(?:live|test)_[0-9a-f]{40})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'PAYSTACK_SECRET_KEY',
      revoke: 'https://dashboard.paystack.com/#/settings/developers',
      examples: (s) => ({
        leak: [
          `PAYSTACK_SECRET_KEY=${s.join('sk_', 'live_')}${s.hex(40)}`,
          `Authorization: Bearer ${s.join('sk_', 'test_')}${s.hex(40)}`,
        ],
        safe: [
          `${s.join('pk_', 'live_')}${s.hex(40)}`,
          `PAYSTACK_SECRET_KEY=${s.join('sk_', 'test_')}${'x'.repeat(40)}`,
        ],
      }),
    },
  ],
});
