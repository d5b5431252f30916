import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'polar',
  source: 'https://polar.sh/docs/integrate/oat',
  rules: [
    {
      id: 'polar/access-token',
      title: 'Polar access token',
      description: 'Reads and changes orders, customers and products of the organisation.',
      kind: 'polar-token',
      severity: 'error',
      keywords: ['polar_oat_', 'polar_pat_', 'polar_at_', 'polar_rt_', 'polar_cs_', 'polar_whs_'],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>polar_(?:oat|pat|at_[uo]|rt_[uo]|cs|whs)_[A-Za-z0-9]{32,64})(?![A-Za-z0-9_])/,
      minEntropy: 4,
      variable: 'POLAR_ACCESS_TOKEN',
      revoke: 'https://polar.sh > Settings > Access tokens',
      examples: (s) => ({
        leak: [`POLAR_ACCESS_TOKEN=polar_oat_${s.alnum(43)}`, `new Polar({ accessToken: 'polar_pat_${s.alnum(43)}' })`],
        safe: ['POLAR_ACCESS_TOKEN=polar_oat_xxx', `polar_oat_${s.alnum(8)}`],
      }),
    },
  ],
});
