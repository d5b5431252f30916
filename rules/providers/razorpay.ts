import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'razorpay',
  source: 'https://razorpay.com/docs/api/authentication/',
  rules: [
    {
      id: 'razorpay/key-secret',
      title: 'Razorpay key secret',
      description: 'With the key id (rzp_…, public) it charges and refunds.',
      kind: 'razorpay-key-secret',
      severity: 'error',
      keywords: ['razorpay', 'rzp_'],
      window: { before: 96, after: 200, lines: true },
      pattern: vendorKey('razorpay|rzp_(?:live|test)_', 'secret', '[A-Za-z0-9]{24}'),
      minEntropy: 3.6,
      validate: isMixed,
      variable: 'RAZORPAY_KEY_SECRET',
      revoke: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
      examples: (s) => ({
        leak: [`RAZORPAY_KEY_SECRET=${s.alnum(23)}7`, `new Razorpay({ key_id: id, key_secret: '${s.alnum(23)}4' })`],
        safe: [`RAZORPAY_KEY_ID=rzp_test_${s.alnum(14)}`, 'RAZORPAY_KEY_SECRET=your_key_secret_goes_her'],
      }),
    },
  ],
});
