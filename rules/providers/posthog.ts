import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'posthog',
  source: 'https://posthog.com/docs/api#private-endpoint-authentication',
  rules: [
    {
      id: 'posthog/personal-key',
      title: 'PostHog personal API key',
      description: 'Reads and changes projects as its owner. The phc_ project key is public and is not reported.',
      kind: 'posthog-personal-key',
      severity: 'error',
      keywords: ['phx_', 'phs_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>ph[xs]_[A-Za-z0-9_-]{40,52})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'POSTHOG_PERSONAL_API_KEY',
      revoke: 'https://app.posthog.com/settings/user-api-keys',
      examples: (s) => ({
        leak: [`POSTHOG_PERSONAL_API_KEY=phx_${s.alnum(43)}`, `Authorization: Bearer phx_${s.alnum(47)}`],
        safe: [`NEXT_PUBLIC_POSTHOG_KEY=phc_${s.alnum(43)}`, 'phx_your_personal_api_key'],
      }),
    },
  ],
});
