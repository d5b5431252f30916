import type { Evidence } from '../src/model/finding.js';
import { defineRules, type Candidate, type JudgeContext, type Verdict } from '../src/model/rule.js';
import { isDigest, isFileName, isNameOfThing, namesDigest } from './checks/digest.js';
import { developmentSign, productionSign } from './environments.js';
import { secretManifestKey } from './kubernetes.js';
import { KEY_BOUNDARY, PICTIFY_WORD } from './vendors.js';

const GUIDE = 'https://docs.pictify.io/security/api-keys';
const DASHBOARD = 'Pictify dashboard > Settings > API Keys';
const KEY_VARIABLE = 'PICTIFY_API_KEY';

const keyPattern = (mode: string): RegExp =>
  new RegExp(String.raw`${KEY_BOUNDARY}(?<secret>pk_${mode}_[A-Za-z0-9_-]{8,128})(?![A-Za-z0-9])`);
const LIVE = keyPattern('live');
const TEST = keyPattern('test');
const ANY = keyPattern('(?:live|test)');

/** Shorter bodies are no real keys; they are reported only where a key is plainly meant. */
const SHORTEST_BODY = 16;

/** Names that bundlers copy into what browsers download. */
const PUBLISHED_PREFIXES = [
  'NEXT_PUBLIC_',
  'VITE_',
  'PUBLIC_',
  'REACT_APP_',
  'NUXT_PUBLIC_',
  'EXPO_PUBLIC_',
  'GATSBY_',
  'VUE_APP_',
  'NG_APP_',
  'STORYBOOK_',
  'SNOWPACK_PUBLIC_',
  'TARO_APP_',
  'PARCEL_PUBLIC_',
  'RSBUILD_PUBLIC_',
] as const;

/** Names of things that are 64 hex digits and no secret. */
const HASH_NAME =
  /sha|digest|hash|(?:cache|file|image|object|asset|s3|idempotency|dedupe?|primary|foreign|sort|partition)[_-]?key|checksum|integrity|commit|revision|signature|\bsig|etag|fingerprint|blob|\bv1$|image_?id|nonce|block|tx_?id|txn|pubkey|public_?key|address/i;
const CREDENTIAL_NAME = /key|token|secret|auth|bearer|credential|password|passwd|pwd|pictify|x-api/i;
const CREDENTIAL_WORD =
  /(?<!(?:cache|file|image|object|asset|primary|foreign|sort|public)[ _-]?)key(?![a-z]{2})|token|secret|\bauth|bearer|credential|passw/i;
/** Names that say "credential" and no more: whose it is, the block has to say. */
const GENERIC_NAME =
  /^(?:x|api|app|auth|authorization|bearer|access|client|server|secret|token|key|keys|value|credential|credentials|password|header|headers|env|default|old|new|current|prod|production|live|test|dev|b64|[\W_])+$/i;
/** Names that say by themselves that what they hold is sent along with a request. */
const BEARER_NAME = /^(?:(?:access|auth|api|bearer)[_-]?)?token$|^(?:x[_-])?api[_-]?key$|^bearer$/i;
/** Files of checksums: there only what cannot be a package's name is a credential's. */
const LOCK_FILE =
  /(?:\.lock(?:\.\w{1,5})?|[.-]lock\.\w{1,5}|\.lockb|\.resolved|\.sums?|\/?SHA\d*SUMS|npm-shrinkwrap\.json|requirements[\w-]*\.txt)$/i;
const NAME_IN_LOCK_FILE = /^[A-Z][A-Z0-9]*_[A-Z0-9_]*(?:KEY|TOKEN|SECRET)$|^(?:_?auth_?token|api_?key|authorization)$/;

/** Rules whose secret is an API key; a webhook's signing secret is none. */
export const KEY_RULES: ReadonlySet<string> = new Set([
  'pictify/live-key',
  'pictify/test-key',
  'pictify/token',
  'pictify/k8s-secret',
  'pictify/live-key-in-development',
  'pictify/test-key-in-production',
]);

