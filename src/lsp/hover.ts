import type { Hover, Position } from 'vscode-languageserver';
import type { Finding } from '../model/finding.js';
import { markdownText } from '../report/markdownText.js';
import { evidenceText, whyText } from '../report/messages.js';
import { escapeUnsafe } from '../text/escape.js';
import { rangeOf } from './diagnostics.js';

/**
 * What is found at a position, with the evidence; `null` where nothing is.
 *
 * Names in it come from the file: they are shown as they are, no link or image comes of them.
 *
 * @param markdown whether the client shows Markdown
 */
export function hoverAt(findings: readonly Finding[], position: Position, markdown: boolean): Hover | null {
  const at = findings.filter((finding) => covers(finding, position));
  const [first] = at;
  if (!first) return null;
  const words = markdown ? markdownText : escapeUnsafe;
  const value = at.map((finding) => lines(finding, words, markdown).join('\n')).join('\n\n---\n\n');
  return { contents: { kind: markdown ? 'markdown' : 'plaintext', value }, range: rangeOf(first) };
}

function covers(finding: Finding, { line, character }: Position): boolean {
  const { start, end } = rangeOf(finding);
  const after = line > start.line || (line === start.line && character >= start.character);
  const before = line < end.line || (line === end.line && character <= end.character);
  return after && before;
}

function lines(finding: Finding, words: (text: string) => string, markdown: boolean): string[] {
  const bold = (text: string): string => (markdown ? `**${text}**` : text);
  const why = whyText(finding);
  return [
    `${bold(words(finding.rule))}: ${words(finding.message)}`,
    '',
    ...(why === undefined ? [] : [words(why), '']),
    bold('Because'),
    '',
    ...finding.evidence.map((each) => `- ${words(evidenceText(each))}`),
    '',
    bold('Do'),
    '',
    ...finding.hints.map((hint, index) => `${index + 1}. ${words(hint)}`),
  ];
}
