import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';

export default defineRules({
  provider: 'mailchimp',
  source: 'https://mailchimp.com/help/about-api-keys/',
  rules: [
    {
      id: 'mailchimp/api-key',
      title: 'Mailchimp API key',
      description: 'Reads audiences and sends campaigns of the account.',
      kind: 'mailchimp-api-key',
      severity: 'error',
      keywords: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
      window: { before: 48, after: 16 },
      pattern: /(?<![A-Za-z0-9_-])(?<secret>[0-9a-f]{32}-us\d{1,2})(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'MAILCHIMP_API_KEY',
      revoke: 'https://us1.admin.mailchimp.com/account/api/',
      examples: (s) => ({
        leak: [
          `MAILCHIMP_API_KEY=${s.hex(32)}-us14`,
          `mailchimp.setConfig({ apiKey: '${s.hex(32)}-us6', server: 'us6' })`,
        ],
        safe: [`MAILCHIMP_API_KEY=${'x'.repeat(32)}-us1`, `image-${s.hex(32)}-us-east-1.png`],
      }),
    },
    {
      id: 'mailchimp/transactional-key',
      title: 'Mailchimp Transactional (Mandrill) key',
      description: 'Sends mail in the name of the account.',
      kind: 'mandrill-api-key',
      source: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
      severity: 'error',
      keywords: ['mandrill'],
      window: { before: 64, after: 160, lines: true },
      pattern: vendorKey('mandrill', 'key|pass(?:word)?', 'md-[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{22}'),
      minEntropy: 3.5,
      validate: (secret) => /\d/.test(secret) && /[A-Z]/.test(secret) && /[a-z]/.test(secret),
      variable: 'MANDRILL_API_KEY',
      revoke: 'https://mandrillapp.com/settings',
      examples: (s) => ({
        leak: [`MANDRILL_API_KEY=${s.alnum(21)}7`, `mandrill: { apiKey: 'md-${s.alnum(21)}4' }`],
        safe: ['MANDRILL_API_KEY=YOUR_MANDRILL_API_KEY', `MANDRILL_USER=${s.alnum(22)}`],
      }),
    },
  ],
});
