import fc from '../support/properties.js';
import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { textEdits } from '../../src/lsp/textEdits.js';

const text = fc
  .array(fc.constantFrom('a', 'b', 'key', '\u{1f600}', '\u{1f601}', '\n', '\r\n', ' '), { maxLength: 30 })
  .map((parts) => parts.join(''));

it('makes one text of another', () =>
  fc.assert(
    fc.property(text, text, (before, after) => {
      const document = TextDocument.create('a:b', '', 0, before);
      expect(TextDocument.applyEdits(document, textEdits(before, after))).toBe(after);
    }),
  ));

it('touches no more than what changes', () =>
  expect(textEdits('one\nconst a = "x";\nthree', 'one\nconst a = b;\nthree')).toEqual([
    { range: { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } }, newText: 'b' },
  ]));
