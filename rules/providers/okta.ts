import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'okta',
  source: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  rules: [
    {
      id: 'okta/api-token',
      title: 'Okta API token',
      description: 'Reads and changes users, groups and apps with the rights of the administrator who made it.',
      kind: 'okta-api-token',
      severity: 'error',
      keywords: ['okta', 'ssws'],
      window: { before: 64, after: 160, lines: true },
      pattern: assigned(`okta${STEP}(?:token|key|secret)[\\w.-]{0,8}|SSWS`, '00[A-Za-z0-9_-]{40}'),
      minEntropy: 4,
      validate: isMixed,
      variable: 'OKTA_API_TOKEN',
      revoke: 'Okta admin console > Security > API > Tokens',
      examples: (s) => ({
        leak: [`OKTA_API_TOKEN=00${s.urlSafe(39)}a`, `Authorization: SSWS 00${s.urlSafe(39)}7`],
        safe: ['Authorization: SSWS {token}', `OKTA_CLIENT_ID=0oa${s.alnum(17)}`],
      }),
    },
    {
      id: 'okta/client-secret',
      title: 'Okta client secret',
      description: 'Gets tokens as the application.',
      kind: 'okta-client-secret',
      severity: 'error',
      keywords: ['client_secret', 'client-secret', 'clientsecret'],
      window: { before: 96, after: 160, lines: true },
      pattern: assigned(`okta${STEP}client[_-]?secret`, '[A-Za-z0-9_-]{40}|[A-Za-z0-9_-]{64}'),
      minEntropy: 4,
      validate: isMixed,
      variable: 'OKTA_CLIENT_SECRET',
      revoke: 'Okta admin console > Applications > the app > Client secrets',
      examples: (s) => ({
        leak: [`OKTA_CLIENT_SECRET=${s.urlSafe(63)}a`, `okta: { clientSecret: "${s.urlSafe(39)}7" }`],
        safe: [`OKTA_CLIENT_ID=0oa${s.alnum(17)}`, 'OKTA_CLIENT_SECRET={clientSecret}'],
      }),
    },
  ],
});
