import type { IgnoreRule } from '../model/rule.js';

/** A line that takes back things of one plain name, wherever they are: `!.env.example`, `!**\/fixtures/node_modules`. */
const TAKES_BACK_ONE = /^!\/?(?:[\w.*-]+\/)*([\w.-]+)$/;

/**
 * Whether the root's ignore file has each entry on a line of its own, and no line behind that, nor any other file, may
 * take one of them back: the usual case, told without evaluating anything. `false` says nothing.
 *
 * @param texts ignore files by folder; the root's is ''
 */
export function plainlyCovered(rules: readonly IgnoreRule[], texts: ReadonlyMap<string, string>): boolean {
  for (const [directory, text] of texts) if (directory !== '' && /^\ufeff?!/m.test(text)) return false;
  const root = texts.get('') ?? '';
  return rules.every((rule) => plainlyCovers(root, rule.entries));
}

function plainlyCovers(text: string, entries: readonly string[]): boolean {
  const open = new Set(entries);
  for (const each of text.split('\n')) {
    const line = each.endsWith('\r') ? each.slice(0, -1) : each;
    if (line.startsWith('!')) {
      const name = TAKES_BACK_ONE.exec(line)?.[1];
      if (name === undefined) for (const entry of entries) open.add(entry);
      else if (entries.includes(name)) open.add(name);
    } else {
      for (const entry of open) if (covers(line, entry)) open.delete(entry);
    }
  }
  return open.size === 0;
}

function covers(line: string, entry: string): boolean {
  return line === entry || line === '.env*' || (line === '.env.*' && entry.startsWith('.env.'));
}
