import { defineRules } from '../../src/model/rule.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export default defineRules({
  provider: 'dynatrace',
  source:
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
  rules: [
    {
      id: 'dynatrace/token',
      title: 'Dynatrace token',
      description: 'Reads or changes the monitored environment as far as its scopes go.',
      kind: 'dynatrace-token',
      severity: 'error',
      keywords: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>dt0[cs]\d{2}\.[A-Z0-9]{8,24}\.[A-Z0-9]{64})(?![A-Za-z0-9_])/,
      variable: 'DT_API_TOKEN',
      revoke: 'Dynatrace > Access tokens',
      examples: (s) => ({
        leak: [
          `DT_API_TOKEN=dt0c01.${s.from(BASE32, 24)}.${s.from(BASE32, 64)}`,
          `Authorization: Api-Token dt0s01.${s.from(BASE32, 24)}.${s.from(BASE32, 64)}`,
        ],
        safe: ['dt0c01.ST2EY72KQINMH574WMNVI7YN', `dt0c01.${s.from(BASE32, 24)}.${s.from(BASE32, 20)}`],
      }),
    },
  ],
});
