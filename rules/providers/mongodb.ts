import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';

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
    {
      id: 'mongodb/api-private-key',
      title: 'MongoDB Atlas private API key',
      description:
        'Manages the organisation or project that the key belongs to. The public key beside it is its user name.',
      kind: 'mongodb-api-private-key',
      source: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
      severity: 'error',
      keywords: ['atlas', 'mongodb', 'mcli_'],
      window: { before: 16, after: 200, lines: true },
      pattern: vendorKey(
        'atlas|mongodb|mcli',
        'private[_-]?(?:api[_-]?)?key',
        '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
      ),
      minEntropy: 3,
      variable: 'MONGODB_ATLAS_PRIVATE_KEY',
      revoke: 'https://cloud.mongodb.com > Organization access > Applications > API keys',
      examples: (s) => ({
        leak: [`MONGODB_ATLAS_PRIVATE_KEY=${s.uuid()}`, `provider "mongodbatlas" {\n  private_key = "${s.uuid()}"\n}`],
        safe: [`MONGODB_ATLAS_PROJECT_ID=${s.hex(24)}`, 'MONGODB_ATLAS_PRIVATE_KEY=$PRIVATE_KEY'],
      }),
    },
  ],
});
