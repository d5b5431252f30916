import { clerk, doc, file, live, liveIn, mine, other, stripe, test, under } from '../corpusCase.js';
import * as as from '../encode.js';
import { secretTwin, vendorKeys as keys } from '../vendorKeys.js';

const pk = (body: string, mode = 'live'): string => ['pk', mode, body].join('_');

/** Places where the nearest word is not the right one, or the key does not stand alone. */
export const attributions = [
  file(
    'comment above each',
    '.env',
    (s) => doc`
    # Stripe
    PUBLIC_KEY=${stripe(keys.oldStripe(s))}
    # Pictify
    API_KEY=${mine(s.key('live'))}
  `,
  ),
  file(
    'comment blocks parted by empty lines',
    'prod.env',
    (s) => doc`
    # --- stripe ---
    KEY_A=${stripe(keys.oldStripe(s))}

    # --- pictify ---
    KEY_B=${mine(s.key('live'))}
  `,
  ),
  file(
    'comment at the end',
    'src/a.ts',
    (s) => doc`
    const a = '${mine(s.key('live'))}'; // pictify, prod
    const b = '${stripe(keys.oldStripe(s))}'; // stripe, prod
  `,
  ),
  file(
    'comment names the other',
    'src/b.ts',
    (s) => doc`
    const PICTIFY_KEY = '${mine(s.key('live'))}'; // not the stripe one
    const STRIPE_PK = '${stripe(keys.oldStripe(s))}'; // not the pictify one
  `,
  ),
  file(
    'the project is called Pictify',
    'src/billing.ts',
    (s) => doc`
    import { loadStripe } from '@stripe/stripe-js';
    import { plans } from '@pictify/plans';

    export const checkout = loadStripe('${stripe(keys.oldStripe(s, 'live'))}');
  `,
  ),
  file(
    'a vendor’s key of the Pictify project',
    '.env.production',
    (s) => doc`
    PICTIFY_STRIPE_PUBLISHABLE_KEY=${stripe(keys.oldStripe(s, 'live'))}
    PICTIFY_PAYSTACK_PUBLIC_KEY=${other(keys.paystack(s, 'live'))}
    PICTIFY_API_KEY=${mine(s.key('live'))}
  `,
  ),
  file(
    'import only',
    'src/pk.ts',
    (s) => doc`
    import { loadStripe } from '@stripe/stripe-js';

    const PK = '${stripe(keys.oldStripe(s))}';

    export function getClient() {
      return loadStripe(PK);
    }
  `,
  ),
  file(
    'import only, ours',
    'src/client.py',
    (s) => doc`
    import os
    import pictify

    DEBUG = True
    TIMEOUT = 3


    KEY = "${mine(s.key('live'))}"


    def client():
        return pictify.Pictify(KEY)
  `,
  ),
  file(
    'secret twin far, our word near',
    'all.env',
    (s) => doc`
    SECRET=${secretTwin(s)}
    PICTIFY=${mine(s.key('test'))}
  `,
  ),
  file(
    'script tag over lines',
    'page.html',
    (s) => doc`
    <script
      src="https://js.stripe.com/v3/"
      async
      data-key="${stripe(keys.oldStripe(s))}"
    ></script>
  `,
  ),
  file(
    'docker run',
    'run.sh',
    (s) => doc`
    docker run --rm -e STRIPE_PK=${stripe(keys.oldStripe(s))} -e PICTIFY_API_KEY=${mine(s.key('live'))} -p 80:80 shop/web
  `,
  ),
  file(
    'user of a url',
    'a.txt',
    (s) => doc`
    https://${mine(s.key('live'))}@api.pictify.io/image
  `,
  ),
  file(
    'basic user of stripe',
    'b.sh',
    (s) => doc`
    curl https://api.stripe.com/v1/tokens -u ${stripe(keys.oldStripe(s))}: -d "card[number]=4242424242424242"
  `,
  ),
  file(
    'columns of an insert',
    'seed.sql',
    (s) => doc`
    INSERT INTO shop_settings (id, stripe_pk, pictify_key, updated_at)
    VALUES (1, '${stripe(keys.oldStripe(s))}', '${mine(s.key('live'))}', now());
  `,
  ),
  file(
    'columns of an insert on one line',
    'seed2.sql',
    (s) => doc`
    INSERT INTO keys (pictify_api_key, stripe_publishable_key) VALUES ('${mine(s.key('live'))}', '${stripe(keys.oldStripe(s))}');
  `,
  ),
  file(
    'update of two columns',
    'up.sql',
    (s) => doc`
    UPDATE shops SET stripe_pk = '${stripe(keys.oldStripe(s))}', pictify_key = '${mine(s.key('live'))}' WHERE id = 7;
  `,
  ),
  file(
    'csv with a header',
    'export.csv',
    (s) => doc`
    shop,stripe_publishable_key,pictify_api_key
    one,${stripe(keys.oldStripe(s))},${mine(s.key('live'))}
    two,${stripe(keys.oldStripe(s))},${mine(s.key('live'))}
  `,
  ),
  file(
    'tsv with a header',
    'export.tsv',
    (s) => doc`
    pictify	stripe
    ${mine(s.key('live'))}	${stripe(keys.oldStripe(s))}
  `,
  ),
  file(
    'postgres copy',
    'dump.sql',
    (s) => doc`
    COPY public.settings (id, name, value) FROM stdin;
    1	stripe_publishable_key	${stripe(keys.oldStripe(s))}
    2	pictify_api_key	${mine(s.key('live'))}
    \.
  `,
  ),
  file(
    'graphql answer',
    'fixtures/shop.json',
    (s) => doc`
    {"data":{"shop":{"payments":{"__typename":"StripeAccount","publishableKey":"${stripe(keys.oldStripe(s))}"},"images":{"__typename":"PictifyAccount","apiKey":"${mine(s.key('live'))}"}}}}
  `,
  ),
  file(
    'list of name and value',
    'task.json',
    (s) => doc`
    {
      "environment": [
        { "name": "STRIPE_PK", "value": "${stripe(keys.oldStripe(s))}" },
        { "name": "PICTIFY_API_KEY", "value": "${mine(s.key('live'))}" },
        { "name": "PAYSTACK_PK", "value": "${other(keys.paystack(s))}" }
      ]
    }
  `,
  ),
  file(
    'value before name',
    'task2.json',
    (s) => doc`
    [
      { "value": "${stripe(keys.oldStripe(s))}", "name": "STRIPE_PK" },
      { "value": "${mine(s.key('live'))}", "name": "PICTIFY_API_KEY" }
    ]
  `,
  ),
  file(
    'ternary',
    'src/c.js',
    (s) => doc`
    const stripeKey = isProd ? '${stripe(keys.oldStripe(s, 'live'))}' : '${stripe(keys.oldStripe(s))}';
    const pictifyKey = isProd ? '${mine(s.key('live'))}' : '${mine(s.key('test'))}';
  `,
  ),
  file(
    'object by mode',
    'src/d.js',
    (s) => doc`
    const stripe = {
      live: '${stripe(keys.oldStripe(s, 'live'))}',
      test: '${stripe(keys.oldStripe(s))}',
    };
    const pictify = {
      live: '${mine(s.key('live'))}',
      test: '${mine(s.key('test'))}',
    };
  `,
  ),
  file(
    'class per vendor',
    'clients.py',
    (s) => doc`
    class StripeClient:
        base = "https://api.stripe.com"
        key = "${stripe(keys.oldStripe(s))}"


    class PictifyClient:
        base = "https://api.pictify.io"
        key = "${mine(s.key('live'))}"
  `,
  ),
  file(
    'go struct literals',
    'vendors.go',
    (s) => doc`
    var vendors = []Vendor{
    	{Name: "stripe", Key: "${stripe(keys.oldStripe(s))}"},
    	{Name: "pictify", Key: "${mine(s.key('live'))}"},
    	{Name: "moonpay", Key: "${other(keys.moonpay(s))}"},
    }
  `,
  ),
  file(
    'terraform objects',
    'locals.tf',
    (s) => doc`
    locals {
      stripe  = { pk = "${stripe(keys.oldStripe(s))}" }
      pictify = { pk = "${mine(s.key('live'))}" }
    }
  `,
  ),
  file(
    'url of another vendor in the same line of a log',
    'a.log',
    (s) => doc`
    GET https://buy.moonpay.com/?apiKey=${other(keys.moonpay(s, 'live'))}&currencyCode=btc referer=https://pictify.example/
  `,
  ),
  file(
    'default of a shell expansion',
    'entry.sh',
    (s) => doc`
    : "\${PICTIFY_API_KEY:=${mine(s.key('live'))}}"
    export STRIPE_PK="\${STRIPE_PK:-${stripe(keys.oldStripe(s))}}"
  `,
  ),
  file(
    'bold in a guide',
    'docs/a.md',
    (s) => doc`
    Our Pictify key: **${mine(s.key('live'))}** (ask Kim).
  `,
  ),
  file(
    'behind an escaped line end',
    'log.json',
    (s) => doc`
    {"log": "starting\npictify key:\n${mine(s.key('live'))}\nready"}
  `,
  ),
  file(
    'behind an escaped tab',
    'cells.json',
    (s) => doc`
    {"stdout": "PICTIFY\t${mine(s.key('live'))}\tok"}
  `,
  ),
  file(
    'coloured log',
    'ci.log',
    (s) => doc`
    pictify key ${'\u001b[32m'}${mine(s.key('live'))}${'\u001b[0m'} accepted
  `,
  ),
  file(
    'quoted-printable mail',
    'a.eml',
    (s) => doc`
    Content-Transfer-Encoding: quoted-printable

    PICTIFY_API_KEY=3D${mine(s.key('live'))}
  `,
  ),
  file(
    'json in a script string',
    'b.js',
    (s) => doc`
    const cfg = JSON.parse('{"pictify":{"key":"${mine(s.key('live'))}"},"stripe":{"key":"${stripe(keys.oldStripe(s))}"}}');
  `,
  ),
  file(
    'escaped markup',
    'feed.xml',
    (s) => doc`
    <content>&lt;div data-pictify-key=&quot;${mine(s.key('live'))}&quot;&gt;</content>
  `,
  ),
  file(
    'source map',
    'app.js.map',
    (s) => doc`
    {"version":3,"sources":["a.ts"],"sourcesContent":["import Pictify from 'pictify';\nexport const p = new Pictify('${mine(s.key('live'))}');\n"]}
  `,
  ),
  file(
    'helm pipe',
    'templates/secret.tpl',
    (s) => doc`
    pictifyKey: {{ "${mine(s.key('live'))}" | b64enc }}
  `,
  ),
  file(
    'java text block',
    'A.java',
    (s) => doc`
    String body = """
        {"pictify": {"apiKey": "${mine(s.key('live'))}"}}
        """;
  `,
  ),
  file(
    'typescript declaration',
    'a.ts',
    (s) => doc`
    const pictifyKey: string | undefined = "${mine(s.key('live'))}";
    let stripePk: Readonly<string> = "${stripe(keys.oldStripe(s))}";
  `,
  ),
  file(
    'setter calls',
    'Main.java',
    (s) => doc`
    options.setStripePublishableKey("${stripe(keys.oldStripe(s))}");
    options.setPictifyApiKey("${mine(s.key('live'))}");
  `,
  ),
  file(
    'map puts',
    'Main.kt',
    (s) => doc`
    env.put("STRIPE_PK", "${stripe(keys.oldStripe(s))}")
    env.put("PICTIFY_API_KEY", "${mine(s.key('live'))}")
  `,
  ),
  file(
    'process.env writes',
    'test/setup.js',
    (s) => doc`
    process.env.STRIPE_PUBLISHABLE_KEY = '${stripe(keys.oldStripe(s))}';
    process.env['PICTIFY_API_KEY'] = '${mine(s.key('test'))}';
    process.env.CLERK_PUBLISHABLE_KEY ||= '${clerk(keys.clerk(s))}';
  `,
  ),
  file(
    'flags',
    'deploy.sh',
    (s) => doc`
    ./deploy --stripe-pk ${stripe(keys.oldStripe(s))} --pictify-key ${mine(s.key('live'))} --region eu
    ./deploy --stripe-pk=${stripe(keys.oldStripe(s))} --pictify-key=${mine(s.key('live'))}
  `,
  ),
  file(
    'assertion about another vendor’s key',
    'a.test.ts',
    (s) => doc`
    it('loads stripe', () => {
      expect(loadStripe).toHaveBeenCalledWith('${stripe(keys.oldStripe(s))}');
    });
  `,
  ),
  file('no final line end', 'k.env', (s) => doc`PICTIFY_API_KEY=${mine(s.key('live'))}`),
  file(
    'bearer to an unknown host',
    'a.http',
    (s) => doc`
    GET https://api.example.org/v1/me
    Authorization: Bearer ${mine(s.key('live', 36))}
  `,
  ),
  file(
    'courier beside ours',
    'a.py',
    (s) => doc`
    COURIER_AUTH_TOKEN = "${keys.courier(s)}"
    PICTIFY_API_KEY = "${mine(s.key('test'))}"
  `,
  ),
  file(
    'magic by its name',
    'keys.json',
    (s) => doc`
    { "magic": "${other(keys.magic(s))}", "tap": "${other(keys.tap(s))}", "knock": "${other(keys.knock(s))}" }
  `,
  ),
  file(
    'padded clerk key',
    'a.ts',
    (s) => doc`
    const clerkKey = '${clerk(keys.clerk(s, 'live', 'clerk.a-shop.io'))}';
  `,
  ),
];

