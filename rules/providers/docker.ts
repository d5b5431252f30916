import { defineRules } from '../../src/model/rule.js';
import { isTrivialLogin } from '../checks/connectionUrl.js';

/** A registry login as Docker writes it. */
function login(password: string): string {
  return Buffer.from(`robot:${password}`).toString('base64');
}

export default defineRules({
  provider: 'docker',
  source: 'https://docs.docker.com/security/for-developers/access-tokens/',
  rules: [
    {
      id: 'docker/hub-token',
      title: 'Docker Hub access token',
      description: 'Pulls and pushes images as its owner (dckr_pat_) or its organisation (dckr_oat_).',
      kind: 'docker-hub-token',
      severity: 'error',
      keywords: ['dckr_pat_', 'dckr_oat_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>dckr_(?:pat_[A-Za-z0-9_-]{27}|oat_[A-Za-z0-9_-]{32}))(?![A-Za-z0-9_-])/,
      minEntropy: 3.8,
      variable: 'DOCKERHUB_TOKEN',
      revoke: 'https://app.docker.com/settings/personal-access-tokens',
      examples: (s) => ({
        leak: [
          `DOCKERHUB_TOKEN=dckr_pat_${s.urlSafe(26)}a`,
          `echo "dckr_oat_${s.urlSafe(31)}b" | docker login --password-stdin`,
        ],
        safe: ['DOCKERHUB_TOKEN=dckr_pat_...', `dckr_pat_${s.alnum(12)}`],
      }),
    },
    {
      id: 'docker/registry-auth',
      title: 'Docker registry login',
      description: 'User and password of a registry in base64, as docker login writes it to config.json.',
      kind: 'docker-registry-auth',
      source: 'https://docs.docker.com/reference/cli/docker/login/',
      severity: 'error',
      keywords: ['"auth"', '\\"auth\\"'],
      window: { before: 16, after: 1024 },
      pattern: /\\?"auth\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9+/]{12,900}={0,2})\\?"/,
      validate: (secret) => !isTrivialLogin(secret),
      placeholders: 'judge',
      revoke: 'Change the password, or delete the access token, of the registry account.',
      examples: (s) => {
        return {
          leak: [
            {
              path: '.docker/config.json',
              text: `{"auths":{"https://index.docker.io/v1/":{"auth":"${login(s.alnum(24))}"}}}`,
            },
            `"ghcr.io": {\n  "auth": "${login(s.alnum(16))}"\n}`,
          ],
          safe: [
            `"auth": "${login('password')}"`,
            `"auth": "${login('customPass')}"`,
            '"auth": "basic-or-digest-authentication"',
          ],
        };
      },
    },
    {
      id: 'docker/swarm-token',
      title: 'Docker Swarm join token or unlock key',
      description: 'Joins a node to the swarm, or unlocks the managers’ data.',
      kind: 'docker-swarm-token',
      source: 'https://docs.docker.com/engine/swarm/join-nodes/',
      severity: 'error',
      keywords: ['swmtkn-1-', 'swmkey-1-'],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}|SWMKEY-1-[A-Za-z0-9+/]{43})(?![A-Za-z0-9_+/-])/,
      minEntropy: 3.5,
      // The tokens of three swarms, and the unlock key, that Docker's documentation and its API reference print.
      validate: (secret) => !/^(?:SWMTKN-1-(?:3pu6hszj|1h8aps2y|49nj1cmq)|SWMKEY-1-7c37Cc86)/.test(secret),
      revoke: 'docker swarm join-token --rotate worker (or manager), docker swarm unlock-key --rotate',
      examples: (s) => ({
        leak: [
          `docker swarm join --token SWMTKN-1-${s.lower(50)}-${s.lower(25)} 10.0.0.2:2377`,
          `UNLOCK_KEY=SWMKEY-1-${s.alnum(43)}`,
        ],
        safe: [
          'docker swarm join --token SWMTKN-1-xxxx',
          `SWMTKN-1-${s.lower(20)}-${s.lower(10)}`,
          `SWMTKN-1-3pu6hszj${s.lower(42)}-${s.lower(25)}`,
        ],
      }),
    },
  ],
});
