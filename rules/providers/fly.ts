import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'fly',
  source: 'https://fly.io/docs/security/tokens/',
  rules: [
    {
      id: 'fly/access-token',
      title: 'Fly.io access token',
      description: 'Deploys and manages apps, by its kind of one app, an organisation or an account.',
      kind: 'fly-token',
      severity: 'error',
      keywords: ['flyv1 fm', 'fm2_lj', 'fm1_lj', 'fm1r_', 'fm1a_', 'fm2_', 'fo1_'],
      window: { before: 32, after: 2048 },
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>(?:FlyV1 )?fm(?:1[ar]?|2)_[A-Za-z0-9+/=_-]{100,1800}|fo1_[A-Za-z0-9_-]{43})(?![A-Za-z0-9_+/=-])/,
      minEntropy: 4.2,
      placeholders: 'judge',
      variable: 'FLY_API_TOKEN',
      revoke: 'fly tokens revoke, or https://fly.io/dashboard > Tokens',
      examples: (s) => ({
        leak: [`FLY_API_TOKEN="FlyV1 fm2_lJPE${s.alnum(300)}"`, `fly_api_token: fo1_${s.urlSafe(42)}a`],
        safe: ['FLY_API_TOKEN=FlyV1 fm2_...', `fo1_${s.alnum(20)}`],
      }),
    },
  ],
});
