import { doc, file, live, mine, other, stripe, test, under } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import { urlSafeKey, vendorKeys } from '../vendorKeys.js';
import { bareToken, dashedKey, hexKey } from './pictifyKeys.js';

/** Requests on the wire and what is kept of them: curl, HTTP files, collections, HAR, logs, chats, patches. */
export const requests: readonly CaseMaker[] = [
  file(
    'curl over several lines',
    'scripts/smoke.sh',
    (s) => doc`
      #!/usr/bin/env bash
      set -euo pipefail
      curl -sS -X POST https://api.pictify.io/image \
        -H 'Content-Type: application/json' \
        -H 'Authorization: Bearer ${mine(s.key('live', 32))}' \
        -d '{"html":"<h1>ok</h1>","width":600}' | jq -r .url
    `,
  ),
  file(
    'curl with a bare token on one line',
    'bin/render',
    (s) => doc`
      #!/bin/sh
      exec curl -s -H "Authorization: Bearer ${mine(bareToken(s))}" https://api.pictify.io/templates
    `,
  ),
  file(
    'curl with the key as a query parameter',
    'docs-internal/preview.sh',
    (s) => doc`
      # opens the flexible route of the spring campaign
      open "https://api.pictify.io/r/spring?title=Sale&token=${mine(s.key('live', 40))}&format=png"
    `,
  ),
  file(
    'curl of Stripe tokens with the publishable key as bearer',
    'scripts/token.sh',
    (s) => doc`
      curl https://api.stripe.com/v1/tokens \
        -H "Authorization: Bearer ${stripe(vendorKeys.stripe(s))}" \
        -d "card[number]=4242424242424242"
    `,
  ),
  file(
    'curl with the publishable Stripe key as user',
    'scripts/source.sh',
    (s) => doc`
      curl https://api.stripe.com/v1/sources -u ${stripe(vendorKeys.oldStripe(s))}: -d type=ideal -d amount=1099
    `,
  ),
  file(
    'curl to Klaviyo',
    'scripts/profiles.sh',
    (s) => doc`
      curl -s https://a.klaviyo.com/api/profiles/ \
        -H 'Authorization: Klaviyo-API-Key ${under('klaviyo/private-key', vendorKeys.klaviyo(s))}' \
        -H 'revision: 2024-10-15'
    `,
  ),
  file(
    'curl to ClickUp without a scheme word',
    'scripts/tasks.sh',
    (s) => doc`
      LIST=901300001
      curl -H "Authorization: ${under('clickup/personal-token', vendorKeys.clickup(s))}" \
        "https://api.clickup.com/api/v2/list/$LIST/task"
    `,
  ),
  file(
    'HTTP file of an editor',
    'requests/images.http',
    (s) => doc`
      ### Render a card
      POST https://api.pictify.io/image
      Authorization: Bearer ${mine(s.key('test', 32))}
      Content-Type: application/json

      { "html": "<h1>Hi</h1>" }

      ### Templates
      GET https://api.pictify.io/templates
    `,
  ),
  file(
    'HTTP file with a variable of its own',
    'requests/all.rest',
    (s) => doc`
      @host = https://api.pictify.io
      @key = ${mine(s.key('live', 36))}

      GET {{host}}/templates
      Authorization: Bearer {{key}}
    `,
  ),
  file(
    'Postman collection with collection-wide auth',
    'postman/pictify.postman_collection.json',
    (s) => doc`
      {
        "info": { "name": "Pictify", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
        "auth": {
          "type": "bearer",
          "bearer": [{ "key": "token", "value": "${mine(s.key('live', 32))}", "type": "string" }]
        },
        "item": [{ "name": "Render", "request": { "method": "POST", "url": "https://api.pictify.io/image" } }]
      }
    `,
  ),
  file(
    'Postman environment with keys of two vendors',
    'postman/staging.postman_environment.json',
    (s) => doc`
      {
        "name": "staging",
        "values": [
          { "key": "stripe_publishable_key", "value": "${stripe(vendorKeys.stripe(s))}", "enabled": true },
          { "key": "pictify_api_key", "value": "${mine(s.key('test', 48))}", "enabled": true },
          { "key": "base_url", "value": "https://staging.cards.test", "enabled": true }
        ]
      }
    `,
  ),
  file(
    'Postman environment where the value stands before the name',
    'postman/prod.postman_environment.json',
    (s) => doc`
      {
        "values": [
          {
            "enabled": true,
            "value": "${mine(urlSafeKey(s, 'live', 64))}",
            "key": "PICTIFY_API_KEY"
          }
        ]
      }
    `,
  ),
  file(
    'Insomnia export',
    'insomnia.yaml',
    (s) => doc`
      _type: export
      __export_format: 4
      resources:
        - _type: request
          name: Render image
          method: POST
          url: https://api.pictify.io/image
          authentication:
            type: bearer
            token: ${mine(bareToken(s))}
    `,
  ),
  file(
    'Bruno request',
    'bruno/Pictify/render.bru',
    (s) => doc`
      meta {
        name: render
        type: http
      }

      post {
        url: https://api.pictify.io/image
        auth: bearer
      }

      auth:bearer {
        token: ${mine(s.key('live', 32))}
      }
    `,
  ),
  file(
    'Bruno environment of a payment page',
    'bruno/environments/test.bru',
    (s) => doc`
      vars {
        paystack_public_key: ${other(vendorKeys.paystack(s))}
        base: https://api.paystack.co
      }
    `,
  ),
  file(
    'HAR of a browser session',
    'support/session.har',
    (s) => doc`
      {
        "log": {
          "version": "1.2",
          "entries": [
            {
              "request": {
                "method": "POST",
                "url": "https://api.pictify.io/image",
                "headers": [
                  { "name": "content-type", "value": "application/json" },
                  { "name": "authorization", "value": "Bearer ${mine(s.key('live', 32))}" }
                ]
              }
            }
          ]
        }
      }
    `,
  ),
  file(
    'HAR with calls of Stripe and Pictify',
    'support/checkout.har',
    (s) => doc`
      {"log":{"entries":[
      {"request":{"method":"POST","url":"https://api.stripe.com/v1/payment_methods","postData":{"text":"type=card&key=${stripe(vendorKeys.stripe(s, 'live'))}"}}},
      {"request":{"method":"GET","url":"https://api.pictify.io/r/receipt?token=${mine(s.key('live', 32))}&no=17","headers":[]}}
      ]}}
    `,
  ),
  file(
    'access log of a proxy with a token in the query',
    'logs/access.log',
    (s) => doc`
      10.1.0.4 - - [12/Mar/2026:10:01:22 +0000] "GET /health HTTP/1.1" 200 2 "-" "kube-probe/1.31"
      10.1.0.9 - - [12/Mar/2026:10:01:23 +0000] "GET https://api.pictify.io/r/invite?name=Ada&token=${mine(bareToken(s))} HTTP/1.1" 200 48211
    `,
  ),
  file(
    'debug log of a worker',
    'logs/worker-2026-03-12.log',
    (s) => doc`
      2026-03-12T10:00:01Z INFO  queue connected
      2026-03-12T10:00:02Z DEBUG pictify: POST /image headers={"authorization":"Bearer ${mine(s.key('live', 32))}"}
      2026-03-12T10:00:03Z INFO  pictify: 200 in 812 ms
    `,
  ),
  file(
    'build log that echoes its environment',
    'ci-output.txt',
    (s) => doc`
      $ printenv | sort
      CI=true
      HOME=/root
      NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=${stripe(vendorKeys.stripe(s))}
      PICTIFY_API_KEY=${mine(s.key('test', 40))}
      PWD=/builds/web
    `,
  ),
  file(
    'stack trace with the key in a message',
    'support/crash.txt',
    (s) => doc`
      Error: Pictify answered 401 for key ${mine(s.key('live', 48))}
          at PictifyClient.request (/srv/app/node_modules/pictify/dist/index.js:88:11)
          at async renderCard (/srv/app/src/cards.js:14:20)
    `,
  ),
  file(
    'chat export as JSON',
    'exports/slack/general/2026-02-03.json',
    (s) => doc`
      [
        { "user": "U1", "ts": "1770112233.000100", "text": "what is the pictify key for prod?" },
        { "user": "U2", "ts": "1770112250.000200", "text": "${mine(s.key('live', 32))} but do not commit it" }
      ]
    `,
  ),
  file(
    'chat export as text, in Spanish',
    'notas/chat.txt',
    (s) => doc`
      [10:14] Marta: necesito la clave de Pictify para generar las imágenes
      [10:15] Luis: aquí está: ${mine(s.key('live', 40))}
      [10:15] Marta: gracias
    `,
  ),
  file(
    'mail thread with a test key',
    'mail/onboarding.eml',
    (s) => doc`
      From: sales@pictify.io
      Subject: Your Pictify sandbox

      Hello, your test key is ${mine(s.key('test', 32))}. It renders 100 images a day.
    `,
  ),
  file(
    'patch that adds a Pictify key',
    'patches/0001-add-og-images.patch',
    (s) => doc`
      diff --git a/.env b/.env
      index 3f1c2aa..9b0e771 100644
      --- a/.env
      +++ b/.env
      @@ -1,2 +1,3 @@
       PORT=3000
      +PICTIFY_API_KEY=${mine(s.key('live', 32))}
       LOG=info
    `,
  ),
  file(
    'patch that swaps the key of another vendor for one of Pictify',
    'patches/swap.diff',
    (s) => doc`
      --- a/config.js
      +++ b/config.js
      @@ -4,4 +4,4 @@ module.exports = {
      -  stripePublishableKey: '${stripe(vendorKeys.stripe(s))}',
      +  pictifyApiKey: '${mine(s.key('live', 56))}',
         currency: 'eur',
       };
    `,
  ),
  file(
    'shell history',
    'dotfiles/.bash_history',
    (s) => doc`
      cd ~/work/cards
      export PICTIFY_API_KEY=${mine(hexKey(s, 'live', 48))}
      npm run render
      git push
    `,
  ),
  file(
    'httpie session',
    'scripts/httpie.fish',
    (s) => doc`
      set -gx PICTIFY_KEY ${mine(s.key('live', 32))}
      http POST https://api.pictify.io/gif "Authorization:Bearer $PICTIFY_KEY" html='<b>x</b>'
    `,
  ),
  file(
    'wget with a header',
    'scripts/fetch-cards.sh',
    (s) => doc`
      wget --header="Authorization: Bearer ${mine(dashedKey(s, 'live'))}" -O card.png https://api.pictify.io/r/card
    `,
  ),
  file(
    'recorded cassette of a test',
    'spec/cassettes/render.yml',
    (s) => doc`
      http_interactions:
        - request:
            method: post
            uri: https://api.pictify.io/image
            headers:
              Authorization:
                - Bearer ${mine(s.key('live', 32))}
          response:
            status:
              code: 200
    `,
  ),
  file(
    'recorded cassette of ClickUp',
    'spec/cassettes/tasks.yml',
    (s) => doc`
      http_interactions:
        - request:
            method: get
            uri: https://api.clickup.com/api/v2/team
            headers:
              Authorization:
                - ${under('clickup/personal-token', vendorKeys.clickup(s))}
    `,
  ),
  file(
    'widget URL of MoonPay',
    'src/widget.txt',
    (s) => doc`
      https://buy.moonpay.com?apiKey=${other(vendorKeys.moonpay(s, 'live'))}&currencyCode=eth
    `,
  ),
  file(
    'OpenAPI example with a cut-off key',
    'openapi/pictify.yaml',
    (s) => doc`
      openapi: 3.1.0
      info: { title: Pictify proxy, version: 1.0.0 }
      components:
        securitySchemes:
          bearer:
            type: http
            scheme: bearer
            description: "Send your key, for example ${`${s.key('live', 4)}...`}"
    `,
  ),
  file(
    'log with masked keys',
    'logs/audit.log',
    (s) => doc`
      2026-03-01 10:00:00 key created key_${s.lower(12)} (${`${s.key('live', 4)}****************${s.alnum(4)}`}) by ada
      2026-03-01 10:05:00 key revoked key_${s.lower(12)} (pk_test_****) by ada
    `,
  ),
  file(
    'signature header of a webhook in a recorded delivery',
    'fixtures/delivery.http',
    (s) => doc`
      POST /hooks/pictify HTTP/1.1
      Host: cards.test
      X-Pictify-Signature: t=1770112233,v1=${s.hex(64)}
      Content-Type: application/json

      {"event":"render.completed","template":"tpl_${s.lower(12)}"}
    `,
  ),
  file(
    'answer of the API with a content hash and ids',
    'fixtures/pictify-render.json',
    (s) => doc`
      {
        "image": {
          "uid": "${s.upper(10)}",
          "url": "https://cdn.pictify.io/renders/${s.upper(10)}.png",
          "sha256": "${s.hex(64)}"
        },
        "template": "tpl_${s.lower(14)}"
      }
    `,
  ),
  file(
    'bearer header of an unnamed service',
    'scripts/call.sh',
    (s) => doc`
      curl -H "Authorization: Bearer ${live(s.key('live', 64))}" "$BASE/v1/items"
    `,
  ),
  file(
    'bearer header of an unnamed service with a test key',
    'scripts/sync.py',
    (s) => doc`
      headers = {
          "Accept": "application/json",
          "Authorization": "Bearer ${test(s.key('test', 52))}",
      }
    `,
  ),
];
