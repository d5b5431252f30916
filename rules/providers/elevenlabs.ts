import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'elevenlabs',
  source: 'https://elevenlabs.io/docs/api-reference/authentication',
  rules: [
    {
      id: 'elevenlabs/api-key',
      title: 'ElevenLabs API key',
      description: 'Makes speech on the account that pays for it.',
      kind: 'elevenlabs-api-key',
      severity: 'error',
      keywords: ['elevenlabs', 'eleven_', 'xi-api-key', 'xi_api_key'],
      window: { before: 160, after: 200, lines: true },
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk_[0-9a-f]{48})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'ELEVENLABS_API_KEY',
      revoke: 'https://elevenlabs.io/app/settings/api-keys',
      examples: (s) => ({
        leak: [`ELEVENLABS_API_KEY=sk_${s.hex(48)}`, `headers: { 'xi-api-key': 'sk_${s.hex(48)}' }`],
        safe: ['ELEVENLABS_API_KEY=sk_...', `ELEVENLABS_VOICE=${s.alnum(20)}`],
      }),
    },
  ],
});
