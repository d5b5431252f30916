import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'klaviyo',
  source: 'https://developers.klaviyo.com/en/docs/authenticate_',
  rules: [
    {
      id: 'klaviyo/private-key',
      title: 'Klaviyo private API key',
      description: 'Reads profiles and sends campaigns. A secret although it begins with pk_.',
      kind: 'klaviyo-private-key',
      severity: 'error',
      keywords: ['pk_'],
      window: { before: 32, after: 80 },
      pattern: /(?<![A-Za-z0-9_])(?<secret>pk_[0-9a-f]{34})(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'KLAVIYO_PRIVATE_API_KEY',
      revoke: 'https://www.klaviyo.com/settings/account/api-keys',
      examples: (s) => ({
        leak: [`KLAVIYO_PRIVATE_API_KEY=pk_${s.hex(34)}`, `Authorization: Klaviyo-API-Key pk_${s.hex(34)}`],
        safe: [
          `x-publishable-api-key: pk_${s.hex(64)}`,
          'KLAVIYO_PRIVATE_API_KEY=pk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
        ],
      }),
    },
  ],
});
