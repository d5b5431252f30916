import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'flutterwave',
  source: 'https://developer.flutterwave.com/docs/authentication',
  rules: [
    {
      id: 'flutterwave/secret-key',
      title: 'Flutterwave secret key',
      description: 'Charges, refunds and pays out. The FLWPUBK key beside it is public.',
      kind: 'flutterwave-secret-key',
      severity: 'error',
      keywords: ['flwseck'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>FLWSECK(?:_TEST)?-[0-9a-h]{32}-(?:[0-9a-z]{11}vt-)?X)(?![A-Za-z0-9_-])/i,
      minEntropy: 3,
      variable: 'FLW_SECRET_KEY',
      revoke: 'https://app.flutterwave.com/dashboard/settings/apis',
      examples: (s) => ({
        leak: [`FLW_SECRET_KEY=FLWSECK_TEST-${s.hex(32)}-X`, `secret: "FLWSECK-${s.hex(32)}-X"`],
        safe: [`FLW_PUBLIC_KEY=FLWPUBK_TEST-${s.hex(32)}-X`, 'FLWSECK_TEST-xxxxxxxxxxxx-X'],
      }),
    },
  ],
});
