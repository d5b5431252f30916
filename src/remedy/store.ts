/** Where a repository already keeps its secrets. */
export type Store = 'dotenv' | 'aws-secrets-manager' | 'google-secret-manager' | 'vault' | 'kubernetes' | 'environment';

/** Gives a file's text by its path from the root, or `undefined`. */
export type ReadText = (path: string) => Promise<string | undefined>;

const MANIFESTS = [
  'package.json',
  'deno.json',
  'requirements.txt',
  'pyproject.toml',
  'Pipfile',
  'setup.py',
  'Gemfile',
  'go.mod',
  'composer.json',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'pubspec.yaml',
  'mix.exs',
];

/** Files that may load an environment file into the programs they start. */
const STARTERS = [
  'docker-compose.yml',
  'docker-compose.yaml',
  'compose.yml',
  'compose.yaml',
  '.envrc',
  'Makefile',
  'Justfile',
  'justfile',
];

/** Frameworks and starters that read `.env` without being told. */
const LOADERS =
  /"(?:next|nuxt|react-scripts|expo|@nestjs\/config|@sveltejs\/kit|@remix-run\/dev|@redwoodjs\/core|@types\/bun|bun-types|env-cmd)"\s*:|--env-file|laravel\/framework|django-environ|pydantic-settings/;

/** Files whose being there says that the folder is deployed to Kubernetes. */
const CLUSTER_FILES = ['Chart.yaml', 'kustomization.yaml', 'skaffold.yaml'];

const SIGNS: readonly (readonly [Store, RegExp])[] = [
  ['aws-secrets-manager', /client-secrets-manager|aws-secretsmanager|secretsmanager|aws-sdk-secretsmanager/i],
  ['google-secret-manager', /google-cloud[/-]secret-?manager|secretmanager/i],
  ['vault', /node-vault|\bhvac\b|hashicorp\/vault|vault-client|spring-cloud-(?:starter-)?vault|vaultrs/i],
  ['dotenv', /dotenv|python-decouple|environs/i],
];

/** Made once for a report: each manifest is read once, however many findings ask. */
export function createStoreDetector(read: ReadText): (path: string) => Promise<Store> {
  const folders = new Map<string, Promise<Store | undefined>>();
  return async (path) => {
    for (const folder of foldersAbove(path)) {
      const known = folders.get(folder) ?? storeOf(folder, read);
      folders.set(folder, known);
      const store = await known;
      if (store) return store;
    }
    return 'environment';
  };
}

async function storeOf(folder: string, read: ReadText): Promise<Store | undefined> {
  const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const manifests = await Promise.all(MANIFESTS.map((name) => read(at(name)).catch(() => undefined)));
  const all = manifests.filter((text) => text !== undefined).join('\n');
  const sign = SIGNS.find(([, pattern]) => pattern.test(all))?.[0];
  if (sign) return sign;
  const starters = await Promise.all(STARTERS.map((name) => read(at(name)).catch(() => undefined)));
  if (LOADERS.test(all) || starters.some((text) => text !== undefined && /\bdotenv\b|\.env\b/.test(text)))
    return 'dotenv';
  const cluster = await Promise.all(CLUSTER_FILES.map((name) => read(at(name)).catch(() => undefined)));
  return cluster.some((text) => text !== undefined) ? 'kubernetes' : undefined;
}

/** Deeper down nobody has manifests, but somebody could make folders by the thousand. */
const DEEPEST = 32;

/** Nearest first; the root is empty. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1).slice(0, DEEPEST);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
