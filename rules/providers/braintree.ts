import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';

export default defineRules({
  provider: 'braintree',
  source: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
  rules: [
    {
      id: 'braintree/access-token',
      title: 'Braintree access token',
      description: 'Charges, refunds and reads payments of the merchant.',
      kind: 'braintree-access-token',
      severity: 'error',
      // The secret is the last part: the whole, with its dollars, would read as a template.
      keywords: ['access_token$'],
      pattern:
        /(?<![A-Za-z0-9_])access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$(?<secret>[0-9a-f]{32})(?![A-Za-z0-9_])/,
      variable: 'BRAINTREE_ACCESS_TOKEN',
      revoke: 'https://www.braintreegateway.com > Settings > API',
      examples: (s) => ({
        leak: [
          `BRAINTREE_ACCESS_TOKEN=access_token$production$${s.lower(16)}$${s.hex(32)}`,
          `gateway = connect({ accessToken: "access_token$sandbox$${s.lower(16)}$${s.hex(32)}" })`,
        ],
        safe: ['access_token$production$merchant$token', `access_token$staging$${s.lower(16)}$${s.hex(32)}`],
      }),
    },
    {
      id: 'braintree/private-key',
      title: 'Braintree private key',
      description: 'With the merchant id and the public key it charges, refunds and reads payments.',
      kind: 'braintree-private-key',
      severity: 'error',
      keywords: ['braintree'],
      window: { before: 64, after: 200, lines: true },
      pattern: vendorKey('braintree', 'private[_-]?key', '[0-9a-f]{32}'),
      minEntropy: 3,
      variable: 'BRAINTREE_PRIVATE_KEY',
      revoke: 'https://www.braintreegateway.com > Settings > API',
      examples: (s) => ({
        leak: [`BRAINTREE_PRIVATE_KEY=${s.hex(32)}`, `braintree: { privateKey: '${s.hex(32)}' }`],
        safe: [`BRAINTREE_PUBLIC_KEY=${s.lower(16)}`, `BRAINTREE_PRIVATE_KEY=${'your_private_key'}`],
      }),
    },
  ],
});
