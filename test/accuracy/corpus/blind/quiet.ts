import { doc, file, mine } from '../corpusCase.js';
import type { CaseMaker } from '../corpusCase.js';

/** Texts that look like keys and are none: placeholders, samples, masks, templates, hashes, identifiers. */
export const quiet: readonly CaseMaker[] = [
  file(
    'crossed-out body',
    'docs/install.md',
    () => doc`
      Set \`PICTIFY_API_KEY=pk_live_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX\` before you start.
    `,
  ),
  file(
    'stars',
    'docs/keys.md',
    () => doc`
      | name | key |
      | --- | --- |
      | production | pk_live_******************************** |
      | sandbox | pk_test_******************************** |
    `,
  ),
  file(
    'angle brackets and braces',
    'docs/usage.md',
    () => doc`
      new Pictify("pk_live_<your-api-key>")
      new Pictify("pk_test_{YOUR_KEY}")
      new Pictify("pk_live_[key]")
    `,
  ),
  file(
    'ellipsis characters',
    'docs/short.md',
    (s) => doc`
      The dashboard shows ${`${s.key('live', 4)}…${s.alnum(4)}`} and the log shows pk_test_….
    `,
  ),
  file(
    'Spanish words',
    'docs/es/guia.md',
    () => doc`
      PICTIFY_API_KEY=pk_live_tu_clave_secreta_aqui
      STRIPE_PUBLISHABLE_KEY=pk_test_tu_clave_publica_aqui
    `,
  ),
  file(
    'German words in code',
    'beispiel/client.ts',
    () => doc`
      const pictify = new Pictify('pk_live_hier_den_schluessel_einsetzen');
    `,
  ),
  file(
    'Italian and Indonesian words',
    'docs/altri.md',
    () => doc`
      PICTIFY_API_KEY=pk_test_la_tua_chiave_qui
      PICTIFY_API_KEY=pk_test_kunci_api_anda_disini
    `,
  ),
  file(
    'words of change',
    'config/sample.env',
    () => doc`
      PICTIFY_API_KEY=pk_live_changeme_changeme_changeme
      PICTIFY_WEBHOOK_SECRET=whsec_replace_me_before_deploy
      STRIPE_PUBLISHABLE_KEY=pk_test_placeholder_key_for_local
    `,
  ),
  file(
    'runs of digits and letters',
    'test/fixtures/keys.json',
    () => doc`
      {
        "pictify": "pk_test_1234567890123456789012345678901234567890",
        "stripe": "pk_test_abcdefghijklmnopqrstuvwxyz"
      }
    `,
  ),
  file(
    'zeros for a bare token',
    'test/token.test.ts',
    () => doc`
      process.env.PICTIFY_API_KEY = '0000000000000000000000000000000000000000000000000000000000000000';
    `,
  ),
  file(
    'example words in a test',
    'test/render.spec.js',
    () => doc`
      const client = new Pictify({ apiKey: 'pk_test_example_key_do_not_use' });
    `,
  ),
  file(
    'template of Jinja',
    'templates/env.j2',
    () => doc`
      PICTIFY_API_KEY=pk_live_{{ pictify_key_body }}
      STRIPE_PUBLISHABLE_KEY={{ vault.stripe_pk }}
    `,
  ),
  file(
    'template of ERB',
    'config/pictify.yml.erb',
    () => doc`
      pictify:
        api_key: <%= ENV.fetch("PICTIFY_API_KEY") %>
        prefix: pk_live_<%= Rails.env %>
    `,
  ),
  file(
    'template literal of JavaScript',
    'src/makeKey.ts',
    () => doc`
      export const makeKey = (mode: 'live' | 'test') => \`pk_\${mode}_\${randomBytes(24).toString('base64url')}\`;
      export const liveKey = () => \`pk_live_\${nanoid(32)}\`;
    `,
  ),
  file(
    'format strings of Python',
    'keys/make.py',
    () => doc`
      def make_key(mode):
          return f"pk_{mode}_{secrets.token_urlsafe(24)}"


      LIVE = "pk_live_%s" % secrets.token_hex(16)
      TEST = "pk_test_{}".format(secrets.token_hex(16))
    `,
  ),
  file(
    'secrets looked up at run time',
    'src/secrets.ts',
    () => doc`
      const pictifyApiKey = await vault.read('secret/data/pictify#api_key');
      const pictify = new Pictify(pictifyApiKey ?? process.env.PICTIFY_API_KEY_FALLBACK);
    `,
  ),
  file(
    'primary keys of SQL',
    'db/schema.sql',
    () => doc`
      CREATE TABLE live_sessions (
        id bigint NOT NULL,
        CONSTRAINT pk_live_sessions_identifier PRIMARY KEY (id)
      );
      ALTER TABLE test_results ADD CONSTRAINT pk_test_results_by_run_and_case PRIMARY KEY (run_id, case_id);
    `,
  ),
  file(
    'primary keys of Entity Framework',
    'Migrations/Init.cs',
    () => doc`
      table.PrimaryKey("pk_live_orders_archive_rows", x => x.Id);
      table.PrimaryKey("pk_test_definition_versions", x => new { x.Id, x.Version });
    `,
  ),
  file(
    'names of functions and variables',
    'src/pk.py',
    () => doc`
      def pk_test_all_fields_are_unique(model):
          return pk_live_lookup_table_by_name[model]
    `,
  ),
  file(
    'classes of CSS and ids of HTML',
    'src/styles.css',
    () => doc`
      .pk_live_preview_container_large { display: grid; }
      #pk_test_banner_wrapper_inner { color: red; }
    `,
  ),
  file(
    'names of analytics events',
    'src/events.ts',
    () => doc`
      export type Event = 'pk_live_stream_started_by_user' | 'pk_test_mode_enabled_by_admin';
    `,
  ),
  file(
    'pattern of another scanner',
    'rules/custom.toml',
    () => doc`
      [[rules]]
      id = "pictify"
      regex = '''pk_(live|test)_[A-Za-z0-9_-]{16,128}'''
      keywords = ["pk_live_", "pk_test_"]
    `,
  ),
  file(
    'messages about a prefix',
    'src/errors.go',
    () => doc`
      var ErrPrefix = errors.New("pictify: key must start with pk_live_ or pk_test_")
    `,
  ),
  file(
    'requirements with hashes',
    'requirements.txt',
    (s) => doc`
      pictify==1.2.0 \
          --hash=sha256:${s.hex(64)} \
          --hash=sha256:${s.hex(64)}
      requests==2.32.3 \
          --hash=sha256:${s.hex(64)}
    `,
  ),
  file(
    'lock file of Cargo',
    'Cargo.lock',
    (s) => doc`
      [[package]]
      name = "pictify"
      version = "0.2.0"
      source = "registry+https://github.com/rust-lang/crates.io-index"
      checksum = "${s.hex(64)}"
    `,
  ),
  file(
    'lock file of Poetry',
    'poetry.lock',
    (s) => doc`
      [[package]]
      name = "pictify"
      version = "1.2.0"
      files = [
          {file = "pictify-1.2.0-py3-none-any.whl", hash = "sha256:${s.hex(64)}"},
          {file = "pictify-1.2.0.tar.gz", hash = "sha256:${s.hex(64)}"},
      ]
    `,
  ),
  file(
    'lock file of Composer and a commit id',
    'composer.lock',
    (s) => doc`
      {
        "packages": [
          {
            "name": "pictify/pictify-php",
            "version": "v1.0.2",
            "source": { "type": "git", "reference": "${s.hex(40)}" },
            "dist": { "type": "zip", "shasum": "${s.hex(40)}" }
          }
        ],
        "content-hash": "${s.hex(32)}"
      }
    `,
  ),
  file(
    'sums of released files',
    'dist/SHA256SUMS',
    (s) => doc`
      ${s.hex(64)}  pictify-mcp-linux-x64
      ${s.hex(64)}  pictify-mcp-darwin-arm64
      ${s.hex(64)}  pictify-mcp-windows-x64.exe
    `,
  ),
  file(
    'formula of Homebrew',
    'Formula/pictify.rb',
    (s) => doc`
      class Pictify < Formula
        homepage "https://pictify.io"
        url "https://github.com/pictify-io/cli/archive/v1.2.0.tar.gz"
        sha256 "${s.hex(64)}"
      end
    `,
  ),
  file(
    'image digest in a manifest',
    'k8s/mcp.yaml',
    (s) => doc`
      containers:
        - name: pictify-mcp
          image: ghcr.io/pictify-io/mcp@sha256:${s.hex(64)}
          env:
            - name: PICTIFY_API_KEY
              valueFrom: { secretKeyRef: { name: pictify, key: api-key } }
    `,
  ),
  file(
    'signature that a test expects',
    'test/webhook.test.py',
    (s) => doc`
      def test_signature(body):
          header = "t=1770112233,v1=${s.hex(64)}"
          assert verify_pictify_signature(body, header) is False
    `,
  ),
  file(
    'hash of a transaction in a project of pictures',
    'data/mints.json',
    (s) => doc`
      [
        { "image": "https://cdn.pictify.io/a.png", "txHash": "0x${s.hex(64)}" },
        { "image": "https://cdn.pictify.io/b.png", "txHash": "0x${s.hex(64)}" }
      ]
    `,
  ),
  file(
    'cache of rendered pictures by their hash',
    '.cache/pictify/index.json',
    (s) => doc`
      {
        "renders": {
          "hero.png": { "sha256": "${s.hex(64)}", "bytes": 48211 },
          "card.png": { "sha256": "${s.hex(64)}", "bytes": 30122 }
        }
      }
    `,
  ),
  file(
    'ids of templates, keys and pictures',
    'src/ids.ts',
    (s) => doc`
      export const ids = {
        template: 'tpl_${s.lower(16)}',
        pictifyKeyId: 'key_${s.lower(16)}',
        picture: '${s.upper(10)}',
      };
    `,
  ),
  file(
    'bare hex with no word of Pictify near',
    'src/fingerprints.go',
    (s) => doc`
      var pinned = map[string]string{
          "api.cards.test": "${s.hex(64)}",
          "cdn.cards.test": "${s.hex(64)}",
      }
    `,
  ),
  file(
    'session secret in a file that only mentions the base address of Pictify',
    'service/.env',
    (s) => doc`
      PICTIFY_BASE_URL=https://api.pictify.io
      SESSION_SECRET=${s.hex(64)}
    `,
  ),
  file(
    'integrity of a script on a page that shows Pictify pictures',
    'public/home.html',
    (s) => doc`
      <script src="/app.js" integrity="sha256-${s.alnum(43)}="></script>
      <img src="https://cdn.pictify.io/renders/${s.upper(10)}.png" alt="" />
    `,
  ),
  file(
    'one true key among placeholders',
    'config/examples.env',
    (s) => doc`
      # PICTIFY_API_KEY=pk_live_your_key
      # PICTIFY_API_KEY=pk_test_xxxxxxxxxxxxxxxxxxxxxxxx
      PICTIFY_API_KEY=${mine(s.key('live', 32))}
    `,
  ),
  file(
    'public key of a certificate and a key id named pk',
    'src/jwk.json',
    (s) => doc`
      { "kty": "RSA", "kid": "pk_live", "n": "${s.urlSafe(86)}", "e": "AQAB" }
    `,
  ),
  file(
    'prefix and nothing else, in many places',
    'src/detectKind.ts',
    () => doc`
      export function kind(key: string): 'live' | 'test' | undefined {
        if (key.startsWith('pk_live_')) return 'live';
        if (key.startsWith('pk_test_')) return 'test';
        return undefined;
      }

      export const mask = (key: string) => key.slice(0, 12) + '****';
    `,
  ),
  file(
    'French words in a compose file',
    'compose.exemple.yml',
    () => doc`
      services:
        web:
          environment:
            PICTIFY_API_KEY: pk_live_remplacez_par_votre_cle
            STRIPE_PUBLISHABLE_KEY: pk_test_votre_cle_publique
    `,
  ),
  file(
    'placeholder of a form field',
    'src/SettingsForm.tsx',
    () => doc`
      <input name="pictifyApiKey" placeholder="pk_live_xxxxxxxxxxxxxxxxxxxx" pattern="pk_(live|test)_.+" />
    `,
  ),
  file(
    'schema of a settings file',
    'schema/settings.json',
    () => doc`
      {
        "properties": {
          "pictifyApiKey": { "type": "string", "pattern": "^pk_(live|test)_", "examples": ["pk_live_...", "pk_test_..."] }
        }
      }
    `,
  ),
  file(
    'values of a chart left empty',
    'charts/og/values.yaml',
    () => doc`
      pictify:
        # -- key, starts with pk_live_ or pk_test_
        apiKey: ""
        existingSecret: pictify-api-key
    `,
  ),
  file(
    'one character over and over',
    'test/long.test.ts',
    () => doc`
      const key = \`pk_live_\${'a'.repeat(64)}\`;
      const other = 'pk_live_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
    `,
  ),
  file(
    'manifest of assets with hashes in their names',
    'public/build/pictify-manifest.json',
    (s) => doc`
      {
        "pictify.js": "assets/pictify-${s.hex(8)}.js",
        "pictify.css": "assets/pictify-${s.hex(8)}.css",
        "commit": "${s.hex(40)}"
      }
    `,
  ),
  file(
    'names of indexes in Rails',
    'db/structure.sql',
    () => doc`
      ALTER INDEX public.pk_live_channel_memberships RENAME TO live_channel_memberships_pkey;
      ALTER TABLE ONLY public.test_suites ADD CONSTRAINT pk_test_suites_composite_key PRIMARY KEY (id, run);
    `,
  ),
  file(
    'digest of a request in a test of our own signature',
    'test/sign.test.ts',
    (s) => doc`
      it('signs the body for the webhook of Pictify', () => {
        expect(createHmac('sha256', 'secret').update('body').digest('hex')).toBe('${s.hex(64)}');
      });
    `,
  ),
  file(
    'checksum of a Gradle wrapper in a project named after Pictify',
    'pictify-android/gradle/wrapper/gradle-wrapper.properties',
    (s) => doc`
      distributionUrl=https\://services.gradle.org/distributions/gradle-8.12-bin.zip
      distributionSha256Sum=${s.hex(64)}
    `,
  ),
  file(
    'sums of Go modules',
    'go.sum',
    (s) => doc`
      github.com/pictify-io/pictify-go v0.4.0 h1:${s.alnum(43)}=
      github.com/pictify-io/pictify-go v0.4.0/go.mod h1:${s.alnum(43)}=
    `,
  ),
  file(
    'secrets of a workflow encrypted by SOPS',
    'secrets.enc.yaml',
    (s) => doc`
      PICTIFY_API_KEY: ENC[AES256_GCM,data:${s.alnum(44)},iv:${s.alnum(43)}=,tag:${s.alnum(22)}==,type:str]
      sops:
        version: 3.9.0
    `,
  ),
];
