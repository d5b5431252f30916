import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'vault',
  source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  rules: [
    {
      id: 'vault/token',
      title: 'HashiCorp Vault token',
      description: 'Reads and writes the secrets that its policies name.',
      kind: 'vault-token',
      severity: 'error',
      keywords: ['hvs.', 'hvb.', 'hvr.'],
      pattern: /(?<![A-Za-z0-9_.])(?<secret>hv[sbr]\.[A-Za-z0-9_-]{24,400})(?![A-Za-z0-9_-])/,
      minEntropy: 3.8,
      validate: (secret) => isMixed(secret.slice(4)),
      variable: 'VAULT_TOKEN',
      revoke: 'vault token revoke',
      examples: (s) => ({
        leak: [`VAULT_TOKEN=hvs.CAESI${s.urlSafe(90)}7a`, `X-Vault-Token: hvs.${s.alnum(23)}4`],
        safe: ['VAULT_TOKEN=hvs.xxxxxxxxxxxxxxxxxxxxxxxx', `hvs.${s.alnum(10)}`],
      }),
    },
    {
      id: 'vault/old-token',
      title: 'HashiCorp Vault token (old form)',
      description: 'Reads and writes the secrets that its policies name.',
      kind: 'vault-token',
      severity: 'error',
      keywords: ['vault'],
      window: { before: 64, after: 160, lines: true },
      pattern: assigned(`vault${STEP}token[\\w.-]{0,8}`, '[sbr]\\.(?:[A-Za-z0-9]{24,26}|[A-Za-z0-9_-]{90,300})'),
      minEntropy: 3.5,
      validate: (secret) => isMixed(secret.slice(2)),
      variable: 'VAULT_TOKEN',
      revoke: 'vault token revoke',
      examples: (s) => ({
        leak: [
          `VAULT_TOKEN=s.${s.alnum(23)}7`,
          `curl -H "X-Vault-Token: s.${s.alnum(23)}4"`,
          `VAULT_CLIENT_TOKEN="b.${s.alnum(25)}4"`,
        ],
        safe: ['VAULT_TOKEN=s.xxxxxxxxxxxxxxxxxxxxxxxx', `vault_addr = s.${s.alnum(24)}`],
      }),
    },
    {
      id: 'vault/bare-token',
      title: 'HashiCorp Vault token (old form, under a plain name)',
      description: 'Reads and writes the secrets that its policies name.',
      kind: 'vault-token',
      severity: 'error',
      keywords: [': s.', '"s.', "'s."],
      window: { before: 48, after: 40 },
      guesses: true,
      pattern: assigned('(?<![a-z_.-])token', 's\\.[A-Za-z0-9]{24}'),
      minEntropy: 3.8,
      validate: (secret) => isMixed(secret.slice(2)),
      variable: 'VAULT_TOKEN',
      revoke: 'vault token revoke',
      examples: (s) => ({
        leak: [`token: s.${s.alnum(21)}aB7`, `{"token": "s.${s.alnum(21)}cD4"}`],
        safe: ['token: s.tokenOfTheCurrentSession1', `token: s.${s.lower(24)}`],
      }),
    },
    {
      id: 'vault/unseal-key',
      title: 'HashiCorp Vault unseal or recovery key',
      description: 'With enough of its sisters it opens the whole vault.',
      kind: 'vault-unseal-key',
      source: 'https://developer.hashicorp.com/vault/docs/concepts/seal',
      severity: 'error',
      keywords: ['unseal key', 'unseal_key', 'recovery key', 'recovery_key', 'operator unseal'],
      window: { before: 8, after: 120 },
      pattern:
        /(?:(?:unseal|recovery)[ _-]?key[ _-]?\d{0,2}["']?\s{0,3}[:=]\s{0,3}|operator unseal[ \t]{1,4})["']?(?<secret>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{44}|[0-9a-f]{66})(?![A-Za-z0-9+/=])/i,
      minEntropy: 3.3,
      revoke: 'vault operator rekey',
      examples: (s) => ({
        leak: [`Unseal Key 1: ${s.alnum(44)}`, `UNSEAL_KEY="${s.alnum(43)}="`, `vault operator unseal ${s.alnum(43)}7`],
        safe: ['Unseal Key 1: ...', `unseal_key_shares = 5`],
      }),
    },
  ],
});
