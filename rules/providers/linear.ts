import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'linear',
  source: 'https://linear.app/developers/graphql',
  rules: [
    {
      id: 'linear/api-key',
      title: 'Linear API key or OAuth token',
      description: 'Reads and changes issues of the workspace as its owner.',
      kind: 'linear-api-key',
      severity: 'error',
      keywords: ['lin_api_', 'lin_oauth_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>lin_(?:api_[A-Za-z0-9]{40}|oauth_[0-9a-f]{64}))(?![A-Za-z0-9_])/,
      minEntropy: 3.6,
      variable: 'LINEAR_API_KEY',
      revoke: 'https://linear.app/settings/account/security',
      examples: (s) => ({
        leak: [`LINEAR_API_KEY=lin_api_${s.alnum(40)}`, `new LinearClient({ accessToken: "lin_oauth_${s.hex(64)}" })`],
        safe: ['LINEAR_API_KEY=lin_api_...', `lin_api_${s.alnum(20)}`],
      }),
    },
    {
      id: 'linear/webhook-secret',
      title: 'Linear webhook signing secret',
      description: 'Lets whoever holds it forge webhook calls.',
      kind: 'linear-webhook-secret',
      severity: 'error',
      keywords: ['lin_wh_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>lin_wh_[A-Za-z0-9]{32,64})(?![A-Za-z0-9_])/,
      minEntropy: 3.6,
      variable: 'LINEAR_WEBHOOK_SECRET',
      revoke: 'https://linear.app/settings/api',
      examples: (s) => ({
        leak: [`LINEAR_WEBHOOK_SECRET=lin_wh_${s.alnum(40)}`, `secret: 'lin_wh_${s.alnum(43)}'`],
        safe: ['lin_wh_your_secret', `lin_wh_${'x'.repeat(40)}`],
      }),
    },
  ],
});
