import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'pulumi',
  source: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
  rules: [
    {
      id: 'pulumi/access-token',
      title: 'Pulumi access token',
      description: 'Reads stacks with their secrets and deploys them.',
      kind: 'pulumi-token',
      severity: 'error',
      keywords: ['pul-'],
      pattern: /(?<![A-Za-z0-9_-])(?<secret>pul-[0-9a-f]{40})(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'PULUMI_ACCESS_TOKEN',
      revoke: 'https://app.pulumi.com/account/tokens',
      examples: (s) => ({
        leak: [`PULUMI_ACCESS_TOKEN=pul-${s.hex(40)}`, `accessToken: "pul-${s.hex(40)}"`],
        safe: ['PULUMI_ACCESS_TOKEN=pul-...', `pul-${s.hex(20)}`],
      }),
    },
  ],
});
