import { isMap, isScalar, isSeq, parseDocument, type Document, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { lineEnding } from './textBlock.js';

/**
 * Edits of YAML that put whole lines in and take the same lines out again, so that every other byte
 * (comments, quotes, widths) stays. `undefined` means: not a shape that lines can be put into.
 */
export interface YamlFile {
  readonly text: string;
  readonly document: Document;
}

export function parseYaml(text: string): YamlFile | undefined {
  const document = parseDocument(text, { keepSourceTokens: false, logLevel: 'silent' });
  if (document.errors.length > 0 || /^(?:---|\.\.\.)[ \t]*$/m.test(text.replace(/^(?:#.*\n|\s*\n)*---[^\n]*\n/, '')))
    return undefined;
  return { text, document };
}

/** The root's members; an empty file has none. `undefined` for a root that is a list or written with braces. */
export function rootMembers(file: YamlFile): readonly Pair[] | undefined {
  const root = file.document.contents;
  if (root === null) return [];
  return isMap(root) && root.flow !== true ? root.items : undefined;
}

export function member(map: { readonly items: readonly Pair[] }, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** A map or list with one entry a line at least, and something in it. */
export function asBlockMap(value: unknown): YAMLMap | undefined {
  return isMap(value) && value.flow !== true && value.items.length > 0 ? value : undefined;
}

export function asBlockSeq(value: unknown): YAMLSeq | undefined {
  return isSeq(value) && value.flow !== true && value.items.length > 0 ? value : undefined;
}

/** Puts lines in front of a map's first member or a list's first entry, at its indentation. */
export function insertFirst(file: YamlFile, node: YAMLMap | YAMLSeq, lines: readonly string[]): string | undefined {
  const place = firstLine(file.text, node);
  if (place === undefined) return undefined;
  const eol = lineEnding(file.text);
  const block = lines.map((line) => place.indent + line + eol).join('');
  return file.text.slice(0, place.start) + block + file.text.slice(place.start);
}

/** Takes those lines out again. */
export function removeFirst(text: string, indents: readonly string[], lines: readonly string[]): string | undefined {
  const eol = lineEnding(text);
  for (const indent of indents) {
    const block = lines.map((line) => indent + line + eol).join('');
    const at = text.startsWith(block) ? 0 : text.indexOf(eol + block) + eol.length;
    if (at >= eol.length || (at === 0 && text.startsWith(block)))
      return text.slice(0, at) + text.slice(at + block.length);
  }
  return undefined;
}

/**
 * Start and indentation of the line on which a block begins, its comments with it; `undefined` where
 * something else stands before it on that line.
 */
function firstLine(text: string, node: YAMLMap | YAMLSeq): { start: number; indent: string } | undefined {
  const offset = node.range?.[0];
  if (offset === undefined) return undefined;
  let start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const indent = text.slice(start, offset);
  if (!/^ *$/.test(indent)) return undefined;
  for (;;) {
    const above = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
    if (above === start || !text.startsWith(`${indent}#`, above)) return { start, indent };
    start = above;
  }
}

/** How far the members of the root's maps are set in; 2 where nothing tells. */
export function indentStep(members: readonly Pair[], text: string): string {
  for (const pair of members) {
    const map = asBlockMap(pair.value);
    const place = map === undefined ? undefined : firstLine(text, map);
    if (place !== undefined && place.indent !== '') return place.indent;
  }
  return '  ';
}
