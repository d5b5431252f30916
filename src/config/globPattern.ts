/**
 * A path pattern as the source of a regular expression without lookaround or back-reference, so that
 * any engine runs it: `*` and `?` stay within a folder, `**` crosses folders, `{a,b}` and `[a-z]` choose,
 * `\` takes the next character as it is. What is not closed stands for itself.
 */
export function globSource(pattern: string): string {
  return `^${sequence(pattern)}$`;
}

function sequence(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const [length, piece] = pieceAt(pattern, at);
    source += piece;
    at += length;
  }
  return source;
}

/** How many characters of the pattern a piece takes, and its source. */
function pieceAt(pattern: string, at: number): readonly [length: number, source: string] {
  const character = pattern[at] ?? '';
  switch (character) {
    case '*':
      return stars(pattern, at);
    case '?':
      return [1, '[^/]'];
    case '[':
      return classAt(pattern, at) ?? [1, '\\['];
    case '{':
      return choiceAt(pattern, at) ?? [1, '\\{'];
    case '\\':
      return at + 1 < pattern.length ? [2, literal(pattern[at + 1] ?? '')] : [1, '\\\\'];
    default:
      return [1, literal(character)];
  }
}

function stars(pattern: string, at: number): readonly [number, string] {
  const length = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
  const begins = at === 0 || pattern[at - 1] === '/';
  const next = pattern[at + length];
  if (length < 2 || !begins || (next !== undefined && next !== '/')) return [length, '[^/]*'];
  return next === '/' ? [length + 1, '(?:.*/)?'] : [length, '.*'];
}

function classAt(pattern: string, at: number): readonly [number, string] | undefined {
  const [whole, not, body] = /^\[([!^]?)(\]?[^\]/]*)\]/.exec(pattern.slice(at)) ?? [];
  if (whole === undefined || body === undefined || body === '' || !rangesRise(body)) return undefined;
  const escaped = body.replace(/[\\\]^[&~]/g, '\\$&');
  return [whole.length, not === '' ? `[${escaped}]` : `[^/${escaped}]`];
}

function rangesRise(body: string): boolean {
  return [...body.matchAll(/(.)-(.)/gs)].every(([, from = '', to = '']) => from <= to);
}

function choiceAt(pattern: string, at: number): readonly [number, string] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let from = at + 1;
  for (let index = at; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === '\\') index += 1;
    else if (character === '{') depth += 1;
    else if (character === ',' && depth === 1) {
      parts.push(pattern.slice(from, index));
      from = index + 1;
    } else if (character === '}' && (depth -= 1) === 0) {
      if (parts.length === 0) return undefined;
      parts.push(pattern.slice(from, index));
      return [index + 1 - at, `(?:${parts.map(sequence).join('|')})`];
    }
  }
  return undefined;
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) && character !== '/' ? `\\${character}` : character;
}
