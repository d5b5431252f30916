import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isLowerHex } from '../checks/characters.js';

export default defineRules({
  provider: 'linode',
  source: 'https://techdocs.akamai.com/linode-api/reference/get-started',
  rules: [
    {
      id: 'linode/access-token',
      title: 'Linode (Akamai) access token',
      description: 'Makes, changes and destroys machines of the account as far as its scopes go.',
      kind: 'linode-token',
      severity: 'error',
      keywords: ['linode'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('linode', 'token|pat|key|secret', '[0-9a-f]{64}'),
      minEntropy: 3,
      validate: isLowerHex,
      variable: 'LINODE_TOKEN',
      revoke: 'https://cloud.linode.com/profile/tokens',
      examples: (s) => ({
        leak: [`LINODE_TOKEN=${s.hex(64)}`, `provider "linode" {\n  token = "${s.hex(64)}"\n}`],
        safe: [`linode_image_sha256 = "${s.hex(64)}"`, 'LINODE_TOKEN=<token>'],
      }),
    },
  ],
});
