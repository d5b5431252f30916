/** One assignment of a `.env`. Offsets are those of the text it was read from. */
export interface DotenvEntry {
  readonly name: string;
  readonly value: string;
  /** Where the raw value stands, its quotes included. */
  readonly start: number;
  readonly end: number;
}

const ENTRY =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*("(?:[^"\\]|\\[\s\S])*"|'[^']*'|[^\r\n#]*?(?:#\S[^\r\n#]*?)*)[ \t]*(?:#[^\r\n]*)?(?=\r?$)/gm;

/** The assignments of a `.env`, as dotenv reads them. */
export function dotenvEntries(text: string): DotenvEntry[] {
  return [...text.matchAll(ENTRY)].map((match) => {
    const [whole, name = '', raw = ''] = match;
    const start = match.index + whole.indexOf(raw, whole.indexOf('=') + 1);
    return { name, value: unquote(raw), start, end: start + raw.length };
  });
}

function unquote(raw: string): string {
  if (/^"[\s\S]*"$/.test(raw))
    return raw
      .slice(1, -1)
      .replaceAll(String.raw`\n`, '\n')
      .replaceAll(String.raw`\"`, '"');
  return /^'[\s\S]*'$/.test(raw) ? raw.slice(1, -1) : raw;
}

/**
 * Sets a variable: an entry that is empty or a placeholder gets the value, else a line is added at the
 * end; everything else stays as it is, byte for byte.
 *
 * @param text one character a byte (latin1)
 */
export function setEntry(text: string, name: string, value: string): string {
  const existing = dotenvEntries(text).findLast((each) => each.name === name);
  if (existing) return text.slice(0, existing.start) + quote(value) + text.slice(existing.end);
  const feed = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : feed;
  return `${text}${gap}${name}=${quote(value)}${feed}`;
}

/** A value as dotenv, Docker's and the shells' readers understand it alike, as far as they agree. */
export function quote(value: string): string {
  if (/^[\w./+:=@%,~-]+$/.test(value)) return value;
  if (!/['\r\n]/.test(value)) return `'${value}'`;
  return `"${value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)}"`;
}
