import { doc, file, mine } from '../corpusCase.js';
import { whsec } from '../vendorKeys.js';

/** 64 bare hex digits, and webhook secrets: ours only where Pictify is what they are for. */
export const tokens = [
  file(
    'env',
    '.env',
    (s) => doc`
    PICTIFY_API_KEY=${mine(s.hex(64))}
  `,
  ),
  file(
    'env new name',
    '.env.production',
    (s) => doc`
    PICTIFY_API_KEY_NEW="${mine(s.hex(64))}"
    SESSION_SECRET=${s.hex(64)}
  `,
  ),
  file(
    'constructor',
    'src/a.ts',
    (s) => doc`
    const pictify = new Pictify('${mine(s.hex(64))}');
  `,
  ),
  file(
    'constructor over lines',
    'src/b.ts',
    (s) => doc`
    import { Pictify } from 'pictify';

    const client = new Pictify({
      timeout: 1000,
      apiKey: '${mine(s.hex(64))}',
    });
  `,
  ),
  file(
    'fetch',
    'src/c.js',
    (s) => doc`
    fetch('https://api.pictify.io/image', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'Bearer ${mine(s.hex(64))}',
      },
    });
  `,
  ),
  file(
    'curl with continuation',
    'render.sh',
    (s) => doc`
    curl -X POST https://api.pictify.io/image \
      -H "Content-Type: application/json" \
      -H "Authorization: Bearer ${mine(s.hex(64))}" \
      -d '{"html":"<b>x</b>"}'
  `,
  ),
  file(
    'query',
    'index.html',
    (s) => doc`
    <meta property="og:image" content="https://api.pictify.io/image/og?token=${mine(s.hex(64))}&title=Home">
  `,
  ),
  file(
    'tool server',
    'claude_desktop_config.json',
    (s) => doc`
    {
      "mcpServers": {
        "pictify": {
          "command": "npx",
          "args": ["@pictify/mcp-server"],
          "env": {
            "PICTIFY_API_KEY": "${mine(s.hex(64))}"
          }
        }
      }
    }
  `,
  ),
  file(
    'python',
    'a.py',
    (s) => doc`
    from pictify import Pictify
    pictify = Pictify(api_key="${mine(s.hex(64))}")
  `,
  ),
  file(
    'yaml',
    'config.yml',
    (s) => doc`
    pictify:
      url: https://api.pictify.io
      token: ${mine(s.hex(64))}
  `,
  ),
  file(
    'axios instance',
    'src/api.ts',
    (s) => doc`
    export const pictify = axios.create({
      baseURL: 'https://api.pictify.io',
      headers: { Authorization: 'Bearer ${mine(s.hex(64))}' },
    });
  `,
  ),
  file(
    'go',
    'a.go',
    (s) => doc`
    client := pictify.NewClient("${mine(s.hex(64))}")
  `,
  ),
  file(
    'ruby',
    'a.rb',
    (s) => doc`
    client = Pictify::Client.new(api_key: "${mine(s.hex(64))}")
  `,
  ),
  file(
    'properties',
    'a.properties',
    (s) => doc`
    pictify.token=${mine(s.hex(64))}
  `,
  ),
  file(
    'php',
    'a.php',
    (s) => doc`
    <?php
    $pictifyKey = '${mine(s.hex(64))}';
  `,
  ),
  file(
    'lock file',
    'package-lock.json',
    (s) => doc`
    "node_modules/pictify": {
      "version": "1.2.0",
      "resolved": "https://registry.npmjs.org/pictify/-/pictify-1.2.0.tgz",
      "integrity": "sha256-${s.hex(64)}"
    }
  `,
  ),
  file(
    'poetry lock',
    'poetry.lock',
    (s) => doc`
    [[package]]
    name = "pictify"
    version = "0.3.1"
    files = [
        {file = "pictify-0.3.1-py3-none-any.whl", hash = "sha256:${s.hex(64)}"},
    ]
  `,
  ),
  file(
    'requirements',
    'requirements.txt',
    (s) => doc`
    pictify==0.3.1 \
        --hash=sha256:${s.hex(64)}
  `,
  ),
  file(
    'go sum style',
    'checksums.txt',
    (s) => doc`
    ${s.hex(64)}  pictify-cli_linux_amd64.tar.gz
    ${s.hex(64)}  pictify-cli_darwin_arm64.tar.gz
  `,
  ),
  file(
    'image digest',
    'deploy.yaml',
    (s) => doc`
    containers:
      - name: pictify-worker
        image: registry.example/pictify/worker@sha256:${s.hex(64)}
  `,
  ),
  file(
    'signature header',
    'test/webhook.test.js',
    (s) => doc`
    const header = 't=1700000000,v1=${s.hex(64)}';
    expect(pictify.webhooks.verify(body, header)).toBe(true);
  `,
  ),
  file(
    'signature header line',
    'hook.http',
    (s) => doc`
    POST /hooks/pictify
    X-Pictify-Signature: t=1712345678,v1=${s.hex(64)}
  `,
  ),
  file(
    'content hash',
    'manifest.json',
    (s) => doc`
    { "name": "pictify-cards", "contentHash": "${s.hex(64)}", "version": 3 }
  `,
  ),
  file(
    'sha256 field',
    'formula.rb',
    (s) => doc`
    class Pictify < Formula
      url "https://github.com/pictify-io/cli/archive/v1.tar.gz"
      sha256 "${s.hex(64)}"
    end
  `,
  ),
  file(
    'checksum in a script',
    'install.sh',
    (s) => doc`
    VERSION=1.2.0
    CHECKSUM=${s.hex(64)}
    curl -fsSL "https://pictify.io/cli/$VERSION.tgz" -o cli.tgz
    echo "$CHECKSUM  cli.tgz" | sha256sum -c
  `,
  ),
  file(
    'commit of sha-256 repository',
    'CHANGES.md',
    (s) => doc`
    ## Pictify client
    - upstream commit ${s.hex(64)}
  `,
  ),
  file(
    'no pictify',
    'src/session.ts',
    (s) => doc`
    export const sessionSecret = '${s.hex(64)}';
  `,
  ),
  file(
    'another name beside ours',
    '.env.local',
    (s) => doc`
    PICTIFY_BASE_URL=https://api.pictify.io
    JWT_SECRET=${s.hex(64)}
  `,
  ),
  file(
    'ethereum hash',
    'tx.json',
    (s) => doc`
    { "note": "pictify nft", "txHash": "0x${s.hex(64)}" }
  `,
  ),
  file(
    'longer hex',
    'a.json',
    (s) => doc`
    { "pictify": { "apiKeyDigest": "${s.hex(128)}" } }
  `,
  ),
  file(
    'etag',
    'cache.json',
    (s) => doc`
    { "url": "https://cdn.pictify.io/a.png", "etag": "${s.hex(64)}" }
  `,
  ),
  file(
    'file name',
    'list.txt',
    (s) => doc`
    https://media.pictify.io/${s.hex(64)}.png
  `,
  ),
  file(
    'snapshot',
    '__snapshots__/render.snap',
    (s) => doc`
    exports[\`pictify render 1\`] = \`
    Object {
      "imageHash": "${s.hex(64)}",
    }
    \`;
  `,
  ),
  file(
    'webhook env',
    '.env',
    (s) => doc`
    PICTIFY_WEBHOOK_SECRET=${mine(whsec(s))}
    STRIPE_WEBHOOK_SECRET=${whsec(s)}
  `,
  ),
  file(
    'webhook code',
    'src/hooks/pictify.ts',
    (s) => doc`
    import { verifyWebhook } from 'pictify';

    export const handler = (req, res) => {
      const event = verifyWebhook(req.rawBody, req.headers['x-pictify-signature'], '${mine(whsec(s, 40))}');
      res.status(200).end();
    };
  `,
  ),
  file(
    'webhook python',
    'hooks.py',
    (s) => doc`
    PICTIFY_SIGNING_SECRET = "${mine(whsec(s))}"
  `,
  ),
  file(
    'webhook of stripe',
    'src/stripe-hook.ts',
    (s) => doc`
    const event = stripe.webhooks.constructEvent(body, sig, '${whsec(s)}');
  `,
  ),
  file(
    'webhook of svix',
    'src/svix.ts',
    (s) => doc`
    const wh = new Webhook('whsec_${s.bytes(24).toString('base64')}');
    wh.verify(payload, { 'svix-id': id, 'svix-signature': sig });
  `,
  ),
  file(
    'webhook of clerk',
    '.env',
    (s) => doc`
    CLERK_WEBHOOK_SECRET=${whsec(s)}
    PICTIFY_API_KEY=
  `,
  ),
  file(
    'webhook placeholder',
    '.env.example',
    () => doc`
    PICTIFY_WEBHOOK_SECRET=whsec_xxxxxxxxxxxxxxxxxxxx
  `,
  ),
  file(
    'public ids',
    'src/ids.ts',
    (s) => doc`
    const template = 'tpl_${s.alnum(24)}';
    await pictify.keys.get('key_${s.alnum(24)}');
    const uid = '${s.upper(10)}';
  `,
  ),
  file(
    'webhook yaml',
    'config.yaml',
    (s) => doc`
    pictify:
      webhook:
        secret: ${mine(whsec(s))}
    stripe:
      webhook:
        secret: ${whsec(s)}
  `,
  ),
];
