import { defineRules } from '../../src/model/rule.js';
import { decodeJsonObject } from '../checks/base64.js';
import { base64urlJson } from '../checks/exampleValues.js';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTVWXYZ23456789';

export default defineRules({
  provider: 'onepassword',
  source: 'https://developer.1password.com/docs/service-accounts/security/',
  rules: [
    {
      id: 'onepassword/service-account-token',
      title: '1Password service account token',
      description: 'Reads, and by its rights writes, the vaults of the service account.',
      kind: 'onepassword-service-account-token',
      severity: 'error',
      keywords: ['ops_eyj'],
      window: { before: 32, after: 1800 },
      pattern: /(?<![A-Za-z0-9_])(?<secret>ops_eyJ[A-Za-z0-9+/_-]{200,1500}={0,3})(?![A-Za-z0-9+/_=-])/,
      validate: (secret) => typeof decodeJsonObject(secret.slice(4))?.['signInAddress'] === 'string',
      placeholders: 'judge',
      variable: 'OP_SERVICE_ACCOUNT_TOKEN',
      revoke: 'https://my.1password.com > Developer > Service accounts',
      examples: (s) => {
        const make = (): string =>
          `ops_${base64urlJson({ signInAddress: 'corp.1password.com', userAuth: { method: 'SRPg-4096', alg: 'PBES2g-HS256', iterations: 650000, salt: s.urlSafe(22) }, email: `${s.lower(13)}@1passwordserviceaccounts.com`, srpX: s.hex(64), secretKey: s.upper(26) })}`;
        return {
          leak: [`OP_SERVICE_ACCOUNT_TOKEN=${make()}`, `export TOKEN="${make()}"`],
          safe: [`ops_eyJ${s.alnum(300)}`, 'OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ...'],
        };
      },
    },
    {
      id: 'onepassword/secret-key',
      title: '1Password secret key',
      description: 'The second half of what opens an account, beside its password.',
      kind: 'onepassword-secret-key',
      source: 'https://support.1password.com/secret-key-security/',
      severity: 'error',
      keywords: ['a3-'],
      window: { before: 8, after: 64 },
      pattern:
        /(?<![A-Za-z0-9_-])(?<secret>A3-[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5})(?![A-Za-z0-9_-])/,
      minEntropy: 3.6,
      validate: (secret) => /\d/.test(secret.slice(3)) && /[A-Z]/.test(secret.slice(3)),
      variable: 'OP_SECRET_KEY',
      revoke: 'https://my.1password.com/profile > Regenerate secret key',
      examples: (s) => {
        const part = (length: number): string => s.from(ALPHABET, length);
        return {
          leak: [
            `Secret key: A3-${part(6)}-${part(6)}-${part(5)}-${part(5)}-${part(5)}-${part(5)}`,
            `OP_SECRET_KEY=A3-${part(6)}-${part(6)}-${part(5)}-${part(5)}-${part(5)}-${part(5)}`,
          ],
          safe: ['A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX', `sheet A3-${part(6)}`],
        };
      },
    },
  ],
});
