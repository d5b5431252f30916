import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'digitalocean',
  source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  rules: [
    {
      id: 'digitalocean/token',
      title: 'DigitalOcean token',
      description: 'Makes, changes and destroys droplets, databases and everything else of the team.',
      kind: 'digitalocean-token',
      severity: 'error',
      keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>do[opr]_v1_[0-9a-f]{64})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'DIGITALOCEAN_ACCESS_TOKEN',
      revoke: 'https://cloud.digitalocean.com/account/api/tokens',
      examples: (s) => ({
        leak: [`DIGITALOCEAN_ACCESS_TOKEN=dop_v1_${s.hex(64)}`, `"refresh_token": "dor_v1_${s.hex(64)}"`],
        safe: ['DO_TOKEN=dop_v1_...', `dop_v1_${s.hex(32)}`],
      }),
    },
  ],
});
