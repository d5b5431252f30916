import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'xai',
  source: 'https://docs.x.ai/docs/overview',
  rules: [
    {
      id: 'xai/api-key',
      title: 'xAI API key',
      description: 'Calls the models on the account that pays for them.',
      kind: 'xai-api-key',
      severity: 'error',
      keywords: ['xai-'],
      pattern: /(?<![A-Za-z0-9_-])(?<secret>xai-(?:token-)?[A-Za-z0-9]{80})(?![A-Za-z0-9_-])/,
      minEntropy: 4.2,
      variable: 'XAI_API_KEY',
      revoke: 'https://console.x.ai',
      examples: (s) => ({
        leak: [`XAI_API_KEY=xai-${s.alnum(80)}`, `api_key="xai-${s.alnum(80)}"`],
        safe: ['XAI_API_KEY=xai-...', `xai-${s.alnum(20)}`],
      }),
    },
  ],
});
