import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { hasLetterAndDigit } from '../checks/characters.js';

export default defineRules({
  provider: 'deepseek',
  source: 'https://api-docs.deepseek.com/',
  rules: [
    {
      id: 'deepseek/api-key',
      title: 'DeepSeek API key',
      description: 'Calls the models on the account that pays for them.',
      kind: 'deepseek-api-key',
      severity: 'error',
      keywords: ['deepseek'],
      window: { before: 160, after: 160, lines: true },
      // OpenAI's client is told its key first, and then whom to call.
      pattern: assigned(`deepseek${STEP}(?:key|token)[\\w.-]{0,12}|(?<![A-Za-z0-9])api_?key`, 'sk-[0-9a-f]{32}'),
      minEntropy: 3,
      validate: (secret) => hasLetterAndDigit(secret.slice(3)),
      variable: 'DEEPSEEK_API_KEY',
      revoke: 'https://platform.deepseek.com/api_keys',
      examples: (s) => ({
        leak: [
          `DEEPSEEK_API_KEY=sk-${s.hex(32)}`,
          `deepseek: { apiKey: "sk-${s.hex(32)}" }`,
          `OpenAI(api_key="sk-${s.hex(32)}", base_url="https://api.deepseek.com")`,
        ],
        safe: ['DEEPSEEK_API_KEY=sk-...', `DEEPSEEK_API_KEY=sk-${s.hex(16)}`],
      }),
    },
  ],
});
