import { createSampler } from '../../../rules/sampler.js';
import type { Sampler } from '../../../src/model/rule.js';

/** A rule that must be reported on a line. */
interface ExpectedLine {
  readonly rule: string;
  readonly line: number;
}

/** A short file, laid down by lines: made by putting keys of many forms into many places. */
export interface TableCase {
  readonly group: string;
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly expected: readonly ExpectedLine[];
}

const LIVE = 'pictify/live-key';
const TEST = 'pictify/test-key';
const TOKEN = 'pictify/token';

/** Where a Pictify key stands in real projects: [path, text with KEY, line of the key]. */
const PLACES: readonly (readonly [string, string])[] = [
  [
    'src/card.ts',
    "import { Pictify } from 'pictify';\n\nconst pictify = new Pictify({ apiKey: 'KEY' });\nexport default pictify;",
  ],
  [
    'src/server.js',
    "const Pictify = require('pictify');\nconst client = new Pictify('KEY');\nmodule.exports = client;",
  ],
  [
    'src/fetch.mjs',
    "const response = await fetch('https://api.pictify.io/image', {\n  method: 'POST',\n  headers: { Authorization: 'Bearer KEY' },\n});",
  ],
  [
    'app/render.tsx',
    "export async function card() {\n  const apiKey = 'KEY';\n  return render({ apiKey, host: 'api.pictify.io' });\n}",
  ],
  ['render.py', 'from pictify import Pictify\n\nclient = Pictify(api_key="KEY")\n'],
  [
    'worker.py',
    'import requests\n\nr = requests.post(\n    "https://api.pictify.io/gif",\n    headers={"Authorization": "Bearer KEY"},\n)\n',
  ],
  ['async.py', 'client = AsyncPictify("KEY")\nimage = await client.images.create(html=html)\n'],
  ['lib/card.rb', "client = Pictify::Client.new(api_key: 'KEY')\nclient.images.create(html: html)\n"],
  ['main.go', 'package main\n\nfunc main() {\n\tclient := pictify.NewClient("KEY")\n\t_ = client\n}\n'],
  ['src/Card.php', "<?php\n$pictify = new \\Pictify\\Client('KEY');\n"],
  ['Card.java', 'class Card {\n  private static final String PICTIFY_API_KEY = "KEY";\n}\n'],
  ['Card.kt', 'val pictify = PictifyClient(apiKey = "KEY")\n'],
  ['Card.cs', 'public class Card {\n    private const string PictifyKey = "KEY";\n}\n'],
  ['src/card.rs', 'fn main() {\n    let client = pictify::Client::new("KEY");\n}\n'],
  ['Card.swift', 'let pictify = Pictify(apiKey: "KEY")\n'],
  ['card.dart', "final pictify = Pictify('KEY');\n"],
  ['card.ex', 'config :card, pictify_api_key: "KEY"\n'],
  ['Card.scala', 'val pictify = Pictify("KEY")\n'],
  ['card.lua', 'local pictify_key = "KEY"\n'],
  ['card.pl', "my $pictify_key = 'KEY';\n"],
  ['card.R', 'pictify_key <- "KEY"\n'],
  ['deploy.sh', '#!/bin/sh\nexport PICTIFY_API_KEY=KEY\nnode server.js\n'],
  ['try.sh', 'curl -X POST https://api.pictify.io/image \\\n  -H "Authorization: Bearer KEY" \\\n  -d @card.json\n'],
  ['deploy.ps1', '$env:PICTIFY_API_KEY = "KEY"\n'],
  ['.env', 'PORT=3000\nPICTIFY_API_KEY=KEY\n'],
  ['.env.production', 'PICTIFY_API_KEY="KEY"\nNODE_ENV=production\n'],
  ['config/app.yml', 'pictify:\n  base_url: https://api.pictify.io\n  api_key: KEY\n'],
  ['values.yaml', 'env:\n  - name: PICTIFY_API_KEY\n    value: KEY\n'],
  ['docker-compose.yml', 'services:\n  web:\n    image: web\n    environment:\n      PICTIFY_API_KEY: KEY\n'],
  [
    '.github/workflows/cards.yml',
    'jobs:\n  cards:\n    steps:\n      - run: node cards.js\n        env:\n          PICTIFY_API_KEY: KEY\n',
  ],
  ['Dockerfile', 'FROM node:22\nENV PICTIFY_API_KEY=KEY\nCMD ["node", "server.js"]\n'],
  ['main.tf', 'resource "aws_ssm_parameter" "pictify" {\n  name  = "/pictify/key"\n  value = "KEY"\n}\n'],
  ['appsettings.json', '{\n  "Pictify": {\n    "ApiKey": "KEY"\n  }\n}\n'],
  [
    '.mcp.json',
    '{\n  "mcpServers": {\n    "pictify": {\n      "command": "npx",\n      "args": ["@pictify/mcp-server"],\n      "env": { "PICTIFY_API_KEY": "KEY" }\n    }\n  }\n}\n',
  ],
  [
    'claude_desktop_config.json',
    '{"mcpServers": {"pictify": {"url": "https://mcp.pictify.io", "headers": {"X-API-Key": "KEY"}}}}\n',
  ],
  ['config.toml', '[pictify]\nkey = "KEY"\n'],
  ['config.ini', '[pictify]\nkey = KEY\n'],
  ['application.properties', 'pictify.api.key=KEY\n'],
  ['config.xml', '<config>\n  <add key="PictifyApiKey" value="KEY" />\n</config>\n'],
  ['index.html', '<script>\n  const pictify = new Pictify("KEY");\n</script>\n'],
  ['notes.md', '# Cards\n\nUse our Pictify key KEY for the render job.\n'],
  ['chat.txt', '[10:02] ada: what is the pictify key?\n[10:03] bob: KEY\n'],
  ['server.log', '2026-11-02T10:00:00Z INFO GET https://api.pictify.io/image?token=KEY 200\n'],
  ['dump.sql', "INSERT INTO settings (name, value) VALUES ('pictify_api_key', 'KEY');\n"],
  [
    'fix.patch',
    'diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n+const pictify = new Pictify("KEY");\n',
  ],
  [
    'cards.ipynb',
    '{"cells": [{"cell_type": "code", "source": ["from pictify import Pictify\\n", "client = Pictify(\\"KEY\\")\\n"], "outputs": []}]}\n',
  ],
  ['bundle.min.js', 'var a=1,b=Stripe,c=function(){return new Pictify({apiKey:"KEY"})};export{c as d};\n'],
  ['nothing.js', "export const key = 'KEY';\n"],
];

