import { clerk, doc, file, mine, other, stripe } from '../corpusCase.js';
import { secretTwin, vendorKeys as keys } from '../vendorKeys.js';

/** Several vendors in one file, one object, one line. */
export const mixed = [
  file(
    'env with four owners',
    '.env',
    (s) => doc`
    NODE_ENV=production
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=${clerk(keys.clerk(s))}
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s, 'live'))}
    PICTIFY_API_KEY=${mine(s.key('live'))}
    PAYSTACK_PUBLIC_KEY=${other(keys.paystack(s, 'live'))}
  `,
  ),
  file(
    'env, ours first',
    '.env.production',
    (s) => doc`
    PICTIFY_API_KEY=${mine(s.key('live'))}
    STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s, 'live'))}
    STRIPE_SECRET_KEY=
  `,
  ),
  file(
    'env, shell style with comments',
    'deploy/app.env',
    (s) => doc`
    # images
    export PICTIFY_API_KEY="${mine(s.key('live', 36))}"
    # payments
    export STRIPE_PUBLIC_KEY="${stripe(keys.oldStripe(s))}"
  `,
  ),
  file(
    'one line, two assignments',
    'run.sh',
    (s) => doc`
    #!/bin/sh
    STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s))} PICTIFY_API_KEY=${mine(s.key('test'))} node server.js
  `,
  ),
  file(
    'one line, ours first',
    'run2.sh',
    (s) => doc`
    #!/bin/sh
    PICTIFY_API_KEY=${mine(s.key('test'))} STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s))} node server.js
  `,
  ),
  file(
    'one object',
    'src/keys.ts',
    (s) => doc`
    export const keys = {
      stripe: '${stripe(keys.oldStripe(s))}',
      pictify: '${mine(s.key('live'))}',
      paystack: '${other(keys.paystack(s))}',
    } as const;
  `,
  ),
  file(
    'one object on one line',
    'src/keys.js',
    (s) => doc`
    module.exports = { stripe: '${stripe(keys.oldStripe(s))}', pictify: '${mine(s.key('live'))}', magic: '${other(keys.magic(s))}' };
  `,
  ),
  file(
    'nested objects',
    'config/default.json',
    (s) => doc`
    {
      "images": {
        "provider": "pictify",
        "apiKey": "${mine(s.key('live', 34))}"
      },
      "payments": {
        "provider": "stripe",
        "publishableKey": "${stripe(keys.oldStripe(s))}"
      }
    }
  `,
  ),
  file(
    'nested yaml',
    'config/app.yml',
    (s) => doc`
    services:
      - name: stripe
        key: ${stripe(keys.oldStripe(s))}
      - name: pictify
        key: ${mine(s.key('live'))}
  `,
  ),
  file(
    'two sections',
    'settings.ini',
    (s) => doc`
    [stripe]
    key = ${stripe(keys.oldStripe(s))}

    [pictify]
    key = ${mine(s.key('test'))}
  `,
  ),
  file(
    'toml tables',
    'app.toml',
    (s) => doc`
    [payments.stripe]
    publishable = "${stripe(keys.oldStripe(s))}"

    [images.pictify]
    key = "${mine(s.key('live'))}"
  `,
  ),
  file(
    'checkout page that renders a card',
    'src/Order.tsx',
    (s) => doc`
    import { loadStripe } from '@stripe/stripe-js';
    import { Pictify } from 'pictify';

    const stripe = loadStripe('${stripe(keys.oldStripe(s))}');
    const pictify = new Pictify({ apiKey: '${mine(s.key('live'))}' });

    export async function Order({ id }: { id: string }) {
      const card = await pictify.render('tpl_order', { id });
      return <img src={card.url} />;
    }
  `,
  ),
  file(
    'pictify import, a stripe call',
    'src/pay.ts',
    (s) => doc`
    import { render } from './pictify';
    import Stripe from 'stripe-client';

    const gateway = Stripe('${stripe(keys.oldStripe(s))}');
    export const card = () => render('tpl_a');
  `,
  ),
  file(
    'python two constants',
    'consts.py',
    (s) => doc`
    STRIPE_PK = "${stripe(keys.oldStripe(s))}"
    PICTIFY_PK = "${mine(s.key('live'))}"
    CLERK_PK = "${clerk(keys.clerk(s))}"
  `,
  ),
  file(
    'ruby hash of keys',
    'config/keys.rb',
    (s) => doc`
    KEYS = {
      stripe: { publishable: '${stripe(keys.oldStripe(s))}' },
      pictify: { api_key: '${mine(s.key('live'))}' }
    }.freeze
  `,
  ),
  file(
    'php env defaults',
    'config/keys.php',
    (s) => doc`
    <?php
    return [
        'stripe'  => ['key' => env('STRIPE_KEY', '${stripe(keys.oldStripe(s))}')],
        'pictify' => ['key' => env('PICTIFY_API_KEY', '${mine(s.key('live'))}')],
    ];
  `,
  ),
  file(
    'java properties',
    'application.properties',
    (s) => doc`
    server.port=8080
    stripe.publishable-key=${stripe(keys.oldStripe(s))}
    pictify.api-key=${mine(s.key('live'))}
    paystack.public-key=${other(keys.paystack(s))}
  `,
  ),
  file(
    'android strings',
    'app/src/main/res/values/secrets.xml',
    (s) => doc`
    <?xml version="1.0" encoding="utf-8"?>
    <resources>
        <string name="stripe_publishable_key">${stripe(keys.oldStripe(s))}</string>
        <string name="pictify_api_key">${mine(s.key('live'))}</string>
        <string name="magic_publishable_key">${other(keys.magic(s))}</string>
    </resources>
  `,
  ),
  file(
    'ios plist',
    'ios/App/Info.plist',
    (s) => doc`
    <plist version="1.0">
    <dict>
      <key>StripePublishableKey</key>
      <string>${stripe(keys.oldStripe(s))}</string>
      <key>PictifyApiKey</key>
      <string>${mine(s.key('test'))}</string>
    </dict>
    </plist>
  `,
  ),
  file(
    'terraform variables',
    'infra/terraform.tfvars',
    (s) => doc`
    region                 = "eu-central-1"
    stripe_publishable_key = "${stripe(keys.oldStripe(s, 'live'))}"
    pictify_api_key        = "${mine(s.key('live'))}"
  `,
  ),
  file(
    'compose environment map',
    'compose.yaml',
    (s) => doc`
    services:
      web:
        image: shop/web
        environment:
          STRIPE_PUBLISHABLE_KEY: ${stripe(keys.oldStripe(s))}
          PICTIFY_API_KEY: ${mine(s.key('live'))}
  `,
  ),
  file(
    'compose environment list',
    'docker-compose.yml',
    (s) => doc`
    services:
      web:
        image: shop/web
        environment:
          - PICTIFY_API_KEY=${mine(s.key('live'))}
          - CLERK_PUBLISHABLE_KEY=${clerk(keys.clerk(s))}
          - STRIPE_PK=${stripe(keys.oldStripe(s))}
  `,
  ),
  file(
    'dockerfile',
    'Dockerfile',
    (s) => doc`
    FROM node:22-slim
    WORKDIR /app
    ARG STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s))}
    ENV PICTIFY_API_KEY=${mine(s.key('live'))}
    COPY . .
    CMD ["node", "server.js"]
  `,
  ),
  file(
    'workflow env',
    '.github/workflows/deploy.yml',
    (s) => doc`
    name: deploy
    on: push
    jobs:
      ship:
        runs-on: ubuntu-latest
        env:
          VITE_STRIPE_PUBLISHABLE_KEY: ${stripe(keys.oldStripe(s))}
          PICTIFY_API_KEY: ${mine(s.key('live'))}
        steps:
          - run: npm run deploy
  `,
  ),
  file(
    'csv table',
    'exports/credentials.csv',
    (s) => doc`
    vendor,environment,key
    stripe,live,${stripe(keys.oldStripe(s, 'live'))}
    pictify,live,${mine(s.key('live'))}
    moyasar,test,${other(keys.moyasar(s))}
  `,
  ),
  file(
    'markdown table',
    'docs/keys.md',
    (s) => doc`
    | Service | Key |
    |---------|-----|
    | Stripe  | ${stripe(keys.oldStripe(s))} |
    | Pictify | ${mine(s.key('test'))} |
  `,
  ),
  file(
    'sql inserts',
    'db/seed.sql',
    (s) => doc`
    INSERT INTO settings (name, value) VALUES ('stripe_publishable_key', '${stripe(keys.oldStripe(s))}');
    INSERT INTO settings (name, value) VALUES ('pictify_api_key', '${mine(s.key('live'))}');
  `,
  ),
  file(
    'sql dump with rows on one line',
    'db/dump.sql',
    (s) => doc`
    INSERT INTO \`options\` VALUES (1,'siteurl','https://shop.example'),(2,'stripe_publishable_key','${stripe(keys.oldStripe(s))}'),(3,'pictify_api_key','${mine(s.key('live'))}'),(4,'paystack_public_key','${other(keys.paystack(s))}');
  `,
  ),
  file(
    'two functions',
    'src/clients.js',
    (s) => doc`
    export function stripeClient() {
      return window.Stripe('${stripe(keys.oldStripe(s))}', { locale: 'de' });
    }

    export function pictifyClient() {
      const key = '${mine(s.key('live'))}';
      return { render: (html) => post('/image', key, html) };
    }
  `,
  ),
  file(
    'switch',
    'src/pick.ts',
    (s) => doc`
    export function keyFor(vendor: string) {
      switch (vendor) {
        case 'stripe':
          return '${stripe(keys.oldStripe(s))}';
        case 'pictify':
          return '${mine(s.key('live'))}';
      }
    }
  `,
  ),
  file(
    'minified bundle',
    'dist/assets/index-4f2a.js',
    (s) => doc`
    !function(){"use strict";var e={stripeKey:"${stripe(keys.oldStripe(s, 'live'))}",locale:"en"},t=function(n){return fetch("https://api.pictify.io/image",{method:"POST",headers:{Authorization:"Bearer ${mine(s.key('live'))}"},body:JSON.stringify(n)})};window.app={e,t}}();
  `,
  ),
  file(
    'minified with clerk',
    'build/main.js',
    (s) => doc`
    const a="${clerk(keys.clerk(s))}",b=Object.freeze({PICTIFY_API_KEY:"${mine(s.key('live'))}",API:"/api"});export{a as k,b as e};
  `,
  ),
  file(
    'webpack defined variables',
    'dist/app.js',
    (s) => doc`
    (()=>{var n={NODE_ENV:"production",REACT_APP_STRIPE_PK:"${stripe(keys.oldStripe(s))}",REACT_APP_PAYSTACK:"${other(keys.paystack(s))}"};console.log(n.REACT_APP_STRIPE_PK)})();
  `,
  ),
  file(
    'log lines',
    'logs/app.log',
    (s) => doc`
    2026-03-02T10:11:12Z INFO  stripe publishable key ${stripe(keys.oldStripe(s))} loaded
    2026-03-02T10:11:13Z DEBUG pictify request Authorization: Bearer ${mine(s.key('live'))}
    2026-03-02T10:11:14Z INFO  ready
  `,
  ),
  file(
    'access log',
    'access.log',
    (s) => doc`
    203.0.113.9 - - [02/Mar/2026:10:11:12 +0000] "GET /image/flex?token=${mine(s.key('live'))}&t=Hi HTTP/1.1" 200 5120 "-" "curl/8"
  `,
  ),
  file(
    'patch',
    'fix.patch',
    (s) => doc`
    diff --git a/config.js b/config.js
    --- a/config.js
    +++ b/config.js
    @@ -1,3 +1,3 @@
     module.exports = {
    -  pictifyKey: '${mine(s.key('live'))}',
    +  pictifyKey: process.env.PICTIFY_API_KEY,
       stripeKey: '${stripe(keys.oldStripe(s))}',
     };
  `,
  ),
  file(
    'chat export',
    'export/general.json',
    (s) => doc`
    [
      {"user": "U1", "text": "what's the pictify key for prod?"},
      {"user": "U2", "text": "here: ${mine(s.key('live'))}"},
      {"user": "U1", "text": "thx"}
    ]
  `,
  ),
  file(
    'chat about two vendors',
    'notes/chat.txt',
    (s) => doc`
    ana: stripe pk is ${stripe(keys.oldStripe(s))}
    ben: and pictify?
    ana: ${mine(s.key('live'))}
  `,
  ),
  file(
    'prose',
    'HANDOVER.md',
    (s) => doc`
    # Handover

    The share images are rendered by Pictify. We use the key ${mine(s.key('live'))}
    for everything; Max has the login.
  `,
  ),
  file(
    'prose about payments',
    'docs/payments.md',
    (s) => doc`
    # Payments

    We take cards with Stripe. For local work the publishable key is
    ${stripe(keys.oldStripe(s))} and nothing else is needed.
  `,
  ),
  file(
    'readme env block',
    'README.md',
    (s) => doc`
    ## Setup

    Create \`.env\`:

    \`\`\`bash
    STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s))}
    PICTIFY_API_KEY=${mine(s.key('test'))}
    \`\`\`
  `,
  ),
  file(
    'magic beside pictify',
    '.env.local',
    (s) => doc`
    NEXT_PUBLIC_MAGIC_KEY=${other(keys.magic(s))}
    PICTIFY_API_KEY=${mine(s.join('pk_live', '_', s.upperHex(16)))}
  `,
  ),
  file(
    'paystack beside a hex key of ours',
    '.env.staging',
    (s) => doc`
    PAYSTACK_PUBLIC_KEY=${other(keys.paystack(s))}
    PICTIFY_API_KEY=${mine(s.join('pk_test', '_', s.hex(40)))}
  `,
  ),
  file(
    'secret twin belongs to the other',
    'app.env',
    (s) => doc`
    STRIPE_SK=${secretTwin(s)}
    STRIPE_PK=${stripe(keys.oldStripe(s))}
    PICTIFY_KEY=${mine(s.key('test'))}
  `,
  ),
  file(
    'curl and stripe in a shell history',
    '.bash_history',
    (s) => doc`
    cd shop
    stripe listen --forward-to localhost:3000
    curl -H "Authorization: Bearer ${mine(s.key('live'))}" https://api.pictify.io/image -d '{"html":"x"}'
    git status
  `,
  ),
  file('notebook with source and output', 'analysis/cards.ipynb', (s) => {
    const key = s.key('live');
    return doc`
    {
     "cells": [
      {
       "cell_type": "code",
       "source": [
        "from pictify import Pictify\n",
        "client = Pictify(\"${mine(key)}\")\n"
       ],
       "outputs": [
        {"name": "stdout", "output_type": "stream", "text": ["using key ${mine(key)}\n"]}
       ]
      }
     ],
     "nbformat": 4
    }
  `;
  }),
  file(
    'notebook with stripe',
    'pay.ipynb',
    (s) => doc`
    {"cells": [{"cell_type": "code", "source": ["import stripe\n", "publishable = '${stripe(keys.oldStripe(s))}'\n"], "outputs": []}], "nbformat": 4}
  `,
  ),
  file(
    'http client file',
    'requests.http',
    (s) => doc`
    @stripe = ${stripe(keys.oldStripe(s))}

    ### render
    POST https://api.pictify.io/image
    Authorization: Bearer ${mine(s.key('live'))}
    Content-Type: application/json

    {"html": "<h1>x</h1>"}
  `,
  ),
  file(
    'postman collection',
    'postman.json',
    (s) => doc`
    {
      "info": {"name": "Pictify"},
      "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "${mine(s.key('live'))}", "type": "string"}]},
      "item": []
    }
  `,
  ),
  file(
    'helm values',
    'charts/shop/values.yaml',
    (s) => doc`
    replicaCount: 2
    stripe:
      publishableKey: ${stripe(keys.oldStripe(s, 'live'))}
    pictify:
      apiKey: ${mine(s.key('live'))}
  `,
  ),
  file(
    'ansible vars',
    'group_vars/all.yml',
    (s) => doc`
    stripe_pk: "${stripe(keys.oldStripe(s))}"
    pictify_key: "${mine(s.key('live'))}"
  `,
  ),
  file(
    'vue component',
    'src/Pay.vue',
    (s) => doc`
    <template>
      <stripe-checkout :pk="publishableKey" :session-id="id" />
    </template>
    <script>
    export default {
      data: () => ({ publishableKey: '${stripe(keys.oldStripe(s))}', id: null }),
    };
    </script>
  `,
  ),
  file(
    'svelte with both',
    'src/routes/+page.svelte',
    (s) => doc`
    <script>
      import { loadStripe } from '@stripe/stripe-js';
      const stripe = await loadStripe('${stripe(keys.oldStripe(s))}');
      const og = 'https://api.pictify.io/image/flex?token=${mine(s.key('live', 20))}&title=x';
    </script>
  `,
  ),
];
