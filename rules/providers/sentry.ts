import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { decodeJsonObject } from '../checks/base64.js';
import { isLowerHex } from '../checks/characters.js';
import { base64Json } from '../checks/exampleValues.js';

export default defineRules({
  provider: 'sentry',
  source: 'https://docs.sentry.io/account/auth-tokens/',
  rules: [
    {
      id: 'sentry/org-token',
      title: 'Sentry organisation token',
      description: 'Uploads source maps and makes releases. A DSN is public and is not reported.',
      kind: 'sentry-org-token',
      severity: 'error',
      keywords: ['sntrys_'],
      window: { before: 32, after: 640 },
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>sntrys_eyJ[A-Za-z0-9+/]{40,500}={0,2}_[A-Za-z0-9+/]{40,44})(?![A-Za-z0-9_+/=])/,
      validate: (secret) => typeof decodeJsonObject(secret.slice(7, secret.lastIndexOf('_')))?.['org'] === 'string',
      placeholders: 'judge',
      variable: 'SENTRY_AUTH_TOKEN',
      revoke: 'https://sentry.io/settings/auth-tokens/',
      examples: (s) => {
        const make = (): string =>
          `sntrys_${base64Json({ iat: 1_700_000_000, url: 'https://sentry.io', region_url: 'https://us.sentry.io', org: 'shop' })}_${s.alnum(43)}`;
        return {
          leak: [`SENTRY_AUTH_TOKEN=${make()}`, `authToken: "${make()}",`],
          safe: ['SENTRY_AUTH_TOKEN=sntrys_...', `sntrys_eyJ${s.alnum(80)}_${s.alnum(43)}`],
        };
      },
    },
    {
      id: 'sentry/user-token',
      title: 'Sentry user token',
      description: 'Reads and changes issues and projects as its owner.',
      kind: 'sentry-user-token',
      severity: 'error',
      keywords: ['sntryu_', 'sntrya_', 'sntryi_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sntry[uai]_[0-9a-f]{64})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'SENTRY_AUTH_TOKEN',
      revoke: 'https://sentry.io/settings/account/api/auth-tokens/',
      examples: (s) => ({
        leak: [`SENTRY_AUTH_TOKEN=sntryu_${s.hex(64)}`, `[auth]\ntoken=sntryu_${s.hex(64)}`],
        safe: ['SENTRY_AUTH_TOKEN=sntryu_xxx', `SENTRY_DSN=https://${s.hex(32)}@o1.ingest.sentry.io/2`],
      }),
    },
    {
      id: 'sentry/old-token',
      title: 'Sentry auth token (old form)',
      description: 'Reads and changes issues and projects as its owner.',
      kind: 'sentry-token',
      severity: 'error',
      keywords: ['sentry'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('sentry', 'token', '[0-9a-f]{64}'),
      minEntropy: 3,
      validate: isLowerHex,
      variable: 'SENTRY_AUTH_TOKEN',
      revoke: 'https://sentry.io/settings/account/api/auth-tokens/',
      examples: (s) => ({
        leak: [`SENTRY_AUTH_TOKEN=${s.hex(64)}`, `sentry: { authToken: '${s.hex(64)}' }`],
        safe: [`SENTRY_RELEASE=${s.hex(40)}`, `SENTRY_AUTH_TOKEN=${'0'.repeat(64)}`],
      }),
    },
  ],
});
