import { defineRules } from '../../src/model/rule.js';
import { assigned } from '../checks/assigned.js';

export default defineRules({
  provider: 'neon',
  source: 'https://neon.com/docs/manage/api-keys',
  rules: [
    {
      id: 'neon/api-key',
      title: 'Neon API key',
      description: 'Makes, reads and deletes projects and databases.',
      kind: 'neon-api-key',
      severity: 'error',
      keywords: ['napi_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>napi_[a-z0-9]{64})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      variable: 'NEON_API_KEY',
      revoke: 'https://console.neon.tech/app/settings/api-keys',
      examples: (s) => ({
        leak: [`NEON_API_KEY=napi_${s.lower(64)}`, `Authorization: Bearer napi_${s.lower(64)}`],
        safe: ['NEON_API_KEY=napi_...', 'napi_create_string_utf8(env, value, length, &result);'],
      }),
    },
    {
      id: 'neon/password',
      title: 'Neon database password',
      description: 'Opens the Postgres database of the project. In a URL it is reported as the URL.',
      kind: 'neon-password',
      source: 'https://neon.com/docs/manage/roles',
      severity: 'error',
      keywords: ['npg_'],
      pattern: assigned('password|PGPASSWORD|pass|pwd', 'npg_[A-Za-z0-9]{10,16}'),
      window: { before: 64, after: 64 },
      minEntropy: 3,
      variable: 'PGPASSWORD',
      revoke: 'https://console.neon.tech > the project > Roles > Reset password',
      examples: (s) => ({
        leak: [`PGPASSWORD=npg_${s.alnum(12)}`, `POSTGRES_PASSWORD: "npg_${s.alnum(12)}"`],
        safe: ['PGPASSWORD=npg_xxxxxxxxxxxx', `PGUSER=npg_${s.alnum(12)}`],
      }),
    },
  ],
});
