import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'openrouter',
  source: 'https://openrouter.ai/docs/api-reference/authentication',
  rules: [
    {
      id: 'openrouter/api-key',
      title: 'OpenRouter API key',
      description: 'Calls models on the credits of its owner.',
      kind: 'openrouter-api-key',
      severity: 'error',
      keywords: ['sk-or-v1-'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk-or-v1-[0-9a-f]{64})(?![A-Za-z0-9_-])/,
      minEntropy: 3,
      variable: 'OPENROUTER_API_KEY',
      revoke: 'https://openrouter.ai/settings/keys',
      examples: (s) => ({
        leak: [`OPENROUTER_API_KEY=sk-or-v1-${s.hex(64)}`, `api_key="sk-or-v1-${s.hex(64)}"`],
        safe: ['OPENROUTER_API_KEY=sk-or-v1-...', `sk-or-v1-${s.hex(32)}`],
      }),
    },
  ],
});
