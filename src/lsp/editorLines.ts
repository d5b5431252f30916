import type { Finding } from '../model/finding.js';

/**
 * The same findings by the lines of an editor, to which a carriage return alone ends a line as well: the scan counts
 * it as a character of its line where the text has line feeds. A byte order mark is a character to a client that
 * sends one, and none to the scan.
 */
export function inEditorLines(findings: readonly Finding[], text: string): readonly Finding[] {
  const marked = text.startsWith('\ufeff');
  const isMixed = text.includes('\n') && /\r(?!\n)/.test(text);
  if (findings.length === 0 || (!isMixed && !marked)) return findings;
  const scanned = lineStarts(text, text.includes('\n') ? /\n/g : /\r/g);
  if (marked) scanned[0] = 1;
  const shown = lineStarts(text, /\r\n?|\n/g);
  const place = (line: number, column: number): { readonly line: number; readonly column: number } => {
    const offset = (scanned[line - 1] ?? text.length) + column - 1;
    const index = lastUpTo(shown, offset);
    return { line: index + 1, column: offset - (shown[index] ?? 0) + 1 };
  };
  return findings.map((finding) => {
    const start = place(finding.line, finding.column);
    const end = place(finding.endLine, finding.endColumn);
    return { ...finding, ...start, endLine: end.line, endColumn: end.column };
  });
}

function lineStarts(text: string, terminator: RegExp): number[] {
  return [0, ...[...text.matchAll(terminator)].map((match) => match.index + match[0].length)];
}

/** Index of the last start that is not behind an offset. */
function lastUpTo(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
