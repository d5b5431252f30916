import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'perplexity',
  source: 'https://docs.perplexity.ai/getting-started/quickstart',
  rules: [
    {
      id: 'perplexity/api-key',
      title: 'Perplexity API key',
      description: 'Calls the models on the account that pays for them.',
      kind: 'perplexity-api-key',
      severity: 'error',
      keywords: ['pplx-'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>pplx-[A-Za-z0-9]{48})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'PERPLEXITY_API_KEY',
      revoke: 'https://www.perplexity.ai/settings/api',
      examples: (s) => ({
        leak: [`PERPLEXITY_API_KEY=pplx-${s.alnum(48)}`, `"Authorization": "Bearer pplx-${s.alnum(48)}"`],
        safe: ['PERPLEXITY_API_KEY=pplx-...', 'model = "pplx-70b-online"'],
      }),
    },
  ],
});