export const pictify = defineRules({
  provider: 'pictify',
  source: GUIDE,
  rules: [
    {
      id: 'pictify/live-key',
      title: 'Pictify live API key',
      severity: 'error',
      kind: 'pictify-live',
      description:
        'A production key with full access to a Pictify account: whoever has it renders at your cost and reads your templates. Unlike the publishable keys of Stripe and others that begin with the same letters, it is a secret and belongs on servers only.',
      keywords: ['pk_live_'],
      pattern: LIVE,
      placeholders: 'judge',
      judge: judgeKey,
      revoke: DASHBOARD,
      variable: KEY_VARIABLE,
      examples: (sample) => ({
        leak: [
          { path: 'src/render.js', text: `const pictify = new Pictify({ apiKey: '${sample.key('live')}' });` },
          { path: 'src/guide.js', text: `new Pictify({ apiKey: '${sample.join('pk_live', '_abc123xyz')}' })` },
          { path: 'prod.properties', text: `pictify.api.key=${sample.key('live', 32)}` },
          { path: 'notes.md', text: `Our key is ${sample.key('live', 43)}, please keep it safe.` },
          `curl -H "Authorization: Bearer ${sample.key('live')}" https://api.pictify.io/image`,
          `https://api.pictify.io/image?token=${sample.key('live', 20)}`,
          { path: 'a.py', text: `client = Pictify("pk_live_" + "${sample.alnum(24)}")` },
          {
            path: 'settings.json',
            text: `{"${sample.join('NEXT_PUBLIC', '_PICTIFY_API_KEY')}": "${sample.key('live')}"}`,
          },
        ],
        safe: [
          `PICTIFY_API_KEY=${sample.join('pk_live', '_your_api_key')}`,
          `PICTIFY_API_KEY=${sample.join('pk_live', '_...')}`,
          `apiKey: '${sample.join('pk_live', '_xxxxxxxxxxxxxxxxxxxxxxxx')}'`,
          'apiKey: `pk_live_${process.env.SUFFIX}`',
          'SELECT pk_live_results FROM table_pk_live_results_archive',
          { path: 'checkout.js', text: `const stripe = Stripe('${sample.key('live', 24)}');` },
          {
            path: 'app.tsx',
            text: `<ClerkProvider publishableKey="${sample.join('pk_live_', Buffer.from('clerk.example.dev$').toString('base64').replace(/=+$/, ''))}">`,
          },
          `pk = '${sample.join('pk_live_', '51', sample.alnum(87), '00', sample.alnum(8))}'`,
        ],
      }),
    },
    {
      id: 'pictify/test-key',
      title: 'Pictify test API key',
      severity: 'error',
      kind: 'pictify-test',
      description:
        'A development key of Pictify: limited to 100 watermarked renders a day, but a secret all the same, bound to your account. The guide asks to keep it out of repositories like the live one.',
      keywords: ['pk_test_'],
      pattern: TEST,
      placeholders: 'judge',
      judge: judgeKey,
      revoke: DASHBOARD,
      variable: KEY_VARIABLE,
      examples: (sample) => ({
        leak: [
          { path: 'test/setup.rb', text: `client = Pictify::Client.new(api_key: '${sample.key('test')}')` },
          { path: 'main.go', text: `client := pictify.NewClient("${sample.key('test', 40)}")` },
          { path: '.env', text: `PICTIFY_API_KEY=${sample.key('test')}\nSTRIPE_PUBLISHABLE_KEY=${sample.key('test')}` },
        ],
        safe: [
          `PICTIFY_API_KEY=${sample.join('pk_test', '_your_key_here')}`,
          'CREATE INDEX pk_test_results_idx ON pk_test_results (id)',
          {
            path: 'pay.js',
            text: `const paystack = PaystackPop.setup({ key: '${sample.join('pk_test_', sample.hex(40))}' })`,
          },
        ],
      }),
    },
    {
      id: 'pictify/token',
      title: 'Pictify API token without prefix',
      severity: 'error',
      kind: 'pictify-token',
      description:
        'An older Pictify key: 64 hex digits without a prefix. It opens the account like a live key. Reported only where Pictify is what it is used for, since hashes look the same.',
      keywords: ['pictify'],
      window: { before: 1024, after: 1024, lines: true },
      // As it is, or in base64, as Secret manifests and `…_B64` variables have it; `echo` put a line end behind it.
      pattern: /(?<![A-Za-z0-9_/+-])(?<secret>[0-9a-f]{64}|[A-Za-z0-9+/]{86,88}={0,2})(?![A-Za-z0-9_/+=-])/,
      validate: (secret) =>
        secret.length === 64 || /^[0-9a-f]{64}\r?\n?$/.test(Buffer.from(secret, 'base64').toString('latin1')),
      judge: judgeToken,
      revoke: DASHBOARD,
      variable: KEY_VARIABLE,
      examples: (sample) => ({
        leak: [
          `PICTIFY_API_KEY=${sample.hex(64)}`,
          {
            path: 'render.py',
            text: `requests.post("https://api.pictify.io/image",\n    headers={"Authorization": "Bearer ${sample.hex(64)}"})`,
          },
          { path: '.mcp.json', text: `{"mcpServers": {"pictify": {"env": {"API_KEY": "${sample.hex(64)}"}}}}` },
          {
            path: 'k8s/secret.yaml',
            text: `kind: Secret\nmetadata:\n  name: pictify\ndata:\n  token: ${Buffer.from(`${sample.hex(64)}\n`).toString('base64')}\n`,
          },
          {
            path: 'deployment.yaml',
            text: `containers:\n  - env:\n      - name: PICTIFY_TOKEN\n        value: "${sample.hex(64)}"\n`,
          },
          {
            path: 'Info.plist',
            text: `<dict>\n  <key>PictifyToken</key>\n  <string>${sample.hex(64)}</string>\n</dict>`,
          },
          { path: 'conftest.py', text: `@pytest.fixture\ndef pictify_token():\n    return "${sample.hex(64)}"\n` },
          { path: 'Config.elm', text: `pictifyToken : String\npictifyToken =\n    "${sample.hex(64)}"\n` },
          {
            path: 'render.bru',
            text: `post {\n  url: https://api.pictify.io/image\n  body: json\n  auth: bearer\n}\n\nauth:bearer {\n  token: ${sample.hex(64)}\n}\n`,
          },
        ],
        safe: [
          `sha256: ${sample.hex(64)}`,
          `<script src="https://pictify.io/app.${sample.hex(64)}.js"></script>`,
          { path: 'render.log', text: `INFO pictify rendered image ${sample.hex(64)} in 200ms` },
          `assert hashlib.sha256(b"pictify").hexdigest() == "${sample.hex(64)}"`,
          { path: 'hook.test.js', text: `expect(sign(pictifyBody).digest('hex')).toBe('${sample.hex(64)}');` },
          `SELECT '${sample.hex(64)}' = encode(sha256(body), 'hex') FROM pictify_images;`,
          { path: 'deployment.yaml', text: `- name: PICTIFY_IMAGE_SHA256\n  value: "${sample.hex(64)}"\n` },
          {
            path: 'cache.ts',
            text: `import { Pictify } from 'pictify';\n\n\n\n\nexport const entry = {\n  key: '${sample.hex(64)}',\n};\n`,
          },
          `pictify_image_hash = "${sample.hex(64)}"`,
          { path: 'package-lock.json', text: `"node_modules/pictify": { "integrity": "${sample.hex(64)}" }` },
          `X-Pictify-Signature: t=1700000000,v1=${sample.hex(64)}`,
          { path: 'README.md', text: `# Pictify\n\nimage: ghcr.io/pictify/app@sha256:${sample.hex(64)}` },
        ],
      }),
    },
    {
      id: 'pictify/webhook-secret',
      title: 'Pictify webhook signing secret',
      severity: 'error',
      kind: 'pictify-webhook-secret',
      description:
        'The secret that proves that a webhook came from Pictify. Whoever has it can send your server forged events. Stripe and Svix use the same prefix; this one was told by the names round it.',
      keywords: ['whsec_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>whsec_[A-Za-z0-9+/_-]{16,128}={0,2})/,
      judge: judgeWebhookSecret,
      revoke: 'Pictify dashboard > Webhooks > the endpoint > roll secret',
      variable: 'PICTIFY_WEBHOOK_SECRET',
      examples: (sample) => ({
        leak: [
          `PICTIFY_WEBHOOK_SECRET=${sample.join('whsec', '_', sample.alnum(32))}`,
          {
            path: 'hook.ts',
            text: `verifyPictifySignature(body, header, '${sample.join('whsec', '_', sample.alnum(32))}')`,
          },
        ],
        safe: [
          `PICTIFY_WEBHOOK_SECRET=${sample.join('whsec', '_...')}`,
          `STRIPE_WEBHOOK_SECRET=${sample.join('whsec', '_', sample.alnum(32))}`,
          'PICTIFY_WEBHOOK_SECRET=whsec_your_signing_secret',
        ],
      }),
    },
    {
      id: 'pictify/browser-exposed',
      title: 'Pictify key under a name that bundlers publish',
      severity: 'error',
      kind: 'pictify-browser-exposed',
      description:
        'Bundlers copy variables with this prefix into the code that every visitor downloads. A Pictify key is for servers only: read it in a server route and call Pictify from there.',
      keywords: PUBLISHED_PREFIXES,
      // The name is what has to change; the value, where it stands there, is its own finding.
      pattern: new RegExp(
        String.raw`(?<![A-Za-z0-9_])(?<secret>(?:${PUBLISHED_PREFIXES.join('|')})[A-Z0-9_]{1,60})(?![A-Za-z0-9_])(?:["'\`]?\]?\s{0,8}[:=]\s{0,8}["'\`]?(?<value>pk_(?:live|test)_[A-Za-z0-9_-]{16,128}))?`,
      ),
      placeholders: 'judge',
      shows: 'match',
      judge: judgePublishedName,
      variable: KEY_VARIABLE,
      examples: (sample) => ({
        leak: [
          { path: 'app.ts', text: `const key = process.env.${sample.join('NEXT_PUBLIC', '_PICTIFY_API_KEY')};` },
          { path: '.env.production', text: `${sample.join('VITE', '_PICTIFY_KEY')}=${sample.key('live')}` },
          { path: '.env', text: `REACT_APP_RENDER_KEY=${sample.key('live')}` },
        ],
        safe: [
          { path: 'README.md', text: `Never name it ${sample.join('NEXT_PUBLIC', '_PICTIFY_API_KEY')}.` },
          'NEXT_PUBLIC_PICTIFY_BASE_URL=https://api.pictify.io',
          'VITE_PICTIFY_TEMPLATE_ID=tpl_abc',
          `NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY=${sample.key('live')}`,
          'PICTIFY_API_KEY=',
        ],
      }),
    },
    {
      id: 'pictify/live-key-in-development',
      title: 'Live key where development happens',
      severity: 'warning',
      kind: 'pictify-live-in-development',
      description:
        'A production key used in development: a mistake there counts against production, and more people and machines see the key. Use a pk_test_ key for development, tests and CI.',
      keywords: ['pk_live_'],
      pattern: LIVE,
      placeholders: 'judge',
      judge: (candidate, context) => inEnvironment(candidate, context, 'development'),
      variable: KEY_VARIABLE,
      examples: (sample) => ({
        leak: [
          { path: '.env.development', text: `PICTIFY_API_KEY=${sample.key('live')}` },
          { path: 'package.json', text: `{"scripts": {"dev": "PICTIFY_API_KEY=${sample.key('live')} next dev"}}` },
          {
            path: 'docker-compose.dev.yml',
            text: `services:\n  web:\n    environment:\n      PICTIFY_API_KEY: ${sample.key('live')}`,
          },
        ],
        safe: [
          { path: '.env.production', text: `PICTIFY_API_KEY=${sample.key('live')}` },
          { path: '.env.development', text: `PICTIFY_API_KEY=${sample.key('test')}` },
          { path: '.env.development', text: `STRIPE_PUBLISHABLE_KEY=${sample.key('live')}` },
        ],
      }),
    },
    {
      id: 'pictify/test-key-in-production',
      title: 'Test key where production runs',
      severity: 'warning',
      kind: 'pictify-test-in-production',
      description:
        'A development key in production: renders carry a watermark and stop after 100 a day. Production wants a pk_live_ key from the secret store.',
      keywords: ['pk_test_'],
      pattern: TEST,
      placeholders: 'judge',
      judge: (candidate, context) => inEnvironment(candidate, context, 'production'),
      variable: KEY_VARIABLE,
      examples: (sample) => ({
        leak: [
          { path: '.env.production', text: `PICTIFY_API_KEY=${sample.key('test')}` },
          { path: 'deploy/prod/values.yaml', text: `pictify:\n  apiKey: ${sample.key('test')}` },
        ],
        safe: [
          { path: '.env.test', text: `PICTIFY_API_KEY=${sample.key('test')}` },
          { path: '.env.production', text: `PICTIFY_API_KEY=${sample.key('live')}` },
        ],
      }),
    },
    {
      id: 'pictify/k8s-secret',
      title: 'Pictify key in a Kubernetes Secret manifest',
      severity: 'error',
      kind: 'pictify-k8s-secret',
      description:
        'The values of a Secret manifest are only base64, not encrypted: committed, they are readable by everyone who reads the repository. Keep the manifest without the value, or seal it (External Secrets, Sealed Secrets, SOPS).',
      keywords: ['pk_live_', 'pk_test_'],
      pattern: ANY,
      placeholders: 'judge',
      judge: judgeManifest,
      revoke: DASHBOARD,
      examples: (sample) => ({
        leak: [
          {
            path: 'k8s/secret.yaml',
            text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\nstringData:\n  api-key: ${sample.key('live')}\n`,
          },
          {
            path: 'k8s/secret.yaml',
            text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\ndata:\n  api-key: ${Buffer.from(sample.key('live')).toString('base64')}\n`,
          },
          {
            path: 'k8s/all.json',
            text: `{"apiVersion": "v1", "kind": "Secret", "stringData": {"api-key": "${sample.key('test')}"}}`,
          },
        ],
        safe: [
          {
            path: 'k8s/deployment.yaml',
            text: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  env:\n    - name: PICTIFY_API_KEY\n      valueFrom:\n        secretKeyRef:\n          name: pictify\n          key: api-key\n',
          },
          {
            path: 'k8s/sealed.yaml',
            text: `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  encryptedData:\n    api-key: Ag${sample.alnum(300)}\n`,
          },
          {
            path: 'k8s/secret.yaml',
            text: 'apiVersion: v1\nkind: Secret\nstringData:\n  api-key: pk_live_your_api_key\n',
          },
        ],
      }),
    },
    {
      on: 'file',
      id: 'pictify/env-file',
      title: 'Environment file',
      severity: 'error',
      kind: 'env-file',
      description:
        'A .env file holds what must not be shared. Committed, its values are in the history for good, for everyone who ever clones. Templates with placeholders and files encrypted by dotenvx or SOPS may be committed.',
      only: 'environment-files',
      judge: (document, context) => context.environmentFile(document),
      examples: (sample) => ({
        leak: [
          { path: '.env', text: 'PORT=3000\n' },
          { path: 'apps/web/.env.local', text: 'DEBUG=1\n' },
          { path: '.env.example', text: `PICTIFY_API_KEY=${sample.key('live')}\n` },
        ],
        safe: [
          { path: '.env.example', text: 'PICTIFY_API_KEY=pk_live_your_api_key\nPORT=3000\n' },
          {
            path: '.env.production',
            text: `DOTENV_PUBLIC_KEY_PRODUCTION="${sample.hex(66)}"\nPICTIFY_API_KEY="encrypted:${sample.alnum(120)}"\n`,
          },
          { path: 'src/environment.ts', text: 'export const env = process.env;\n' },
        ],
      }),
    },
    {
      on: 'ignore-files',
      id: 'pictify/gitignore-missing',
      title: 'Environment files are not ignored',
      severity: 'error',
      kind: 'gitignore-missing',
      description:
        "Nothing in the repository's own .gitignore files keeps a .env or .env.local out, so the next `git add .` commits one. A look at the work tree goes by the files on disk; a commit, a range and a push by what they hold. A person's global excludes do not help the others who clone.",
      entries: ['.env', '.env.local'],
      examples: () => ({
        leak: [
          { path: '.gitignore', text: 'node_modules/\n' },
          { path: '.gitignore', text: '.env*\n!.env\n' },
        ],
        safe: [{ path: '.gitignore', text: '.env\n.env.*\n!.env.example\n' }],
      }),
    },
  ],
});

/** A `pk_live_`/`pk_test_` key: a placeholder, somebody else's, or ours. */
function judgeKey(candidate: Candidate, context: JudgeContext): Verdict {
  const body = candidate.secret.slice('pk_live_'.length);
  const verdict = context.attribute();
  // A form that proves its vendor is no accident.
  if (verdict.evidence.some((each) => each.rung === 'structure' && each.weight >= 10)) return verdict;
  const placeholder = context.placeholder();
  if (placeholder?.degree === 'certain')
    return { outcome: 'placeholder', kind: 'placeholder', confidence: 'high', evidence: [placeholder.evidence] };
  // `pk_live_1234567890abcdef` is nobody's key, whatever is near.
  if (verdict.outcome !== 'finding' && !placeholder) return verdict;
  if (!placeholder && body.length >= SHORTEST_BODY) return verdict;
  // It looks made up, or is too short for a real one. Hard-coded where a Pictify key goes it is reported all the same.
  const why: Evidence = placeholder?.evidence ?? {
    rung: 'content',
    says: 'placeholder',
    what: `only ${body.length} characters after the prefix`,
    weight: 4,
  };
  const meant =
    verdict.outcome === 'finding' &&
    context.hardCoded &&
    verdict.evidence.some((each) => each.rung === 'statement' && each.says === 'pictify');
  if (meant)
    return {
      ...verdict,
      confidence: 'medium',
      evidence: [
        ...verdict.evidence,
        { rung: 'statement', says: 'secret', what: 'hard-coded in source', weight: 6 },
        why,
      ],
    };
  return { outcome: 'placeholder', kind: 'placeholder', confidence: 'medium', evidence: [why] };
}

/**
 * 64 hex digits count only where the statement, the block or the lines next to them speak of Pictify,
 * the name they stand under is a credential's, and nothing says "hash".
 */
function judgeToken(candidate: Candidate, context: JudgeContext): Verdict | undefined {
  if (encodesText(candidate.secret)) return undefined;
  const { before, after } = context.around(160, 80);
  if (isDigest(before, after) || isFileName(after)) return undefined;
  const evidence = context.evidence();
  const [name] = context.names();
  const bearer =
    evidence.some((each) => each.says === 'secret') || /(?:bearer|[?&](?:token|key|api_?key)=)\s{0,2}$/i.test(before);
  const near = evidence.filter(
    (each) => each.says === 'pictify' && (each.rung === 'statement' || each.rung === 'block'),
  );
  const credential = bearer || (name !== undefined && BEARER_NAME.test(name));
  const first = near[0] ?? (credential ? onlyHost(evidence) : undefined);
  if (!first) return undefined;
  if (name !== undefined && !bearer && (!namesToken(name, first) || isCacheKey(name, before))) return undefined;
  if (LOCK_FILE.test(context.path) && !bearer && !NAME_IN_LOCK_FILE.test(name ?? '')) return undefined;
  const stated = first.rung === 'statement';
  if (name === undefined && !bearer && (!stated || !speaksOfCredential(before, after))) return undefined;
  return {
    outcome: 'finding',
    kind: 'pictify-token',
    confidence: first.rung !== 'file' && (bearer || stated) ? 'high' : 'medium',
    evidence: near.length > 0 ? near.slice(0, 3) : [first],
  };
}

/** Pictify's host or import, where the file calls nobody else: whom its bearer header is for. */
function onlyHost(evidence: readonly Evidence[]): Evidence | undefined {
  const onFile = evidence.filter((each) => each.rung === 'file');
  return onFile.every((each) => each.says === 'pictify') ? onFile.find((each) => each.weight >= 3) : undefined;
}

/** A credential's name that is Pictify's, or nobody's: `PICTIFY_KEY`, `apiKey`, not `JWT_SECRET` on the line below. */
function namesToken(name: string, nearest: Evidence): boolean {
  if (HASH_NAME.test(name)) return false;
  if (/\bcurl\b|\bheaders?\b/i.test(name)) return true;
  if (!CREDENTIAL_NAME.test(name) || isNameOfThing(name)) return false;
  return nearest.rung === 'statement' || GENERIC_NAME.test(name) || PICTIFY_WORD.test(name);
}

/** `uses: actions/cache@v4 … key: …`, `cache:` and `key: …` in it */
function isCacheKey(name: string, before: string): boolean {
  return (
    /^keys?$/i.test(name) && /\buses:[ \t]{0,4}\S{0,60}cache@|(?:^|\n)[ \t-]{0,40}cache:[ \t]{0,4}\r?\n/.test(before)
  );
}

/** Without a name it takes a word for a credential near it, or Pictify's own right before it: `our pictify key is …`. */
function speaksOfCredential(before: string, after: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (namesDigest(line)) return false;
  return CREDENTIAL_WORD.test(before) || CREDENTIAL_WORD.test(after) || /\bpictify(?:\.io)?\W{0,5}$/i.test(before);
}

/** Hex that spells something out is an encoding, and what it spells is looked at by itself. */
function encodesText(secret: string): boolean {
  return /^(?:[2-7][0-9a-f]){32}$/.test(secret);
}

/** `whsec_` is Stripe's and Svix's as well: the nearest name decides, and without one it is not ours to judge. */
function judgeWebhookSecret(_candidate: Candidate, context: JudgeContext): Verdict | undefined {
  const nearest = context
    .evidence()
    .find(
      (each) =>
        each.rung !== 'path' && each.says !== 'secret' && each.says !== 'public-name' && each.says !== 'public-pair',
    );
  if (nearest?.says !== 'pictify') return undefined;
  return {
    outcome: 'finding',
    kind: 'pictify-webhook-secret',
    confidence: nearest.rung === 'file' ? 'medium' : 'high',
    evidence: [nearest],
  };
}

/** Either the name says Pictify and key, or the value beside it is a Pictify key. */
function judgePublishedName(candidate: Candidate, context: JudgeContext): Verdict | undefined {
  const name = candidate.secret;
  const value = candidate.groups['value'];
  // Prose names variables, often to warn of them; there it takes a value to be a leak.
  if (value === undefined && (context.language === 'markdown' || context.language === 'text')) return undefined;
  const published: Evidence = { rung: 'statement', says: 'published', what: name, weight: 8 };
  if (
    /PICTIFY/.test(name) &&
    /KEY|TOKEN|SECRET|AUTH/.test(name) &&
    !/PUBLISHABLE|PUBLIC_KEY|KEY_ID|KEY_URL/.test(name.replace(/^[A-Z]+_PUBLIC_/, ''))
  ) {
    return { outcome: 'finding', kind: 'pictify-browser-exposed', confidence: 'high', evidence: [published] };
  }
  if (value === undefined) return undefined;
  const verdict = context.attributeNext(value);
  if (verdict.outcome !== 'finding') return undefined;
  return {
    outcome: 'finding',
    kind: 'pictify-browser-exposed',
    confidence: verdict.confidence,
    evidence: [published, ...verdict.evidence],
  };
}

function inEnvironment(
  candidate: Candidate,
  context: JudgeContext,
  environment: 'development' | 'production',
): Verdict | undefined {
  const sign = environment === 'development' ? developmentSign(context) : productionSign(context);
  if (!sign) return undefined;
  const verdict = judgeKey(candidate, context);
  if (verdict.outcome !== 'finding') return undefined;
  const kind = environment === 'development' ? 'pictify-live-in-development' : 'pictify-test-in-production';
  return { ...verdict, kind, evidence: [sign, ...verdict.evidence] };
}

function judgeManifest(candidate: Candidate, context: JudgeContext): Verdict | undefined {
  const where = secretManifestKey(context);
  if (!where) return undefined;
  const verdict = judgeKey(candidate, context);
  if (verdict.outcome !== 'finding') return undefined;
  return { ...verdict, kind: 'pictify-k8s-secret', confidence: 'high', evidence: [where, ...verdict.evidence] };
}
