import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diffLines } from '../text/lineDiff.js';

/** The smallest edits, line by line, that make one text of another; positions are those of `before`. */
export function textEdits(before: string, after: string): TextEdit[] {
  const document = TextDocument.create('', '', 0, before);
  const starts = lineStarts(before);
  return diffLines(before, after, 0).map(({ oldStart, lines }) => {
    const text = (sign: '-' | '+'): string =>
      lines
        .filter((line) => line.sign === sign)
        .map((line) => line.text)
        .join('');
    const removed = text('-');
    const added = text('+');
    const head = sharedStart(removed, added, /[\ud800-\udbff\r]/);
    const tail = sharedStart(reversed(removed.slice(head)), reversed(added.slice(head)), /[\udc00-\udfff\n]/);
    const start = (starts[oldStart - 1] ?? before.length) + head;
    const end = start + removed.length - head - tail;
    return {
      range: { start: document.positionAt(start), end: document.positionAt(end) },
      newText: added.slice(head, added.length - tail),
    };
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * How many UTF-16 units two texts share at their start.
 *
 * @param half what a pair (of surrogates, of CR and LF) begins with: none is cut in two
 */
function sharedStart(a: string, b: string, half: RegExp): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return half.test(a[length - 1] ?? '') ? length - 1 : length;
}

function reversed(text: string): string {
  return text.split('').toReversed().join('');
}
