import { defineRules } from '../../src/model/rule.js';

/** The token of the web client, which every visitor of the site is sent and a thousand programs repeat. */
const WEB_CLIENT = /^A{21}NRILg/;

export default defineRules({
  provider: 'x',
  source: 'https://docs.x.com/fundamentals/authentication/oauth-2-0/application-only',
  rules: [
    {
      id: 'x/bearer-token',
      title: 'Bearer token of X (Twitter)',
      description: 'Reads the API of X as the app, at the cost of its plan.',
      kind: 'x-bearer-token',
      severity: 'error',
      keywords: ['aaaaaaaaaaaaaaaaaaaaa'],
      window: { before: 8, after: 200 },
      pattern:
        /(?<![A-Za-z0-9%+/_-])(?<secret>A{21}[A-Za-z0-9]{4,12}[A-Za-z0-9%]{20,48}%3D[A-Za-z0-9]{50})(?![A-Za-z0-9%+/=_-])/,
      minEntropy: 4,
      validate: (secret) => !WEB_CLIENT.test(secret),
      placeholders: 'judge',
      variable: 'X_BEARER_TOKEN',
      revoke: 'https://developer.x.com > the app > Keys and tokens',
      examples: (s) => {
        const make = (head = ''): string => `${'A'.repeat(21)}${head}${s.alnum(5)}AAAA${s.alnum(27)}%3D${s.alnum(50)}`;
        return {
          leak: [`X_BEARER_TOKEN=${make()}`, `tweepy.Client(bearer_token="${make()}")`],
          safe: [make('NRILg'), `${'A'.repeat(80)}`, 'X_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAA...'],
        };
      },
    },
  ],
});
