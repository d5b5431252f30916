import { IgnoreFiles } from '../judge/ignoreEntries.js';

/** Environment files out, their templates in. */
const LINES = ['.env', '.env.*', '!.env.example'];
const PROBES = ['.env', '.env.local', '.env.production'];
/** What a template is called, as far as the entries must let it in. */
const TEMPLATE = '.env.example';

/**
 * Adds to an ignore file what it needs to keep environment files out; `undefined` where it does so already.
 *
 * @param text the file as it is, one character a byte; `undefined` where there is none
 * @param further entries to add besides, for files of other names
 */
export function withIgnoreEntries(text: string | undefined, further: readonly string[] = []): string | undefined {
  const now = text ?? '';
  const open = (content: string): boolean => {
    const files = new IgnoreFiles([{ directory: '', text: content }]);
    return (
      [...PROBES, 'pictify-scan-any-folder/.env', ...further].some((path) => !files.ignores(path)) ||
      files.ignores(TEMPLATE)
    );
  };
  if (!open(now)) return undefined;
  return add(now, [
    ...LINES,
    ...further
      .filter((entry) => !new IgnoreFiles([{ directory: '', text: LINES.join('\n') }]).ignores(entry))
      .map((entry) => `/${escapePattern(entry)}`),
  ]);
}

/**
 * Adds to a `.dockerignore` or `.npmignore` what it needs to keep environment files out; `undefined` where it does so
 * already, as its own program reads it.
 *
 * @param further environment files by their paths from the file's folder
 */
export async function withPackageIgnoreEntries(
  text: string,
  kind: 'docker' | 'npm',
  further: readonly string[] = [],
): Promise<string | undefined> {
  const probes = [...PROBES, ...PROBES.map((name) => `pictify-scan-any-folder/${name}`), ...further];
  if (probes.every(await ignoredBy(text, kind))) return undefined;
  const lines = kind === 'docker' ? ['**/.env', '**/.env.*', '!**/.env.example'] : LINES;
  const isIgnored = await ignoredBy(lines.join('\n'), kind);
  const more = further.filter((path) => !isIgnored(path)).map(escapePattern);
  return add(text, [...lines, ...(kind === 'npm' ? more.map((pattern) => `/${pattern}`) : more)]);
}

async function ignoredBy(text: string, kind: 'docker' | 'npm'): Promise<(path: string) => boolean> {
  if (kind === 'npm') {
    const files = new IgnoreFiles([{ directory: '', text }]);
    return (path) => files.ignores(path);
  }
  const { default: module } = await import('@balena/dockerignore');
  // Its types describe an ES module, its code is CommonJS: the function is one level further down for the types.
  const dockerignore = module as unknown as typeof module.default;
  const filter = dockerignore({ ignorecase: false }).add(text);
  return (path) => filter.ignores(path);
}

function add(text: string, lines: readonly string[]): string {
  const feed = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : feed;
  return `${text}${gap}${lines.join(feed)}${feed}`;
}

function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]!#]/g, String.raw`\$&`).replace(/ $/, String.raw`\ `);
}