const BODIES: readonly (readonly [string, (sample: Sampler) => string])[] = [
  ['16', (sample) => sample.alnum(16)],
  ['24', (sample) => sample.alnum(24)],
  ['32 hex', (sample) => sample.hex(32)],
  ['43 url-safe', (sample) => sample.urlSafe(43).replace(/^[-_]|[-_]$/g, 'a')],
  ['128', (sample) => sample.alnum(128)],
];

/** Other vendors' publishable keys in code that uses them: [vendor, body, texts with KEY]. */
const VENDORS: readonly (readonly [string, (sample: Sampler) => string, readonly (readonly [string, string])[]])[] = [
  [
    'stripe',
    (s) => s.join('51', s.alnum(87), '00', s.alnum(8)),
    [
      ['pay.ts', "import { loadStripe } from '@stripe/stripe-js';\nconst stripe = await loadStripe('KEY');\n"],
      ['.env', 'STRIPE_PUBLISHABLE_KEY=KEY\n'],
      ['index.html', '<script src="https://js.stripe.com/v3/"></script>\n<script>const s = Stripe("KEY");</script>\n'],
      ['pay.rb', 'Rails.configuration.stripe = { publishable_key: "KEY" }\n'],
      ['nothing.js', "const k = 'KEY';\n"],
    ],
  ],
  [
    'stripe old',
    (s) => s.alnum(24),
    [
      ['pay.js', "var stripe = Stripe('KEY');\n"],
      ['config/stripe.yml', 'development:\n  publishable_key: KEY\n'],
      ['settings.py', 'STRIPE_PUBLIC_KEY = "KEY"\nSTRIPE_SECRET_KEY = os.environ["STRIPE_SECRET_KEY"]\n'],
      [
        'checkout.html',
        '<script src="https://checkout.stripe.com/checkout.js" class="stripe-button" data-key="KEY"></script>\n',
      ],
      ['App.vue', '<stripe-checkout publishable-key="KEY" />\n'],
      ['application.properties', 'stripe.public.key=KEY\n'],
    ],
  ],
  [
    'woocommerce',
    (s) => s.alnum(24),
    [
      [
        'dump.sql',
        'INSERT INTO wp_options VALUES (\'woocommerce_stripe_settings\', \'a:1:{s:15:"publishable_key";s:32:"KEY";}\');\n',
      ],
    ],
  ],
  [
    'clerk',
    (s) =>
      Buffer.from(`${s.lower(8)}.clerk.accounts.dev$`)
        .toString('base64')
        .replace(/=+$/, ''),
    [
      ['.env.local', 'NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=KEY\n'],
      ['app.tsx', '<ClerkProvider publishableKey="KEY">{children}</ClerkProvider>\n'],
      ['nothing.js', "const k = 'KEY';\n"],
    ],
  ],
  [
    'paystack',
    (s) => s.hex(40),
    [
      [
        'pay.js',
        "const handler = PaystackPop.setup({\n  key: 'KEY',\n  email: 'a@example.com',\n  amount: 10000,\n});\n",
      ],
      ['pay.dart', "await paystackPlugin.initialize(publicKey: 'KEY');\n"],
      ['nothing.js', "const k = 'KEY';\n"],
    ],
  ],
  [
    'moyasar',
    (s) => s.alnum(40),
    [['pay.html', "<script>\nMoyasar.init({\n  element: '.form',\n  publishable_api_key: 'KEY',\n});\n</script>\n"]],
  ],
  [
    'magic',
    (s) => s.upperHex(16),
    [['login.js', "import { Magic } from 'magic-sdk';\nconst magic = new Magic('KEY');\n"]],
  ],
  ['moonpay', (s) => s.alnum(32), [['buy.ts', "const url = 'https://buy.moonpay.com?apiKey=KEY&currencyCode=eth';\n"]]],
  ['culqi', (s) => s.alnum(16), [['pago.js', "Culqi.publicKey = 'KEY';\n"]]],
  ['payjp', (s) => s.hex(24), [['pay.js', "const payjp = Payjp('KEY');\n"]]],
  ['yoco', (s) => s.alnum(20), [['pay.js', "const sdk = new window.YocoSDK({\n  publicKey: 'KEY',\n});\n"]]],
  ['tap', (s) => s.alnum(24), [['pay.js', "goSell.config({\n  gateway: {\n    publicKey: 'KEY',\n  },\n});\n"]]],
  ['paymongo', (s) => s.alnum(24), [['pay.php', "<?php\n$paymongo_public = 'KEY';\n"]]],
  [
    'liveblocks',
    (s) => s.urlSafe(24).replace(/[-_]/g, 'b'),
    [
      [
        'room.ts',
        "import { createClient } from '@liveblocks/client';\nconst client = createClient({ publicApiKey: 'KEY' });\n",
      ],
    ],
  ],
  ['knock', (s) => s.urlSafe(43).replace(/[-_]/g, 'k'), [['.env', 'KNOCK_PUBLIC_API_KEY=KEY\n']]],
  ['checkout', (s) => s.uuid(), [['pay.js', "Frames.init('KEY'); // checkout.com\n"]]],
  ['komoju', (s) => s.alnum(25), [['pay.js', "const komoju = await loadKomoju('KEY');\n"]]],
  ['paymob', (s) => s.alnum(32), [['pay.js', "new Paymob('KEY').checkout();\n"]]],
  ['public name', (s) => s.alnum(24), [['pay.js', "const publishableKey = 'KEY';\n"]]],
  ['pair', (s) => s.alnum(24), [['keys.txt', `pk = KEY\nsk = ${['sk', 'live'].join('_')}_0000\n`]]],
];

