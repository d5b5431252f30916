import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'langsmith',
  source: 'https://docs.langchain.com/langsmith/create-account-api-key',
  rules: [
    {
      id: 'langsmith/api-key',
      title: 'LangSmith API key',
      description:
        'Reads and writes the traces of the workspace, prompts and answers among them: of a person (lsv2_pt_) or a service (lsv2_sk_).',
      kind: 'langsmith-api-key',
      severity: 'error',
      keywords: ['lsv2_pt_', 'lsv2_sk_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10})(?![A-Za-z0-9_])/,
      minEntropy: 3.5,
      variable: 'LANGSMITH_API_KEY',
      revoke: 'https://smith.langchain.com > Settings > API keys',
      examples: (s) => ({
        leak: [`LANGSMITH_API_KEY=lsv2_pt_${s.hex(32)}_${s.hex(10)}`, `api_key="lsv2_sk_${s.hex(32)}_${s.hex(10)}"`],
        safe: ['LANGSMITH_API_KEY=lsv2_pt_...', `lsv2_pt_${s.hex(12)}`],
      }),
    },
  ],
});
