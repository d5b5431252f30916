import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'vercel',
  source: 'https://vercel.com/changelog/new-token-formats-and-secret-scanning',
  rules: [
    {
      id: 'vercel/token',
      title: 'Vercel token or API key',
      description: 'Deploys and reads the environment of projects, or calls the AI Gateway, as its owner.',
      kind: 'vercel-token',
      severity: 'error',
      keywords: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>vc[piark]_[A-Za-z0-9_-]{56})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      validate: isMixed,
      variable: 'VERCEL_TOKEN',
      revoke: 'https://vercel.com/account/settings/tokens',
      examples: (s) => ({
        leak: [`VERCEL_TOKEN=vcp_${s.alnum(55)}7`, `AI_GATEWAY_API_KEY: "vck_${s.alnum(55)}4"`],
        safe: ['VERCEL_TOKEN=vcp_...', `vcp_${s.alnum(20)}`],
      }),
    },
    {
      id: 'vercel/old-token',
      title: 'Vercel token (old form)',
      description: 'Deploys and reads the environment of every project of its owner.',
      kind: 'vercel-token',
      severity: 'error',
      keywords: ['vercel'],
      window: { before: 64, after: 160, lines: true },
      pattern: vendorKey('vercel', 'token', '[A-Za-z0-9]{24}'),
      minEntropy: 3.6,
      validate: isMixed,
      variable: 'VERCEL_TOKEN',
      revoke: 'https://vercel.com/account/settings/tokens',
      examples: (s) => ({
        leak: [`VERCEL_TOKEN=${s.alnum(23)}7`, `vercel --token ${s.alnum(23)}4 --prod`],
        safe: [`VERCEL_PROJECT_ID=prj_${s.alnum(24)}`, `VERCEL_ORG_ID=${s.alnum(24)}`],
      }),
    },
    {
      id: 'vercel/blob-token',
      title: 'Vercel Blob read-write token',
      description: 'Reads, writes and deletes every file of the store.',
      kind: 'vercel-blob-token',
      source: 'https://vercel.com/docs/vercel-blob',
      severity: 'error',
      keywords: ['vercel_blob_rw_'],
      pattern: /(?<![A-Za-z0-9])(?<secret>vercel_blob_rw_[A-Za-z0-9]{10,20}_[A-Za-z0-9]{24,40})(?![A-Za-z0-9_])/,
      minEntropy: 3.8,
      variable: 'BLOB_READ_WRITE_TOKEN',
      revoke: 'https://vercel.com > the project > Storage > the store > Settings > Rotate',
      examples: (s) => ({
        leak: [
          `BLOB_READ_WRITE_TOKEN="vercel_blob_rw_${s.alnum(16)}_${s.alnum(30)}"`,
          `token: 'vercel_blob_rw_${s.alnum(16)}_${s.alnum(30)}'`,
        ],
        safe: ['BLOB_READ_WRITE_TOKEN=vercel_blob_rw_...', `vercel_blob_rw_${s.alnum(5)}`],
      }),
    },
  ],
});
