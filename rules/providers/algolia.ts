import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isLowerHex } from '../checks/characters.js';

export default defineRules({
  provider: 'algolia',
  source: 'https://www.algolia.com/doc/guides/security/api-keys/',
  rules: [
    {
      id: 'algolia/admin-key',
      title: 'Algolia admin or write key',
      description: 'Changes and deletes indices. A search-only key is public and is not reported.',
      kind: 'algolia-admin-key',
      severity: 'error',
      keywords: ['algolia'],
      window: { before: 64, after: 200, lines: true },
      // Only names that say admin, write, private or secret: the plain API key in a web page is the search key.
      pattern: vendorKey('algolia', '(?:admin|write|private|secret|master)[\\w-]{0,12}', '[0-9a-f]{32}'),
      minEntropy: 3,
      validate: (secret, groups) => isLowerHex(secret) && groups['secret'] === secret,
      variable: 'ALGOLIA_ADMIN_KEY',
      revoke: 'https://dashboard.algolia.com/account/api-keys',
      examples: (s) => ({
        leak: [`ALGOLIA_ADMIN_API_KEY=${s.hex(32)}`, `algolia: { adminApiKey: '${s.hex(32)}' }`],
        safe: [`ALGOLIA_SEARCH_KEY=${s.hex(32)}`, `ALGOLIA_ADMIN_API_KEY=${s.hex(31)}`],
      }),
    },
  ],
});
