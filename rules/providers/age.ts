import { defineRules } from '../../src/model/rule.js';
import { bech32Checksum, hasBech32Checksum } from '../checks/bech32.js';

const ALPHABET = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';

export default defineRules({
  provider: 'age',
  source: 'https://age-encryption.org/v1',
  rules: [
    {
      id: 'age/secret-key',
      title: 'age secret key',
      description: 'Decrypts every file, and every sops secret, that was encrypted to its recipient.',
      kind: 'age-secret-key',
      severity: 'error',
      keywords: ['age-secret-key-1'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})(?![A-Za-z0-9_])/,
      validate: (secret) => hasBech32Checksum(secret),
      placeholders: 'judge',
      variable: 'SOPS_AGE_KEY',
      revoke: 'Make a new identity with age-keygen and encrypt everything anew to its recipient.',
      examples: (s) => {
        const data = s.from(ALPHABET, 51) + 'Q';
        const prefix = s.join('AGE-SECRET', '-KEY-');
        const key = `${prefix}1${data}${bech32Checksum(prefix, data).toUpperCase()}`;
        return {
          leak: [`SOPS_AGE_KEY=${key}`, `# public key: age1…\n${key}\n`],
          safe: [`${key.slice(0, -1)}${key.endsWith('Q') ? 'P' : 'Q'}`, `${prefix}1${'X'.repeat(58)}`],
        };
      },
    },
  ],
});
