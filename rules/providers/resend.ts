import { defineRules } from '../../src/model/rule.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'resend',
  source: 'https://resend.com/docs/dashboard/api-keys/introduction',
  rules: [
    {
      id: 'resend/api-key',
      title: 'Resend API key',
      description: 'Sends mail in the name of the account’s domains.',
      kind: 'resend-api-key',
      severity: 'error',
      // With what stands before it: the bare letters are inside many words.
      keywords: ['"re_', "'re_", '`re_', '=re_', ' re_', ':re_', '(re_', '>re_'],
      window: { before: 16, after: 48 },
      pattern: /(?<![A-Za-z0-9_])(?<secret>re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      validate: isMixed,
      variable: 'RESEND_API_KEY',
      revoke: 'https://resend.com/api-keys',
      examples: (s) => ({
        leak: [
          `RESEND_API_KEY=re_${s.alnum(8)}_${s.alnum(23)}7`,
          `const resend = new Resend('re_${s.alnum(8)}_${s.alnum(23)}4');`,
        ],
        safe: ['RESEND_API_KEY=re_xxxxxxxxx', 're_compiled_patternforidentifiers'],
      }),
    },
  ],
});