/** Bodies that nobody takes for a key. */
const PLACEHOLDERS: readonly string[] = [
  'your_api_key',
  'your_api_key_here',
  'YOUR_API_KEY',
  'YOUR_KEY_HERE',
  'xxxxxxxxxxxxxxxxxxxxxxxx',
  'XXXXXXXXXXXXXXXX',
  '************************',
  '...',
  '…',
  'example_key_1234567890',
  'example',
  'changeme_changeme',
  'replace_me_with_your_key',
  'sample_key_for_docs',
  'placeholder_key_value',
  'dummy_key_for_tests',
  'fake_key_123456789012',
  'redacted_redacted',
  'insert_key_here_please',
  'sua_chave_aqui_123456',
  'tu_clave_aqui_123456',
  'votre_cle_api_ici_1234',
  'ihr_schluessel_hier_12',
  'dein_api_key_hier_1234',
  '00000000000000000000',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'abcabcabcabcabcabcabc',
  '1234567890123456789012',
  'abcdefghijklmnopqrstuvwx',
  '0123456789abcdef01234567',
  'secret_key_goes_here',
  'my_secret_key_value',
  'the_key_of_your_account',
  '<your-key>',
  '${PICTIFY_KEY_SUFFIX}',
  '{{ pictify_key }}',
  'test_test_test_test_test',
  'undefined_undefined',
  'key_removed_for_security',
  'hidden_hidden_hidden_1',
];

