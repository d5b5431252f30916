import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export default defineRules({
  provider: 'heroku',
  source: 'https://devcenter.heroku.com/articles/authentication',
  rules: [
    {
      id: 'heroku/token',
      title: 'Heroku token',
      description: 'Deploys, scales and reads the config of every app of its owner.',
      kind: 'heroku-token',
      severity: 'error',
      keywords: ['hrku-'],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>HRKU-(?:AA[A-Za-z0-9_-]{58}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'HEROKU_API_KEY',
      revoke: 'heroku authorizations:revoke, or https://dashboard.heroku.com/account/applications',
      examples: (s) => ({
        leak: [`HEROKU_API_KEY=HRKU-AA${s.urlSafe(58)}`, `password HRKU-${s.uuid()}`],
        safe: ['HEROKU_API_KEY=HRKU-xxxx', `HRKU-AA${s.alnum(20)}`],
      }),
    },
    {
      id: 'heroku/api-key',
      title: 'Heroku API key (old form)',
      description: 'Deploys, scales and reads the config of every app of its owner.',
      kind: 'heroku-api-key',
      severity: 'error',
      keywords: ['heroku'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('heroku', 'key|token|secret', UUID),
      minEntropy: 3,
      variable: 'HEROKU_API_KEY',
      revoke: 'https://dashboard.heroku.com/account',
      examples: (s) => ({
        leak: [`HEROKU_API_KEY=${s.uuid()}`, `heroku_api_key: "${s.uuid()}"`],
        safe: [`HEROKU_APP_ID=${s.uuid()}`, 'HEROKU_API_KEY=00000000-0000-0000-0000-000000000000'],
      }),
    },
  ],
});
