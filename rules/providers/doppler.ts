import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'doppler',
  source: 'https://docs.doppler.com/reference/auth-token-formats',
  rules: [
    {
      id: 'doppler/token',
      title: 'Doppler token',
      description: 'Reads, and by its kind also changes, the secrets that Doppler keeps.',
      kind: 'doppler-token',
      severity: 'error',
      keywords: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      variable: 'DOPPLER_TOKEN',
      revoke: 'https://dashboard.doppler.com > Tokens, or the config > Access',
      examples: (s) => ({
        leak: [`DOPPLER_TOKEN=dp.st.prd.${s.alnum(43)}`, `doppler configure set token "dp.pt.${s.alnum(43)}"`],
        safe: ['DOPPLER_TOKEN=dp.st.xxxx', `dp.pt.${s.alnum(20)}`],
      }),
    },
  ],
});
