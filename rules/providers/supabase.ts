import { defineRules } from '../../src/model/rule.js';
import { sampleJwt } from '../checks/exampleValues.js';
import { parseJwt } from '../checks/jwt.js';

export default defineRules({
  provider: 'supabase',
  source: 'https://supabase.com/docs/guides/api/api-keys',
  rules: [
    {
      id: 'supabase/secret-key',
      title: 'Supabase secret key',
      description: 'Reads and changes the project’s data past row level security. The publishable key is public.',
      kind: 'supabase-secret-key',
      severity: 'error',
      keywords: ['sb_secret_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sb_secret_[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      // Every local stack of the Supabase CLI has the same key.
      validate: (secret) => !secret.startsWith('N7UND0Ugj', 10),
      variable: 'SUPABASE_SECRET_KEY',
      revoke: 'https://supabase.com/dashboard/project/_/settings/api-keys',
      examples: (s) => ({
        leak: [
          `SUPABASE_SECRET_KEY=sb_secret_${s.alnum(22)}_${s.alnum(8)}`,
          `createClient(url, 'sb_secret_${s.alnum(22)}_${s.alnum(8)}')`,
        ],
        safe: [
          `sb_publishable_${s.alnum(22)}_${s.alnum(8)}`,
          `sb_secret_N7UND0Ugj${s.alnum(13)}_${s.alnum(8)}`,
          'SUPABASE_SECRET_KEY=sb_secret_...',
        ],
      }),
    },
    {
      id: 'supabase/service-role-key',
      title: 'Supabase service_role key',
      description:
        'Reads and changes the project’s data past row level security. The anon key is public and is not reported.',
      kind: 'supabase-service-role-key',
      severity: 'error',
      keywords: ['eyj'],
      window: { before: 16, after: 640 },
      pattern:
        /(?<![A-Za-z0-9_.-])(?<secret>eyJ[A-Za-z0-9_-]{20,120}\.eyJ[A-Za-z0-9_-]{40,400}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
      // The demo project of every local stack has `supabase-demo` for its issuer.
      validate: (secret) => {
        const payload = parseJwt(secret)?.payload;
        return payload?.['role'] === 'service_role' && payload['iss'] !== 'supabase-demo';
      },
      placeholders: 'judge',
      variable: 'SUPABASE_SERVICE_ROLE_KEY',
      revoke: 'https://supabase.com/dashboard/project/_/settings/api-keys > Legacy API keys',
      examples: (s) => {
        const key = (iss: string, role: string): string =>
          sampleJwt(s, { iss, ref: s.lower(20), role, iat: 1_700_000_000, exp: 2_000_000_000 });
        return {
          leak: [
            `SUPABASE_SERVICE_ROLE_KEY=${key('supabase', 'service_role')}`,
            `createClient(url, "${key('supabase', 'service_role')}")`,
          ],
          safe: [`NEXT_PUBLIC_SUPABASE_ANON_KEY=${key('supabase', 'anon')}`, key('supabase-demo', 'service_role')],
        };
      },
    },
    {
      id: 'supabase/access-token',
      title: 'Supabase personal access token',
      description: 'Manages the projects of its owner, their secret keys among it.',
      kind: 'supabase-access-token',
      severity: 'error',
      keywords: ['sbp_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sbp_(?:oauth_|v0_)?[0-9a-f]{40})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'SUPABASE_ACCESS_TOKEN',
      revoke: 'https://supabase.com/dashboard/account/tokens',
      examples: (s) => ({
        leak: [`SUPABASE_ACCESS_TOKEN=sbp_${s.hex(40)}`, `supabase login --token sbp_${s.hex(40)}`],
        safe: ['SUPABASE_ACCESS_TOKEN=sbp_xxxxx', `sbp_${s.hex(20)}`],
      }),
    },
  ],
});
