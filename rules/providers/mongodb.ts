import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'mongodb',
  source: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
  rules: [
    {
      id: 'mongodb/service-account-secret',
      title: 'MongoDB Atlas service account secret',
      description:
        'Manages the projects and clusters that the service account may. A password in a URL is reported as the URL.',
      kind: 'mongodb-service-account-secret',
      severity: 'error',
      keywords: ['mdb_sa_sk_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>mdb_sa_sk_[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'MONGODB_ATLAS_CLIENT_SECRET',
      revoke: 'https://cloud.mongodb.com > Organization access > Applications',
      examples: (s) => ({
        leak: [
          `MONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_${s.urlSafe(39)}a`,
          `client_secret = "mdb_sa_sk_${s.urlSafe(39)}7"`,
        ],
        safe: [`MONGODB_ATLAS_CLIENT_ID=mdb_sa_id_${s.hex(24)}`, 'mdb_sa_sk_...'],
      }),
    },
  ],
});
