import { defineRules } from '../../src/model/rule.js';

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
  ],
});
