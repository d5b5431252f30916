import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'cohere',
  source: 'https://docs.cohere.com/docs/rate-limits',
  rules: [
    {
      id: 'cohere/api-key',
      title: 'Cohere API key',
      description: 'Calls the models on the account that pays for them.',
      kind: 'cohere-api-key',
      severity: 'error',
      keywords: ['cohere', 'co_api_key'],
      window: { before: 64, after: 160, lines: true },
      pattern: assigned(
        `cohere${STEP}(?:key|token)[\\w.-]{0,8}|cohere\\.Client(?:V2)?|\\bCO_API_KEY`,
        '[A-Za-z0-9]{40}',
      ),
      minEntropy: 4.2,
      validate: isMixed,
      variable: 'COHERE_API_KEY',
      revoke: 'https://dashboard.cohere.com/api-keys',
      examples: (s) => ({
        leak: [`COHERE_API_KEY=${s.alnum(39)}7`, `co = cohere.Client("${s.alnum(39)}3")`],
        safe: ['COHERE_API_KEY=<your key>', `commit ${s.hex(40)} in cohere-api`],
      }),
    },
  ],
});
