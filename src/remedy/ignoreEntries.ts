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
 * @param keeps the file must say so itself, however the folders above do
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

/** `.dockerignore` and `.npmignore` read patterns a little differently from git; the plain entries mean the same to all. */
export function withPackageIgnoreEntries(text: string, kind: 'docker' | 'npm'): string | undefined {
  const lines = kind === 'docker' ? ['**/.env', '**/.env.*', '!**/.env.example'] : ['.env', '.env.*'];
  const has = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\//, '')));
  const covered = kind === 'docker' ? has.has('**/.env') || has.has('**/.env*') : has.has('.env') || has.has('.env*');
  return covered ? undefined : add(text, lines);
}

function add(text: string, lines: readonly string[]): string {
  const feed = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : feed;
  return `${text}${gap}${lines.join(feed)}${feed}`;
}

function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]!#]/g, String.raw`\$&`).replace(/ $/, String.raw`\ `);
}
