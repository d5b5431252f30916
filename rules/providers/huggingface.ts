import { defineRules } from '../../src/model/rule.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export default defineRules({
  provider: 'huggingface',
  source: 'https://huggingface.co/docs/hub/security-tokens',
  rules: [
    {
      id: 'huggingface/token',
      title: 'Hugging Face token',
      description: 'Reads, and by its role writes, models, data sets and spaces of its owner.',
      kind: 'huggingface-token',
      severity: 'error',
      keywords: ['hf_', 'api_org_'],
      window: { before: 32, after: 64 },
      pattern: /(?<![A-Za-z0-9_])(?<secret>(?:hf|api_org)_[A-Za-z]{34})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      // Identifiers made of words have few capitals.
      validate: (secret) => (secret.match(/[A-Z]/g) ?? []).length >= 5 && /[a-z]/.test(secret.slice(8)),
      variable: 'HF_TOKEN',
      revoke: 'https://huggingface.co/settings/tokens',
      examples: (s) => ({
        leak: [`HF_TOKEN=hf_${s.from(LETTERS, 34)}`, `login(token="hf_${s.from(LETTERS, 34)}")`],
        safe: [
          'HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
          'from hf_transformersmodelconfigurationutils import x',
        ],
      }),
    },
  ],
});
