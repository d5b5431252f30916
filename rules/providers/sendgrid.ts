import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'sendgrid',
  source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  rules: [
    {
      id: 'sendgrid/api-key',
      title: 'SendGrid API key',
      description: 'Sends mail in the name of the account.',
      kind: 'sendgrid-api-key',
      severity: 'error',
      // With what stands before it: the bare letters are inside many words.
      keywords: ['"sg.', "'sg.", '`sg.', '=sg.', ' sg.', ':sg.', '(sg.', '>sg.'],
      window: { before: 16, after: 96 },
      pattern: /(?<![A-Za-z0-9_.-])(?<secret>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{42,45})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'SENDGRID_API_KEY',
      revoke: 'https://app.sendgrid.com/settings/api_keys',
      examples: (s) => ({
        leak: [
          `SENDGRID_API_KEY=SG.${s.urlSafe(22)}.${s.urlSafe(43)}`,
          `sgMail.setApiKey('SG.${s.urlSafe(22)}.${s.urlSafe(43)}');`,
        ],
        safe: ['SENDGRID_API_KEY=SG.xxxx.yyyy', `SG.${s.alnum(22)}`],
      }),
    },
  ],
});
