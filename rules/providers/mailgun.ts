import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';

export default defineRules({
  provider: 'mailgun',
  source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt',
  rules: [
    {
      id: 'mailgun/api-key',
      title: 'Mailgun API key',
      description: 'Sends mail and reads the log of every domain of the account.',
      kind: 'mailgun-api-key',
      severity: 'error',
      keywords: ['mailgun'],
      window: { before: 160, after: 200, lines: true },
      // `api` is the user of its basic authentication; the address that it is sent to says the rest.
      pattern: assigned(
        `mailgun${STEP}(?:api|key|secret|token|pass(?:word)?)[\\w.-]{0,12}|(?<![\\w.-])api`,
        '(?:key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})',
      ),
      minEntropy: 3,
      variable: 'MAILGUN_API_KEY',
      revoke: 'https://app.mailgun.com/settings/api_security',
      examples: (s) => ({
        leak: [
          `MAILGUN_API_KEY=key-${s.hex(32)}`,
          `requests.post("https://api.mailgun.net/v3/mg.corp.io/messages", auth=("api", "key-${s.hex(32)}"))`,
          `curl -s --user 'api:key-${s.hex(32)}' https://api.mailgun.net/v3/mg.corp.io/messages`,
          `mailgun.client({ username: 'api', key: '${s.hex(32)}-${s.hex(8)}-${s.hex(8)}' })`,
        ],
        safe: [`MAILGUN_API_KEY=key-${'0'.repeat(32)}`, `MAILGUN_PUBLIC_KEY=pubkey-${s.hex(32)}`],
      }),
    },
  ],
});
