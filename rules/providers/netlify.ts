import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isLowerHex, isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'netlify',
  source: 'https://docs.netlify.com/api/get-started/',
  rules: [
    {
      id: 'netlify/access-token',
      title: 'Netlify access token',
      description: 'Deploys and changes every site of its owner.',
      kind: 'netlify-token',
      severity: 'error',
      keywords: ['nfp_', 'nfo_', 'nfc_', 'nfu_', 'nfb_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>nf[pocub]_[A-Za-z0-9_]{36})(?![A-Za-z0-9_])/,
      minEntropy: 3.9,
      validate: isMixed,
      variable: 'NETLIFY_AUTH_TOKEN',
      revoke: 'https://app.netlify.com/user/applications#personal-access-tokens',
      examples: (s) => ({
        leak: [`NETLIFY_AUTH_TOKEN=nfp_${s.alnum(35)}7`, `netlify deploy --auth nfp_${s.alnum(35)}4 --prod`],
        safe: ['NETLIFY_AUTH_TOKEN=nfp_...', `nfp_${s.alnum(12)}`],
      }),
    },
    {
      id: 'netlify/old-access-token',
      title: 'Netlify access token (old form)',
      description: 'Deploys and changes every site of its owner.',
      kind: 'netlify-token',
      severity: 'error',
      keywords: ['netlify'],
      window: { before: 64, after: 160, lines: true },
      pattern: vendorKey('netlify', 'token|key|pat|secret', '[A-Za-z0-9_-]{43,45}|[0-9a-f]{60,64}'),
      minEntropy: 3.2,
      validate: (secret) => isMixed(secret) || isLowerHex(secret),
      variable: 'NETLIFY_AUTH_TOKEN',
      revoke: 'https://app.netlify.com/user/applications#personal-access-tokens',
      examples: (s) => ({
        leak: [`NETLIFY_AUTH_TOKEN=${s.alnum(42)}7`, `netlify_access_token: "${s.alnum(42)}4"`],
        safe: [`NETLIFY_SITE_ID=${s.uuid()}`, 'NETLIFY_AUTH_TOKEN=$NETLIFY_AUTH_TOKEN'],
      }),
    },
  ],
});
