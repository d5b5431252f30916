import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'postman',
  source: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  rules: [
    {
      id: 'postman/api-key',
      title: 'Postman API key',
      description: 'Reads and changes collections and environments, secrets in them among it.',
      kind: 'postman-api-key',
      severity: 'error',
      keywords: ['pmak-', 'pmat-'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>PMAK-[0-9a-f]{24}-[0-9a-f]{34}|PMAT-[0-9A-Z]{26})(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'POSTMAN_API_KEY',
      revoke: 'https://go.postman.co/settings/me/api-keys',
      examples: (s) => ({
        leak: [
          `POSTMAN_API_KEY=PMAK-${s.hex(24)}-${s.hex(34)}`,
          `https://api.postman.com/collections/1?access_key=PMAT-${s.upper(26)}`,
        ],
        safe: ['POSTMAN_API_KEY=PMAK-...', `PMAK-${s.hex(24)}`],
      }),
    },
  ],
});
