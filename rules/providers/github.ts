import { defineRules } from '../../src/model/rule.js';
import { tokenWithChecksum, tokenWithWrongChecksum, base64urlJson } from '../checks/exampleValues.js';
import { decodeJsonObject } from '../checks/base64.js';
import { STEP, assigned } from '../checks/assigned.js';
import { isLowerHex } from '../checks/characters.js';
import { hasTokenChecksum } from '../checks/tokenChecksum.js';

export default defineRules({
  provider: 'github',
  source:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
  rules: [
    {
      id: 'github/token',
      title: 'GitHub personal access token (classic)',
      description: 'Reads and writes repositories, packages and settings of everything that its owner can reach.',
      kind: 'github-token',
      severity: 'error',
      keywords: ['ghp_'],
      pattern: /(?<![A-Za-z0-9])(?<secret>ghp_[A-Za-z0-9]{36})(?![A-Za-z0-9])/,
      validate: hasTokenChecksum,
      placeholders: 'judge',
      variable: 'GITHUB_TOKEN',
      revoke: 'https://github.com/settings/tokens',
      examples: (s) => ({
        leak: [
          `GITHUB_TOKEN=${tokenWithChecksum(s, 'ghp_')}`,
          `git clone https://me:${tokenWithChecksum(s, 'ghp_')}@github.com/me/repo.git`,
          `const octokit = new Octokit({ auth: '${tokenWithChecksum(s, 'ghp_')}' });`,
        ],
        safe: [`GITHUB_TOKEN=${tokenWithWrongChecksum(s, 'ghp_')}`, `ghp_${'x'.repeat(36)}`, `ghp_${s.alnum(20)}`],
      }),
    },
    {
      id: 'github/fine-grained-token',
      title: 'GitHub fine-grained personal access token',
      description: 'Reads or writes the repositories that it was made for.',
      kind: 'github-fine-grained-token',
      severity: 'error',
      keywords: ['github_pat_'],
      pattern: /(?<![A-Za-z0-9])(?<secret>github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9])/,
      minEntropy: 4,
      variable: 'GITHUB_TOKEN',
      revoke: 'https://github.com/settings/personal-access-tokens',
      examples: (s) => ({
        leak: [
          `GH_TOKEN=github_pat_${s.alnum(22)}_${s.alnum(59)}`,
          `"token": "github_pat_${s.alnum(22)}_${s.alnum(59)}"`,
        ],
        safe: [`github_pat_${s.alnum(82)}`, 'GH_TOKEN=github_pat_XXXXXXXX'],
      }),
    },
    {
      id: 'github/app-token',
      title: 'GitHub OAuth or app token',
      description: 'Acts as a user (gho_, ghu_), an installation (ghs_), or renews such a token (ghr_).',
      kind: 'github-app-token',
      severity: 'error',
      keywords: ['gho_', 'ghu_', 'ghs_', 'ghr_'],
      pattern:
        /(?<![A-Za-z0-9])(?<secret>gh(?:[ous]_[A-Za-z0-9]{36}|r_(?:[A-Za-z0-9]{76}|[A-Za-z0-9]{36})))(?![A-Za-z0-9._])/,
      // Refresh tokens of 76 characters end in the checksum of the 70 before it; the method is the same.
      validate: (secret) => secret.length > 40 || hasTokenChecksum(secret),
      minEntropy: 3.5,
      variable: 'GITHUB_TOKEN',
      revoke: 'https://github.com/settings/applications',
      examples: (s) => ({
        leak: [`GH_TOKEN=${tokenWithChecksum(s, 'gho_')}`, `token: "${tokenWithChecksum(s, 'ghs_')}"`],
        safe: [`token: ${tokenWithWrongChecksum(s, 'ghu_')}`, 'ghs_ tokens expire after an hour'],
      }),
    },
    {
      id: 'github/installation-token',
      title: 'GitHub App installation token (JWT form)',
      description: 'Acts as an installation of a GitHub App for an hour; the form of 2026.',
      kind: 'github-app-token',
      source: 'https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/',
      severity: 'warning',
      keywords: ['ghs_'],
      window: { before: 16, after: 1200 },
      pattern:
        /(?<![A-Za-z0-9])(?<secret>ghs_[A-Za-z0-9_]{0,40}eyJ[A-Za-z0-9_-]{10,200}\.eyJ[A-Za-z0-9_-]{20,700}\.[A-Za-z0-9_-]{20,400})(?![A-Za-z0-9_.-])/,
      validate: (secret) =>
        typeof decodeJsonObject(secret.slice(secret.indexOf('eyJ')).split('.')[0] ?? '')?.['alg'] === 'string',
      placeholders: 'judge',
      variable: 'GITHUB_TOKEN',
      revoke: 'DELETE https://api.github.com/installation/token with the token itself',
      examples: (s) => {
        const make = (): string =>
          `ghs_${s.digits(6)}_${base64urlJson({ alg: 'ES256', typ: 'JWT' })}.${base64urlJson({ iss: 'github', jti: s.hex(16) })}.${s.urlSafe(86)}`;
        return {
          leak: [`GITHUB_TOKEN=${make()}`, `Authorization: Bearer ${make()}`],
          safe: ['ghs_eyJ...', `ghs_eyJhbGciOi.eyJpc3MiOiJnaXRodWIi.${s.urlSafe(10)}`],
        };
      },
    },
    {
      id: 'github/oauth-client-secret',
      title: 'GitHub OAuth client secret',
      description: 'Exchanges codes for tokens as the OAuth or GitHub app.',
      kind: 'github-client-secret',
      source: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
      severity: 'error',
      keywords: [
        'client_secret',
        'client-secret',
        'clientsecret',
        'github_secret',
        'gh_secret',
        'github_app_secret',
        'github_oauth',
      ],
      window: { before: 96, after: 160, lines: true },
      pattern: assigned(`github${STEP}secret[\\w.-]{0,8}|gh_(?:client_)?secret`, '[0-9a-f]{40}'),
      minEntropy: 3,
      validate: isLowerHex,
      variable: 'GITHUB_CLIENT_SECRET',
      revoke: 'https://github.com/settings/developers',
      examples: (s) => ({
        leak: [`GITHUB_CLIENT_SECRET=${s.hex(40)}`, `github: { clientId: 'Iv1', clientSecret: '${s.hex(40)}' }`],
        safe: [`GITHUB_SHA=${s.hex(40)}`, 'GITHUB_CLIENT_SECRET=${{ secrets.OAUTH }}'],
      }),
    },
  ],
});
