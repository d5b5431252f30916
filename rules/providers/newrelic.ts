import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'newrelic',
  source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  rules: [
    {
      id: 'newrelic/user-key',
      title: 'New Relic user, REST, admin or insights key',
      description: 'Queries and changes the account (NRAK, NRRA, NRAA), or sends or reads events (NRII, NRIQ).',
      kind: 'newrelic-key',
      severity: 'error',
      keywords: ['nrak-', 'nrra-', 'nraa-', 'nrii-', 'nriq-'],
      pattern:
        /(?<![A-Za-z0-9_-])(?<secret>NRAK-[A-Z0-9]{27}|NRRA-[0-9a-f]{42}|NRAA-[0-9a-f]{27}|NRI[IQ]-[A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/,
      minEntropy: 3.3,
      variable: 'NEW_RELIC_API_KEY',
      revoke: 'https://one.newrelic.com/api-keys',
      examples: (s) => ({
        leak: [`NEW_RELIC_API_KEY=NRAK-${s.upper(27)}`, `"X-Insert-Key": "NRII-${s.urlSafe(31)}a"`],
        safe: ['NEW_RELIC_API_KEY=NRAK-XXXXXXXXXXXXXXXXXXXXXXXXXXX', `licenseKey: "NRJS-${s.hex(19)}"`],
      }),
    },
    {
      id: 'newrelic/license-key',
      title: 'New Relic license key',
      description: 'Sends data into the account. Browser keys (NRJS-) are public and are not reported.',
      kind: 'newrelic-license-key',
      severity: 'error',
      keywords: ['nral'],
      window: { before: 64, after: 16 },
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>(?:eu01xx|[0-9a-f]{6})[0-9a-f]{24,30}[0-9a-fxX]{0,6}(?:FFFF)?NRAL)(?![A-Za-z0-9_])/,
      minEntropy: 3,
      validate: (secret) => secret.length === 40,
      variable: 'NEW_RELIC_LICENSE_KEY',
      revoke: 'https://one.newrelic.com/api-keys',
      examples: (s) => ({
        leak: [`NEW_RELIC_LICENSE_KEY=${s.hex(36)}NRAL`, `license_key: eu01xx${s.hex(26)}FFFFNRAL`],
        safe: [`NEW_RELIC_LICENSE_KEY=${s.hex(20)}NRAL`, `${'0'.repeat(36)}NRAL`],
      }),
    },
  ],
});
