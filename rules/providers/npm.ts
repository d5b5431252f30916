import { defineRules } from '../../src/model/rule.js';
import { assigned } from '../checks/assigned.js';
import { tokenWithChecksum, tokenWithWrongChecksum } from '../checks/exampleValues.js';
import { isPlaceholderHost, isTrivialLogin, isTrivialPassword } from '../checks/connectionUrl.js';
import { hasTokenChecksum } from '../checks/tokenChecksum.js';

export default defineRules({
  provider: 'npm',
  source: 'https://docs.npmjs.com/about-access-tokens',
  rules: [
    {
      id: 'npm/access-token',
      title: 'npm access token',
      description: 'Publishes packages, or reads private ones, as its owner.',
      kind: 'npm-token',
      severity: 'error',
      keywords: ['npm_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>npm_[A-Za-z0-9]{36})(?![A-Za-z0-9_])/,
      validate: hasTokenChecksum,
      placeholders: 'judge',
      variable: 'NPM_TOKEN',
      revoke: 'https://www.npmjs.com/settings/~/tokens',
      examples: (s) => ({
        leak: [
          `NPM_TOKEN=${tokenWithChecksum(s, 'npm_')}`,
          `//npm.example.com/:_authToken=${tokenWithChecksum(s, 'npm_')}`,
        ],
        safe: [
          tokenWithWrongChecksum(s, 'npm_'),
          'npm_config_registry=https://npm.example.com/',
          `npm_${'x'.repeat(36)}`,
        ],
      }),
    },
    {
      id: 'npm/old-access-token',
      title: 'npm access token (old form)',
      description: 'Publishes packages, or reads private ones, as its owner.',
      kind: 'npm-token',
      severity: 'error',
      keywords: ['npm_token', 'npm_auth_token', 'npmtoken', 'npm-token'],
      window: { before: 8, after: 120 },
      pattern: assigned('npm[_-]?(?:auth[_-]?)?token', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
      minEntropy: 3,
      variable: 'NPM_TOKEN',
      revoke: 'https://www.npmjs.com/settings/~/tokens',
      examples: (s) => ({
        leak: [`NPM_TOKEN=${s.uuid()}`, `npm_auth_token: "${s.uuid()}"`],
        safe: ['NPM_TOKEN=${NPM_TOKEN}', 'NPM_TOKEN=00000000-0000-0000-0000-000000000000'],
      }),
    },
    {
      id: 'npm/registry-login',
      title: 'Login in .npmrc',
      description: 'Signs in to a package registry: an _authToken, _auth or _password that is no npm_ token.',
      kind: 'npmrc-login',
      source: 'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration',
      severity: 'error',
      keywords: ['_authtoken', ':_auth', ':_password', '_auth=', '_auth ='],
      window: { before: 200, after: 600 },
      pattern:
        /(?:\/\/(?<host>[A-Za-z0-9.-]{1,120})(?::\d{1,5})?\/[^\s"'`:]{0,120}:|(?<![A-Za-z0-9]))_(?<field>authToken|auth|password)["']?\s{0,3}[=:]\s{0,3}["']?(?<secret>[^\s"'`,;{}]{16,512})/,
      minEntropy: 3,
      validate: (secret, { host, field }) =>
        !/^npm_[A-Za-z0-9]{36}$|^gh[pousr]_|^github_pat_|^glpat-|^cmVmdGtuOjAxOj|^AKCp[A-Za-z0-9]{69}$/.test(secret) &&
        !isTrivialPassword(secret) &&
        !/^[\\]?[$]/.test(secret) &&
        // `this._authToken = data.accessToken`, `_password = read(name)`
        !/^[A-Za-z_$]+(?:\??\.[A-Za-z_$]+)+$|[()]/.test(secret) &&
        !(host !== undefined && isPlaceholderHost(host)) &&
        !(field === 'auth' && isTrivialLogin(secret)),
      variable: 'NODE_AUTH_TOKEN',
      revoke: 'Revoke the token at the registry that the line names.',
      examples: (s) => ({
        leak: [
          { path: '.npmrc', text: `//npm.corp.io/:_authToken=${s.uuid()}` },
          `echo "//registry.corp.io/:_auth=${Buffer.from(`ci:${s.alnum(20)}`).toString('base64')}" >> .npmrc`,
        ],
        safe: [
          { path: '.npmrc', text: '//npm.example.com/:_authToken=${NPM_TOKEN}' },
          '//npm.example.com/:_authToken=$NODE_AUTH_TOKEN_FOR_CI',
          `//localhost:4873/:_auth=${Buffer.from(`ci:${s.alnum(20)}`).toString('base64')}`,
          `//npm.corp.io/:_auth=${Buffer.from('customUser:customPassword').toString('base64')}`,
          'this._authToken = response.accessToken;',
          'this._password = await readPassword(account)',
        ],
      }),
    },
  ],
});
