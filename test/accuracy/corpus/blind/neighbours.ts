import { clerk, doc, file, mine, other, stripe, under } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import { secretTwin, urlSafeKey, vendorKeys, whsec } from '../vendorKeys.js';
import { bareToken, dashedKey, hexKey, lowerKey } from './pictifyKeys.js';

/** A Pictify key and another vendor's in the same file, block or line. */
export const neighbours: readonly CaseMaker[] = [
  file(
    'two names and two keys on one line of JavaScript',
    'src/keys.js',
    (s) => doc`
      export const stripeKey = '${stripe(vendorKeys.oldStripe(s))}', pictifyKey = '${mine(s.key('test', 24))}';
    `,
  ),
  file(
    'two pairs in one object on one line, Pictify first',
    'src/env.js',
    (s) => doc`
      window.__ENV__ = { pictifyApiKey: '${mine(s.key('live', 32))}', stripePublishableKey: '${stripe(vendorKeys.stripe(s, 'live'))}' };
    `,
  ),
  file(
    'docker run with variables of both',
    'scripts/start.sh',
    (s) => doc`
      docker run -d -e STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s))} -e PICTIFY_API_KEY=${mine(s.key('test', 32))} -p 80:3000 cards:latest
    `,
  ),
  file(
    'env before a command, three vendors',
    'package-scripts.sh',
    (s) => doc`
      PAYSTACK_PUBLIC_KEY=${other(vendorKeys.paystack(s))} PICTIFY_API_KEY=${mine(s.key('live', 36))} CLERK_PUBLISHABLE_KEY=${clerk(vendorKeys.clerk(s))} npm start
    `,
  ),
  file(
    'minified settings of a bundle',
    'dist/app.min.js',
    (s) => doc`
      !function(){var a={stripe:{publishableKey:"${stripe(vendorKeys.stripe(s, 'live'))}"},pictify:{apiKey:"${mine(s.key('live', 32))}"},flags:{beta:!0}};window.cfg=a}();
    `,
  ),
  file(
    'minified bundle where Pictify is called far from Stripe',
    'public/build/main-91ac.js',
    (s) => doc`
      (()=>{"use strict";const e="${stripe(vendorKeys.oldStripe(s, 'live'))}",t=window.Stripe(e);function n(e){return fetch("https://api.pictify.io/image",{method:"POST",headers:{Authorization:"Bearer ${mine(s.key('live', 40))}"},body:JSON.stringify({html:e})})}t.elements();n("<p>hi</p>")})();
    `,
  ),
  file(
    'source map with the sources of both',
    'dist/app.js.map',
    (s) => doc`
      {"version":3,"file":"app.js","sources":["../src/pay.ts","../src/og.ts"],"sourcesContent":["export const p = loadStripe('${stripe(vendorKeys.stripe(s))}');\n","import { Pictify } from 'pictify';\nexport const og = new Pictify('${mine(s.key('live', 32))}');\n"],"mappings":"AAAA"}
    `,
  ),
  file(
    'table of keys in Markdown',
    'docs/handover.md',
    (s) => doc`
      # Handover

      | service | key |
      | --- | --- |
      | Stripe (publishable) | ${stripe(vendorKeys.stripe(s, 'live'))} |
      | Pictify | ${mine(s.key('live', 32))} |
      | Paystack (public) | ${other(vendorKeys.paystack(s, 'live'))} |
    `,
  ),
  file(
    'CSV of keys',
    'ops/keys.csv',
    (s) => doc`
      vendor,environment,key
      stripe,test,${stripe(vendorKeys.stripe(s))}
      pictify,live,${mine(s.key('live', 48))}
      paystack,test,${other(vendorKeys.paystack(s))}
    `,
  ),
  file(
    'YAML list of integrations',
    'config/integrations.yml',
    (s) => doc`
      integrations:
        - name: stripe
          publishable_key: ${stripe(vendorKeys.oldStripe(s))}
        - name: pictify
          key: ${mine(s.key('live', 28))}
        - name: moyasar
          publishable_api_key: ${other(vendorKeys.moyasar(s))}
    `,
  ),
  file(
    'XML of two services',
    'config/services.xml',
    (s) => doc`
      <services>
        <service name="pictify"><apiKey>${mine(s.key('live', 64))}</apiKey></service>
        <service name="stripe"><publishableKey>${stripe(vendorKeys.stripe(s))}</publishableKey></service>
      </services>
    `,
  ),
  file(
    'JSON of three vendors, all hex',
    'config/vendors.json',
    (s) => doc`
      {
        "paystack": { "publicKey": "${other(vendorKeys.paystack(s))}" },
        "pictify": { "key": "${mine(hexKey(s, 'test', 40))}" },
        "payjp": { "publicKey": "${other(vendorKeys.payjp(s))}" }
      }
    `,
  ),
  file(
    'Pictify key as long as a Magic key',
    'src/web3.ts',
    (s) => doc`
      import { Magic } from 'magic-sdk';
      import { Pictify } from 'pictify';

      export const magic = new Magic('${other(vendorKeys.magic(s))}');
      export const pictify = new Pictify('${mine(s.key('live', 16))}');
    `,
  ),
  file(
    'Pictify key as long as a Yoco key',
    'src/za/shop.js',
    (s) => doc`
      const yoco = new YocoSDK({ publicKey: '${other(vendorKeys.yoco(s, 'live'))}' });

      const cards = new Pictify({ apiKey: '${mine(s.key('live', 20))}' });
    `,
  ),
  file(
    'Pictify key as long as a MoonPay key',
    'src/crypto/config.ts',
    (s) => doc`
      export const MOONPAY_API_KEY = '${other(vendorKeys.moonpay(s))}';
      export const PICTIFY_API_KEY = '${mine(s.key('test', 31))}';
    `,
  ),
  file(
    'Knock and Pictify with url-safe keys of one length',
    'src/feed.ts',
    (s) => doc`
      export const KNOCK_PUBLIC_API_KEY = '${other(vendorKeys.knock(s))}';
      export const PICTIFY_API_KEY = '${mine(urlSafeKey(s, 'test', 43))}';
    `,
  ),
  file(
    'Liveblocks and Pictify with keys of one length',
    'src/rooms.ts',
    (s) => doc`
      const liveblocks = createClient({ publicApiKey: '${other(vendorKeys.liveblocks(s))}' });
      const pictify = new Pictify('${mine(s.key('live', 24))}');
    `,
  ),
  file(
    'Courier and Pictify with upper-case keys',
    'src/outbox.js',
    (s) => doc`
      const courier = CourierClient({ authorizationToken: '${under('courier/auth-token', vendorKeys.courier(s))}' });
      const pictify = new Pictify({ apiKey: '${mine(['pk', 'test', s.upper(28)].join('_'))}' });
    `,
  ),
  file(
    'Klaviyo, ClickUp and Pictify in one Python module',
    'automation/keys.py',
    (s) => doc`
      KLAVIYO_API_KEY = "${under('klaviyo/private-key', vendorKeys.klaviyo(s))}"
      CLICKUP_API_TOKEN = "${under('clickup/personal-token', vendorKeys.clickup(s))}"
      PICTIFY_API_KEY = "${mine(s.key('live', 34))}"
    `,
  ),
  file(
    'Stripe pair and a Pictify key in one dictionary',
    'billing/settings.py',
    (s) => doc`
      STRIPE = {
          "publishable": "${stripe(vendorKeys.stripe(s))}",
          "secret": "${under('stripe/secret-key', secretTwin(s))}",
      }
      PICTIFY = {"key": "${mine(s.key('test', 32))}"}
    `,
  ),
  file(
    'webhook secrets of Stripe and Pictify',
    'config/webhooks.env',
    (s) => doc`
      STRIPE_WEBHOOK_SECRET=${under('stripe/webhook-secret', whsec(s))}
      PICTIFY_WEBHOOK_SECRET=${mine(whsec(s))}
    `,
  ),
  file(
    'switch over vendors in TypeScript',
    'src/keyOf.ts',
    (s) => doc`
      export function keyOf(vendor: string): string {
        switch (vendor) {
          case 'stripe':
            return '${stripe(vendorKeys.stripe(s))}';
          case 'pictify':
            return '${mine(s.key('test', 40))}';
          default:
            throw new Error(vendor);
        }
      }
    `,
  ),
  file(
    'Ruby hash with both and French comments',
    'lib/cles.rb',
    (s) => doc`
      CLES = {
        # clé publique, visible par tous
        stripe_publishable: '${stripe(vendorKeys.oldStripe(s))}',
        # clé secrète du service d'images
        pictify: '${mine(dashedKey(s, 'live'))}',
      }.freeze
    `,
  ),
  file(
    'Chinese comments above each key',
    'src/config/keys.ts',
    (s) => doc`
      // Stripe 可公开密钥
      export const STRIPE_PK = '${stripe(vendorKeys.stripe(s))}';

      // Pictify 接口密钥，请勿泄露
      export const PICTIFY_KEY = '${mine(s.key('live', 36))}';
    `,
  ),
  file(
    'Korean comments and a Pictify key under a public name',
    'src/keys.ts',
    (s) => doc`
      // 결제 공개 키
      export const STRIPE_PUBLIC_KEY = '${stripe(vendorKeys.stripe(s, 'live'))}';
      // 이미지 렌더링 키
      export const PICTIFY_PUBLIC_KEY = '${mine(s.key('live', 32))}';
    `,
  ),
  file(
    'browser variables of Vite for both',
    'web/.env.production',
    (s) => doc`
      VITE_STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s, 'live'))}
      VITE_PICTIFY_API_KEY=${mine(s.key('live', 40))}
    `,
  ),
  file(
    'Nuxt runtime configuration',
    'nuxt.config.ts',
    (s) => doc`
      export default defineNuxtConfig({
        runtimeConfig: {
          pictifyApiKey: '${mine(s.key('live', 32))}',
          public: { stripePublishableKey: '${stripe(vendorKeys.stripe(s, 'live'))}' },
        },
      });
    `,
  ),
  file(
    'arguments of one call in order of their names',
    'src/boot.ts',
    (s) => doc`
      boot({
        pay: loadStripe('${stripe(vendorKeys.oldStripe(s))}'),
        draw: new Pictify('${mine(lowerKey(s, 'test', 24))}'),
      });
    `,
  ),
  file(
    'receipt service with Paystack and a bare token',
    'functions/receipt.js',
    (s) => doc`
      const paystack = { publicKey: '${other(vendorKeys.paystack(s, 'live'))}', currency: 'GHS' };

      const drawReceipt = (html) =>
        fetch('https://api.pictify.io/image', {
          method: 'POST',
          headers: { authorization: 'Bearer ${mine(bareToken(s))}' },
          body: JSON.stringify({ html }),
        });
    `,
  ),
  file(
    'page that pays with Stripe and shares a Pictify picture',
    'public/thanks.html',
    (s) => doc`
      <script src="https://js.stripe.com/v3/"></script>
      <script>
        const stripe = Stripe("${stripe(vendorKeys.stripe(s, 'live'))}");
      </script>
      <img src="https://api.pictify.io/r/thanks?name=Ada&token=${mine(s.key('live', 32))}" alt="Thank you" />
    `,
  ),
  file(
    'seeds of a table of credentials',
    'db/seeds.sql',
    (s) => doc`
      insert into credentials (provider, name, value) values
        ('stripe', 'publishable_key', '${stripe(vendorKeys.stripe(s))}'),
        ('pictify', 'api_key', '${mine(s.key('test', 32))}'),
        ('clerk', 'publishable_key', '${clerk(vendorKeys.clerk(s))}');
    `,
  ),
  file(
    'Pictify key with a comment that compares it with Stripe',
    'src/og.ts',
    (s) => doc`
      // Unlike a Stripe publishable key this one is a secret.
      const PICTIFY_API_KEY = '${mine(s.key('live', 32))}';
    `,
  ),
  file(
    'hash table of PowerShell',
    'scripts/keys.ps1',
    (s) => doc`
      $Keys = @{
          StripePublishable = '${stripe(vendorKeys.stripe(s))}'
          Pictify           = '${mine(s.key('live', 32))}'
      }
    `,
  ),
  file(
    'Culqi and Pictify in a PHP file with Spanish comments',
    'pagos/config.php',
    (s) => doc`
      <?php
      // llave pública, va en el navegador
      $culqi_public_key = '${other(vendorKeys.culqi(s, 'live'))}';
      // clave secreta del generador de imágenes
      $pictify_api_key = '${mine(s.key('live', 32))}';
    `,
  ),
];