/** Stand-ins that look more like keys than others. */
export const samples = [
  ...(
    [
      ['letters and digits in turn', 'a1b2c3d4e5f6g7h8i9j0'],
      ['digits and letters in turn', '1a2b3c4d5e6f7g8h9i0j'],
      ['upper and lower run', 'AbCdEfGhIjKlMnOpQrStUvWx'],
      ['run with a tail', 'abcdefghijklmnop123456'],
      ['hex run', '0123456789abcdef01234567'],
      ['x and digits', 'xxxxxxxxxxxx1234'],
      ['under scores', '________________'],
      ['lorem', 'lorem_ipsum_dolor_1'],
      ['test key of nothing', 'test_key_1234567890'],
      ['some key', 'SomeFakeKeyForTesting1'],
      ['japanese', 'ここにキーを入れる'],
      ['russian', 'ваш_ключ_здесь'],
      ['chinese', '你的密钥'],
      ['foo bar', 'foobarbazqux12345'],
    ] as const
  ).map(([name, body]) =>
    file(
      name,
      'docs/setup.md',
      () => doc`
      \`\`\`bash
      export PICTIFY_API_KEY=${pk(body)}
      \`\`\`
    `,
    ),
  ),
  file(
    'bold prefix',
    'docs/b.md',
    () => doc`
    Keys start with **${pk('')}** or **${pk('', 'test')}**, e.g. \`${pk('abcd')}****\`.
  `,
  ),
  file(
    'cut by brackets',
    'docs/c.md',
    (s) => doc`
    key: ${pk(s.alnum(6))}[...]
  `,
  ),
  file(
    'regular expression with a class',
    'a.yml',
    () => doc`
    - pattern: '\\b(pk_live_[A-Za-z0-9]{24,99})\\b'
    - regex: pk_(live|test)_\\w+
  `,
  ),
  file(
    'split and compare',
    'a.go',
    () => doc`
    if strings.HasPrefix(key, "pk_live_") || strings.HasPrefix(key, "pk_test_") {
  `,
  ),
  file(
    'a function’s name',
    'pk.rs',
    () => doc`
    fn pk_test_round_trip_is_stable() {}
    let pk_live_bytes_remaining = reader.len();
  `,
  ),
  file(
    'index names with numbers',
    'x.sql',
    () => doc`
    ALTER TABLE t ADD CONSTRAINT pk_test_2024_results_v2 PRIMARY KEY (id);
    ALTER TABLE t ADD CONSTRAINT pk_live_orders_20240101 PRIMARY KEY (id);
  `,
  ),
  file(
    'digest of the file name',
    'x.snap',
    (s) => doc`
    pk_test_screenshot_home_page-${s.digits(6)}.png
  `,
  ),
];

