import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'clerk',
  source: 'https://clerk.com/docs/deployments/clerk-environment-variables',
  rules: [
    {
      id: 'clerk/secret-key',
      title: 'Clerk secret key',
      description: 'Reads and changes every user of the application through the Backend API.',
      kind: 'clerk-secret-key',
      severity: 'error',
      keywords: ['sk_live_', 'sk_test_'],
      // Stripe's old keys have 24 or 34 characters and today's begin with 51 and have about 100: no overlap.
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk_(?:live|test)_[A-Za-z0-9]{42,43})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      variable: 'CLERK_SECRET_KEY',
      revoke: 'https://dashboard.clerk.com/last-active?path=api-keys',
      examples: (s) => ({
        leak: [
          `CLERK_SECRET_KEY=${s.join('sk_', 'test_')}${s.alnum(42)}`,
          `createClerkClient({ secretKey: '${s.join('sk_', 'live_')}${s.alnum(42)}' })`,
        ],
        safe: [
          `CLERK_SECRET_KEY=${s.join('sk_', 'test_')}...`,
          `CLERK_SECRET_KEY=${s.join('sk_', 'live_')}${'x'.repeat(42)}`,
        ],
      }),
    },
  ],
});