/** Where the key goes: `KEY` by itself, not as the end of a name. */
const PLACE = /(?<![A-Z_])KEY(?![A-Z_])/;

function placed(text: string, key: string): string {
  return text.replace(PLACE, () => key);
}

function lineOf(text: string): number {
  return text.slice(0, text.search(PLACE)).split('\n').length;
}

/** The same in every run. */
export function tableCases(): TableCase[] {
  const sample = createSampler(4711);
  const cases: TableCase[] = [];
  const add = (group: string, name: string, path: string, text: string, expected: readonly ExpectedLine[]): void => {
    cases.push({ group, name, path, text, expected });
  };

  for (const [path, text] of PLACES) {
    for (const [form, body] of BODIES) {
      const mode = form === '24' ? 'test' : 'live';
      if (path === 'nothing.js' && form === '16') continue;
      add('pictify keys', `${path}, ${form}`, path, placed(text, `pk_${mode}_${body(sample)}`), [
        { rule: mode === 'live' ? LIVE : TEST, line: lineOf(text) },
      ]);
    }
  }
  for (const [vendor, body, texts] of VENDORS) {
    for (const [path, text] of texts) {
      for (const mode of ['live', 'test'])
        add('other vendors', `${vendor}, ${path}, ${mode}`, path, placed(text, `pk_${mode}_${body(sample)}`), []);
    }
  }
  for (const [path, text] of PLACES.filter((_place, index) => index % 7 === 0)) {
    for (const body of PLACEHOLDERS)
      add('placeholders', `${path}, ${body.slice(0, 16)}`, path, placed(text, `pk_live_${body}`), []);
  }
  addMixed(sample, add);
  addTokens(sample, add);
  addEncodings(sample, add);
  addOthers(sample, add);
  return cases;
}

type Add = (group: string, name: string, path: string, text: string, expected: readonly ExpectedLine[]) => void;

