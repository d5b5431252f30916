import type { Reader, Replacement, StoreGroup } from './model.js';
import type { Readings, StoreName, StoreReference } from './findReaders.js';
import { shellPath } from '../text/shellPath.js';

/** Asks for the new key without showing it; bash and zsh. What reads it below gets it over a pipe. */
export const PROMPT = `printf 'New key: '; read -rs NEW_KEY; echo`;
const SEND = `printf %s "$NEW_KEY" |`;
/** Names that mean nothing to a shell and are no option. */
const SAFE = /^[A-Za-z0-9][\w./@:+=,-]*$/;

/** Where the new key has to go, store by store, with the commands; the key is in no argument and no history. */
export function planReplacement(readings: Readings, variables: readonly string[]): Replacement {
  const variable = variables[0] ?? 'SECRET';
  const groups = [...STORES.flatMap((make) => make(readings, variable)), ...hostedStores(readings, variable)];
  return { prompt: PROMPT, stores: groups, readers: readings.readers };
}

type MakeGroups = (readings: Readings, variable: string) => StoreGroup[];

const STORES: readonly MakeGroups[] = [
  ({ references }) => group(references, 'kubernetes', kubernetes),
  ({ references }) => group(references, 'aws-secrets-manager', aws),
  ({ references }) => group(references, 'google-secret-manager', google),
  ({ references }) => group(references, 'vault', vault),
  ({ references }) => group(references, 'github-actions', githubActions),
  ({ references }) => group(references, 'gitlab-ci', gitlab),
  ({ references }) => group(references, 'terraform', terraform),
  ({ references }) => group(references, 'mcp-config', mcp),
  ({ references }) => group(references, 'dotenv', dotenv),
  ({ references }) => group(references, 'compose', compose),
];

function group(
  references: readonly StoreReference[],
  store: StoreName,
  make: (places: readonly StoreReference[]) => Omit<StoreGroup, 'store' | 'places'>,
): StoreGroup[] {
  const places = references.filter((each) => each.store === store);
  if (places.length === 0) return [];
  return [
    {
      store,
      ...make(places),
      places: places.map(({ path, line, variable, how }): Reader => ({ path, line, variable, how })),
    },
  ];
}

function entriesOf(places: readonly StoreReference[]): string[] {
  return [...new Set(places.flatMap(({ entry }) => (entry !== undefined && SAFE.test(entry) ? [entry] : [])))];
}

function kubernetes(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  const named = places.filter(({ entry }) => entry !== undefined && SAFE.test(entry));
  const pairs = new Map(named.map(({ entry = '', field = 'api-key' }) => [`${entry} ${field}`, { entry, field }]));
  const list = pairs.size > 0 ? [...pairs.values()] : [{ entry: 'pictify-credentials', field: 'api-key' }];
  return {
    title: 'Kubernetes Secret',
    commands: list
      .filter(({ field }) => SAFE.test(field))
      .map(
        ({ entry, field }) =>
          `${SEND} kubectl create secret generic ${entry} --from-file=${field}=/dev/stdin --dry-run=client -o yaml | kubectl apply -f -`,
      ),
    note: 'Pods read a variable when they start: restart what uses it with kubectl rollout restart. A Secret with more fields needs all of them in the command. Where a SealedSecret or an ExternalSecret makes it, change its source instead.',
  };
}

function aws(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  return {
    title: 'AWS Secrets Manager',
    commands: entriesOf(places).map(
      (entry) => `${SEND} aws secretsmanager put-secret-value --secret-id ${entry} --secret-string file:///dev/stdin`,
    ),
    note: 'Programs that keep the value in memory take the new one when they start again.',
  };
}

function google(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  return {
    title: 'Google Secret Manager',
    commands: entriesOf(places).map((entry) => `${SEND} gcloud secrets versions add ${entry} --data-file=-`),
    note: 'Then disable the old version: gcloud secrets versions disable VERSION --secret NAME',
  };
}

