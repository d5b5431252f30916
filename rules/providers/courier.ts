import { defineRules } from '../../src/model/rule.js';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export default defineRules({
  provider: 'courier',
  source: 'https://www.courier.com/docs/platform/workspaces/environments-api-keys',
  rules: [
    {
      id: 'courier/auth-token',
      title: 'Courier auth token',
      description: 'Sends messages and reads recipients. A secret although it begins with pk_.',
      kind: 'courier-auth-token',
      severity: 'error',
      keywords: ['pk_prod_', 'pk_test_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>pk_(?:prod|test)_[0-9A-Z]{28})(?![A-Za-z0-9_-])/,
      minEntropy: 3.3,
      // Upper-case hex only is Magic's publishable key with another length: letters beyond F must be there.
      validate: (secret) => /[G-Z]/.test(secret.slice(8)) && /\d/.test(secret),
      variable: 'COURIER_AUTH_TOKEN',
      revoke: 'https://app.courier.com/settings/api-keys',
      examples: (s) => ({
        leak: [
          `COURIER_AUTH_TOKEN=${s.join('pk_', 'prod_')}${s.from(CROCKFORD, 28)}`,
          `CourierClient({ authorizationToken: "${s.join('pk_', 'test_')}${s.from(CROCKFORD, 28)}" })`,
        ],
        safe: [`COURIER_AUTH_TOKEN=${s.join('pk_', 'prod_')}…`, `${s.join('pk_', 'test_')}${s.alnum(24)}`],
      }),
    },
  ],
});