/** Several vendors in one file, one line, one `.env`. */
function addMixed(sample: Sampler, add: Add): void {
  const key = (): string => sample.key('live');
  for (let round = 0; round < 5; round += 1) {
    add(
      'mixed',
      `.env ${round}`,
      '.env',
      `STRIPE_PUBLISHABLE_KEY=${key()}\nPICTIFY_API_KEY=${key()}\nPAYSTACK_PUBLIC_KEY=pk_live_${sample.hex(40)}\n`,
      [{ rule: LIVE, line: 2 }],
    );
    add('mixed', `one line ${round}`, 'app.js', `const s = Stripe('${key()}'), p = new Pictify('${key()}');\n`, [
      { rule: LIVE, line: 1 },
    ]);
    add(
      'mixed',
      `one line, turned ${round}`,
      'app.js',
      `const p = new Pictify('${key()}'), s = Stripe('${key()}');\n`,
      [{ rule: LIVE, line: 1 }],
    );
    add(
      'mixed',
      `object ${round}`,
      'config.ts',
      `export default {\n  stripe: { publishableKey: '${key()}' },\n  pictify: { apiKey: '${key()}' },\n};\n`,
      [{ rule: LIVE, line: 3 }],
    );
    add('mixed', `yaml ${round}`, 'config.yml', `stripe:\n  key: ${key()}\npictify:\n  key: ${key()}\n`, [
      { rule: LIVE, line: 4 },
    ]);
    add('mixed', `toml ${round}`, 'config.toml', `[stripe]\nkey = "${key()}"\n\n[pictify]\nkey = "${key()}"\n`, [
      { rule: LIVE, line: 5 },
    ]);
    add(
      'mixed',
      `minified ${round}`,
      'app.min.js',
      `var a=Stripe("${key()}"),b={pictifyKey:"${key()}"},c=loadStripe("${key()}");\n`,
      [{ rule: LIVE, line: 1 }],
    );
    add('mixed', `comments ${round}`, 'keys.txt', `# Stripe\n${key()}\n\n# Pictify\n${key()}\n`, [
      { rule: LIVE, line: 5 },
    ]);
    add(
      'mixed',
      `prose ${round}`,
      'notes.md',
      `Our Stripe publishable key is ${key()} and the Pictify one is ${key()}.\n`,
      [{ rule: LIVE, line: 1 }],
    );
    add('mixed', `bearer, no name ${round}`, 'call.sh', `curl -H "Authorization: Bearer ${key()}" "$URL"\n`, [
      { rule: LIVE, line: 1 },
    ]);
  }
}

/** 64 hex digits: a key in Pictify's surroundings, a hash everywhere else. */
function addTokens(sample: Sampler, add: Add): void {
  const token = (): string => sample.hex(64);
  const leaks: readonly (readonly [string, string])[] = [
    ['.env', 'PICTIFY_API_KEY=KEY\n'],
    ['a.js', "const pictify = new Pictify({ apiKey: 'KEY' });\n"],
    ['a.py', 'client = Pictify("KEY")\n'],
    ['a.sh', 'curl -H "Authorization: Bearer KEY" https://api.pictify.io/image\n'],
    ['a.ts', "await fetch('https://api.pictify.io/image', {\n  headers: { Authorization: `Bearer KEY` },\n});\n"],
    ['.mcp.json', '{"mcpServers": {"pictify": {"env": {"PICTIFY_API_KEY": "KEY"}}}}\n'],
    ['config.yml', 'pictify:\n  api_key: KEY\n'],
    ['appsettings.json', '{\n  "Pictify": {\n    "Token": "KEY"\n  }\n}\n'],
    ['call.log', 'GET https://api.pictify.io/image?token=KEY 200\n'],
    ['a.rb', "Pictify::Client.new(api_key: 'KEY')\n"],
  ];
  const hashes: readonly (readonly [string, string])[] = [
    ['a.js', "const sha256 = 'KEY';\n"],
    ['package-lock.json', '"node_modules/pictify": { "integrity": "sha256-KEY" }\n'],
    ['Dockerfile', 'FROM pictify/render@sha256:KEY\n'],
    ['go.sum', 'github.com/pictify/pictify-go v1.0.0 h1:KEY\n'],
    ['a.py', '# pictify\nEXPECTED_DIGEST = "KEY"\n'],
    ['b.py', 'pictify_image_hash = "KEY"\n'],
    ['a.txt', 'KEY  pictify-1.0.tgz\n'],
    ['hook.ts', "const header = 'X-Pictify-Signature: t=1700000000,v1=KEY';\n"],
    ['a.go', '// pictify\nvar commit = "KEY"\n'],
    ['secrets.env', 'SESSION_SECRET_OF_OTHER_APP=KEY\n'],
  ];
  for (const [path, text] of leaks)
    add('tokens without prefix', path, path, placed(text, token()), [{ rule: TOKEN, line: lineOf(text) }]);
  for (const [path, text] of hashes) add('tokens without prefix', `hash, ${path}`, path, placed(text, token()), []);
}

