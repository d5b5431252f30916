import { gitIn } from '../git/run.js';
import type { Run } from '../scan/run.js';
import { listFolder, listWorkTree } from '../sources/listFiles.js';
import { readFileDocument } from '../sources/readFileDocument.js';
import { languageOf } from '../text/language.js';
import { textView } from '../text/textView.js';
import type { Copy, Reader } from './model.js';

/** What a repository says about where a variable's value comes from. */
export interface Readings {
  /** Every place that names a variable and takes its value from outside. */
  readonly readers: readonly Reader[];
  readonly references: readonly StoreReference[];
  /** Names of the files at the top. */
  readonly files: ReadonlySet<string>;
}

/** An entry of a secret store, as the repository names it. */
export interface StoreReference extends Reader {
  readonly store: StoreName;
  /** Name of the entry: of the Kubernetes Secret, of the secret in AWS, Google or Vault. */
  readonly entry?: string;
  /** Field of the entry. */
  readonly field?: string;
}

export type StoreName =
  | 'dotenv'
  | 'compose'
  | 'github-actions'
  | 'gitlab-ci'
  | 'kubernetes'
  | 'aws-secrets-manager'
  | 'google-secret-manager'
  | 'vault'
  | 'terraform'
  | 'mcp-config';

/** Larger files hold data, not programs. */
const LARGEST = 2 * 1024 * 1024;
const MOST_PLACES = 1000;
const AT_ONCE = 16;

/** Looks for every place that reads one of the variables, and for entries of secret stores that belong to the provider. */
export async function findReaders(
  run: Run,
  variables: readonly string[],
  provider: string,
  copies: readonly Copy[],
): Promise<Readings> {
  const { root, git, isRepository } = run;
  const listed = isRepository ? await listWorkTree(gitIn(git, root), []) : await listFolder(root, root);
  const ignored = copies.filter(({ where }) => where === 'ignored').map(({ path }) => path);
  const files = [
    ...listed,
    ...[...new Set([...ignored, '.env'])].map((path) => ({
      raw: Buffer.from(path).toString('latin1'),
      tracked: false,
    })),
  ];
  const readers: Reader[] = [];
  const references: StoreReference[] = [];
  const seen = new Set<string>();
  for (let from = 0; from < files.length && readers.length < MOST_PLACES; from += AT_ONCE)
    await Promise.all(
      files.slice(from, from + AT_ONCE).map((file) =>
        readFileDocument(root, file, ({ path, bytes, start }) => {
          if (start || bytes.length > LARGEST || seen.has(path)) return;
          seen.add(path);
          const text = textView(bytes).bytes.toString('utf8');
          if (text.includes('\0')) return;
          const found = readText(path, text, variables, provider);
          readers.push(...found.readers);
          references.push(...found.references);
        }),
      ),
    );
  const byPlace = (a: Reader, b: Reader): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
  return {
    readers: readers.toSorted(byPlace),
    references: references.toSorted(byPlace),
    files: new Set(listed.map(({ raw }) => raw).filter((path) => path.split('/').length <= 2)),
  };
}

/** Files that show a variable without reading it. */
const TEMPLATE = /(?:example|sample|template|dist|defaults?|schema)(?:\.[a-z]+)?$/i;

/** What one text says: pure. */
export function readText(
  path: string,
  text: string,
  variables: readonly string[],
  provider: string,
): { readonly readers: readonly Reader[]; readonly references: readonly StoreReference[] } {
  const language = languageOf(path, text.slice(0, 4096));
  const readers: Reader[] = [];
  const references: StoreReference[] = [];
  if (language === 'markdown' || language === 'text' || language === 'log' || language === 'patch')
    return { readers, references };
  const lines = text.split('\n');
  for (const variable of variables) {
    if (!text.includes(variable) && !text.includes(variable.toLowerCase())) continue;
    for (const [index, line] of lines.entries()) {
      if (line.length > 2000) continue;
      const place = { path, line: index + 1, variable };
      const store = storeOf(language, path, lines, index, variable);
      if (store) references.push({ ...place, ...store });
      else {
        const how = howRead(line, variable);
        if (how !== undefined) readers.push({ ...place, how });
      }
    }
  }
  if (variables[0] !== undefined) references.push(...managedEntries(path, lines, variables[0], provider));
  return { readers, references };
}

type Ways = readonly (readonly [string, (name: string) => RegExp])[];

