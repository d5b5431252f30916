import { findNodeAtLocation, getLocation, parseTree } from 'jsonc-parser';
import { inPlace, rewriteCode } from './code.js';
import { lineEndOf, refuse, type Edit, type Rewrite, type Target } from './edit.js';
import { pythonImport } from './imports.js';

/**
 * A notebook's cell is a list of JSON strings. The cell is put together, rewritten as the code that it
 * is, and the strings that changed are written anew; what a cell printed gets a placeholder.
 */
export function rewriteNotebook(text: string, target: Target): Rewrite {
  const { path } = getLocation(text, target.span.start);
  const [cells, cell, source, line] = path;
  const tree = parseTree(text);
  if (!tree || cells !== 'cells' || typeof cell !== 'number' || source !== 'source')
    return inPlace(target, target.placeholder);
  const type: unknown = findNodeAtLocation(tree, ['cells', cell, 'cell_type'])?.value;
  const language: unknown =
    findNodeAtLocation(tree, ['metadata', 'language_info', 'name'])?.value ??
    findNodeAtLocation(tree, ['metadata', 'kernelspec', 'language'])?.value ??
    'python';
  if (type !== 'code') return inPlace(target, target.placeholder);
  if (language !== 'python') return refuse('the notebook is not in Python');
  const node = findNodeAtLocation(tree, typeof line === 'number' ? [cells, cell, source, line] : [cells, cell, source]);
  if (!node || typeof node.value !== 'string') return inPlace(target, target.placeholder);
  const map = unescape(text.slice(node.offset + 1, node.offset + node.length - 1));
  const start = map.offsets.indexOf(target.span.start - node.offset - 1);
  const end = map.offsets.indexOf(target.span.end - node.offset - 1);
  if (start === -1 || end === -1) return refuse('its place in the cell could not be told');
  const own = map.text.slice(map.text.lastIndexOf('\n', start - 1) + 1, start);
  if (/^\s*[!%]/.test(own) || /^\s*%%(?!time|capture)/.test(cellText(tree, cell)))
    return refuse('it stands in a command of the notebook; read it there from the environment');
  const inner = rewriteCode(map.text, { ...target, language: 'python', span: { start, end } });
  if ('refusal' in inner) return inner;
  const edits: Edit[] = inner.edits.map((edit) => ({
    start: node.offset + 1 + (map.offsets[edit.start] ?? 0),
    end: node.offset + 1 + (map.offsets[edit.end] ?? 0),
    text: JSON.stringify(edit.text).slice(1, -1),
  }));
  const readsIt = inner.edits.some((edit) => edit.text.includes('os.environ'));
  return { ...inner, edits: readsIt ? [...edits, ...importLine(text, tree, cell)] : edits };
}

type Node = NonNullable<ReturnType<typeof parseTree>>;

/** `import os` as the first line of the cell, unless a cell up to it has it. */
function importLine(text: string, tree: Node, cell: number): Edit[] {
  for (let index = 0; index <= cell; index += 1) {
    if (!pythonImport(cellText(tree, index))) return [];
  }
  const source = findNodeAtLocation(tree, ['cells', cell, 'source']);
  if (source?.type === 'string')
    return [{ start: source.offset + 1, end: source.offset + 1, text: String.raw`import os\n` }];
  const first = source?.children?.[0];
  if (!source || !first) return [];
  const between = text.slice(source.offset + 1, first.offset);
  const feed = JSON.stringify(lineEndOf(String(first.value))).slice(1, -1);
  return [{ start: first.offset, end: first.offset, text: `"import os${feed}",${between === '' ? ' ' : between}` }];
}

/** A cell's text: a list of lines, or one text. */
function cellText(tree: Node, cell: number): string {
  const source = findNodeAtLocation(tree, ['cells', cell, 'source']);
  const lines: unknown[] = source?.children?.map((each) => each.value as unknown) ?? [source?.value];
  return lines.filter((each) => typeof each === 'string').join('');
}

/** The text of a JSON string, with the offset in the escaped form of each of its characters (and of its end). */
function unescape(escaped: string): { readonly text: string; readonly offsets: readonly number[] } {
  let text = '';
  const offsets: number[] = [];
  for (const match of escaped.matchAll(/\\u[0-9a-fA-F]{4}|\\.|[^\\]/gs)) {
    offsets.push(match.index);
    const [part] = match;
    text += part.length === 1 ? part : String(JSON.parse(`"${part}"`));
  }
  offsets.push(escaped.length);
  return { text, offsets };
}