/** Keys that stand there encoded or in parts. */
function addEncodings(sample: Sampler, add: Add): void {
  const at = (line: number): readonly ExpectedLine[] => [{ rule: LIVE, line }];
  const percent = (text: string): string => [...text].map((each) => `%${each.charCodeAt(0).toString(16)}`).join('');
  const unicode = (text: string): string => [...text].map((each) => `\\u00${each.charCodeAt(0).toString(16)}`).join('');
  const escapes = (text: string): string => [...text].map((each) => `\\x${each.charCodeAt(0).toString(16)}`).join('');
  const entities = (text: string): string => [...text].map((each) => `&#${each.charCodeAt(0)};`).join('');
  for (let round = 0; round < 4; round += 1) {
    const key = sample.key('live', 24 + round);
    const body = key.slice('pk_live_'.length);
    const base64 = Buffer.from(key).toString('base64');
    add('encoded', `base64 ${round}`, 'a.yml', `pictify_b64: ${base64}\n`, at(1));
    add(
      'encoded',
      `base64 of JSON ${round}`,
      'a.txt',
      `${Buffer.from(JSON.stringify({ pictify: { apiKey: key } })).toString('base64')}\n`,
      at(1),
    );
    add('encoded', `base64 twice ${round}`, 'a.txt', `x\n${Buffer.from(base64).toString('base64')}\n`, at(2));
    add('encoded', `base64url ${round}`, 'a.txt', `pictify=${Buffer.from(key).toString('base64url')}\n`, at(1));
    add('encoded', `hex ${round}`, 'a.txt', `pictify ${Buffer.from(key).toString('hex')}\n`, at(1));
    add('encoded', `percent ${round}`, 'a.txt', `https://api.pictify.io/image?token=${percent(key)}\n`, at(1));
    add('encoded', `unicode escapes ${round}`, 'a.js', `const pictify = "${unicode(key)}";\n`, at(1));
    add('encoded', `byte escapes ${round}`, 'a.py', `pictify = "${escapes(key)}"\n`, at(1));
    add('encoded', `entities ${round}`, 'a.html', `<p>Pictify: ${entities(key)}</p>\n`, at(1));
    add(
      'in parts',
      `plus ${round}`,
      'a.js',
      `new Pictify('pk_live_' + '${body.slice(0, 9)}' + '${body.slice(9)}');\n`,
      at(1),
    );
    add('in parts', `plus over lines ${round}`, 'a.js', `const pictify =\n  'pk_live_' +\n  '${body}';\n`, at(2));
    add('in parts', `adjacent ${round}`, 'a.py', `client = Pictify("pk_live_" "${body}")\n`, at(1));
    add('in parts', `dot ${round}`, 'a.php', `<?php $pictify = 'pk_live_' . '${body}';\n`, at(1));
    add('in parts', `ampersand ${round}`, 'a.vb', `Dim pictify = "pk_live_" & "${body}"\n`, at(1));
    add('in parts', `join ${round}`, 'a.js', `const pictify = ['pk', 'live', '${body}'].join('_');\n`, at(1));
    add('in parts', `template ${round}`, 'a.js', `const pictify = \`pk_live_\${'${body}'}\`;\n`, at(1));
    add('in parts', `line continuation ${round}`, 'a.sh', `PICTIFY_API_KEY=pk_live_\\\n${body}\n`, at(1));
  }
}

