import { doc, file, type CaseMaker } from '../corpusCase.js';

const AWS_DOCUMENTED = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('');

/** Files in which there is no secret: ids, digests, templates, samples, what is public by design. */
export const noSecrets: readonly CaseMaker[] = [
  file(
    'lock file of npm',
    'package-lock.json',
    (s) => doc`
      {
        "name": "cards", "lockfileVersion": 3,
        "packages": {
          "node_modules/left-pad": {
            "version": "1.3.0",
            "resolved": "https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz",
            "integrity": "sha512-${s.bytes(64).toString('base64')}"
          }
        }
      }
    `,
  ),
  file(
    'sums of Go modules',
    'go.sum',
    (s) => doc`
      github.com/pkg/errors v0.9.1 h1:${s.bytes(32).toString('base64')}
      github.com/pkg/errors v0.9.1/go.mod h1:${s.bytes(32).toString('base64')}
    `,
  ),
  file(
    'hashes of Python packages',
    'requirements.txt',
    (s) => doc`
      requests==2.32.3 \
          --hash=sha256:${s.hex(64)} \
          --hash=sha256:${s.hex(64)}
    `,
  ),
  file(
    'lock file of Terraform',
    '.terraform.lock.hcl',
    (s) => doc`
      provider "registry.terraform.io/hashicorp/aws" {
        version = "5.31.0"
        hashes = [
          "h1:${s.bytes(32).toString('base64')}",
          "zh:${s.hex(64)}",
        ]
      }
    `,
  ),
  file(
    'environment template',
    '.env.example',
    () => doc`
      DATABASE_URL=postgresql://user:password@localhost:5432/app
      STRIPE_SECRET_KEY=sk_test_...
      OPENAI_API_KEY=sk-your-key-here
      GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      SLACK_BOT_TOKEN=xoxb-your-token
      AWS_SECRET_ACCESS_KEY=
    `,
  ),
  file(
    'documented AWS sample',
    'docs/aws.md',
    () => doc`
      Put the keys into the credentials file:

          aws_access_key_id = ${AWS_DOCUMENTED}
          aws_secret_access_key = <your secret key>
    `,
  ),
  file(
    'names of variables',
    'src/env.ts',
    () => doc`
      export const stripeKey = process.env.STRIPE_SECRET_KEY;
      export const token = process.env['GITHUB_TOKEN'] ?? '';
      export const openai = getSecret('OPENAI_API_KEY');
    `,
  ),
  file(
    'secrets of a workflow by their names',
    '.github/workflows/ci.yml',
    () => doc`
      env:
        NPM_TOKEN: ${'${{ secrets.NPM_TOKEN }}'}
        AWS_SECRET_ACCESS_KEY: ${'${{ secrets.AWS_SECRET_ACCESS_KEY }}'}
      jobs: {}
    `,
  ),
  file(
    'a chart that reads a secret',
    'chart/templates/deployment.yaml',
    () => doc`
      env:
        - name: DATABASE_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .Release.Name }}-db
              key: password
    `,
  ),
  file(
    'Stripe publishable key',
    'checkout.html',
    (s) => doc`
      <script src="https://js.stripe.com/v3/"></script>
      <script>const stripe = Stripe('pk_live_51${s.alnum(87)}00${s.alnum(8)}');</script>
    `,
  ),
  file(
    'ids of objects',
    'fixtures/order.json',
    (s) => doc`
      {"id": "cus_${s.alnum(14)}", "charge": "ch_${s.alnum(24)}", "price": "price_${s.alnum(24)}", "request": "req_${s.alnum(14)}"}
    `,
  ),
  file(
    'identifiers of cloud resources',
    'infra/ids.tf',
    (s) => doc`
      locals {
        account = "${s.digits(12)}"
        vpc     = "vpc-0${s.hex(16)}"
        zone    = "Z${s.upper(13)}"
        role    = "arn:aws:iam::${s.digits(12)}:role/deploy"
      }
    `,
  ),
  file(
    'commit ids',
    '.gitmodules.lock',
    (s) => doc`
      themes/plain ${s.hex(40)}
      themes/dark ${s.hex(40)}
    `,
  ),
  file(
    'pinned actions',
    '.github/workflows/pin.yml',
    (s) => doc`
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@${s.hex(40)} # v4.1.7
            - uses: actions/setup-node@${s.hex(40)} # v4.0.3
    `,
  ),
  file(
    'image digests',
    'compose.yml',
    (s) => doc`
      services:
        db:
          image: postgres@sha256:${s.hex(64)}
    `,
  ),
  file(
    'public keys',
    '.ssh/authorized_keys',
    (s) => doc`
      ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${s.alnum(43)} ada@laptop
    `,
  ),
  file(
    'certificate',
    'certs/ca.pem',
    (s) => doc`
      -----BEGIN CERTIFICATE-----
      MIIB${s.alnum(60)}
      ${s.alnum(64)}
      ${s.alnum(40)}==
      -----END CERTIFICATE-----
    `,
  ),
  file(
    'header of a private key in code',
    'src/pem.ts',
    () => doc`
      const HEADER = '-----BEGIN PRIVATE KEY-----';
      const FOOTER = '-----END PRIVATE KEY-----';
      export const wrap = (body: string): string => [HEADER, body, FOOTER].join('\n');
    `,
  ),
  file(
    'inline picture',
    'logo.css',
    (s) => doc`
      .logo { background: url("data:image/png;base64,iVBORw0KGgo${s.bytes(120).toString('base64')}"); }
    `,
  ),
  file(
    'integrity of a script',
    'index.html',
    (s) => doc`
      <script src="https://cdn.example.net/app.js" integrity="sha384-${s.bytes(48).toString('base64')}" crossorigin="anonymous"></script>
    `,
  ),
  file(
    'identifiers in a test',
    'test/users.test.ts',
    (s) => doc`
      const user = { id: '${s.uuid()}', session: '${s.uuid()}', etag: '"${s.hex(32)}"' };
      expect(login('ada', 'password123')).toBe(true);
    `,
  ),
  file(
    'a rule that looks for keys',
    'lint/secrets.js',
    () => doc`
      const patterns = [
        /ghp_[A-Za-z0-9]{36}/,
        /AKIA[0-9A-Z]{16}/,
        /xox[baprs]-[0-9a-zA-Z-]{10,48}/,
        /sk_live_[0-9a-zA-Z]{24}/,
      ];
    `,
  ),
  file(
    'password of a local database',
    'docker-compose.yml',
    () => doc`
      services:
        db:
          image: postgres:16
          environment:
            POSTGRES_PASSWORD: postgres
        web:
          environment:
            DATABASE_URL: postgres://postgres:postgres@db:5432/app
    `,
  ),
  file(
    'translation',
    'locales/de.json',
    () => doc`
      {"password": "Kennwort", "apiKey": "Ihr API-Schlüssel", "token": "Bestätigungscode", "secret": "Geheimnis"}
    `,
  ),
  file(
    'schema of a form',
    'src/schema.ts',
    () => doc`
      export const schema = z.object({
        password: z.string().min(12),
        apiToken: z.string().startsWith('glpat-'),
        secretKey: z.string().regex(/^sk_(test|live)_/),
      });
    `,
  ),
  file(
    'classes of a stylesheet in code',
    'ui/Button.tsx',
    () => doc`
      export const Button = () => (
        <button className="inline-flex items-center sk-circle-loading key-primary-action-button" data-key="save" />
      );
    `,
  ),
  file(
    'minified code',
    'dist/app.min.js',
    (s) => doc`
      !function(e,t){var n="${s.alnum(8)}",r={key:"ArrowLeft",token:t.token,secret:void 0};e.exports=function(a){return a.key+n}}(module,{});
    `,
  ),
  file(
    'source map',
    'dist/app.js.map',
    (s) => doc`
      {"version":3,"sources":["app.ts"],"names":["key","token"],"mappings":"AAAA,${s.alnum(60)},CAAC;AAC${s.alnum(80)}"}
    `,
  ),
  file(
    'sealed secret',
    'k8s/sealed.yaml',
    (s) => doc`
      kind: SealedSecret
      spec:
        encryptedData:
          password: Ag${s.bytes(180).toString('base64')}
    `,
  ),
  file(
    'encrypted by SOPS',
    'secrets.enc.yaml',
    (s) => doc`
      db_password: ENC[AES256_GCM,data:${s.bytes(18).toString('base64')},iv:${s.bytes(32).toString('base64')},tag:${s.bytes(16).toString('base64')},type:str]
    `,
  ),
  file(
    'hash of a password',
    'seeds/users.sql',
    (s) => doc`
      INSERT INTO users (email, password_hash) VALUES ('ada@example.com', '$2b$12$${s.alnum(53)}');
    `,
  ),
  file(
    'masked in a log',
    'ci.log',
    () => doc`
      Run npm publish
        env:
          NODE_AUTH_TOKEN: ***
          GITHUB_TOKEN: ghp_************************************
    `,
  ),
  file(
    'analytics ids',
    'site/head.html',
    (s) => doc`
      <script async src="https://www.googletagmanager.com/gtag/js?id=G-${s.upper(10)}"></script>
      <script>gtag('config', 'UA-${s.digits(8)}-1'); Sentry.init({ dsn: 'https://${s.hex(32)}@o${s.digits(6)}.ingest.sentry.io/${s.digits(7)}' });</script>
    `,
  ),
  file(
    'public token of Mapbox',
    'map.js',
    (s) => doc`
      mapboxgl.accessToken = 'pk.${Buffer.from(`{"u":"acme","a":"cl${s.lower(22)}"}`)
        .toString('base64')
        .replace(/=+$/, '')}.${s.urlSafe(22)}';
    `,
  ),
  file(
    'search key that browsers use',
    'docusaurus.config.js',
    (s) => doc`
      module.exports = {
        themeConfig: { algolia: { appId: '${s.upper(10)}', apiKey: '${s.hex(32)}', indexName: 'docs' } },
      };
    `,
  ),
  file(
    'contract addresses',
    'contracts.json',
    (s) => doc`
      {"token": "0x${s.hex(40)}", "tx": "0x${s.hex(64)}"}
    `,
  ),
  file(
    'prose about keys',
    'CHANGELOG.md',
    () => doc`
      - The secret key of Stripe (\`sk_live_…\`) is read from the store now.
      - Tokens that begin with \`glpat-\` are refused.
      - Use \`Authorization: Bearer <token>\`.
    `,
  ),
  file(
    'cassette with its header taken out',
    'test/cassettes/user.yml',
    () => doc`
      request:
        headers:
          Authorization: [Bearer REDACTED]
          X-Api-Key: ["<API_KEY>"]
    `,
  ),
  file(
    'command with variables',
    'deploy.sh',
    () => doc`
      curl -H "Authorization: Bearer $TOKEN" "https://api.acme.dev?key=\${API_KEY}"
      docker login -u "$USER" -p "$PASSWORD"
      psql "postgres://$PGUSER:$PGPASSWORD@$PGHOST/app"
    `,
  ),
  file(
    'random bytes of a test vector',
    'test/vectors/sha256.txt',
    (s) => doc`
      Msg = ${s.hex(128)}
      MD = ${s.hex(64)}
    `,
  ),
];
