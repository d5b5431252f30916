/**
 * Writes alternatives out: `src/{a,b}.{js,ts}` → `src/a.js`, `src/a.ts`, `src/b.js`, `src/b.ts`.
 * Braces without a comma, without an end, or behind a backslash are plain characters.
 *
 * @returns `range` for `{1..9}`, which is not written out, and `too many` beyond `most`
 */
export function expandBraces(text: string, most: number): readonly string[] | 'range' | 'too many' {
  const found = firstBraces(text);
  if (found === undefined) return [text];
  if (found === 'range') return 'range';
  const { before, choices, after } = found;
  const rests = expandBraces(after, most);
  if (typeof rests === 'string') return rests;
  const expanded: string[] = [];
  for (const choice of choices) {
    const inner = expandBraces(choice, most);
    if (typeof inner === 'string') return inner;
    if (expanded.length + inner.length * rests.length > most) return 'too many';
    for (const each of inner) for (const rest of rests) expanded.push(before + each + rest);
  }
  return expanded;
}

interface Braces {
  readonly before: string;
  readonly choices: readonly string[];
  readonly after: string;
}

function firstBraces(text: string): Braces | 'range' | undefined {
  const ends = closers(text);
  for (let start = 0; start < text.length; start += 1) {
    if (text[start] === '\\') start += 1;
    const end = text[start] === '{' ? ends.get(start) : undefined;
    if (end === undefined) continue;
    const choices = splitChoices(text.slice(start + 1, end));
    if (choices.length > 1) return { before: text.slice(0, start), choices, after: text.slice(end + 1) };
    if (/^[^{}]*\.\.[^{}]*$/.test(choices[0] ?? '')) return 'range';
  }
  return undefined;
}

/** Where each opening brace ends. */
function closers(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') open.push(at);
    else if (text[at] === '}') {
      const start = open.pop();
      if (start !== undefined) ends.set(start, at);
    }
  }
  return ends;
}

function splitChoices(text: string): readonly string[] {
  const choices: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    else if (text[at] === ',' && depth === 0) {
      choices.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...choices, text.slice(from)];
}
