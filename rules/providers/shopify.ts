import { defineRules } from '../../src/model/rule.js';

export default defineRules({
  provider: 'shopify',
  source: 'https://shopify.dev/docs/apps/build/authentication-authorization',
  rules: [
    {
      id: 'shopify/access-token',
      title: 'Shopify access token',
      description: 'Reads and changes orders, customers and products of the shop.',
      kind: 'shopify-access-token',
      severity: 'error',
      keywords: ['shpat_', 'shpca_', 'shppa_', 'shpua_', 'shprt_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>shp(?:at|ca|pa|ua|rt)_[A-Za-z0-9]{32,38})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'SHOPIFY_ACCESS_TOKEN',
      revoke: 'Shopify admin > Settings > Apps > the app > Uninstall, or rotate its credentials',
      examples: (s) => ({
        leak: [`SHOPIFY_ACCESS_TOKEN=shpat_${s.hex(32)}`, `"X-Shopify-Access-Token": "shpca_${s.hex(32)}"`],
        safe: ['SHOPIFY_ACCESS_TOKEN=shpat_xxxxxxxx', `shpat_${s.hex(16)}`],
      }),
    },
    {
      id: 'shopify/app-secret',
      title: 'Shopify app secret',
      description: 'Signs webhooks and exchanges codes for tokens as the app, in every shop that installed it.',
      kind: 'shopify-app-secret',
      severity: 'error',
      keywords: ['shpss_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>shpss_[A-Za-z0-9]{32,38})(?![A-Za-z0-9_])/,
      minEntropy: 3,
      variable: 'SHOPIFY_API_SECRET',
      revoke: 'https://partners.shopify.com > the app > Client credentials > Rotate',
      examples: (s) => ({
        leak: [`SHOPIFY_API_SECRET=shpss_${s.hex(32)}`, `apiSecretKey: 'shpss_${s.hex(32)}'`],
        safe: ['SHOPIFY_API_SECRET=shpss_...', `shpss_${s.hex(10)}`],
      }),
    },
  ],
});