function vault(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  return {
    title: 'HashiCorp Vault',
    commands: entriesOf(places).map((entry) => `${SEND} vault kv patch ${entry.replace('/data/', '/')} api_key=-`),
    note: 'api_key stands for the field that your code reads. Old versions stay readable until: vault kv destroy -versions=N PATH',
  };
}

function githubActions(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  return {
    title: 'GitHub Actions secret',
    commands: entriesOf(places).map((entry) => `${SEND} gh secret set ${entry}`),
    note: 'For a secret of an environment or an organisation add --env NAME or --org NAME. Dependabot and Codespaces have secrets of their own (--app dependabot).',
  };
}

function gitlab(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  return {
    title: 'GitLab CI/CD variable',
    commands: entriesOf(places).map((entry) => `${SEND} glab variable update ${entry}`),
    note: 'Keep it masked and protected (Settings > CI/CD > Variables).',
  };
}

function terraform(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  return {
    title: 'Terraform variable',
    commands: entriesOf(places).map((entry) => `export TF_VAR_${entry}="$NEW_KEY"`),
    note: 'Before terraform apply, or in the variables of your Terraform Cloud workspace (sensitive). The old key is in the state file and its backups: treat those as exposed.',
  };
}

function mcp(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  return {
    title: 'MCP server',
    commands: entriesOf(places).map((entry) => `export ${entry}="$NEW_KEY"`),
    note: 'In the environment that starts your editor or agent; then restart that.',
  };
}

function dotenv(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  const files = new Map(places.map(({ path, variable }) => [`${path} ${variable}`, { path, variable }]));
  return {
    title: 'Local environment files',
    commands: [...files.values()].map(({ path, variable }) => {
      const file = shellPath(path);
      const fresh = shellPath(`${path}.new`);
      return `(umask 077; { grep -v '^${variable}=' ${file}; printf '${variable}=%s\\n' "$NEW_KEY"; } > ${fresh}) && mv ${fresh} ${file}`;
    }),
    note: 'Everybody who works on this has a file of their own.',
  };
}

function compose(places: readonly StoreReference[]): Omit<StoreGroup, 'store' | 'places'> {
  const files = [...new Set(places.map(({ path }) => path))];
  return {
    title: 'Docker Compose',
    commands: files.map((path) => `docker compose -f ${shellPath(path)} up -d`),
    note: 'Compose takes the value from the .env beside it, or from the environment: change that first.',
  };
}

/** Hosts whose settings file stands at the top: what they run gets its variables from them. */
function hostedStores({ files, readers }: Readings, variable: string): StoreGroup[] {
  const has = (...names: readonly string[]): boolean => names.some((name) => files.has(name));
  const places = readers.slice(0, 5);
  const groups: StoreGroup[] = [];
  if (!SAFE.test(variable)) return groups;
  if (has('vercel.json', '.vercel/project.json'))
    groups.push({
      store: 'vercel',
      title: 'Vercel',
      commands: [`vercel env rm ${variable} production --yes`, `${SEND} vercel env add ${variable} production`],
      note: 'The same for preview and development; then deploy again: variables are fixed at build time.',
      places,
    });
  if (has('wrangler.toml', 'wrangler.json', 'wrangler.jsonc'))
    groups.push({
      store: 'cloudflare',
      title: 'Cloudflare Workers',
      commands: [`${SEND} wrangler secret put ${variable}`],
      places,
    });
  if (has('fly.toml'))
    groups.push({
      store: 'fly',
      title: 'Fly.io',
      commands: [`printf '${variable}=%s\\n' "$NEW_KEY" | fly secrets import`],
      places,
    });
  if (has('netlify.toml', 'render.yaml', 'app.json', 'Procfile', 'railway.json'))
    groups.push({
      store: 'host',
      title: 'Hosting',
      commands: [],
      note: `Set ${variable} in the dashboard of your host: its command line takes values as arguments only, where others can see them.`,
      places,
    });
  return groups;
}
