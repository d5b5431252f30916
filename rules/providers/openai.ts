import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'openai',
  source: 'https://platform.openai.com/docs/api-reference/authentication',
  rules: [
    {
      id: 'openai/api-key',
      title: 'OpenAI API key',
      description: 'Calls the models on the account that pays for them; an admin key manages the organisation.',
      kind: 'openai-api-key',
      severity: 'error',
      // Base64 of "OpenAI" stands in the middle of every key.
      keywords: ['t3blbkfj'],
      window: { before: 200, after: 200 },
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>sk-(?:(?:proj|svcacct|admin|None|service)-)?[A-Za-z0-9_-]{20,90}T3BlbkFJ[A-Za-z0-9_-]{20,90})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'OPENAI_API_KEY',
      revoke: 'https://platform.openai.com/api-keys',
      examples: (s) => ({
        leak: [
          `OPENAI_API_KEY=sk-proj-${s.urlSafe(73)}a${s.join('T3Blbk', 'FJ')}${s.urlSafe(73)}b`,
          `openai.api_key = "sk-${s.alnum(20)}${s.join('T3Blbk', 'FJ')}${s.alnum(20)}"`,
        ],
        safe: ['OPENAI_API_KEY=sk-...', `sk-${s.alnum(20)}`],
      }),
    },
  ],
});
