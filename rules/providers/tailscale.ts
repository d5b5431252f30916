import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'tailscale',
  source: 'https://tailscale.com/kb/1085/auth-keys',
  rules: [
    {
      id: 'tailscale/key',
      title: 'Tailscale key',
      description: 'Joins machines to the tailnet, or calls its API.',
      kind: 'tailscale-key',
      severity: 'error',
      keywords: ['tskey-'],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,24}-[A-Za-z0-9]{24,40})(?![A-Za-z0-9_-])/,
      minEntropy: 3.8,
      variable: 'TS_AUTHKEY',
      revoke: 'https://login.tailscale.com/admin/settings/keys',
      examples: (s) => ({
        leak: [
          `TS_AUTHKEY=tskey-auth-k${s.alnum(11)}CNTRL-${s.alnum(32)}`,
          `tailscale up --authkey=tskey-client-k${s.alnum(11)}CNTRL-${s.alnum(32)}`,
        ],
        safe: ['TS_AUTHKEY=tskey-auth-xxxx', `tskey-auth-${s.alnum(8)}`],
      }),
    },
  ],
});
