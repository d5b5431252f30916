import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'figma',
  source: 'https://www.figma.com/developers/api#access-tokens',
  rules: [
    {
      id: 'figma/access-token',
      title: 'Figma access token',
      description: 'Reads files, comments and libraries as its owner.',
      kind: 'figma-token',
      severity: 'error',
      keywords: ['figd_', 'figo_', 'figu_', 'figor_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>fig(?:d|o|u|or)_[A-Za-z0-9_-]{38,44})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'FIGMA_TOKEN',
      revoke: 'https://www.figma.com/settings > Security > Personal access tokens',
      examples: (s) => ({
        leak: [`FIGMA_TOKEN=figd_${s.urlSafe(39)}a`, `-H 'X-Figma-Token: figd_${s.urlSafe(39)}7'`],
        safe: ['FIGMA_TOKEN=figd_your-token', `figd_${s.alnum(12)}`],
      }),
    },
  ],
});
