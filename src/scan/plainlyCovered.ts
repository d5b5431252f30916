import type { IgnoreRule } from '../model/rule.js';

/** A line that takes back one plain name, such as `!.env.example`. */
const TAKES_BACK_ONE = /^!\/?(?:[\w.-]+\/)*([\w.-]+)$/;

/**
 * Whether the root's ignore file has each entry on a line of its own, and no file takes one of them back: the usual
 * case, told without evaluating anything. `false` says nothing.
 *
 * @param texts ignore files by folder; the root's is ''
 */
export function plainlyCovered(rules: readonly IgnoreRule[], texts: ReadonlyMap<string, string>): boolean {
  for (const [directory, text] of texts) if (directory !== '' && /^\ufeff?!/m.test(text)) return false;
  const root = texts.get('') ?? '';
  return rules.every((rule) => plainlyCovers(root, rule.entries));
}

function plainlyCovers(text: string, entries: readonly string[]): boolean {
  const lines = new Set(text.split(/\r?\n/));
  for (const line of lines) {
    if (!line.startsWith('!')) continue;
    const name = TAKES_BACK_ONE.exec(line)?.[1];
    if (name === undefined || entries.includes(name)) return false;
  }
  return entries.every(
    (entry) => lines.has(entry) || lines.has('.env*') || (entry.startsWith('.env.') && lines.has('.env.*')),
  );
}
