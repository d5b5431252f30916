import { clerk, doc, file, live, mine, other, stripe, test, under } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import { secretTwin, urlSafeKey, vendorKeys, whsec } from '../vendorKeys.js';
import { bareToken, dashedKey, hexKey, lowerKey } from './pictifyKeys.js';

/** Settings files: dotenv in its many layouts, INI, TOML, properties, JSON5, XML, property lists, unit files. */
export const settings: readonly CaseMaker[] = [
  file(
    'dotenv of a shop that renders its banners',
    '.env.production',
    (s) => doc`
      # ---- Database ----
      DATABASE_URL=postgres://shop@db.internal:5432/shop

      # ---- Rendering ----
      PICTIFY_API_KEY=${mine(s.key('live', 36))}
      PICTIFY_BASE_URL=https://api.pictify.io
      PICTIFY_TEMPLATE_UID=${s.upper(10)}

      # ---- Mail ----
      MAIL_FROM=hello@shop.test
    `,
  ),
  file(
    'dotenv with the test key in single quotes',
    'apps/api/.env.development',
    (s) => doc`
      PORT=4000
      PICTIFY_API_KEY='${mine(s.key('test', 28))}'
      LOG_LEVEL=debug
    `,
  ),
  file(
    'dotenv with export, spaces and a trailing comment',
    'deploy/env.sh',
    (s) => doc`
      export NODE_ENV=production
      export PICTIFY_API_KEY = "${mine(s.key('live', 64))}"   # rotated in March, owner: growth
      export PICTIFY_TIMEOUT=30
    `,
  ),
  file(
    'dotenv that keeps the old and the new key of a rotation',
    '.env',
    (s) => doc`
      PICTIFY_API_KEY_OLD=${mine(s.key('live', 40))}
      PICTIFY_API_KEY_NEW=${mine(s.key('live', 40))}
      PICTIFY_ROTATE_AT=2026-05-01
    `,
  ),
  file(
    'dotenv with a bare token under the product name',
    'server/.env',
    (s) => doc`
      REDIS_URL=redis://localhost:6379
      PICTIFY_TOKEN=${mine(bareToken(s))}
      QUEUE=renders
    `,
  ),
  file(
    'dotenv with the webhook secret of Pictify',
    '.env.staging',
    (s) => doc`
      PICTIFY_API_KEY=${mine(s.key('test', 32))}
      PICTIFY_WEBHOOK_SECRET=${mine(whsec(s))}
      PICTIFY_WEBHOOK_PATH=/hooks/renders
    `,
  ),
  file(
    'dotenv where Stripe and Pictify stand one under the other',
    'web/.env.local',
    (s) => doc`
      STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s, 'live'))}
      PICTIFY_API_KEY=${mine(s.key('live', 48))}
      STRIPE_PRICE_ID=price_basic
    `,
  ),
  file(
    'dotenv of old Stripe keys next to a Pictify key of the same length',
    'legacy/.env',
    (s) => doc`
      STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.oldStripe(s, 'live'))}
      PICTIFY_API_KEY=${mine(s.key('live', 24))}
    `,
  ),
  file(
    'dotenv of a Next app with Clerk',
    'apps/dashboard/.env',
    (s) => doc`
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=${clerk(vendorKeys.clerk(s))}
      NEXT_PUBLIC_CLERK_SIGN_IN_URL=/sign-in
      NEXT_PUBLIC_CLERK_AFTER_SIGN_IN_URL=/home
    `,
  ),
  file(
    'dotenv with Clerk, Stripe and Pictify in blocks',
    'saas/.env',
    (s) => doc`
      # Auth
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=${clerk(vendorKeys.clerk(s, 'live', 'clerk.saas-suite.app'))}

      # Billing
      NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s, 'live'))}

      # Open Graph images
      PICTIFY_API_KEY=${mine(urlSafeKey(s, 'live', 43))}
    `,
  ),
  file(
    'dotenv of a Nigerian shop with Paystack',
    'backend/.env',
    (s) => doc`
      APP_NAME="Oja Market"
      PAYSTACK_PUBLIC_KEY=${other(vendorKeys.paystack(s, 'live'))}
      PAYSTACK_CURRENCY=NGN
    `,
  ),
  file(
    'dotenv with Paystack above and Pictify below, both hex',
    'receipts/.env',
    (s) => doc`
      PAYSTACK_PUBLIC_KEY="${other(vendorKeys.paystack(s))}"
      PICTIFY_API_KEY="${mine(hexKey(s, 'test', 40))}"
    `,
  ),
  file(
    'dotenv whose comments are German',
    'dienst/.env',
    (s) => doc`
      # Zugang zum Bilderdienst, nicht weitergeben
      PICTIFY_API_KEY=${mine(s.key('live', 32))}
      # Bezahlung im Laden, darf jeder sehen
      STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s, 'live'))}
    `,
  ),
  file(
    'dotenv with Courier and Pictify secrets',
    'notify/.env',
    (s) => doc`
      COURIER_AUTH_TOKEN=${under('courier/auth-token', vendorKeys.courier(s))}
      PICTIFY_API_KEY=${mine(s.key('test', 30))}
    `,
  ),
  file(
    'dotenv with a Klaviyo private key',
    'email/.env',
    (s) => doc`
      KLAVIYO_PRIVATE_API_KEY=${under('klaviyo/private-key', vendorKeys.klaviyo(s))}
      KLAVIYO_LIST_ID=${s.alnum(6)}
    `,
  ),
  file(
    'dotenv with a ClickUp personal token',
    'tools/board/.env',
    (s) => doc`
      CLICKUP_API_TOKEN=${under('clickup/personal-token', vendorKeys.clickup(s))}
      CLICKUP_TEAM_ID=${s.digits(7)}
    `,
  ),
  file(
    'INI with a Pictify section and a generic name',
    'config/services.ini',
    (s) => doc`
      [database]
      host = 10.0.0.5

      [pictify]
      api_key = ${mine(s.key('live', 32))}
      retries = 3
    `,
  ),
  file(
    'INI where two sections use the name key',
    'etc/app.ini',
    (s) => doc`
      [stripe]
      key = ${stripe(vendorKeys.stripe(s, 'live'))}

      [pictify]
      key = ${mine(s.key('live', 56))}
    `,
  ),
  file(
    'INI whose Pictify section calls its key publishable',
    'conf/render.cfg',
    (s) => doc`
      [pictify]
      ; the old plugin named it so
      publishable_key = ${mine(s.key('live', 44))}
      width = 1200
    `,
  ),
  file(
    'TOML table of Pictify',
    'config/default.toml',
    (s) => doc`
      title = "poster service"

      [services.pictify]
      endpoint = "https://api.pictify.io"
      key = "${mine(dashedKey(s, 'live'))}"

      [services.cache]
      ttl = 300
    `,
  ),
  file(
    'TOML of a worker with vars for a publishable Stripe key',
    'wrangler.toml',
    (s) => doc`
      name = "checkout"
      main = "src/worker.ts"

      [vars]
      STRIPE_PUBLISHABLE_KEY = "${stripe(vendorKeys.stripe(s))}"
      CURRENCY = "EUR"
    `,
  ),
  file(
    'Java properties with dots in the name',
    'src/main/resources/application.properties',
    (s) => doc`
      server.port=8080
      integration.pictify.api-key=${mine(s.key('live', 32))}
      integration.pictify.connect-timeout=5s
    `,
  ),
  file(
    'Java properties with a bare token and a colon',
    'config/integration.properties',
    (s) => doc`
      pictify.url: https://api.pictify.io
      pictify.token: ${mine(bareToken(s))}
    `,
  ),
  file(
    'Spring YAML with two payment vendors and Pictify',
    'src/main/resources/application-prod.yml',
    (s) => doc`
      app:
        payments:
          stripe:
            publishable-key: ${stripe(vendorKeys.stripe(s, 'live'))}
          paystack:
            public-key: ${other(vendorKeys.paystack(s, 'live'))}
        images:
          pictify:
            api-key: ${mine(lowerKey(s, 'live', 48))}
    `,
  ),
  file(
    'JSON5 settings with trailing commas',
    'settings.json5',
    (s) => doc`
      // settings of the card service
      {
        port: 3000,
        pictify: { apiKey: '${mine(s.key('test', 40))}', width: 1200, },
        features: ['og-images'],
      }
    `,
  ),
  file(
    'JSON settings of an ASP.NET service',
    'appsettings.Production.json',
    (s) => doc`
      {
        "Logging": { "LogLevel": { "Default": "Warning" } },
        "Pictify": {
          "BaseUrl": "https://api.pictify.io",
          "ApiKey": "${mine(s.key('live', 40))}"
        },
        "Stripe": {
          "PublishableKey": "${stripe(vendorKeys.stripe(s, 'live'))}"
        }
      }
    `,
  ),
  file(
    'MCP configuration of an editor',
    '.cursor/mcp.json',
    (s) => doc`
      {
        "mcpServers": {
          "pictify": {
            "command": "npx",
            "args": ["-y", "@pictify/mcp-server"],
            "env": { "PICTIFY_API_KEY": "${mine(bareToken(s))}" }
          }
        }
      }
    `,
  ),
  file(
    'MCP configuration over http with a key header',
    'opencode.json',
    (s) => doc`
      {
        "mcp": {
          "pictify": {
            "type": "remote",
            "url": "https://mcp.pictify.io/mcp",
            "headers": { "X-API-Key": "${mine(s.key('live', 32))}" }
          }
        }
      }
    `,
  ),
  file(
    'XML configuration of a .NET Framework site',
    'Web.config',
    (s) => doc`
      <?xml version="1.0"?>
      <configuration>
        <appSettings>
          <add key="PictifyApiKey" value="${mine(s.key('live', 52))}" />
          <add key="StripePublishableKey" value="${stripe(vendorKeys.stripe(s, 'live'))}" />
        </appSettings>
      </configuration>
    `,
  ),
  file(
    'Android strings with a Stripe key',
    'app/src/main/res/values/strings.xml',
    (s) => doc`
      <resources>
        <string name="app_name">Corner Shop</string>
        <string name="stripe_publishable_key">${stripe(vendorKeys.oldStripe(s))}</string>
      </resources>
    `,
  ),
  file(
    'property list of an iOS app',
    'ios/Runner/Info.plist',
    (s) => doc`
      <plist version="1.0">
      <dict>
        <key>CFBundleName</key>
        <string>Cards</string>
        <key>PictifyAPIKey</key>
        <string>${mine(s.key('live', 32))}</string>
      </dict>
      </plist>
    `,
  ),
  file(
    'property list with the publishable key of Magic',
    'ios/Wallet/Keys.plist',
    (s) => doc`
      <plist version="1.0">
      <dict>
        <key>MagicPublishableKey</key>
        <string>${other(vendorKeys.magic(s))}</string>
      </dict>
      </plist>
    `,
  ),
  file(
    'systemd unit with an environment line',
    'deploy/renderer.service',
    (s) => doc`
      [Unit]
      Description=Poster renderer
      After=network-online.target

      [Service]
      Environment=PICTIFY_API_KEY=${mine(s.key('live', 36))}
      Environment="NODE_ENV=production"
      ExecStart=/usr/bin/node /srv/renderer/main.js
    `,
  ),
  file(
    'crontab that sets the key for its jobs',
    'ops/crontab',
    (s) => doc`
      MAILTO=ops@cards.test
      PICTIFY_API_KEY=${mine(bareToken(s))}
      0 6 * * * /srv/cards/bin/daily
    `,
  ),
  file(
    'session and encryption secrets beside a Pictify key',
    'api/.env.production',
    (s) => doc`
      SESSION_SECRET=${s.hex(64)}
      PICTIFY_API_KEY=${mine(s.key('live', 32))}
      ENCRYPTION_KEY=${s.hex(64)}
    `,
  ),
  file(
    'template of a dotenv file',
    '.env.example',
    () => doc`
      # Copy this file to .env and fill it in
      PICTIFY_API_KEY=pk_live_your_api_key_here
      PICTIFY_WEBHOOK_SECRET=whsec_your_webhook_secret
      STRIPE_PUBLISHABLE_KEY=pk_test_xxxxxxxxxxxxxxxxxxxxxxxx
    `,
  ),
  file(
    'template of a dotenv file in Portuguese',
    '.env.exemplo',
    () => doc`
      # Preencha com as suas chaves
      PICTIFY_API_KEY=pk_live_sua_chave_aqui
      STRIPE_PUBLISHABLE_KEY=pk_test_sua_chave_publica
    `,
  ),
  file(
    'references to other variables instead of keys',
    'docker.env',
    () => doc`
      PICTIFY_API_KEY=\${PICTIFY_API_KEY_PROD}
      STRIPE_PUBLISHABLE_KEY=$STRIPE_PK
      PICTIFY_WEBHOOK_SECRET=op://infra/pictify/webhook
    `,
  ),
  file(
    'commented-out key that is still a key',
    'worker/.env',
    (s) => doc`
      # PICTIFY_API_KEY=${mine(s.key('live', 48))}
      PICTIFY_API_KEY=
    `,
  ),
  file(
    'pair of Stripe keys under short names',
    'checkout/.env',
    (s) => doc`
      STRIPE_PUBLIC=${stripe(vendorKeys.stripe(s))}
      STRIPE_SECRET=${under('stripe/secret-key', secretTwin(s))}
    `,
  ),
  file(
    'key with no vendor and no public name anywhere',
    'job/.env',
    (s) => doc`
      API_KEY=${live(s.key('live', 48))}
      RETRIES=5
    `,
  ),
  file(
    'test key with underscores and dashes in lower-case settings',
    'config/local.env',
    (s) => doc`
      pictify_api_key=${test(urlSafeKey(s, 'test', 72))}
      pictify_region=eu
    `,
  ),
];