/** Webhook secrets, names that are published, manifests, identifiers. */
function addOthers(sample: Sampler, add: Add): void {
  const secret = (): string => `whsec_${sample.alnum(32)}`;
  const published = (prefix: string, name: string): string => sample.join(prefix, '_', name);
  for (let round = 0; round < 3; round += 1) {
    add('webhooks', `pictify ${round}`, '.env', `PICTIFY_WEBHOOK_SECRET=${secret()}\n`, [
      { rule: 'pictify/webhook-secret', line: 1 },
    ]);
    add('webhooks', `pictify code ${round}`, 'hook.ts', `const ok = verifyPictifySignature(body, '${secret()}');\n`, [
      { rule: 'pictify/webhook-secret', line: 1 },
    ]);
    add('webhooks', `stripe ${round}`, '.env', `STRIPE_WEBHOOK_SECRET=${secret()}\n`, []);
    add('webhooks', `svix ${round}`, 'hook.ts', `const wh = new Webhook('${secret()}'); // svix\n`, []);
  }
  for (const prefix of ['NEXT_PUBLIC', 'VITE', 'REACT_APP', 'NUXT_PUBLIC', 'EXPO_PUBLIC', 'GATSBY', 'PUBLIC']) {
    const key = sample.key('live');
    add('published names', prefix, '.env.production', `${published(prefix, 'PICTIFY_API_KEY')}=${key}\n`, [
      { rule: 'pictify/browser-exposed', line: 1 },
      { rule: LIVE, line: 1 },
    ]);
    add(
      'published names',
      `${prefix}, read`,
      'src/a.ts',
      `const key = process.env.${published(prefix, 'PICTIFY_API_KEY')};\n`,
      [{ rule: 'pictify/browser-exposed', line: 1 }],
    );
    add(
      'published names',
      `${prefix}, no secret`,
      'src/a.ts',
      `const url = process.env.${published(prefix, 'PICTIFY_BASE_URL')};\n`,
      [],
    );
  }
  for (let round = 0; round < 3; round += 1) {
    const key = sample.key('live');
    const manifest = (kind: string, section: string, value: string): string =>
      `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: pictify\n${section}:\n  api-key: ${value}\n`;
    const both = [
      { rule: 'pictify/k8s-secret', line: 6 },
      { rule: LIVE, line: 6 },
    ];
    add('kubernetes', `stringData ${round}`, 'k8s/secret.yaml', manifest('Secret', 'stringData', key), both);
    add(
      'kubernetes',
      `data ${round}`,
      'k8s/secret.yaml',
      manifest('Secret', 'data', Buffer.from(key).toString('base64')),
      both,
    );
    add('kubernetes', `config map ${round}`, 'k8s/map.yaml', manifest('ConfigMap', 'data', key), [
      { rule: LIVE, line: 6 },
    ]);
    add(
      'kubernetes',
      `placeholder ${round}`,
      'k8s/secret.yaml',
      manifest('Secret', 'stringData', 'pk_live_your_api_key'),
      [],
    );
  }
  const identifiers = [
    'pk_test_results',
    'pk_live_sessions',
    'pk_test_users_id',
    'pk_live_orders_idx',
    'pk_test_table_2024_archive',
    'pk_live_event_log_v2',
    'pk_test_case_1',
    'pk_live_stream_chunks',
  ];
  for (const name of identifiers) {
    add('identifiers', `sql ${name}`, 'a.sql', `ALTER TABLE t ADD CONSTRAINT ${name} PRIMARY KEY (id);\n`, []);
    add('identifiers', `code ${name}`, 'a.py', `def ${name}():\n    return ${name}\n`, []);
  }
  add(
    'samples',
    'the guide, in code',
    'src/a.js',
    `new Pictify({ apiKey: '${sample.join('pk_live', '_abc123xyz')}' });\n`,
    [{ rule: LIVE, line: 1 }],
  );
  add(
    'samples',
    'the guide, in docs',
    'docs/guide.md',
    `\`\`\`js\nnew Pictify({ apiKey: '${sample.join('pk_live', '_abc123xyz')}' });\n\`\`\`\n`,
    [],
  );
}