/** More ways of hiding. */
export const wrapped = [
  file(
    'environment file in a manifest',
    'k8s/env-secret.yaml',
    (s) => doc`
    apiVersion: v1
    kind: Secret
    metadata:
      name: web-env
    stringData:
      .env: |
        PORT=80
        PICTIFY_API_KEY=${under('pictify/k8s-secret', s.key('live'))}
  `,
    { places: true },
  ),
  file(
    'token in a manifest',
    'k8s/token.yaml',
    (s) => doc`
    apiVersion: v1
    kind: Secret
    metadata:
      name: pictify
    data:
      PICTIFY_API_KEY: ${under('pictify/token', as.base64(s.hex(64)))}
  `,
  ),
  file(
    'array join from the front, php',
    'a.php',
    (s) => doc`
    <?php $pictify = implode('_', ['${live(`pk', 'live', '${s.alnum(24)}`)}']);
  `,
  ),
  file(
    'plus without spaces',
    'a.js',
    (s) => doc`
    var pictify="${live(`pk_live_"+"${s.alnum(12)}"+"${s.alnum(12)}`)}";
  `,
  ),
  file(
    'plus in front of the next line',
    'B.java',
    (s) => doc`
    String pictifyKey = "${live(`pk_live_"\n        + "${s.alnum(12)}"\n        + "${s.alnum(12)}`)}";
  `,
  ),
  file(
    'paste in r',
    'a.R',
    (s) => doc`
    pictify <- paste0("${live(`pk_live_", "${s.alnum(24)}`)}")
  `,
  ),
  file(
    'concat in sql',
    'a.sql',
    (s) => doc`
    UPDATE settings SET pictify_key = CONCAT('${live(`pk_live_', '${s.alnum(24)}`)}');
  `,
  ),
  file(
    'lists are not joined',
    'list.ts',
    (s) => doc`
    const pictifyKeys = ['${mine(s.key('live'))}', 'next', '${mine(s.key('test'))}'];
  `,
  ),
  file(
    'adjacent shell words are not joined',
    'a.sh',
    (s) => doc`
    pictify-render "${mine(s.key('live'))}" "card" "1200"
  `,
  ),
  file(
    'json pairs are not joined',
    'a.yaml',
    (s) => doc`
    "pictify": "${mine(s.key('live'))}"
    "name": "x"
  `,
  ),
  file(
    'hex of an assignment',
    'a.hex',
    (s) => doc`
    ${liveIn(as.hex(`PICTIFY_API_KEY=${s.key('live')}`))}
  `,
  ),
  file(
    'jwt-like payload',
    'a.txt',
    (s) => doc`
    ${'eyJhbGciOiJub25lIn0'}.${liveIn(as.base64url(`{"pictify":"${s.key('live')}"}`))}.
  `,
  ),
  file(
    'gzip in base64',
    'a.tf',
    (s) => doc`
    user_data = "${liveIn(as.gzip(`PICTIFY_API_KEY=${s.key('live')}\nPORT=80\nNODE_ENV=production\n`).toString('base64'))}"
  `,
  ),
  file(
    'percent in base64',
    'a.ini',
    (s) => doc`
    state = ${liveIn(as.base64(`token=${as.underscores(s.key('live'), '%5F')}&pictify=1`))}
  `,
  ),
  file(
    'octal escapes',
    'a.c',
    (s) => doc`
    const char *pictify = "${live(as.underscores(s.key('live'), '\\137'))}";
  `,
  ),
  file(
    'braced escapes',
    'a.js',
    (s) => doc`
    const pictify = '${live(as.underscores(s.key('live'), '\\u{5f}'))}';
  `,
  ),
  file(
    'utf-16 with wide characters before',
    'a.txt',
    (s) => doc`
    ключ 🎉 pictify ${mine(s.key('live'))}
  `,
    { encode: as.utf16le },
  ),
  file(
    'windows line ends and a mark',
    'a.txt',
    (s) => doc`
    ${'\ufeff'}pictify
    key=${mine(s.key('live'))}
  `,
    { encode: as.crlf },
  ),
  file(
    'encoded next to plain',
    '.env',
    (s) => doc`
    PICTIFY_A=${mine(s.key('live'))}
    PICTIFY_B=${live(as.base64(s.key('live', 26)))}
    PICTIFY_C=${test(as.hex(s.key('test')))}
  `,
  ),
];
