import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'clickup',
  source: 'https://developer.clickup.com/docs/authentication#personal-token',
  rules: [
    {
      id: 'clickup/personal-token',
      title: 'ClickUp personal token',
      description: 'Reads and changes every workspace of its owner. A secret although it begins with pk_.',
      kind: 'clickup-token',
      severity: 'error',
      keywords: ['pk_1', 'pk_2', 'pk_3', 'pk_4', 'pk_5', 'pk_6', 'pk_7', 'pk_8', 'pk_9'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>pk_\d{5,10}_[A-Z0-9]{32})(?![A-Za-z0-9_])/,
      minEntropy: 3.3,
      variable: 'CLICKUP_API_TOKEN',
      revoke: 'https://app.clickup.com/settings/apps',
      examples: (s) => ({
        leak: [
          `CLICKUP_API_TOKEN=pk_8${s.digits(7)}_${s.upper(32)}`,
          `headers = {"Authorization": "pk_4${s.digits(7)}_${s.upper(32)}"}`,
        ],
        safe: [
          `ALTER TABLE t ADD CONSTRAINT pk_20240101_orders PRIMARY KEY (id)`,
          `pk_8${s.digits(7)}_${'X'.repeat(32)}`,
        ],
      }),
    },
  ],
});
