import { PICTIFY_WORD, PUBLIC_NAME, secretVendors, SIBLING_SECRET, vendors } from '../../rules/vendors.js';
import type { Span } from '../model/document.js';
import type { Evidence, Rung } from '../model/finding.js';
import type { TextLine } from '../model/rule.js';
import { escapeUnsafe } from '../text/escape.js';
import { maskKeys } from '../text/redact.js';
import { enclosingNames, indentationParents } from './names.js';
import type { Surroundings } from './surroundings.js';

/** Longest stretch before a value in which brackets are followed outwards. */
const ENCLOSING_REACH = 3000;
const PARENT_LINES = 60;
const NEAR_LINES = 3;
const SIBLING_LINES = 5;
const FILE_REACH = 256 * 1024;
const OTHER_KEY = /(?<![A-Za-z0-9_])[ps]k_(?:live|test)_[A-Za-z0-9_-]{8,}/g;
const BEARER =
  /(?:\bbearer\s{1,4}|x-api-key["']?\s{0,3}[:=,]\s{0,3}["'`]?|\bapi[_-]?token["']?\s{0,3}[:=]\s{0,3}["'`]?)$/i;

const PARTIES = [...vendors, ...secretVendors];

/**
 * Everything round a value that says whose it is, nearest first: the statement (names it is given, the
 * calls it is handed to, words on its line), the block (keys and sections above, the lines next to
 * it), a sibling secret, the file as a whole, the path.
 *
 * Text is latin1; `path` is the document's.
 */
export function gatherEvidence(
  surroundings: Surroundings,
  span: Span,
  path: string,
  inner: string | undefined,
): Evidence[] {
  const evidence: Evidence[] = [];
  if (inner !== undefined) evidence.push(...wordsBefore(inner, 'statement', 8));
  const line = surroundings.lineAt(span.start);
  const { before } = surroundings.around(span, ENCLOSING_REACH, 0);
  const names = enclosingNames(before);
  for (const name of names) {
    if (!name.acrossLines || (name.call && name.level <= 2))
      evidence.push(...wordsOf(name.name, 'statement', 9 - name.level, line.number));
  }
  evidence.push(...wordsOnLine(line, span));
  if (BEARER.test(before.slice(-60)))
    evidence.push({ rung: 'statement', says: 'secret', what: 'bearer header', weight: 4, line: line.number });

  const above = surroundings.before(span.start, PARENT_LINES);
  for (const name of names) {
    if (name.acrossLines && !(name.call && name.level <= 2))
      evidence.push(...wordsOf(name.name, 'block', 6, undefined));
  }
  for (const parent of indentationParents(
    line.text,
    above.map((each) => each.text),
  ))
    evidence.push(...wordsOf(parent, 'block', 6, undefined));
  const below = surroundings.after(span.start, SIBLING_LINES);
  evidence.push(...wordsOnNeighbours(above.slice(0, NEAR_LINES), below.slice(0, NEAR_LINES)));
  const sibling = siblingSecret(line, [...above.slice(0, SIBLING_LINES), ...below]);
  if (sibling) evidence.push(sibling);
  evidence.push(...fileEvidence(surroundings));
  evidence.push(...wordsOf(path, 'path', 2, undefined));
  return withoutRepeats(evidence);
}

function withoutRepeats(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence.filter(({ rung, says, what }) => {
    const key = `${rung}\0${says}\0${what}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The parties that a text names, Pictify first where both are in it. */
function wordsOf(text: string, rung: Rung, weight: number, line: number | undefined): Evidence[] {
  const found: Evidence[] = [];
  const at = line === undefined ? {} : { line };
  const what = shown(text);
  if (PICTIFY_WORD.test(text)) found.push({ rung, says: 'pictify', what, weight, ...at });
  for (const vendor of PARTIES) if (vendor.words.test(text)) found.push({ rung, says: vendor.id, what, weight, ...at });
  if (found.length === 0 && rung !== 'path' && PUBLIC_NAME.test(text))
    found.push({ rung, says: 'public-name', what, weight: Math.min(weight, 5), ...at });
  return found;
}

/** Words on the value's own line, the nearest first; not past another key of the family. */
function wordsOnLine(line: TextLine, span: Span): Evidence[] {
  const start = span.start - line.start;
  const end = Math.min(line.text.length, span.end - line.start);
  let before = line.text.slice(0, start);
  let after = line.text.slice(end);
  const previous = [...before.matchAll(OTHER_KEY)].at(-1);
  if (previous) before = before.slice(previous.index + previous[0].length);
  const next = after.search(OTHER_KEY);
  // What stands right before the next key is that key's name, not ours.
  if (next !== -1) after = after.slice(0, Math.max(0, next - 40));
  const stop = after.search(/[;\n]|,\s{0,4}["'\w]+\s{0,2}[:=(]/);
  if (stop !== -1) after = after.slice(0, stop + 1) + commentIn(after.slice(stop + 1));
  const found: { evidence: Evidence; distance: number }[] = [];
  for (const { says, index, what } of occurrences(before)) {
    found.push({
      distance: before.length - index,
      evidence: { rung: 'statement', says, what, weight: 6, line: line.number },
    });
  }
  for (const { says, index, what } of occurrences(after)) {
    // A word behind the value is a little further than one before it.
    found.push({
      distance: 20 + index * 1.5,
      evidence: { rung: 'statement', says, what, weight: 5, line: line.number },
    });
  }
  return found.toSorted((a, b) => a.distance - b.distance).map(({ evidence }) => evidence);
}

/** A comment at the line's end speaks about the whole line. */
function commentIn(text: string): string {
  return /(?:\/\/|#|--|\/\*|<!--).*$/.exec(text)?.[0] ?? '';
}

function wordsBefore(text: string, rung: Rung, weight: number): Evidence[] {
  return occurrences(text)
    .toReversed()
    .map(({ says, what }) => ({ rung, says, what, weight }));
}

/** Every place where a party is named, from left to right. */
function occurrences(text: string): { says: string; index: number; what: string }[] {
  const found: { says: string; index: number; what: string }[] = [];
  const add = (says: string, pattern: RegExp): void => {
    for (const match of text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))) {
      found.push({ says, index: match.index, what: shown(wordAt(text, match.index)) });
    }
  };
  add('pictify', PICTIFY_WORD);
  for (const vendor of PARTIES) if (vendor.words.test(text)) add(vendor.id, vendor.words);
  return found.toSorted((a, b) => a.index - b.index);
}

/** The lines next to the value, the nearer one first; lines behind an empty one belong to something else and count as further off. */
function wordsOnNeighbours(above: readonly TextLine[], below: readonly TextLine[]): Evidence[] {
  const ranked: { line: TextLine; distance: number }[] = [];
  for (const [direction, lines] of [
    [0, above],
    [0.5, below],
  ] as const) {
    let gap = 0;
    for (const [index, line] of lines.entries()) {
      if (line.text.trim() === '') gap += 3;
      else ranked.push({ line, distance: index + 1 + gap + direction });
    }
  }
  return ranked
    .toSorted((a, b) => a.distance - b.distance)
    .flatMap(({ line }) => {
      // A neighbour that holds a key of its own names that one; its words say less about ours.
      const own = new RegExp(OTHER_KEY.source).test(line.text);
      return occurrences(line.text).map(({ says, what }): Evidence => ({
        rung: 'block',
        says,
        what,
        weight: own ? 2 : 4,
        line: line.number,
      }));
    })
    .toSorted((a, b) => Number(b.weight) - Number(a.weight));
}

function siblingSecret(line: TextLine, near: readonly TextLine[]): Evidence | undefined {
  for (const each of [line, ...near]) {
    const match = SIBLING_SECRET.exec(each.text);
    if (match) return { rung: 'sibling', says: 'public-pair', what: match[0], weight: 5, line: each.number };
  }
  return undefined;
}

const cache = new WeakMap<Surroundings, readonly Evidence[]>();

/** Imports and hosts first, then any mention; made once a document. */
function fileEvidence(surroundings: Surroundings): readonly Evidence[] {
  const kept = cache.get(surroundings);
  if (kept) return kept;
  const text = surroundings.head(FILE_REACH);
  const imports = [
    ...text.matchAll(
      /(?:^|\n|;)[^\n;]{0,10}\b(?:import|require|from|use|using|include|gem|load|script|dependencies)\b[^\n;]{0,200}|https?:\/\/[^\s"'<>)]{4,100}/g,
    ),
  ]
    .slice(0, 400)
    .map((match) => match[0])
    .join('\n');
  const found: Evidence[] = [];
  for (const [from, weight] of [
    [imports, 3],
    [text, 2],
  ] as const) {
    for (const [says, word] of [
      ['pictify', PICTIFY_WORD] as const,
      ...PARTIES.map((vendor) => [vendor.id, vendor.words] as const),
    ]) {
      if (found.some((each) => each.says === says)) continue;
      const match = word.exec(from);
      if (match) found.push({ rung: 'file', says, what: shown(wordAt(from, match.index)), weight });
    }
  }
  cache.set(surroundings, found);
  return found;
}

/** The whole identifier, host or package name round an index. */
function wordAt(text: string, index: number): string {
  const before = /[\w.@/-]{0,30}$/.exec(text.slice(Math.max(0, index - 30), index))?.[0] ?? '';
  const after = /^[\w.@/-]{0,40}/.exec(text.slice(index, index + 40))?.[0] ?? '';
  return before + after;
}

/** Evidence is printed: it must not carry a key or an escape sequence. */
function shown(text: string): string {
  return escapeUnsafe(maskKeys(text)).slice(0, 80);
}
