import { clerk, doc, file, other, stripe, under } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';
import { secretTwin, vendorKeys } from '../vendorKeys.js';

/** Keys of other vendors, each in a place where nobody would take it for one of Pictify. */
export const payments: readonly CaseMaker[] = [
  file(
    'Stripe button of an old checkout page',
    'templates/basket.html',
    (s) => doc`
      <form action="/charge" method="post">
        <script
          src="https://checkout.stripe.com/checkout.js"
          class="stripe-button"
          data-key="${stripe(vendorKeys.oldStripe(s))}"
          data-amount="1999"
          data-name="Basket"
        ></script>
      </form>
    `,
  ),
  file(
    'Stripe buy button',
    'public/buy.html',
    (s) => doc`
      <script async src="https://js.stripe.com/v3/buy-button.js"></script>
      <stripe-buy-button
        buy-button-id="buy_btn_${s.alnum(14)}"
        publishable-key="${stripe(vendorKeys.stripe(s, 'live'))}"
      >
      </stripe-buy-button>
    `,
  ),
  file(
    'Stripe constructor with the script tag above',
    'public/pay.html',
    (s) => doc`
      <script src="https://js.stripe.com/v3/"></script>
      <script>
        var stripe = Stripe('${stripe(vendorKeys.stripe(s))}');
        var elements = stripe.elements();
      </script>
    `,
  ),
  file(
    'Stripe in React with a fallback',
    'src/components/Checkout.jsx',
    (s) => doc`
      import { Elements } from '@stripe/react-stripe-js';
      import { loadStripe } from '@stripe/stripe-js';

      const promise = loadStripe(process.env.REACT_APP_STRIPE_KEY ?? '${stripe(vendorKeys.oldStripe(s))}');

      export const Checkout = () => <Elements stripe={promise} />;
    `,
  ),
  file(
    'Stripe in Flutter',
    'lib/main.dart',
    (s) => doc`
      import 'package:flutter_stripe/flutter_stripe.dart';

      void main() async {
        WidgetsFlutterBinding.ensureInitialized();
        Stripe.publishableKey = '${stripe(vendorKeys.stripe(s))}';
        runApp(const App());
      }
    `,
  ),
  file(
    'Stripe in Swift',
    'App/AppDelegate.swift',
    (s) => doc`
      import Stripe

      func application(_ app: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?) -> Bool {
          StripeAPI.defaultPublishableKey = "${stripe(vendorKeys.stripe(s, 'live'))}"
          return true
      }
    `,
  ),
  file(
    'Stripe in Kotlin',
    'app/src/main/java/app/App.kt',
    (s) => doc`
      import com.stripe.android.PaymentConfiguration

      class App : Application() {
          override fun onCreate() {
              super.onCreate()
              PaymentConfiguration.init(applicationContext, "${stripe(vendorKeys.stripe(s))}")
          }
      }
    `,
  ),
  file(
    'Stripe in a Rails view',
    'app/views/charges/new.html.erb',
    (s) => doc`
      <%= javascript_include_tag 'https://js.stripe.com/v3/' %>
      <script>
        const stripe = Stripe('${stripe(vendorKeys.oldStripe(s, 'live'))}');
      </script>
    `,
  ),
  file(
    'Stripe in a Blade view',
    'resources/views/pay.blade.php',
    (s) => doc`
      <div id="card-element" data-stripe-key="${stripe(vendorKeys.stripe(s))}"></div>
      <p>{{ __('Your card is charged once.') }}</p>
    `,
  ),
  file(
    'Stripe key in a plpgsql trigger with Portuguese comments',
    'supabase/migrations/20260101_stripe.sql',
    (s) => doc`
      -- Preenche a chave pública quando o gateway for stripe
      create or replace function fill_stripe_key() returns trigger as $$
      begin
        if new.stripe_public_key is null then
          new.stripe_public_key := '${stripe(vendorKeys.stripe(s))}';
        end if;
        return new;
      end;
      $$ language plpgsql;
    `,
  ),
  file(
    'options of WooCommerce in a database dump',
    'db/wp_options.sql',
    (s) => doc`
      INSERT INTO wp_options (option_name, option_value, autoload) VALUES
      ('blogname', 'Garden Tools', 'yes'),
      ('woocommerce_stripe_settings', 'a:2:{s:7:"enabled";s:3:"yes";s:15:"publishable_key";s:107:"${stripe(vendorKeys.stripe(s, 'live'))}";}', 'yes');
    `,
  ),
  file(
    'publishable and secret key of Stripe in PHP',
    'config/stripe.php',
    (s) => doc`
      <?php
      return [
          'publishable' => '${stripe(vendorKeys.stripe(s))}',
          'secret' => '${under('stripe/secret-key', secretTwin(s))}',
      ];
    `,
  ),
  file(
    'Stripe key under a name that says nothing',
    'src/store/index.js',
    (s) => doc`
      export const config = {
        apiToken: '${stripe(vendorKeys.stripe(s, 'live'))}',
        locale: 'fr',
      };
    `,
  ),
  file(
    'minified page that loads Stripe',
    'dist/assets/pay-4f1c.js',
    (s) => doc`
      var e=n(71),t=e.loadStripe("${stripe(vendorKeys.stripe(s, 'live'))}"),r=()=>t.then(e=>e.redirectToCheckout({lineItems:[{price:"price_1",quantity:1}],mode:"payment"}));export{r as default};
    `,
  ),
  file(
    'Clerk in an Expo application',
    'app.json',
    (s) => doc`
      {
        "expo": {
          "name": "notes",
          "extra": { "clerkPublishableKey": "${clerk(vendorKeys.clerk(s))}" }
        }
      }
    `,
  ),
  file(
    'Clerk script tag of a plain page',
    'public/index.html',
    (s) => doc`
      <script
        async
        crossorigin="anonymous"
        data-clerk-publishable-key="${clerk(vendorKeys.clerk(s))}"
        src="https://cdn.jsdelivr.net/npm/@clerk/clerk-js@5/dist/clerk.browser.js"
      ></script>
    `,
  ),
  file(
    'Clerk key of production in a Dockerfile',
    'Dockerfile',
    (s) => doc`
      FROM node:22-alpine
      WORKDIR /app
      ARG NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=${clerk(vendorKeys.clerk(s, 'live', 'clerk.notes-app.io'))}
      COPY . .
      RUN npm ci && npm run build
    `,
  ),
  file(
    'Clerk key under the name API_KEY',
    'mobile/keys.ts',
    (s) => doc`
      export const API_KEY = '${clerk(vendorKeys.clerk(s, 'test'))}';
    `,
  ),
  file(
    'Paystack inline on a page',
    'public/donate.html',
    (s) => doc`
      <script src="https://js.paystack.co/v1/inline.js"></script>
      <script>
        PaystackPop.setup({
          key: '${other(vendorKeys.paystack(s, 'live'))}',
          email: document.getElementById('email').value,
          amount: 500000,
          currency: 'NGN',
        }).openIframe();
      </script>
    `,
  ),
  file(
    'Paystack in Flutter',
    'lib/payment.dart',
    (s) => doc`
      final plugin = PaystackPlugin();

      Future<void> init() => plugin.initialize(publicKey: '${other(vendorKeys.paystack(s))}');
    `,
  ),
  file(
    'Paystack in Laravel',
    'config/paystack.php',
    (s) => doc`
      <?php
      return [
          'publicKey' => '${other(vendorKeys.paystack(s))}',
          'secretKey' => getenv('PAYSTACK_SECRET_KEY'),
          'paymentUrl' => 'https://api.paystack.co',
      ];
    `,
  ),
  file(
    'Paystack constant in TypeScript',
    'src/constants/payments.ts',
    (s) => doc`
      export const PAYSTACK_CONFIG = {
        publicKey: '${other(vendorKeys.paystack(s, 'live'))}',
        plans: { starter: 'PLN_starter', pro: 'PLN_pro' },
      };
    `,
  ),
  file(
    'Moyasar form with Arabic text',
    'public/ar/pay.html',
    (s) => doc`
      <!-- نموذج الدفع -->
      <script src="https://cdn.moyasar.com/mpf/1.15.0/moyasar.js"></script>
      <script>
        Moyasar.init({
          element: '.mysr-form',
          amount: 1000,
          currency: 'SAR',
          publishable_api_key: '${other(vendorKeys.moyasar(s))}',
        });
      </script>
    `,
  ),
  file(
    'Magic link in React',
    'src/auth/magic.ts',
    (s) => doc`
      import { Magic } from 'magic-sdk';

      export const magic = new Magic('${other(vendorKeys.magic(s))}');
    `,
  ),
  file(
    'Fortmatic in a web3 modal',
    'src/web3/providers.js',
    (s) => doc`
      export const providerOptions = {
        fortmatic: { package: Fortmatic, options: { key: '${other(vendorKeys.magic(s, 'test'))}' } },
      };
    `,
  ),
  file(
    'MoonPay in React',
    'src/Buy.tsx',
    (s) => doc`
      import { MoonPayProvider } from '@moonpay/moonpay-react';

      export const Buy = () => <MoonPayProvider apiKey="${other(vendorKeys.moonpay(s, 'live'))}" debug />;
    `,
  ),
  file(
    'Culqi with Spanish comments',
    'public/js/pago.js',
    (s) => doc`
      // Llave pública del comercio
      Culqi.publicKey = '${other(vendorKeys.culqi(s))}';
      Culqi.settings({ title: 'Tienda', currency: 'PEN', amount: 6000 });
    `,
  ),
  file(
    'PAY.JP with Japanese comments',
    'app/javascript/card.js',
    (s) => doc`
      // 公開鍵を設定する
      const payjp = Payjp('${other(vendorKeys.payjp(s))}');
      const elements = payjp.elements();
    `,
  ),
  file(
    'Yoco popup',
    'src/yoco.js',
    (s) => doc`
      const yoco = new window.YocoSDK({ publicKey: '${other(vendorKeys.yoco(s))}' });

      export const pay = (cents) => yoco.showPopup({ amountInCents: cents, currency: 'ZAR', name: 'Roastery' });
    `,
  ),
  file(
    'Tap card form',
    'src/TapForm.tsx',
    (s) => doc`
      import { TapCard } from '@tap-payments/card-sdk';

      export const Form = () => <TapCard publicKey="${other(vendorKeys.tap(s))}" merchant={{ id: '1' }} />;
    `,
  ),
  file(
    'PayMongo in PHP',
    'pay/paymongo.php',
    (s) => doc`
      <?php
      // safe to expose: public key of PayMongo
      const PAYMONGO_PUBLIC_KEY = '${other(vendorKeys.paymongo(s))}';
    `,
  ),
  file(
    'Liveblocks client',
    'liveblocks.config.ts',
    (s) => doc`
      import { createClient } from '@liveblocks/client';

      export const client = createClient({ publicApiKey: '${other(vendorKeys.liveblocks(s))}' });
    `,
  ),
  file(
    'Knock feed',
    'src/Feed.tsx',
    (s) => doc`
      const KNOCK_PUBLIC_API_KEY = '${other(vendorKeys.knock(s))}';

      export const Feed = ({ user }) => <KnockProvider apiKey={KNOCK_PUBLIC_API_KEY} userId={user} />;
    `,
  ),
  file(
    'Checkout.com frames',
    'public/frames.js',
    (s) => doc`
      // card form of checkout.com
      Frames.init({ publicKey: '${other(vendorKeys.checkout(s))}' });
    `,
  ),
  file(
    'KOMOJU fields',
    'public/komoju.html',
    (s) => doc`
      <script type="module" src="https://multipay.komoju.com/fields.js"></script>
      <komoju-fields publishable-key="${other(vendorKeys.komoju(s))}"></komoju-fields>
    `,
  ),
  file(
    'keys that only hold the prefix inside',
    'src/vendors.ts',
    (s) => doc`
      export const keys = {
        paymob: '${vendorKeys.paymob(s)}',
        omise: '${vendorKeys.omise(s)}',
        radar: '${vendorKeys.radar(s)}',
      };
    `,
  ),
  file(
    'map token of Mapbox',
    'src/map.js',
    (s) => doc`
      mapboxgl.accessToken = '${vendorKeys.mapbox(s)}';
    `,
  ),
  file(
    'publishable key of a Medusa shop',
    'storefront/.env.local',
    (s) => doc`
      NEXT_PUBLIC_MEDUSA_BACKEND_URL=http://localhost:9000
      NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY=${vendorKeys.medusa(s)}
    `,
  ),
  file(
    'Courier client in Python',
    'notify/send.py',
    (s) => doc`
      from trycourier import Courier

      client = Courier(auth_token="${under('courier/auth-token', vendorKeys.courier(s))}")
    `,
  ),
  file(
    'Courier request in Go',
    'notify/send.go',
    (s) => doc`
      req, _ := http.NewRequest("POST", "https://api.courier.com/send", body)
      req.Header.Add("Authorization", "Bearer ${under('courier/auth-token', vendorKeys.courier(s))}")
    `,
  ),
  file(
    'Klaviyo header in Ruby',
    'app/services/newsletter.rb',
    (s) => doc`
      request = Net::HTTP::Post.new(URI('https://a.klaviyo.com/api/profiles/'))
      request['revision'] = '2024-10-15'
      request['Authorization'] = 'Klaviyo-API-Key ${under('klaviyo/private-key', vendorKeys.klaviyo(s))}'
    `,
  ),
  file(
    'ClickUp token in Python',
    'tools/board.py',
    (s) => doc`
      CLICKUP_API_KEY = "${under('clickup/personal-token', vendorKeys.clickup(s))}"
      HEADERS = {"Authorization": CLICKUP_API_KEY}
    `,
  ),
  file(
    'Stripe in the environment of Angular',
    'src/environments/environment.ts',
    (s) => doc`
      export const environment = {
        production: false,
        apiUrl: 'http://localhost:8080',
        stripeKey: '${stripe(vendorKeys.oldStripe(s))}',
      };
    `,
  ),
  file(
    'Stripe in a Vue component',
    'src/views/Pay.vue',
    (s) => doc`
      <template>
        <StripeElements :stripe-key="key"><StripeElement type="card" /></StripeElements>
      </template>

      <script setup>
      const key = '${stripe(vendorKeys.stripe(s))}';
      </script>
    `,
  ),
  file(
    'Stripe in Objective-C',
    'ios/AppDelegate.m',
    (s) => doc`
      #import <Stripe/Stripe.h>

      - (BOOL)application:(UIApplication *)app didFinishLaunchingWithOptions:(NSDictionary *)options {
        [[STPPaymentConfiguration sharedConfiguration] setPublishableKey:@"${stripe(vendorKeys.oldStripe(s, 'live'))}"];
        return YES;
      }
    `,
  ),
  file(
    'Stripe in the settings of a Hugo site',
    'hugo.toml',
    (s) => doc`
      title = "Roastery"

      [params.stripe]
      publishableKey = "${stripe(vendorKeys.stripe(s, 'live'))}"
    `,
  ),
  file(
    'Stripe in Visual Basic',
    'Pay.aspx.vb',
    (s) => doc`
      Public Const StripePublishableKey As String = "${stripe(vendorKeys.stripe(s))}"
    `,
  ),
  file(
    'Stripe key in the answer of an endpoint that a test expects',
    'spec/requests/config_spec.rb',
    (s) => doc`
      it 'tells the browser the publishable key of Stripe' do
        get '/config'
        expect(json['publishableKey']).to eq('${stripe(vendorKeys.stripe(s))}')
      end
    `,
  ),
  file(
    'Stripe in a Django template',
    'templates/checkout.html',
    (s) => doc`
      {% load static %}
      <script src="https://js.stripe.com/v3/"></script>
      <script>const stripe = Stripe("${stripe(vendorKeys.oldStripe(s, 'live'))}", { locale: "{{ LANGUAGE_CODE }}" });</script>
    `,
  ),
  file(
    'Clerk in a Kotlin application',
    'app/src/main/java/notes/App.kt',
    (s) => doc`
      class App : Application() {
          override fun onCreate() {
              super.onCreate()
              Clerk.initialize(this, publishableKey = "${clerk(vendorKeys.clerk(s))}")
          }
      }
    `,
  ),
  file(
    'Clerk key of a long development host in a workflow',
    '.github/workflows/preview.yml',
    (s) => doc`
      env:
        VITE_CLERK_PUBLISHABLE_KEY: ${clerk(vendorKeys.clerk(s, 'test', `immense-marmoset-${s.digits(2)}.clerk.accounts.dev`))}
    `,
  ),
  file(
    'Paystack in an Android manifest',
    'android/app/src/main/AndroidManifest.xml',
    (s) => doc`
      <application android:label="Oja">
        <meta-data android:name="co.paystack.android.PublicKey" android:value="${other(vendorKeys.paystack(s))}" />
      </application>
    `,
  ),
  file(
    'Paystack in Java',
    'app/src/main/java/oja/App.java',
    (s) => doc`
      PaystackSdk.initialize(getApplicationContext());
      PaystackSdk.setPublicKey("${other(vendorKeys.paystack(s, 'live'))}");
    `,
  ),
  file(
    'Paystack in a React hook',
    'src/Donate.jsx',
    (s) => doc`
      import { usePaystackPayment } from 'react-paystack';

      const config = { reference: String(Date.now()), email: 'ada@cards.test', amount: 20000, publicKey: '${other(vendorKeys.paystack(s))}' };

      export const Donate = () => <button onClick={usePaystackPayment(config)}>Give</button>;
    `,
  ),
];
