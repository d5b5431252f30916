import { PICTIFY_WORD, PUBLIC_NAME, secretVendors, vendors } from '../../rules/vendors.js';
import type { Span } from '../model/document.js';
import type { Evidence, Rung } from '../model/finding.js';
import type { TextLine } from '../model/rule.js';
import { escapeUnsafe } from '../text/escape.js';
import { maskKeys } from '../text/redact.js';
import { handedTo } from './handedTo.js';
import { partyWords, type FamilyKey } from './landmarks.js';
import { nearNames } from './nearNames.js';
import type { Surroundings } from './surroundings.js';

const NEAR_LINES = 3;
const SIBLING_LINES = 5;
const FILE_REACH = 256 * 1024;
/** Words looked at on each side of a value, and on each neighbouring line. */
const MOST_WORDS = 8;
const BEARER =
  /(?:\bbearer\s{1,4}|x-api-key["']?\s{0,3}[:=,]\s{0,3}["'`]?|\bapi[_-]?token["']?\s{0,3}[:=]\s{0,3}["'`]?)$/i;

const PARTIES = [...vendors, ...secretVendors];

const made = new WeakMap<Surroundings, Map<string, Evidence[]>>();

/**
 * Everything round a value that says whose it is, nearest first: the statement (names it is given, the
 * calls it or its variable is handed to, words on its line), the block (keys and sections above, the lines next to
 * it), a sibling secret, the file as a whole, the path.
 *
 * Text is latin1; `path` is the document's.
 */
export function gatherEvidence(
  surroundings: Surroundings,
  span: Span,
  path: string,
  inner: string | undefined,
): readonly Evidence[] {
  let places = made.get(surroundings);
  if (!places) made.set(surroundings, (places = new Map()));
  // Several rules ask about the same value.
  const key = `${span.start} ${span.end} ${inner ?? ''}`;
  let evidence = places.get(key);
  if (!evidence) places.set(key, (evidence = gather(surroundings, span, path, inner)));
  return evidence;
}

function gather(surroundings: Surroundings, span: Span, path: string, inner: string | undefined): Evidence[] {
  const evidence: Evidence[] = [];
  if (inner !== undefined) evidence.push(...wordsBefore(inner, 'statement', 8));
  const line = surroundings.lineAt(span.start);
  const { enclosing, parents } = nearNames(surroundings, span, path);
  for (const name of enclosing) {
    if (!name.acrossLines || (name.call && name.level <= 2))
      evidence.push(...wordsOf(name.name, 'statement', 9 - name.level, line.number));
  }
  const [own] = enclosing;
  if (own?.level === 0 && !own.call)
    for (const call of handedTo(surroundings, span, own.name))
      evidence.push(...wordsOf(call, 'statement', 7, line.number));
  evidence.push(...wordsOnLine(surroundings, line, span));
  if (BEARER.test(surroundings.text(span.start - 60, span.start)))
    evidence.push({ rung: 'statement', says: 'secret', what: 'bearer header', weight: 4, line: line.number });
  for (const name of enclosing) {
    if (name.acrossLines && !(name.call && name.level <= 2))
      evidence.push(...wordsOf(name.name, 'block', 6, undefined));
  }
  for (const parent of parents) evidence.push(...wordsOf(parent, 'block', 6, undefined));
  evidence.push(...wordsOnNeighbours(surroundings, span));
  const sibling = siblingSecret(surroundings, line, span);
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

/** The parties that a name or path speaks of. `PICTIFY_STRIPE_KEY` is the Stripe key of a project called Pictify. */
function wordsOf(text: string, rung: Rung, weight: number, line: number | undefined): Evidence[] {
  const found: Evidence[] = [];
  const at = line === undefined ? {} : { line };
  const what = shown(text);
  for (const vendor of PARTIES) {
    if (vendor.words.test(text) || (rung !== 'path' && vendor.name?.test(text)))
      found.push({ rung, says: vendor.id, what, weight, ...at });
  }
  if (PICTIFY_WORD.test(text)) {
    const ours: Evidence = { rung, says: 'pictify', what, weight, ...at };
    if (/^\w+$/.test(text)) found.push(ours);
    else found.unshift(ours);
  }
  if (found.length === 0 && rung !== 'path' && PUBLIC_NAME.test(text))
    found.push({ rung, says: 'public-name', what, weight: Math.min(weight, 5), ...at });
  return found;
}

/** Words on the value's own line, the nearest first; not past another key of the family. */
function wordsOnLine(surroundings: Surroundings, line: TextLine, span: Span): Evidence[] {
  const { landmarks } = surroundings;
  const lineEnd = line.start + line.text.length;
  const previous = previousKey(surroundings, span);
  const start = Math.max(line.start, previous ? Math.min(previous.end, span.start) : 0);
  const found: { evidence: Evidence; distance: number }[] = [];
  for (const word of landmarks.lastWords(start, span.start, MOST_WORDS)) {
    found.push({
      distance: span.start - word.start,
      evidence: {
        rung: 'statement',
        says: word.says,
        what: wordAround(surroundings, word.start),
        weight: 6,
        line: line.number,
      },
    });
  }
  for (const [from, to] of stretchesBehind(surroundings, span, lineEnd)) {
    for (const word of landmarks.firstWords(from, to, MOST_WORDS)) {
      found.push({
        // A word behind the value is a little further than one before it.
        distance: 20 + (word.start - span.end) * 1.5,
        evidence: {
          rung: 'statement',
          says: word.says,
          what: wordAround(surroundings, word.start),
          weight: 5,
          line: line.number,
        },
      });
    }
  }
  return found.toSorted((a, b) => a.distance - b.distance).map(({ evidence }) => evidence);
}

/** The last key before a value that is not another choice of the same statement: `live ? 'pk_…' : 'pk_…'`. */
function previousKey(surroundings: Surroundings, span: Span): FamilyKey | undefined {
  let from = span.start;
  for (let choice = 0; choice < MOST_CHOICES; choice += 1) {
    const key = surroundings.landmarks.keyBefore(from);
    if (!key || key.end > from || /[A-Za-z0-9_]/.test(surroundings.text(key.end, Math.min(from, key.end + 80))))
      return key;
    from = key.start;
  }
  return undefined;
}

const MOST_CHOICES = 4;

/** What stands behind a value in its own statement, and the comment at its line's end, which speaks about the whole line. */
function stretchesBehind(
  surroundings: Surroundings,
  span: Span,
  lineEnd: number,
): readonly (readonly [number, number])[] {
  const next = surroundings.landmarks.keyFrom(span.end);
  // What stands right before the next key is that key's name, not ours.
  const end = next && next.start < lineEnd ? Math.max(span.end, next.start - 40) : lineEnd;
  const after = surroundings.text(span.end, Math.min(end, span.end + AFTER_REACH));
  const stop = after.search(/[;\n]|,\s{0,4}["'\w]+\s{0,2}[:=(]/);
  if (stop === -1) return [[span.end, end]];
  const comment = after.slice(stop + 1).search(/\/\/|#|--|\/\*|<!--/);
  const statement = [span.end, span.end + stop + 1] as const;
  return comment === -1 ? [statement] : [statement, [span.end + stop + 1 + comment, end]];
}

const AFTER_REACH = 1024;

function wordsBefore(text: string, rung: Rung, weight: number): Evidence[] {
  return partyWords(text)
    .toReversed()
    .map(({ says, start }) => ({ rung, says, what: shown(wordAt(text, start)), weight }));
}

/** The lines next to the value, the nearer one first; lines behind an empty one belong to something else and count as further off. */
function wordsOnNeighbours(surroundings: Surroundings, span: Span): Evidence[] {
  const ranked: { line: TextLine; distance: number }[] = [];
  for (const [direction, lines] of [
    [0, surroundings.before(span.start, NEAR_LINES)],
    [0.5, surroundings.after(span.start, NEAR_LINES)],
  ] as const) {
    let gap = 0;
    for (const [index, line] of lines.entries()) {
      if (line.text.trim() === '') gap += 3;
      else ranked.push({ line, distance: index + 1 + gap + direction });
    }
  }
  const { landmarks } = surroundings;
  return ranked
    .toSorted((a, b) => a.distance - b.distance)
    .flatMap(({ line }) => {
      const end = line.start + line.text.length;
      // A neighbour that holds a key of its own names that one; its words say less about ours.
      const own = (landmarks.keyFrom(line.start)?.start ?? end) < end;
      return landmarks.firstWords(line.start, end, MOST_WORDS).map(({ says, start }): Evidence => ({
        rung: 'block',
        says,
        what: wordAround(surroundings, start),
        weight: own ? 2 : 4,
        line: line.number,
      }));
    })
    .toSorted((a, b) => b.weight - a.weight);
}

/** The nearest secret twin: on the value's line, then on the lines round it. */
function siblingSecret(surroundings: Surroundings, line: TextLine, span: Span): Evidence | undefined {
  const near = [...surroundings.before(span.start, SIBLING_LINES), ...surroundings.after(span.start, SIBLING_LINES)];
  for (const each of [line, ...near]) {
    const sibling = surroundings.landmarks.siblingIn(each.start, each.start + each.text.length);
    if (sibling) {
      const what = surroundings.text(sibling.start, sibling.end);
      return { rung: 'sibling', says: 'public-pair', what, weight: 5, line: each.number };
    }
  }
  return undefined;
}

const ofFile = new WeakMap<Surroundings, readonly Evidence[]>();

/** Imports and hosts first, then any mention; made once a document. */
function fileEvidence(surroundings: Surroundings): readonly Evidence[] {
  const kept = ofFile.get(surroundings);
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
  const found = new Map<string, Evidence>();
  const add = (says: string, what: string, weight: number): void => {
    if (!found.has(says)) found.set(says, { rung: 'file', says, what, weight });
  };
  for (const { says, start } of partyWords(imports)) add(says, shown(wordAt(imports, start)), 3);
  for (const { says, start } of surroundings.landmarks.firstOfEach(FILE_REACH))
    add(says, wordAround(surroundings, start), 2);
  const evidence = [...found.values()].toSorted((a, b) => b.weight - a.weight);
  ofFile.set(surroundings, evidence);
  return evidence;
}

/** The whole identifier, host or package name round an offset. */
function wordAround(surroundings: Surroundings, offset: number): string {
  const from = Math.max(0, offset - 30);
  return shown(wordAt(surroundings.text(from, offset + 40), offset - from));
}

/** The same in a text. */
function wordAt(text: string, index: number): string {
  const before = /[\w.@/-]{0,30}$/.exec(text.slice(Math.max(0, index - 30), index))?.[0] ?? '';
  const after = /^[\w.@/-]{0,40}/.exec(text.slice(index, index + 40))?.[0] ?? '';
  return before + after;
}

/** Evidence is printed: it must not carry a key or an escape sequence. */
function shown(text: string): string {
  return escapeUnsafe(maskKeys(text)).slice(0, 80);
}
