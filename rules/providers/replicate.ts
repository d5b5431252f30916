import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'replicate',
  source: 'https://replicate.com/docs/topics/security/api-tokens',
  rules: [
    {
      id: 'replicate/api-token',
      title: 'Replicate API token',
      description: 'Runs models on the account that pays for them.',
      kind: 'replicate-token',
      severity: 'error',
      keywords: ['r8_'],
      window: { before: 32, after: 64 },
      pattern: /(?<![A-Za-z0-9_])(?<secret>r8_[A-Za-z0-9]{37})(?![A-Za-z0-9_])/,
      minEntropy: 3.9,
      variable: 'REPLICATE_API_TOKEN',
      revoke: 'https://replicate.com/account/api-tokens',
      examples: (s) => ({
        leak: [`REPLICATE_API_TOKEN=r8_${s.alnum(37)}`, `new Replicate({ auth: 'r8_${s.alnum(37)}' })`],
        safe: ['REPLICATE_API_TOKEN=r8_...', `r8_${s.alnum(12)}`],
      }),
    },
  ],
});
