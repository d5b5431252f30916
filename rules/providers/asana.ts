import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';

export default defineRules({
  provider: 'asana',
  source: 'https://developers.asana.com/docs/personal-access-token',
  rules: [
    {
      id: 'asana/personal-access-token',
      title: 'Asana personal access token',
      description: 'Reads and changes everything in Asana that its owner can.',
      kind: 'asana-token',
      severity: 'error',
      keywords: ['asana'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('asana', 'token|pat|key|secret', '[0-2]/(?:(?:\\d{10,20}/)?\\d{10,20}:)?[0-9a-f]{32}'),
      variable: 'ASANA_ACCESS_TOKEN',
      revoke: 'https://app.asana.com/0/my-apps',
      examples: (s) => ({
        leak: [
          `ASANA_ACCESS_TOKEN=1/12${s.digits(14)}:${s.hex(32)}`,
          `asana.Client.access_token = "2/12${s.digits(14)}/12${s.digits(14)}:${s.hex(32)}"`,
        ],
        safe: [`ASANA_ACCESS_TOKEN=1/12${s.digits(14)}`, `asana_project = "12${s.digits(14)}"`],
      }),
    },
    {
      id: 'asana/client-secret',
      title: 'Asana OAuth client secret',
      description: 'Lets whoever holds it pose as the app in the OAuth exchange.',
      kind: 'asana-client-secret',
      severity: 'error',
      keywords: ['asana'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('asana', 'client[_-]?secret', '[0-9a-f]{32}'),
      minEntropy: 3,
      variable: 'ASANA_CLIENT_SECRET',
      revoke: 'https://app.asana.com/0/my-apps',
      examples: (s) => ({
        leak: [`ASANA_CLIENT_SECRET=${s.hex(32)}`, `asana: { clientSecret: "${s.hex(32)}" }`],
        safe: [`ASANA_CLIENT_SECRET=${'0'.repeat(32)}`, `client_secret = "${s.hex(32)}"`],
      }),
    },
  ],
});
