/** Where a repository already keeps its secrets. */
export type Store = 'dotenv' | 'aws-secrets-manager' | 'google-secret-manager' | 'vault' | 'kubernetes' | 'environment';

/** Gives a file's text by its path from the root, or `undefined`. */
export type ReadText = (path: string) => Promise<string | undefined>;

const MANIFESTS = [
  'package.json',
  'requirements.txt',
  'pyproject.toml',
  'Gemfile',
  'go.mod',
  'composer.json',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
];

const SIGNS: readonly (readonly [Store, RegExp])[] = [
  ['aws-secrets-manager', /client-secrets-manager|aws-secretsmanager|secretsmanager|aws-sdk-secretsmanager/i],
  ['google-secret-manager', /google-cloud[/-]secret-?manager|secretmanager/i],
  ['vault', /node-vault|\bhvac\b|hashicorp\/vault|vault-client|spring-cloud-(?:starter-)?vault|vaultrs/i],
  ['dotenv', /dotenv/i],
];

/** Told by what the manifests in the root depend on. */
export async function detectStore(read: ReadText): Promise<Store> {
  const manifests = await Promise.all(MANIFESTS.map(read));
  const all = manifests.filter((text) => text !== undefined).join('\n');
  return SIGNS.find(([, sign]) => sign.test(all))?.[0] ?? 'environment';
}
