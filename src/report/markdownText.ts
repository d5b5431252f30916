import { escapeUnsafe } from '../text/escape.js';

/**
 * Untrusted text as Markdown that shows it as it is: no link, image, HTML or emphasis comes of it, nobody
 * is mentioned and no issue is referred to (a zero-width space behind `@` and `#` stops that).
 */
export function markdownText(text: string): string {
  return (
    escapeUnsafe(text)
      // The colon of a time is none of a link's or an emoji's.
      .replace(/[\\`*_{}[\]#!|<>~&@$^=]|:(?=\S)(?!(?<=\d:)\d)|(?<=www)\./gi, '\\$&')
      // At the start of a line these begin a list, a rule or a forge's own command.
      .replace(/^(\s*)([-+/])|^(\s*\d+)([.)])/, '$1$3\\$2$4')
      .replace(/\\([@#])/g, '\\$1&#8203;')
  );
}

/** Untrusted text as a code span: longer fences than any inside it. */
export function markdownCode(text: string): string {
  const shown = escapeUnsafe(text) || ' ';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[ `]|[ `]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Lines as a fenced block; the fence is longer than any run of backticks in them. */
export function markdownBlock(lines: readonly string[], language = ''): string {
  const shown = lines.map((line) => escapeUnsafe(line.replaceAll('\t', '  ')));
  const longest = Math.max(2, ...shown.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join('\n');
}
