import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned, vendorKey } from '../checks/assigned.js';
import { hasLetterAndDigit } from '../checks/characters.js';

export default defineRules({
  provider: 'twilio',
  source: 'https://www.twilio.com/docs/iam/api-keys',
  rules: [
    {
      id: 'twilio/auth-token',
      title: 'Twilio auth token',
      description: 'With the account id it calls, texts and reads everything of the account.',
      kind: 'twilio-auth-token',
      source: 'https://www.twilio.com/docs/iam/access-tokens',
      severity: 'error',
      keywords: ['twilio'],
      window: { before: 240, after: 240, lines: true },
      // Where the account's own variable has no vendor in its name, `twilio` stands a line or two further.
      pattern: assigned(
        `twilio${STEP}(?:auth_?token|token|secret)[\\w.-]{0,8}|(?<![A-Za-z0-9])auth_?token|twilio\\(\\s{0,3}["']AC[0-9a-f]{32}["']|AC[0-9a-f]{32}["']?[;,]?\\s{1,8}[\\w$ ]{0,16}token`,
        '[0-9a-f]{32}',
      ),
      minEntropy: 3,
      validate: hasLetterAndDigit,
      variable: 'TWILIO_AUTH_TOKEN',
      revoke: 'https://console.twilio.com > Account > API keys & tokens > Request a secondary token',
      examples: (s) => ({
        leak: [
          `TWILIO_AUTH_TOKEN=${s.hex(32)}`,
          `const client = twilio('AC${s.hex(32)}', '${s.hex(32)}');`,
          `twilio:\n  auth_token: ${s.hex(32)}`,
          `$sid = 'AC${s.hex(32)}';\n$token = '${s.hex(32)}';\n$client = new Twilio\\Rest\\Client($sid, $token);`,
          `const authToken = '${s.hex(32)}';\nconst client = require('twilio')(process.env.SID, authToken);`,
        ],
        safe: [
          `const authToken = '${s.hex(32)}';`,
          `TWILIO_ACCOUNT_SID=AC${s.hex(32)}`,
          `TWILIO_AUTH_TOKEN=${'0'.repeat(32)}`,
        ],
      }),
    },
    {
      id: 'twilio/api-key-secret',
      title: 'Twilio API key secret',
      description: 'With its key id (SK…) it calls and texts for the account.',
      kind: 'twilio-api-key-secret',
      severity: 'error',
      keywords: ['twilio'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('twilio', 'secret', '[A-Za-z0-9]{32}'),
      minEntropy: 3.8,
      validate: (secret) => /[A-Z]/.test(secret) && /[g-z]/.test(secret) && /\d/.test(secret),
      variable: 'TWILIO_API_KEY_SECRET',
      revoke: 'https://console.twilio.com > Account > API keys & tokens',
      examples: (s) => ({
        leak: [`TWILIO_API_KEY_SECRET=${s.alnum(31)}7`, `twilio: { apiSecret: "${s.alnum(31)}4" }`],
        safe: ['TWILIO_API_KEY_SECRET=your_twilio_api_key_secret_12345', `TWILIO_SERVICE_SID=VA${s.hex(32)}`],
      }),
    },
    {
      id: 'twilio/api-key-id',
      title: 'Twilio API key id',
      description: 'Names a key; its secret half, kept elsewhere, is what signs in.',
      kind: 'twilio-api-key-id',
      severity: 'warning',
      keywords: ['twilio'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('twilio', 'api|key|sid', 'SK[0-9a-f]{32}'),
      minEntropy: 3,
      variable: 'TWILIO_API_KEY',
      revoke: 'https://console.twilio.com > Account > API keys & tokens',
      examples: (s) => ({
        leak: [`TWILIO_API_KEY=SK${s.hex(32)}`, `twilio: { apiKeySid: 'SK${s.hex(32)}' }`],
        safe: [`TWILIO_ACCOUNT_SID=AC${s.hex(32)}`, 'TWILIO_API_KEY=SKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
      }),
    },
  ],
});
