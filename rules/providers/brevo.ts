import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'brevo',
  source: 'https://developers.brevo.com/docs/getting-started',
  rules: [
    {
      id: 'brevo/api-key',
      title: 'Brevo (Sendinblue) API or SMTP key',
      description: 'Sends mail and reads the contacts of the account.',
      kind: 'brevo-api-key',
      severity: 'error',
      keywords: ['xkeysib-', 'xsmtpsib-'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16})(?![A-Za-z0-9_-])/,
      variable: 'BREVO_API_KEY',
      revoke: 'https://app.brevo.com/settings/keys/api',
      examples: (s) => ({
        leak: [`BREVO_API_KEY=xkeysib-${s.hex(64)}-${s.alnum(16)}`, `"pass": "xsmtpsib-${s.hex(64)}-${s.alnum(16)}"`],
        safe: ['BREVO_API_KEY=xkeysib-YOUR_KEY', `xkeysib-${s.hex(32)}-${s.alnum(16)}`],
      }),
    },
  ],
});
