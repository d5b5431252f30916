import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'mistral',
  source: 'https://docs.mistral.ai/getting-started/quickstart/',
  rules: [
    {
      id: 'mistral/api-key',
      title: 'Mistral API key',
      description: 'Calls the models on the account that pays for them.',
      kind: 'mistral-api-key',
      severity: 'error',
      keywords: ['mistral', 'codestral'],
      window: { before: 64, after: 160, lines: true },
      pattern: vendorKey('mistral|codestral', 'key|token', '[A-Za-z0-9]{32}'),
      minEntropy: 3.8,
      validate: isMixed,
      variable: 'MISTRAL_API_KEY',
      revoke: 'https://console.mistral.ai/api-keys',
      examples: (s) => ({
        leak: [`MISTRAL_API_KEY=${s.alnum(31)}7`, `client = Mistral(api_key="${s.alnum(31)}4")`],
        safe: ['MISTRAL_API_KEY=your_mistral_api_key_goes_here_xx', `MISTRAL_MODEL=${s.alnum(32)}`],
      }),
    },
  ],
});
