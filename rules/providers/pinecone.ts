import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';

export default defineRules({
  provider: 'pinecone',
  source: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
  rules: [
    {
      id: 'pinecone/api-key',
      title: 'Pinecone API key',
      description: 'Reads and changes every index of the project.',
      kind: 'pinecone-api-key',
      severity: 'error',
      keywords: ['pcsk_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63})(?![A-Za-z0-9_])/,
      minEntropy: 4,
      variable: 'PINECONE_API_KEY',
      revoke: 'https://app.pinecone.io > API keys',
      examples: (s) => ({
        leak: [
          `PINECONE_API_KEY=pcsk_${s.alnum(5)}_${s.alnum(63)}`,
          `Pinecone(api_key="pcsk_${s.alnum(6)}_${s.alnum(63)}")`,
        ],
        safe: ['PINECONE_API_KEY=pcsk_...', `pcsk_${s.alnum(20)}`],
      }),
    },
    {
      id: 'pinecone/old-api-key',
      title: 'Pinecone API key (old form)',
      description: 'Reads and changes the indexes of its project.',
      kind: 'pinecone-api-key',
      severity: 'error',
      keywords: ['pinecone'],
      window: { before: 16, after: 160, lines: true },
      pattern: vendorKey('pinecone', 'api[_-]?key', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
      minEntropy: 3,
      variable: 'PINECONE_API_KEY',
      revoke: 'https://app.pinecone.io > the project > API keys',
      examples: (s) => ({
        leak: [`PINECONE_API_KEY=${s.uuid()}`, `pinecone.init(api_key="${s.uuid()}", environment="us-east1-gcp")`],
        safe: [`PINECONE_PROJECT_ID=${s.uuid()}`, 'PINECONE_API_KEY=YOUR_API_KEY'],
      }),
    },
  ],
});
