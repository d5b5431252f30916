import { clerk, doc, file, live, mine, other, stripe, under } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import { urlSafeKey, vendorKeys, whsec } from '../vendorKeys.js';
import { bareToken, dashedKey, hexKey, lowerKey } from './pictifyKeys.js';

/** Program code that calls Pictify, in many languages. */
export const sources: readonly CaseMaker[] = [
  file(
    'TypeScript client with the key in the constructor',
    'src/cards/render.ts',
    (s) => doc`
      import { Pictify } from 'pictify';

      const client = new Pictify('${mine(s.key('live', 32))}');

      export const render = (title: string) => client.images.create({ html: '<h1>' + title + '</h1>', width: 1200 });
    `,
  ),
  file(
    'TypeScript client with an options object',
    'src/og/client.ts',
    (s) => doc`
      import Pictify from 'pictify';

      export const pictify = new Pictify({
        timeout: 20_000,
        retries: 2,
        apiKey: "${mine(s.key('live', 80))}",
      });
    `,
  ),
  file(
    'JavaScript fallback behind an environment variable',
    'lib/pictify.js',
    (s) => doc`
      const apiKey = process.env.PICTIFY_API_KEY || '${mine(s.key('test', 36))}';

      module.exports = { apiKey };
    `,
  ),
  file(
    'JavaScript fetch with a bare token in the header and Russian comments',
    'bot/report.js',
    (s) => doc`
      // Отправляем таблицу на отрисовку
      async function draw(html) {
        const answer = await fetch('https://api.pictify.io/image', {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Authorization: 'Bearer ${mine(bareToken(s))}',
          },
          body: JSON.stringify({ html, width: 900 }),
        });
        return answer.json();
      }
    `,
  ),
  file(
    'JavaScript constant far above its use',
    'scripts/banners.mjs',
    (s) => doc`
      const KEY = '${mine(s.key('live', 40))}';
      const sizes = [
        [1200, 630],
        [1080, 1080],
      ];

      for (const [width, height] of sizes) {
        await fetch('https://api.pictify.io/image', {
          method: 'POST',
          headers: { Authorization: \`Bearer \${KEY}\` },
          body: JSON.stringify({ width, height }),
        });
      }
    `,
  ),
  file(
    'Python client',
    'cards/client.py',
    (s) => doc`
      from pictify import Pictify

      client = Pictify(api_key="${mine(s.key('live', 32))}")


      def card(title: str) -> str:
          return client.images.create(html=f"<h1>{title}</h1>").url
    `,
  ),
  file(
    'Python async client with a positional key',
    'worker/render.py',
    (s) => doc`
      from pictify import AsyncPictify

      async def main() -> None:
          async with AsyncPictify('${mine(dashedKey(s, 'live'))}') as pictify:
              await pictify.templates.render("tpl_welcome")
    `,
  ),
  file(
    'Python requests with a dict of headers',
    'report/export.py',
    (s) => doc`
      import requests

      URL = "https://api.pictify.io/image"
      HEADERS = {"Authorization": "Bearer ${mine(s.key('live', 64))}"}


      def snapshot(page):
          return requests.post(URL, json={"url": page}, headers=HEADERS, timeout=30).json()["url"]
    `,
  ),
  file(
    'Python settings of Django',
    'shop/settings/base.py',
    (s) => doc`
      INSTALLED_APPS = ["django.contrib.admin", "shop"]
      STRIPE_PUBLIC_KEY = "${stripe(vendorKeys.stripe(s))}"
      PICTIFY = {
          "API_KEY": "${mine(s.key('test', 32))}",
          "TIMEOUT": 10,
      }
    `,
  ),
  file(
    'Ruby client',
    'app/services/poster.rb',
    (s) => doc`
      class Poster
        def client
          @client ||= Pictify::Client.new(api_key: "${mine(s.key('live', 32))}")
        end
      end
    `,
  ),
  file(
    'Ruby initializer with two vendors',
    'config/initializers/services.rb',
    (s) => doc`
      Rails.configuration.stripe = {
        publishable_key: '${stripe(vendorKeys.oldStripe(s, 'live'))}'
      }

      Rails.configuration.pictify = {
        api_key: '${mine(s.key('live', 24))}'
      }
    `,
  ),
  file(
    'Go client',
    'internal/poster/poster.go',
    (s) => doc`
      package poster

      import "github.com/pictify-io/pictify-go"

      var client = pictify.NewClient("${mine(s.key('live', 36))}")
    `,
  ),
  file(
    'Go constants of two services',
    'internal/config/keys.go',
    (s) => doc`
      package config

      const (
          PictifyAPIKey        = "${mine(hexKey(s, 'live', 64))}"
          StripePublishableKey = "${stripe(vendorKeys.stripe(s, 'live'))}"
      )
    `,
  ),
  file(
    'Go request with header calls and a bare token',
    'cmd/thumb/main.go',
    (s) => doc`
      req, err := http.NewRequest(http.MethodPost, "https://api.pictify.io/image", body)
      if err != nil {
          return err
      }
      req.Header.Set("Authorization", "Bearer ${mine(bareToken(s))}")
    `,
  ),
  file(
    'PHP client with a constant',
    'includes/class-og-image.php',
    (s) => doc`
      <?php
      define( 'PICTIFY_API_KEY', '${mine(s.key('live', 32))}' );

      function og_image( $title ) {
          return wp_remote_post( 'https://api.pictify.io/image', array(
              'headers' => array( 'Authorization' => 'Bearer ' . PICTIFY_API_KEY ),
          ) );
      }
    `,
  ),
  file(
    'PHP configuration array of Laravel',
    'config/services.php',
    (s) => doc`
      <?php

      return [
          'stripe' => ['key' => env('STRIPE_KEY', '${stripe(vendorKeys.stripe(s))}')],
          'pictify' => ['key' => env('PICTIFY_KEY', '${mine(s.key('test', 44))}')],
      ];
    `,
  ),
  file(
    'PHP curl with a list of headers',
    'public/share.php',
    (s) => doc`
      <?php
      $ch = curl_init('https://api.pictify.io/gif');
      curl_setopt($ch, CURLOPT_HTTPHEADER, [
          'Content-Type: application/json',
          'Authorization: Bearer ${mine(s.key('live', 96))}',
      ]);
    `,
  ),
  file(
    'Java bean',
    'src/main/java/app/PictifyConfig.java',
    (s) => doc`
      package app;

      @Configuration
      public class PictifyConfig {
          private static final String API_KEY = "${mine(s.key('live', 32))}";

          @Bean
          public RestClient pictifyClient() {
              return RestClient.builder().baseUrl("https://api.pictify.io").build();
          }
      }
    `,
  ),
  file(
    'Kotlin object with the keys of an app',
    'app/src/main/java/app/Secrets.kt',
    (s) => doc`
      object Secrets {
          const val PICTIFY_API_KEY = "${mine(s.key('live', 28))}"
          const val PAYSTACK_PUBLIC_KEY = "${other(vendorKeys.paystack(s, 'live'))}"
      }
    `,
  ),
  file(
    'Kotlin Gradle build field',
    'app/build.gradle.kts',
    (s) => doc`
      android {
          defaultConfig {
              applicationId = "app.cards"
              buildConfigField("String", "PICTIFY_API_KEY", "\"${mine(s.key('live', 32))}\"")
          }
      }
    `,
  ),
  file(
    'Swift enum of keys',
    'Sources/App/Keys.swift',
    (s) => doc`
      enum Keys {
          static let pictify = "${mine(s.key('live', 32))}"
          static let stripePublishable = "${stripe(vendorKeys.stripe(s, 'live'))}"
      }
    `,
  ),
  file(
    'Swift request with setValue',
    'Sources/App/Share.swift',
    (s) => doc`
      var request = URLRequest(url: URL(string: "https://api.pictify.io/image")!)
      request.httpMethod = "POST"
      request.setValue("Bearer ${mine(s.key('live', 48))}", forHTTPHeaderField: "Authorization")
    `,
  ),
  file(
    'C# client with a header',
    'src/Cards/PictifyClient.cs',
    (s) => doc`
      namespace Cards;

      public sealed class PictifyClient(HttpClient http)
      {
          private const string Token = "${mine(bareToken(s))}";

          public Task<HttpResponseMessage> Render(object body) => http.PostAsJsonAsync("https://api.pictify.io/image", body);
      }
    `,
  ),
  file(
    'Rust constant and request',
    'src/render.rs',
    (s) => doc`
      const PICTIFY_KEY: &str = "${mine(s.key('live', 32))}";

      pub async fn render(html: &str) -> reqwest::Result<String> {
          let client = reqwest::Client::new();
          client.post("https://api.pictify.io/image").bearer_auth(PICTIFY_KEY).send().await?.text().await
      }
    `,
  ),
  file(
    'Rust bearer_auth with the key in place',
    'examples/poster.rs',
    (s) => doc`
      let answer = client
          .post("https://api.pictify.io/image")
          .bearer_auth("${mine(urlSafeKey(s, 'test', 40))}")
          .json(&body)
          .send()
          .await?;
    `,
  ),
  file(
    'Dart service of an app',
    'lib/services/share_card.dart',
    (s) => doc`
      class ShareCardService {
        static const _pictifyKey = '${mine(s.key('live', 32))}';

        Future<Uri> render(String html) async {
          final res = await http.post(
            Uri.parse('https://api.pictify.io/image'),
            headers: {'Authorization': 'Bearer $_pictifyKey'},
          );
          return Uri.parse(jsonDecode(res.body)['url']);
        }
      }
    `,
  ),
  file(
    'Elixir configuration',
    'config/runtime.exs',
    (s) => doc`
      import Config

      config :cards, Cards.Pictify,
        api_key: "${mine(s.key('live', 32))}",
        pool_size: 5

      config :cards, Cards.Stripe,
        publishable_key: "${stripe(vendorKeys.stripe(s, 'live'))}"
    `,
  ),
  file(
    'Scala with a case class',
    'src/main/scala/Render.scala',
    (s) => doc`
      final case class PictifyConfig(apiKey: String, base: String)

      object PictifyConfig {
        val default = PictifyConfig("${mine(s.key('live', 36))}", "https://api.pictify.io")
      }
    `,
  ),
  file(
    'Clojure map',
    'resources/config.edn',
    (s) => doc`
      {:pictify {:api-key "${mine(s.key('live', 32))}"
                 :timeout 5000}
       :stripe  {:publishable-key "${stripe(vendorKeys.stripe(s))}"}}
    `,
  ),
  file(
    'Lua table',
    'config/services.lua',
    (s) => doc`
      return {
        pictify = {
          api_key = "${mine(lowerKey(s, 'live', 36))}",
          width = 1200,
        },
      }
    `,
  ),
  file(
    'Perl with LWP',
    'bin/thumbs.pl',
    (s) => doc`
      my $pictify_key = '${mine(s.key('live', 32))}';
      my $ua = LWP::UserAgent->new;
      $ua->default_header('Authorization' => "Bearer $pictify_key");
      my $res = $ua->post('https://api.pictify.io/image');
    `,
  ),
  file(
    'R script of a report',
    'R/report.R',
    (s) => doc`
      library(httr2)

      req <- request("https://api.pictify.io/image") |>
        req_auth_bearer_token("${mine(s.key('live', 48))}") |>
        req_body_json(list(html = "<p>chart</p>"))
    `,
  ),
  file(
    'Svelte component that carries the key to the browser',
    'src/routes/+page.svelte',
    (s) => doc`
      <script>
        import { Pictify } from 'pictify';
        const pictify = new Pictify({ apiKey: '${mine(s.key('live', 32))}' });
      </script>

      <button on:click={() => pictify.images.create({ html: '<b>hi</b>' })}>Share</button>
    `,
  ),
  file(
    'webhook handler of Pictify with its secret',
    'src/hooks/renders.ts',
    (s) => doc`
      import { createHmac, timingSafeEqual } from 'node:crypto';

      const pictifyWebhookSecret = '${mine(whsec(s))}';

      export function verify(body: string, header: string): boolean {
        const expected = createHmac('sha256', pictifyWebhookSecret).update(body).digest('hex');
        return timingSafeEqual(Buffer.from(expected), Buffer.from(header));
      }
    `,
  ),
  file(
    'Pictify call in a file whose path names Stripe',
    'src/stripe/receiptImage.ts',
    (s) => doc`
      import { Pictify } from 'pictify';

      /** Draws the receipt that we mail after a payment. */
      const pictify = new Pictify('${mine(s.key('live', 32))}');

      export const receipt = (html: string) => pictify.images.create({ html });
    `,
  ),
  file(
    'Stripe call in a file whose path names Pictify',
    'packages/pictify-demo/src/checkout.ts',
    (s) => doc`
      import { loadStripe } from '@stripe/stripe-js';

      export const stripePromise = loadStripe('${stripe(vendorKeys.stripe(s))}');
    `,
  ),
  file(
    'Courier client in JavaScript',
    'src/notify.js',
    (s) => doc`
      const { CourierClient } = require('@trycourier/courier');

      const courier = CourierClient({ authorizationToken: '${under('courier/auth-token', vendorKeys.courier(s))}' });

      module.exports = (to) => courier.send({ message: { to: { email: to }, template: 'WELCOME' } });
    `,
  ),
  file(
    'Clerk provider with the key in place',
    'src/main.tsx',
    (s) => doc`
      import { ClerkProvider } from '@clerk/clerk-react';

      createRoot(root).render(
        <ClerkProvider publishableKey="${clerk(vendorKeys.clerk(s))}">
          <App />
        </ClerkProvider>,
      );
    `,
  ),
  file(
    'test of a client with an invented key',
    'test/client.test.ts',
    () => doc`
      import { Pictify } from 'pictify';

      it('keeps the key', () => {
        expect(new Pictify('pk_test_fake_key_for_tests').apiKey).toBe('pk_test_fake_key_for_tests');
      });
    `,
  ),
  file(
    'checks of a prefix in a validator',
    'src/validate.ts',
    () => doc`
      const PICTIFY_KEY = /^pk_(?:live|test)_[A-Za-z0-9]{32,}$/;

      export function isLive(key: string): boolean {
        if (!PICTIFY_KEY.test(key)) throw new Error('expected pk_live_... or pk_test_...');
        return key.startsWith('pk_live_');
      }
    `,
  ),
  file(
    'generic constant with a header of a service of our own',
    'src/gateway.ts',
    (s) => doc`
      const token = '${live(s.key('live', 56))}';

      export const headers = { Authorization: \`Bearer \${token}\` };
    `,
  ),
];
