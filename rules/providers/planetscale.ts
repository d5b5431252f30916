import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'planetscale',
  source: 'https://planetscale.com/docs/api/reference/service-tokens',
  rules: [
    {
      id: 'planetscale/token',
      title: 'PlanetScale service or OAuth token',
      description: 'Manages databases and branches as far as its rights go.',
      kind: 'planetscale-token',
      severity: 'error',
      keywords: ['pscale_tkn_', 'pscale_oauth_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>pscale_(?:tkn|oauth)_[A-Za-z0-9=._-]{32,64})(?![A-Za-z0-9=_-])/,
      minEntropy: 4,
      variable: 'PLANETSCALE_SERVICE_TOKEN',
      revoke: 'https://app.planetscale.com > Settings > Service tokens',
      examples: (s) => ({
        leak: [`PLANETSCALE_SERVICE_TOKEN=pscale_tkn_${s.urlSafe(42)}a`, `token: "pscale_oauth_${s.urlSafe(42)}7"`],
        safe: ['PLANETSCALE_SERVICE_TOKEN=pscale_tkn_xxxxxxxx', `pscale_tkn_${s.alnum(12)}`],
      }),
    },
    {
      id: 'planetscale/password',
      title: 'PlanetScale database password',
      description: 'Opens the branch that it was made for.',
      kind: 'planetscale-password',
      source: 'https://planetscale.com/docs/vitess/connecting/connection-strings',
      severity: 'error',
      keywords: ['pscale_pw_'],
      pattern: /(?<![A-Za-z0-9_:])(?<secret>pscale_pw_[A-Za-z0-9=._-]{32,64})(?![A-Za-z0-9=_-])/,
      minEntropy: 4,
      variable: 'DATABASE_PASSWORD',
      revoke: 'https://app.planetscale.com > the database > Settings > Passwords',
      examples: (s) => ({
        leak: [`DATABASE_PASSWORD=pscale_pw_${s.urlSafe(42)}a`, `"password": "pscale_pw_${s.urlSafe(42)}7"`],
        safe: ['DATABASE_PASSWORD=pscale_pw_************', `pscale_pw_${s.alnum(10)}`],
      }),
    },
  ],
});
