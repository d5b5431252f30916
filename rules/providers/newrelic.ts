import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { isLowerHex } from '../checks/characters.js';

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
    {
      id: 'newrelic/old-license-key',
      title: 'New Relic license key (old form)',
      description:
        'Sends data into the account. Forty hex digits without a mark of their own, told by the name before them.',
      kind: 'newrelic-license-key',
      severity: 'error',
      keywords: ['new_relic', 'newrelic', 'new relic', 'new-relic'],
      window: { before: 16, after: 240, lines: true },
      // `NEW_RELIC_LICENSE_KEY=…`, and the first setting of newrelic.yml below its comment.
      pattern: assigned(
        `new[ _-]?relic(?:${STEP}|[^\\n]{0,48}\\n[ \\t]{0,8})(?:licen[sc]e|api|insert|query|admin)[_-]?key[\\w.-]{0,12}`,
        '[0-9a-f]{40}',
      ),
      minEntropy: 3.2,
      validate: isLowerHex,
      variable: 'NEW_RELIC_LICENSE_KEY',
      revoke: 'https://one.newrelic.com/api-keys',
      examples: (s) => ({
        leak: [
          `NEW_RELIC_LICENSE_KEY=${s.hex(40)}`,
          `  # License key of your New Relic account.\n  license_key: ${s.hex(40)}`,
        ],
        safe: ['NEW_RELIC_LICENSE_KEY=your_license_key', `newrelic_agent_commit = "${s.hex(40)}"`],
      }),
    },
    {
      id: 'newrelic/pixie-key',
      title: 'Pixie API or deploy key',
      description: 'Reads the telemetry of the clusters (px-api-), or adds clusters to the account (px-dep-).',
      kind: 'newrelic-pixie-key',
      source: 'https://docs.px.dev/reference/admin/api-keys',
      severity: 'error',
      keywords: ['px-api-', 'px-dep-'],
      pattern:
        /(?<![A-Za-z0-9_-])(?<secret>px-(?:api|dep)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'PX_API_KEY',
      revoke: 'Pixie > Admin > API keys, Deploy keys',
      examples: (s) => ({
        leak: [`PX_API_KEY=px-api-${s.uuid()}`, `px deploy --deploy_key=px-dep-${s.uuid()}`],
        safe: ['PX_API_KEY=px-api-...', `px-api-${s.hex(8)}`],
      }),
    },
  ],
});