/** How programs read their environment; the name is escaped already. */
const WAYS: Ways = [
  ['process.env', (name) => new RegExp(String.raw`\bprocess\.env(?:\.${name}\b|\[\s*['"\`]${name}['"\`])`)],
  ['process.env', (name) => new RegExp(String.raw`\{[^}]*\b${name}\b[^}]*\}\s*=\s*process\.env\b`)],
  ['import.meta.env', (name) => new RegExp(String.raw`\bimport\.meta\.env(?:\.${name}\b|\[\s*['"]${name}['"])`)],
  ['Deno.env', (name) => new RegExp(String.raw`\bDeno\.env\.get\(\s*['"]${name}['"]`)],
  ['Bun.env', (name) => new RegExp(String.raw`\bBun\.env(?:\.${name}\b|\[\s*['"]${name}['"])`)],
  ['os.environ', (name) => new RegExp(String.raw`\benviron(?:\.get\(|\[)\s*['"]${name}['"]`)],
  ['os.getenv', (name) => new RegExp(String.raw`\bgetenv\(\s*['"]${name}['"]`, 'i')],
  ['ENV', (name) => new RegExp(String.raw`\bENV(?:\[|\.fetch\(|\.\w+\()\s*['"]${name}['"]`)],
  ['os.Getenv', (name) => new RegExp(String.raw`\bos\.(?:Getenv|LookupEnv)\(\s*"${name}"`)],
  ['System.getenv', (name) => new RegExp(String.raw`\bgetenv\(\s*"${name}"`)],
  ['Environment', (name) => new RegExp(String.raw`\bGetEnvironmentVariable\(\s*"${name}"`)],
  ['std::env', (name) => new RegExp(String.raw`\benv(?:::var(?:_os)?\(|!\()\s*"${name}"`)],
  ['sys.env', (name) => new RegExp(String.raw`\bsys\.env(?:\(|\.get\()\s*"${name}"`)],
  ['System.get_env', (name) => new RegExp(String.raw`\bSystem\.(?:get|fetch)_env!?\(\s*"${name}"`)],
  ['env()', (name) => new RegExp(String.raw`\b(?:env|config)\(\s*['"]${name}['"]`)],
  ['$env:', (name) => new RegExp(String.raw`\$env:${name}\b`, 'i')],
  [
    'settings field',
    (name) => new RegExp(String.raw`['"]?\b${name}\b['"]?\s*:\s*(?:z\.|str\b|String\b|str\s*=|Field\()`),
  ],
  ['shell', (name) => new RegExp(String.raw`\$(?:\{${name}(?::?[-?=+][^}]*)?\}|${name}\b|\(${name}\))`)],
  ['%NAME%', (name) => new RegExp(String.raw`%${name}%`)],
];

function howRead(line: string, variable: string): string | undefined {
  if (!line.includes(variable)) return undefined;
  return WAYS.find(([, pattern]) => pattern(variable).test(line))?.[0];
}

/** A line of a file that belongs to one store. */
function storeOf(
  language: ReturnType<typeof languageOf>,
  path: string,
  lines: readonly string[],
  index: number,
  variable: string,
): Pick<StoreReference, 'store' | 'how' | 'entry' | 'field'> | undefined {
  const line = lines[index] ?? '';
  const word = new RegExp(String.raw`(?<![\w])${variable}(?![\w])`);
  if (language === 'terraform') {
    const name = variable.toLowerCase();
    if (new RegExp(String.raw`\bvariable\s+"(?:${name}|${variable})"`).test(line))
      return { store: 'terraform', how: 'variable', entry: /"(\w+)"/.exec(line)?.[1] ?? name };
    return undefined;
  }
  if (!word.test(line)) return undefined;
  switch (language) {
    case 'github-workflow':
      return new RegExp(String.raw`\bsecrets\.${variable}\b`).test(line)
        ? { store: 'github-actions', how: 'secrets', entry: variable }
        : undefined;
    case 'gitlab-ci':
      return { store: 'gitlab-ci', how: 'variable', entry: variable };
    case 'compose':
      return { store: 'compose', how: 'environment', entry: variable };
    case 'kubernetes':
      return kubernetesEntry(lines, index);
    case 'mcp-config':
      return { store: 'mcp-config', how: 'env', entry: variable };
    case 'dotenv':
      return !TEMPLATE.test(path) && new RegExp(String.raw`^\s*(?:export\s+)?${variable}\s*=`).test(line)
        ? { store: 'dotenv', how: 'assignment', entry: variable }
        : undefined;
    default:
      return undefined;
  }
}

/** The `secretKeyRef` below a container's variable. */
function kubernetesEntry(
  lines: readonly string[],
  index: number,
): Pick<StoreReference, 'store' | 'how' | 'entry' | 'field'> | undefined {
  const block = lines.slice(index, index + 8);
  const end = block.findIndex((line, at) => at > 0 && /^\s*-\s/.test(line));
  const text = block.slice(0, end === -1 ? undefined : end).join('\n');
  const value = (name: string): string | undefined =>
    new RegExp(String.raw`\b${name}:\s*['"]?([\w.-]+)`).exec(text.slice(text.indexOf('secretKeyRef')))?.[1];
  if (!text.includes('secretKeyRef')) return { store: 'kubernetes', how: 'manifest' };
  const [entry, field] = [value('name'), value('key')];
  return {
    store: 'kubernetes',
    how: 'secretKeyRef',
    ...(entry !== undefined && { entry }),
    ...(field !== undefined && { field }),
  };
}

const MANAGED: readonly (readonly [StoreName, string, RegExp])[] = [
  ['aws-secrets-manager', 'SecretId', /\bSecretId['"]?\s*[:=]\s*['"]([^'"]+)['"]/],
  ['aws-secrets-manager', 'secret-id', /--secret-id[ =]['"]?([\w/+=.@-]+)/],
  ['aws-secrets-manager', 'arn', /\barn:aws[\w-]*:secretsmanager:[\w-]*:\d*:secret:([\w/+=.@-]+)/],
  ['google-secret-manager', 'secrets/…/versions', /\bsecrets\/([\w-]+)\/versions\b/],
  ['google-secret-manager', '--set-secrets', /--(?:set|update)-secrets[ =]\S*?=([\w-]+):\w+/],
  ['vault', 'path', /['"\s]((?:secret|kv)\/(?:data\/)?[\w/-]+)(?:#\w+)?['"\s]?/],
];

/** Entries of secret managers whose name has the provider's word in it. */
function managedEntries(path: string, lines: readonly string[], variable: string, provider: string): StoreReference[] {
  const found: StoreReference[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.length > 2000 || !line.toLowerCase().includes(provider)) continue;
    for (const [store, how, pattern] of MANAGED) {
      const entry = pattern.exec(line)?.[1];
      if (entry?.toLowerCase().includes(provider) !== true) continue;
      if (store === 'vault' && !lines.some((each) => /vault|hvac|kv\b/i.test(each))) continue;
      found.push({ path, line: index + 1, variable, how, store, entry });
    }
  }
  return found;
}
