import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { hasLetterAndDigit } from '../checks/characters.js';

export default defineRules({
  provider: 'honeycomb',
  source: 'https://docs.honeycomb.io/get-started/best-practices/api-keys/',
  rules: [
    {
      id: 'honeycomb/ingest-key',
      title: 'Honeycomb ingest or management key',
      description: 'Sends events into the environment, or manages the team.',
      kind: 'honeycomb-key',
      severity: 'error',
      keywords: ['hcaik_', 'hcbik_', 'hcxik_', 'hcamk_', 'hcxmk_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>hc[abx][im]k_[a-z0-9]{26}(?:[a-z0-9]{32}|:[A-Za-z0-9]{32}))(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      variable: 'HONEYCOMB_API_KEY',
      revoke: 'https://ui.honeycomb.io > Environment settings > API keys',
      examples: (s) => ({
        leak: [`HONEYCOMB_API_KEY=hcaik_${s.lower(58)}`, `"x-honeycomb-team": "hcbik_${s.lower(58)}"`],
        safe: ['HONEYCOMB_API_KEY=hcaik_...', `hcaik_${s.lower(26)}`],
      }),
    },
    {
      id: 'honeycomb/api-key',
      title: 'Honeycomb API key (old forms)',
      description: 'Sends events, and by its rights reads and changes the environment.',
      kind: 'honeycomb-api-key',
      severity: 'error',
      keywords: ['honeycomb'],
      window: { before: 64, after: 160, lines: true },
      pattern: assigned(`honeycomb${STEP}(?:key|token)|x-honeycomb-team`, '[0-9a-f]{32}|[A-Za-z0-9]{22}'),
      minEntropy: 3,
      validate: hasLetterAndDigit,
      variable: 'HONEYCOMB_API_KEY',
      revoke: 'https://ui.honeycomb.io > Environment settings > API keys',
      examples: (s) => ({
        leak: [`HONEYCOMB_API_KEY=${s.hex(32)}`, `-H "X-Honeycomb-Team: ${s.alnum(21)}7"`],
        safe: ['HONEYCOMB_API_KEY=YOUR_API_KEY', `HONEYCOMB_DATASET=${s.alnum(22)}`],
      }),
    },
  ],
});
