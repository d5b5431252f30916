import { defineRules } from '../../src/model/rule.js';
import { decodeBase64 } from '../checks/base64.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'stripe',
  source: 'https://docs.stripe.com/keys',
  rules: [
    {
      id: 'stripe/secret-key',
      title: 'Stripe secret key',
      description: 'Charges, refunds, pays out and reads customers of the account. The pk_ key beside it is public.',
      kind: 'stripe-secret-key',
      severity: 'error',
      keywords: ['sk_live_', 'sk_test_'],
      // Today 51 and about 97 more; before 2019 24, or 34. Clerk (42) and Paystack (40 hex) have rules of their own.
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>sk_(?:live|test)_(?:51[A-Za-z0-9]{80,120}|[A-Za-z0-9]{24}|[A-Za-z0-9]{34}))(?![A-Za-z0-9_])/,
      minEntropy: 3.4,
      // Two that Stripe's documentation and its libraries print, open to everybody.
      validate: (secret) => !/^sk_test_(?:4eC39HqL|BQokikJO)/.test(secret),
      variable: 'STRIPE_SECRET_KEY',
      revoke: 'https://dashboard.stripe.com/apikeys',
      examples: (s) => ({
        leak: [
          `STRIPE_SECRET_KEY=${s.join('sk_', 'live_51')}${s.alnum(87)}00${s.alnum(8)}`,
          `const stripe = new Stripe('${s.join('sk_', 'test_')}${s.alnum(24)}');`,
        ],
        safe: [
          `${s.join('pk_', 'live_51')}${s.alnum(97)}`,
          `STRIPE_SECRET_KEY=${s.join('sk_', 'test_')}...`,
          `stripe.api_key = "${s.join('sk_', 'test_', '4eC39HqL')}${s.alnum(16)}"`,
          `${s.join('sk_', 'live_')}${s.alnum(8)}`,
        ],
      }),
    },
    {
      id: 'stripe/restricted-key',
      title: 'Stripe restricted key',
      description: 'Does what its permissions name: charges, refunds, reads customers.',
      kind: 'stripe-restricted-key',
      severity: 'error',
      keywords: ['rk_live_', 'rk_test_'],
      pattern:
        /(?<![A-Za-z0-9_])(?<secret>rk_(?:live|test)_(?:51[A-Za-z0-9]{80,120}|[A-Za-z0-9]{24}|[A-Za-z0-9]{34}))(?![A-Za-z0-9_])/,
      minEntropy: 3.4,
      variable: 'STRIPE_RESTRICTED_KEY',
      revoke: 'https://dashboard.stripe.com/apikeys',
      examples: (s) => ({
        leak: [
          `STRIPE_API_KEY=${s.join('rk_', 'live_51')}${s.alnum(87)}00${s.alnum(8)}`,
          `stripe.api_key = "${s.join('rk_', 'test_')}${s.alnum(24)}"`,
        ],
        safe: [`STRIPE_API_KEY=${s.join('rk_', 'live_')}xxx`, `${s.join('rk_', 'test_')}${s.alnum(12)}`],
      }),
    },
    {
      id: 'stripe/webhook-secret',
      title: 'Webhook signing secret (Stripe, Svix and others)',
      description: 'Lets whoever holds it forge webhook calls that the receiver believes.',
      kind: 'webhook-signing-secret',
      source: 'https://docs.stripe.com/webhooks/signature',
      severity: 'error',
      keywords: ['whsec_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>whsec_[A-Za-z0-9+/]{32,88}={0,2})(?![A-Za-z0-9_+/=])/,
      minEntropy: 3.5,
      // Svix's body is base64 of random bytes; where it decodes to words, somebody made it up for a test.
      validate: (secret) => {
        const body = secret.slice(6);
        if (/^[ -~]+$/.test(decodeBase64(body).toString('latin1'))) return false;
        return isMixed(body) || /^[0-9a-f]{64}$/.test(body);
      },
      variable: 'STRIPE_WEBHOOK_SECRET',
      revoke: 'https://dashboard.stripe.com/webhooks > the endpoint > Roll secret',
      examples: (s) => ({
        leak: [
          `STRIPE_WEBHOOK_SECRET=${s.join('whs', 'ec_')}${s.alnum(31)}7`,
          `new Webhook("${s.join('whs', 'ec_')}${s.bytes(24).toString('base64')}")`,
        ],
        safe: [
          `${s.join('whs', 'ec_')}${Buffer.from('test_signing_secret_of_words').toString('base64')}`,
          `STRIPE_WEBHOOK_SECRET=${s.join('whs', 'ec_')}...`,
          `${s.join('whs', 'ec_')}your_webhook_signing_secret`,
        ],
      }),
    },
    {
      id: 'stripe/other-secret-key',
      title: 'Secret key with the prefix sk_live_ or sk_test_',
      description:
        'Moyasar, PAY.JP, Tap, Yoco, Culqi, WorkOS and many others name their secret keys as Stripe does: the bearer acts for the account.',
      kind: 'sk-secret-key',
      severity: 'error',
      keywords: ['sk_live_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>sk_live_[A-Za-z0-9]{16,128}={0,2})(?![A-Za-z0-9_])/,
      minEntropy: 3.3,
      // The lengths of Stripe's, Clerk's and Paystack's keys belong to their rules.
      validate: (secret) => {
        const body = secret.slice(8);
        if ([24, 34, 42, 43].includes(body.length) || /^51[A-Za-z0-9]{80,120}$/.test(body)) return false;
        return !/^[0-9a-f]{40}$/.test(body) && /\d/.test(body) && /[A-Za-z]/.test(body);
      },
      revoke: 'The dashboard of the payment provider, under API keys.',
      examples: (s) => ({
        leak: [
          `MOYASAR_SECRET_KEY=${s.join('sk_', 'live_')}${s.alnum(39)}7`,
          `secretKey: '${s.join('sk_', 'live_')}${s.alnum(19)}4'`,
        ],
        safe: [
          `SECRET_KEY=${s.join('sk_', 'live_')}your_key_here`,
          `SECRET_KEY=${s.join('sk_', 'live_')}${s.alnum(9)}`,
        ],
      }),
    },
  ],
});
