import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'deno',
  source: 'https://docs.deno.com/deploy/',
  rules: [
    {
      id: 'deno/access-token',
      title: 'Deno Deploy access token',
      description: 'Deploys and changes the projects of its owner or organisation.',
      kind: 'deno-token',
      severity: 'error',
      keywords: ['ddp_', 'ddo_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>dd[po]_[A-Za-z0-9]{36})(?![A-Za-z0-9_])/,
      minEntropy: 3.9,
      variable: 'DENO_DEPLOY_TOKEN',
      revoke: 'https://dash.deno.com/account#access-tokens',
      examples: (s) => ({
        leak: [`DENO_DEPLOY_TOKEN=ddp_${s.alnum(36)}`, `deployctl deploy --token=ddo_${s.alnum(36)}`],
        safe: ['DENO_DEPLOY_TOKEN=ddp_...', `ddp_${s.alnum(10)}`],
      }),
    },
  ],
});
