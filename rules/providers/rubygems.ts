import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'rubygems',
  source: 'https://guides.rubygems.org/api-key-scopes/',
  rules: [
    {
      id: 'rubygems/api-key',
      title: 'RubyGems API key',
      description: 'Pushes and yanks gems as its owner.',
      kind: 'rubygems-api-key',
      severity: 'error',
      keywords: ['rubygems_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>rubygems_[0-9a-f]{48})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'GEM_HOST_API_KEY',
      revoke: 'https://rubygems.org/profile/api_keys',
      examples: (s) => ({
        leak: [`GEM_HOST_API_KEY=rubygems_${s.hex(48)}`, `---\n:rubygems_api_key: rubygems_${s.hex(48)}`],
        safe: ['GEM_HOST_API_KEY=rubygems_...', `rubygems_${s.hex(20)}`],
      }),
    },
  ],
});
