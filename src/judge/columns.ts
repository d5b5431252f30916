import type { Span } from '../model/document.js';
import type { TextLine } from '../model/rule.js';
import type { Surroundings } from './surroundings.js';

const INSERT_REACH = 3000;
const HEADER_REACH = 2048;
const MOST_COLUMNS = 200;

/** The column that a value stands in: of a CSV file's header, or of `INSERT INTO t (a, b) VALUES ('…', '…')`. */
export function columnName(surroundings: Surroundings, path: string, line: TextLine, span: Span): string | undefined {
  const delimiter = /\.csv$/i.test(path) ? ',' : /\.(?:tsv|tab)$/i.test(path) ? '\t' : undefined;
  if (delimiter !== undefined) return headerColumn(surroundings, delimiter, line, span);
  return insertColumn(surroundings.text(span.start - INSERT_REACH, span.start));
}

function headerColumn(surroundings: Surroundings, delimiter: string, line: TextLine, span: Span): string | undefined {
  const header = /^[^\r\n]*/.exec(surroundings.head(HEADER_REACH))?.[0] ?? '';
  if (line.number === 1 || !header.includes(delimiter) || span.start - line.start > HEADER_REACH) return undefined;
  const index = splitFields(line.text.slice(0, span.start - line.start), delimiter).length - 1;
  return splitFields(header, delimiter)[index]?.replace(/^["'\s\xef\xbb\xbf]+|["'\s]+$/g, '');
}

/** @param before text that ends where the value begins */
function insertColumn(before: string): string | undefined {
  const values = before.toLowerCase().lastIndexOf('values');
  if (values === -1) return undefined;
  const listEnd = before.lastIndexOf(')', values);
  const listStart = before.lastIndexOf('(', listEnd);
  if (listStart === -1 || before.slice(listEnd + 1, values).trim() !== '') return undefined;
  const tuple = openTuple(before.slice(values + 'values'.length));
  if (tuple === undefined) return undefined;
  const index = splitFields(tuple, ',').length - 1;
  return splitFields(before.slice(listStart + 1, listEnd), ',')[index]?.replace(/[`"'[\]\s]/g, '');
}

/** What stands behind the last parenthesis that is open at the end: `(1,'a'),(2,'` gives `2,'`. */
function openTuple(text: string): string | undefined {
  let depth = 0;
  let start = -1;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') {
      depth += 1;
      if (depth === 1) start = index + 1;
    } else if (character === ')') depth -= 1;
    else if (character === ';' && depth <= 0) return undefined;
  }
  return depth >= 1 ? text.slice(start) : undefined;
}

/** Fields of a row, quotes respected; the last one may be cut off. */
function splitFields(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let quote: string | undefined;
  let depth = 0;
  let from = 0;
  for (let index = 0; index < text.length && fields.length < MOST_COLUMNS; index += 1) {
    const character = text[index];
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === delimiter && depth === 0) {
      fields.push(text.slice(from, index));
      from = index + 1;
    }
  }
  fields.push(text.slice(from));
  return fields;
}
