import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'square',
  source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  rules: [
    {
      id: 'square/access-token',
      title: 'Square access token',
      description: 'Charges, refunds and reads orders of the seller.',
      kind: 'square-access-token',
      severity: 'error',
      keywords: ['square', 'eaaae', 'eaaal', 'sq0atp-'],
      window: { before: 96, after: 160 },
      pattern: /(?<![A-Za-z0-9_+/-])(?<secret>EAAA[A-Za-z0-9_-]{56,64}|sq0atp-[A-Za-z0-9_-]{22})(?![A-Za-z0-9_+/=-])/,
      minEntropy: 4,
      validate: (secret) => /\d/.test(secret) && /[a-z]/.test(secret),
      variable: 'SQUARE_ACCESS_TOKEN',
      revoke: 'https://developer.squareup.com/apps > the application > Credentials > Replace',
      examples: (s) => ({
        leak: [`SQUARE_ACCESS_TOKEN=EAAA${s.urlSafe(59)}a`, `accessToken: 'sq0atp-${s.urlSafe(20)}a7'`],
        safe: [`SQUARE_APPLICATION_ID=sq0idp-${s.urlSafe(22)}`, 'SQUARE_ACCESS_TOKEN=EAAAxxxx'],
      }),
    },
    {
      id: 'square/application-secret',
      title: 'Square application secret',
      description: 'Gets tokens of every seller who allowed the application.',
      kind: 'square-application-secret',
      severity: 'error',
      keywords: ['sq0csp-'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sq0csp-[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'SQUARE_APPLICATION_SECRET',
      revoke: 'https://developer.squareup.com/apps > the application > OAuth > Replace secret',
      examples: (s) => ({
        leak: [`SQUARE_APPLICATION_SECRET=sq0csp-${s.urlSafe(43)}`, `client_secret: "sq0csp-${s.urlSafe(43)}"`],
        safe: ['SQUARE_APPLICATION_SECRET=sq0csp-...', `sq0csp-${s.alnum(10)}`],
      }),
    },
  ],
});
