import { defineRules } from '../../src/model/rule.js';
import { isMixed } from '../checks/characters.js';

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
    {
      id: 'openai/plain-key',
      title: 'API key with the prefix sk-',
      description:
        'OpenAI’s first keys, and the keys of services that speak its protocol: calls models on the account of its owner.',
      kind: 'openai-compatible-key',
      severity: 'error',
      keywords: ['"sk-', "'sk-", '`sk-', '=sk-', ' sk-', ':sk-'],
      window: { before: 8, after: 64 },
      pattern: /(?<![A-Za-z0-9_-])(?<secret>sk-[A-Za-z0-9]{48})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      validate: (secret) => isMixed(secret) && !secret.includes('T3BlbkFJ'),
      variable: 'OPENAI_API_KEY',
      revoke: 'https://platform.openai.com/api-keys, or the service that issued it',
      examples: (s) => ({
        leak: [`OPENAI_API_KEY=sk-${s.alnum(45)}aB7`, `-H "Authorization: Bearer sk-${s.alnum(45)}cD4"`],
        safe: [`sk-${'x'.repeat(48)}`, `class="sk-${s.lower(12)}"`],
      }),
    },
  ],
});
