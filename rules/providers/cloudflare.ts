import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned, vendorKey } from '../checks/assigned.js';
import { hasLetterAndDigit, isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'cloudflare',
  source: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  rules: [
    {
      id: 'cloudflare/token',
      title: 'Cloudflare API token or key',
      description:
        'Acts on zones, Workers and accounts with the rights that it was made with; a cfk_ key with all of them.',
      kind: 'cloudflare-token',
      severity: 'error',
      keywords: ['cfut_', 'cfat_', 'cfk_'],
      // 40 characters and a checksum of 8 hex digits, whose method is not published.
      pattern: /(?<![A-Za-z0-9_])(?<secret>cf(?:ut|at|k)_[A-Za-z0-9]{40}[0-9a-f]{8})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      variable: 'CLOUDFLARE_API_TOKEN',
      revoke: 'https://dash.cloudflare.com/profile/api-tokens',
      examples: (s) => ({
        leak: [`CLOUDFLARE_API_TOKEN=cfut_${s.alnum(40)}${s.hex(8)}`, `api_token = "cfat_${s.alnum(40)}${s.hex(8)}"`],
        safe: ['CLOUDFLARE_API_TOKEN=cfut_xxxxxxxx', `cfut_${s.alnum(40)}`],
      }),
    },
    {
      id: 'cloudflare/old-token',
      title: 'Cloudflare API token (before 2026)',
      description: 'Acts on zones, Workers and accounts with the rights that it was made with.',
      kind: 'cloudflare-token',
      severity: 'error',
      keywords: ['cloudflare', 'cf_api_token', 'cf_token', 'cfapitoken'],
      window: { before: 64, after: 200, lines: true },
      pattern: assigned(`cloudflare${STEP}token[\\w.-]{0,12}|(?:CF|cf)_?(?:api)?_?token`, '[A-Za-z0-9_-]{40}'),
      minEntropy: 4,
      validate: isMixed,
      variable: 'CLOUDFLARE_API_TOKEN',
      revoke: 'https://dash.cloudflare.com/profile/api-tokens',
      examples: (s) => ({
        leak: [
          `CLOUDFLARE_API_TOKEN=${s.urlSafe(38)}7a`,
          `provider "cloudflare" {\n  api_token = "${s.urlSafe(38)}3b"\n}`,
        ],
        safe: [`CLOUDFLARE_ACCOUNT_ID=${s.hex(32)}`, 'CF_API_TOKEN=${{ secrets.CLOUDFLARE_API_TOKEN_FOR_PRODUCTION }}'],
      }),
    },
    {
      id: 'cloudflare/global-key',
      title: 'Cloudflare global API key',
      description: 'With the e-mail address of its user it can do everything that the user can.',
      kind: 'cloudflare-global-key',
      severity: 'error',
      keywords: ['cloudflare', 'x-auth-key', 'cf_api_key', 'cf_key'],
      window: { before: 64, after: 200, lines: true },
      pattern: assigned(`cloudflare${STEP}key[\\w.-]{0,12}|x-auth-key|cf_?(?:api)?_?key`, '[0-9a-f]{37}'),
      minEntropy: 3,
      validate: hasLetterAndDigit,
      variable: 'CLOUDFLARE_API_KEY',
      revoke: 'https://dash.cloudflare.com/profile/api-tokens',
      examples: (s) => ({
        leak: [`CLOUDFLARE_API_KEY=${s.hex(37)}`, `curl -H "X-Auth-Email: me@corp.io" -H "X-Auth-Key: ${s.hex(37)}"`],
        safe: [`CLOUDFLARE_ZONE_KEY=${s.hex(32)}`, `CLOUDFLARE_API_KEY=${s.hex(40)}`],
      }),
    },
    {
      id: 'cloudflare/origin-ca-key',
      title: 'Cloudflare Origin CA key',
      description: 'Issues and revokes origin certificates for every zone of the account.',
      kind: 'cloudflare-origin-ca-key',
      source: 'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
      severity: 'error',
      keywords: ['v1.0-'],
      pattern: /(?<![A-Za-z0-9_.])(?<secret>v1\.0-[0-9a-f-]{165,260})(?![A-Za-z0-9_-])/,
      variable: 'CLOUDFLARE_API_USER_SERVICE_KEY',
      revoke: 'https://dash.cloudflare.com/profile/api-tokens',
      examples: (s) => ({
        leak: [`X-Auth-User-Service-Key: v1.0-${s.hex(24)}-${s.hex(146)}`, `key = 'v1.0-${s.hex(24)}-${s.hex(146)}'`],
        safe: [`v1.0-${s.hex(24)}`, 'released v1.0-beta-3'],
      }),
    },
    {
      id: 'cloudflare/turnstile-secret',
      title: 'Cloudflare Turnstile secret key',
      description: 'Verifies, and so can forge trust in, the answers of the widget. The site key beside it is public.',
      kind: 'cloudflare-turnstile-secret',
      source: 'https://developers.cloudflare.com/turnstile/get-started/',
      severity: 'error',
      keywords: ['turnstile'],
      window: { before: 64, after: 160, lines: true },
      pattern: vendorKey('turnstile', 'secret', '[A-Za-z0-9_-]{25,30}', '0x4AAAAAA'),
      variable: 'TURNSTILE_SECRET_KEY',
      revoke: 'Cloudflare dashboard > Turnstile > the widget > Rotate secret key',
      examples: (s) => ({
        leak: [`TURNSTILE_SECRET_KEY=0x4AAAAAA${s.urlSafe(25)}a`, `turnstile: { secret: '0x4AAAAAA${s.urlSafe(26)}' }`],
        safe: [
          `TURNSTILE_SITE_KEY=0x4AAAAAA${s.urlSafe(14)}`,
          `TURNSTILE_SECRET_KEY=${s.join('1x', '0'.repeat(31), 'AA')}`,
        ],
      }),
    },
  ],
});
