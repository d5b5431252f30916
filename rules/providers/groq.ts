import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'groq',
  source: 'https://console.groq.com/docs/quickstart',
  rules: [
    {
      id: 'groq/api-key',
      title: 'Groq API key',
      description: 'Calls the models on the account that pays for them.',
      kind: 'groq-api-key',
      severity: 'error',
      keywords: ['gsk_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>gsk_[A-Za-z0-9]{52})(?![A-Za-z0-9_])/,
      minEntropy: 4,
      variable: 'GROQ_API_KEY',
      revoke: 'https://console.groq.com/keys',
      examples: (s) => ({
        leak: [`GROQ_API_KEY=gsk_${s.alnum(52)}`, `Groq(api_key="gsk_${s.alnum(52)}")`],
        safe: ['GROQ_API_KEY=gsk_your_api_key_here', `gsk_${s.alnum(30)}`],
      }),
    },
  ],
});
