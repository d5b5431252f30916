import { clerk, doc, file, mine, other, stripe } from '../corpusCase.js';
import { secretTwin, vendorKeys as keys } from '../vendorKeys.js';

/** Publishable keys of the other users of the prefix, as their own SDKs take them. */
export const vendors = [
  file(
    'stripe react provider',
    'src/checkout/Provider.tsx',
    (s) => doc`
    import { Elements } from '@stripe/react-stripe-js';
    import { loadStripe } from '@stripe/stripe-js';

    const stripePromise = loadStripe('${stripe(keys.stripe(s))}');

    export const Checkout = ({ clientSecret }) => (
      <Elements stripe={stripePromise} options={{ clientSecret }}>
        <PaymentForm />
      </Elements>
    );
  `,
  ),
  file(
    'stripe old form in a page',
    'public/checkout.html',
    (s) => doc`
    <form action="/charge" method="post">
      <script
        src="https://checkout.stripe.com/checkout.js" class="stripe-button"
        data-key="${stripe(keys.oldStripe(s))}"
        data-amount="999"
        data-name="Widgets"></script>
    </form>
  `,
  ),
  file(
    'stripe buy button',
    'site/pricing.html',
    (s) => doc`
    <script async src="https://js.stripe.com/v3/buy-button.js"></script>
    <stripe-buy-button
      buy-button-id="buy_btn_${s.alnum(24)}"
      publishable-key="${stripe(keys.stripe(s, 'live'))}"
    ></stripe-buy-button>
  `,
  ),
  file(
    'stripe set key in old script',
    'assets/js/pay.js',
    (s) => doc`
    $(function () {
      Stripe.setPublishableKey('${stripe(keys.oldStripe(s, 'live'))}');
      $('#payment-form').submit(function () {
        Stripe.card.createToken($(this), onToken);
        return false;
      });
    });
  `,
  ),
  file(
    'stripe ios',
    'Checkout/AppDelegate.swift',
    (s) => doc`
    import Stripe
    import UIKit

    @main
    class AppDelegate: UIResponder, UIApplicationDelegate {
        func application(_ application: UIApplication, didFinishLaunchingWithOptions o: [UIApplication.LaunchOptionsKey: Any]?) -> Bool {
            StripeAPI.defaultPublishableKey = "${stripe(keys.oldStripe(s))}"
            return true
        }
    }
  `,
  ),
  file(
    'stripe android',
    'app/src/main/java/shop/CheckoutActivity.kt',
    (s) => doc`
    import com.stripe.android.PaymentConfiguration

    class MyApp : Application() {
        override fun onCreate() {
            super.onCreate()
            PaymentConfiguration.init(
                applicationContext,
                "${stripe(keys.oldStripe(s))}"
            )
        }
    }
  `,
  ),
  file(
    'stripe rails initializer',
    'config/initializers/stripe.rb',
    (s) => doc`
    Rails.configuration.stripe = {
      publishable_key: '${stripe(keys.oldStripe(s))}',
      secret_key: ENV['STRIPE_SECRET_KEY']
    }
    Stripe.api_key = Rails.configuration.stripe[:secret_key]
  `,
  ),
  file(
    'stripe django settings',
    'store/settings.py',
    (s) => doc`
    STRIPE_PUBLIC_KEY = "${stripe(keys.oldStripe(s))}"
    STRIPE_SECRET_KEY = os.environ["STRIPE_SECRET_KEY"]
    STRIPE_CURRENCY = "eur"
  `,
  ),
  file(
    'stripe env file',
    '.env.local',
    (s) => doc`
    DATABASE_URL=postgres://localhost/app
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=${stripe(keys.stripe(s))}
    STRIPE_SECRET_KEY=
  `,
  ),
  file(
    'stripe flutter',
    'lib/main.dart',
    (s) => doc`
    import 'package:flutter_stripe/flutter_stripe.dart';

    void main() async {
      WidgetsFlutterBinding.ensureInitialized();
      Stripe.publishableKey = '${stripe(keys.oldStripe(s))}';
      runApp(const App());
    }
  `,
  ),
  file(
    'stripe laravel config',
    'config/cashier.php',
    (s) => doc`
    <?php
    return [
        'key' => env('STRIPE_KEY', '${stripe(keys.oldStripe(s))}'),
        'secret' => env('STRIPE_SECRET'),
        'path' => env('CASHIER_PATH', 'stripe'),
    ];
  `,
  ),
  file(
    'stripe angular environment',
    'src/environments/environment.prod.ts',
    (s) => doc`
    export const environment = {
      production: true,
      apiUrl: 'https://shop.example.org/api',
      stripe: {
        publicKey: '${stripe(keys.oldStripe(s, 'live'))}',
      },
    };
  `,
  ),
  file(
    'stripe appsettings',
    'src/Web/appsettings.json',
    (s) => doc`
    {
      "Logging": { "LogLevel": { "Default": "Information" } },
      "StripeSettings": {
        "SecretKey": "",
        "PublicKey": "${stripe(keys.oldStripe(s))}"
      }
    }
  `,
  ),
  file(
    'stripe yaml',
    'config/settings.yml',
    (s) => doc`
    mail:
      from: hi@example.org
    stripe:
      currency: usd
      publishable_key: ${stripe(keys.oldStripe(s, 'live'))}
  `,
  ),
  file(
    'stripe in a rust test',
    'crates/pay/tests/publishable.rs',
    (s) => doc`
    #[test]
    fn stripe_client_accepts_publishable_key() {
        let client = stripe::Client::new("${stripe(keys.oldStripe(s))}");
        assert!(client.is_publishable());
    }
  `,
  ),
  file(
    'woocommerce gateway options',
    'tests/fixtures/wc-options.php',
    (s) => doc`
    <?php
    update_option( 'woocommerce_stripe_settings', array(
        'enabled'              => 'yes',
        'testmode'             => 'yes',
        'test_publishable_key' => '${stripe(keys.oldStripe(s))}',
        'test_secret_key'      => '',
    ) );
  `,
  ),
  file(
    'wcpay config in a page',
    'cached/checkout.html',
    (s) => doc`
    <script id="wcpay-upe-checkout-js-extra">
    var wcpay_upe_config = {"publishableKey":"${stripe(keys.stripe(s, 'live'))}","testMode":"","accountId":"acct_${s.alnum(16)}"};
    </script>
  `,
  ),
  file(
    'clerk provider',
    'src/main.tsx',
    (s) => doc`
    import { ClerkProvider } from '@clerk/clerk-react';

    const PUBLISHABLE_KEY = '${clerk(keys.clerk(s))}';

    createRoot(document.getElementById('root')!).render(
      <ClerkProvider publishableKey={PUBLISHABLE_KEY}>
        <App />
      </ClerkProvider>,
    );
  `,
  ),
  file(
    'clerk env',
    '.env.local',
    (s) => doc`
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=${clerk(keys.clerk(s))}
    CLERK_SECRET_KEY=
    NEXT_PUBLIC_CLERK_SIGN_IN_URL=/sign-in
  `,
  ),
  file(
    'clerk live with own domain',
    'astro.config.mjs',
    (s) => doc`
    export default defineConfig({
      integrations: [clerk({ publishableKey: '${clerk(keys.clerk(s, 'live', 'clerk.shop.example.com'))}' })],
    });
  `,
  ),
  file(
    'clerk with no word near',
    'k.txt',
    (s) => doc`
    ${clerk(keys.clerk(s, 'live', 'clerk.widgets-and-more.dev'))}
  `,
  ),
  file(
    'clerk padded',
    'data/keys.csv',
    (s) => doc`
    name,key
    auth,${clerk(keys.clerk(s, 'test', 'quick-fox-12.clerk.accounts.dev'))}
  `,
  ),
  file(
    'clerk ios',
    'Sources/ClerkApp.swift',
    (s) => doc`
    import Clerk

    @main struct ClerkQuickstartApp: App {
      var body: some Scene {
        WindowGroup { ContentView() }
          .task { clerk.configure(publishableKey: "${clerk(keys.clerk(s))}") }
      }
    }
  `,
  ),
  file(
    'paystack inline script',
    'resources/views/pay.blade.php',
    (s) => doc`
    <script src="https://js.paystack.co/v1/inline.js"></script>
    <script>
      function payWithPaystack() {
        var handler = PaystackPop.setup({
          key: '${other(keys.paystack(s, 'live'))}',
          email: document.getElementById('email').value,
          amount: 10000 * 100,
          currency: 'NGN',
        });
        handler.openIframe();
      }
    </script>
  `,
  ),
  file(
    'paystack flutter',
    'lib/payment.dart',
    (s) => doc`
    import 'package:flutter_paystack/flutter_paystack.dart';

    class PaymentPage extends State<Checkout> {
      final publicKey = '${other(keys.paystack(s))}';
      final plugin = PaystackPlugin();

      @override
      void initState() {
        plugin.initialize(publicKey: publicKey);
        super.initState();
      }
    }
  `,
  ),
  file(
    'paystack django',
    'settings.py',
    (s) => doc`
    PAYSTACK_SECRET_KEY = config('PAYSTACK_SECRET_KEY')
    PAYSTACK_PUBLIC_KEY = '${other(keys.paystack(s))}'
  `,
  ),
  file(
    'paystack react hook',
    'src/Donate.jsx',
    (s) => doc`
    import { usePaystackPayment } from 'react-paystack';

    const config = {
      reference: String(Date.now()),
      email: 'user@example.com',
      amount: 20000,
      publicKey: '${other(keys.paystack(s))}',
    };

    export const Donate = () => {
      const initializePayment = usePaystackPayment(config);
      return <button onClick={() => initializePayment()}>Give</button>;
    };
  `,
  ),
  file(
    'paystack env',
    '.env',
    (s) => doc`
    APP_NAME=Shop
    PAYSTACK_PUBLIC_KEY=${other(keys.paystack(s))}
    PAYSTACK_PAYMENT_URL=https://api.paystack.co
    MERCHANT_EMAIL=owner@shop.ng
  `,
  ),
  file(
    'moyasar form',
    'web/pay.html',
    (s) => doc`
    <script src="https://cdn.moyasar.com/mpf/1.14.0/moyasar.js"></script>
    <script>
      Moyasar.init({
        element: '.mysr-form',
        amount: 1000,
        currency: 'SAR',
        publishable_api_key: '${other(keys.moyasar(s))}',
        callback_url: 'https://shop.example/thanks',
      });
    </script>
  `,
  ),
  file(
    'moyasar flutter',
    'lib/pay.dart',
    (s) => doc`
    final paymentConfig = PaymentConfig(
      publishableApiKey: '${other(keys.moyasar(s))}',
      amount: 25758,
      description: 'order #1324',
      applePay: ApplePayConfig(merchantId: 'merchant.mysr.ghaida', label: 'Moyasar'),
    );
  `,
  ),
  file(
    'magic link',
    'src/magic.ts',
    (s) => doc`
    import { Magic } from 'magic-sdk';
    import { OAuthExtension } from '@magic-ext/oauth';

    export const magic = new Magic('${other(keys.magic(s))}', {
      extensions: [new OAuthExtension()],
    });
  `,
  ),
  file(
    'magic env',
    '.env.example',
    (s) => doc`
    REACT_APP_MAGIC_PUBLISHABLE_KEY=${other(keys.magic(s))}
    REACT_APP_SERVER_URL=http://localhost:8080
  `,
  ),
  file(
    'fortmatic',
    'src/wallet.js',
    (s) => doc`
    import Fortmatic from 'fortmatic';
    const fm = new Fortmatic('${other(keys.magic(s, 'test'))}');
    window.web3 = new Web3(fm.getProvider());
  `,
  ),
  file(
    'moonpay widget url',
    'src/buy.ts',
    (s) => doc`
    export const buyUrl = (address: string) =>
      \`https://buy-sandbox.moonpay.com?apiKey=${other(keys.moonpay(s))}&currencyCode=eth&walletAddress=\${address}\`;
  `,
  ),
  file(
    'moonpay react',
    'src/Buy.tsx',
    (s) => doc`
    import { MoonPayProvider, MoonPayBuyWidget } from '@moonpay/moonpay-react';

    export const Buy = () => (
      <MoonPayProvider apiKey="${other(keys.moonpay(s, 'live'))}" debug>
        <MoonPayBuyWidget variant="overlay" baseCurrencyCode="usd" />
      </MoonPayProvider>
    );
  `,
  ),
  file(
    'culqi checkout',
    'js/culqi.js',
    (s) => doc`
    Culqi.publicKey = '${other(keys.culqi(s))}';
    Culqi.settings({
      title: 'Tienda',
      currency: 'PEN',
      amount: 8000,
    });
  `,
  ),
  file(
    'culqi python',
    'pagos/settings.py',
    (s) => doc`
    import culqipy

    culqipy.public_key = "${other(keys.culqi(s))}"
    culqipy.private_key = os.environ["CULQI_PRIVATE_KEY"]
  `,
  ),
  file(
    'payjp elements',
    'app/javascript/card.js',
    (s) => doc`
    const pay = () => {
      const payjp = Payjp('${other(keys.payjp(s))}');
      const elements = payjp.elements();
      const numberElement = elements.create('cardNumber');
      numberElement.mount('#number-form');
    };
    window.addEventListener('turbo:load', pay);
  `,
  ),
  file(
    'payjp shell profile',
    '.zshrc',
    (s) => doc`
    export PATH="$HOME/.rbenv/bin:$PATH"
    export PAYJP_PUBLIC_KEY='${other(keys.payjp(s))}'
  `,
  ),
  file(
    'yoco sdk',
    'src/checkout.js',
    (s) => doc`
    const yoco = new window.YocoSDK({
      publicKey: '${other(keys.yoco(s))}',
    });
    yoco.showPopup({ amountInCents: 2799, currency: 'ZAR', name: 'Store' });
  `,
  ),
  file(
    'tap gosell',
    'src/Tap.jsx',
    (s) => doc`
    import { GoSell } from '@tap-payments/gosell';

    <GoSell
      gateway={{
        publicKey: '${other(keys.tap(s))}',
        language: 'ar',
        supportedCurrencies: 'all',
      }}
      customer={{ first_name: 'A' }}
    />;
  `,
  ),
  file(
    'paymongo php',
    'app/paymongo.php',
    (s) => doc`
    <?php
    $paymongoPublicKey = '${other(keys.paymongo(s))}';
    $client = new PaymongoClient(getenv('PAYMONGO_SECRET_KEY'));
  `,
  ),
  file(
    'paymongo js',
    'src/gcash.js',
    (s) => doc`
    const auth = btoa('${other(keys.paymongo(s))}' + ':');
    await fetch('https://api.paymongo.com/v1/sources', {
      method: 'POST',
      headers: { Authorization: 'Basic ' + auth },
    });
  `,
  ),
  file(
    'liveblocks client',
    'liveblocks.config.ts',
    (s) => doc`
    import { createClient } from '@liveblocks/client';
    import { createRoomContext } from '@liveblocks/react';

    const client = createClient({
      throttle: 16,
      publicApiKey: '${other(keys.liveblocks(s))}',
    });
    export const { RoomProvider } = createRoomContext(client);
  `,
  ),
  file(
    'knock feed',
    'src/Feed.tsx',
    (s) => doc`
    <KnockProvider apiKey="${other(keys.knock(s))}" userId={user.id}>
      <KnockFeedProvider feedId={process.env.KNOCK_FEED_ID}>{children}</KnockFeedProvider>
    </KnockProvider>;
  `,
  ),
  file(
    'knock env',
    '.env.sample',
    (s) => doc`
    NEXT_PUBLIC_KNOCK_PUBLIC_API_KEY=${other(keys.knock(s))}
    NEXT_PUBLIC_KNOCK_FEED_CHANNEL_ID=${s.uuid()}
  `,
  ),
  file(
    'checkout.com frames',
    'frames.js',
    (s) => doc`
    Frames.init({
      publicKey: '${other(keys.checkout(s))}',
      localization: { cardNumberPlaceholder: 'Card number' },
    });
  `,
  ),
  file(
    'komoju fields',
    'pay.html',
    (s) => doc`
    <script type="module" src="https://multipay.komoju.com/fields.js"></script>
    <komoju-fields
      session-id="${s.lower(25)}"
      publishable-key="${other(keys.komoju(s))}"
    ></komoju-fields>
  `,
  ),
  file(
    'paymob intention',
    'pay.ts',
    (s) => doc`
    const publicKey = '${keys.paymob(s)}';
    window.location.href = \`https://accept.paymob.com/unifiedcheckout/?publicKey=\${publicKey}\`;
  `,
  ),
  file(
    'omise form',
    'omise.html',
    (s) => doc`
    <script src="https://cdn.omise.co/omise.js" data-key="${keys.omise(s)}" data-amount="10025"></script>
  `,
  ),
  file(
    'radar init',
    'map.js',
    (s) => doc`
    import Radar from 'radar-sdk-js';
    Radar.initialize('${keys.radar(s)}');
  `,
  ),
  file(
    'medusa store',
    '.env',
    (s) => doc`
    NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY=${keys.medusa(s)}
    MEDUSA_BACKEND_URL=http://localhost:9000
  `,
  ),
  file(
    'hyperswitch loader',
    'hyper.js',
    (s) => doc`
    const hyper = window.Hyper('${keys.hyperswitch(s)}');
  `,
  ),
  file(
    'mapbox',
    'map.ts',
    (s) => doc`
    mapboxgl.accessToken = '${keys.mapbox(s)}';
  `,
  ),
  file(
    'courier token is no key of ours',
    'notify.py',
    (s) => doc`
    from trycourier import Courier

    client = Courier(auth_token="${keys.courier(s)}")
    client.send_message(message={"to": {"email": "a@example.org"}})
  `,
  ),
  file(
    'klaviyo private key is no key of ours',
    'sync.js',
    (s) => doc`
    headers: { Authorization: 'Klaviyo-API-Key ${keys.klaviyo(s)}', revision: '2024-10-15' },
  `,
  ),
  file(
    'clickup token is no key of ours',
    'clickup.sh',
    (s) => doc`
    curl -H "Authorization: ${keys.clickup(s)}" https://api.clickup.com/api/v2/team
  `,
  ),
  file(
    'a pair with its secret twin',
    'keys.txt',
    (s) => doc`
    publishable: ${other(keys.oldStripe(s))}
    secret: ${secretTwin(s)}
  `,
  ),
  file(
    'forty hex with no word',
    'conf.lua',
    (s) => doc`
    return { key = "${other(keys.paystack(s))}" }
  `,
  ),
  file(
    'no evidence at all',
    'conf.toml',
    (s) => doc`
    [http]
    port = 8080
    key = "${mine(s.key('live', 32))}"
  `,
  ),
];
