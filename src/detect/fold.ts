import type { Span } from '../model/document.js';
import type { DecodedText, Region } from './decode/decodedText.js';
import { joinRegions, JOINED } from './decode/decodedText.js';

/** Operators that put literals together: JavaScript, PHP, Lua, VB, SQL, Elixir, Haskell, R. */
const OPERATOR = String.raw`(?<operator>\.concat[ \t]{0,4}\(|\+{1,2}=?|\.\.?=?|&(?:[ \t]{0,20}_(?=[ \t]{0,20}\r?\n))?|\|\||<>|~|\\)`;
const COMMENT = String.raw`(?:[ \t]{0,200}(?:\/\/|#|--)[^\n"'\`]{0,200}(?=\n))?`;

/**
 * What may stand between two parts of one string literal:
 * `' + '`, `" . "`, `" & "`, `" "` (adjacent), a comma in `[…].join('')`, `\` at a line's end,
 * `${'…'}`, `#{'…'}`, `{'…'}`; a comment at the end of a line is passed over.
 */
const JOINT = new RegExp(
  String.raw`(?:["'\`]${COMMENT}\s{0,200}(?:(?<comma>,)|${OPERATOR})?${COMMENT}\s{0,200}(?:[fFbBuUrR$@]{0,2})["'\`]|\\\r?\n[ \t]{0,200}|(?<opens>[$#]?\{\s{0,20}["'\`])|(?<closes>["'\`]\s{0,20}\}))`,
  'y',
);
/** `${'`, before a key that begins in there. */
const OPENS_BEFORE = /[$#]?\{\s{0,20}["'`]$/;
const PART = /[A-Za-z0-9_-]*/y;
const PREFIX = /pk(?=_|["'`])/g;
const LONGEST = 1200;
/** A body that long may be a whole key: what merely stands next to it is something else. */
const WHOLE_BODY = 16;

/** `['pk', 'live', …].join('_')`, behind the list. */
const JOIN_BEHIND =
  /^["'`]\s{0,200},?\s{0,200}[\])]\s{0,20}(?:\.|->)\s{0,20}(?:join|implode)\s{0,20}\(\s{0,20}["'`]?([_-]?)["'`]?\s{0,20}\)/;
/** `"_".join([…`, `implode('_', [`, `join("_", [`, before the list. */
const JOIN_BEFORE =
  /(?:(["'])(?<method>[_-]?)\1\s{0,20}\.\s{0,20}join\s{0,20}\(\s{0,20}[[({]?|\b(?:implode|join|paste|Join)\s{0,20}\(\s{0,20}(["'])(?<call>[_-]?)\3\s{0,20},\s{0,20}(?:array\s{0,4}\(|[[({])?)\s{0,200}["'`]$/;

/** `CONCAT(`, `paste0(`, `String.Concat(`: every argument belongs to it. */
const CONCAT_BEFORE = /\b(?:concat|paste0|strcat)\s{0,20}\(\s{0,200}["'`]$/i;

/**
 * Keys that are written in parts: `'pk_live_' + 'abc…'`, `['pk', 'live', 'abc…'].join('_')`. The
 * prefix itself may be split; a region is made wherever at least one joint was undone.
 *
 * @param offsets where a keyword that can begin such a key was hit
 */
export function foldLiterals(bytes: Buffer, offsets: readonly number[]): DecodedText[] {
  const regions: Region[] = [];
  let floor = 0;
  for (const offset of offsets) {
    if (offset < floor) continue;
    const from = Math.max(floor, offset - KEYWORD_REACH);
    const text = bytes.toString('latin1', from, Math.min(bytes.length, offset + LONGEST));
    PREFIX.lastIndex = 0;
    for (let match = PREFIX.exec(text); match; match = PREFIX.exec(text)) {
      // What begins behind the keyword has a hit of its own.
      if (match.index > offset - from + KEYWORD_LENGTH) break;
      if (/[A-Za-z0-9_]/.test(text[match.index - 1] ?? '')) continue;
      const folded = fold(text, match.index, from);
      if (!folded) continue;
      regions.push(folded.region);
      PREFIX.lastIndex = folded.end;
      floor = from + folded.end;
    }
    floor = Math.max(floor, Math.min(offset + 2, bytes.length));
  }
  return [joinRegions(JOINED, regions)].filter((text) => text !== undefined);
}

/** A hit on `join('_')` speaks of a list before it. */
const KEYWORD_REACH = 300;
const KEYWORD_LENGTH = 12;

interface Character {
  readonly character: string;
  /** In the document's bytes. */
  readonly offset: number;
}

/** Where an expression inside of a literal begins or ends, with its quote. In the document's bytes. */
interface Brace extends Span {
  readonly opens: boolean;
}

/** The literal that begins at `start`, its joints undone; `undefined` where it has none. */
function fold(text: string, start: number, base: number): { region: Region; end: number } | undefined {
  const characters: Character[] = [];
  const commas: number[] = [];
  const braces: Brace[] = [];
  let at = start;
  let joints = 0;
  for (;;) {
    PART.lastIndex = at;
    const part = PART.exec(text)?.[0] ?? '';
    for (const [index, character] of [...part].entries()) characters.push({ character, offset: base + at + index });
    at += part.length;
    JOINT.lastIndex = at;
    const joint = JOINT.exec(text);
    if (!joint || isNeighbour(joint, text, at, characters.length)) break;
    joints += 1;
    if (joint.groups?.['comma'] !== undefined) {
      commas.push(characters.length);
      characters.push({ character: ',', offset: base + at });
    }
    const opens = joint.groups?.['opens'] !== undefined;
    if (opens || joint.groups?.['closes'] !== undefined)
      braces.push({ opens, start: base + at, end: base + at + joint[0].length });
    at += joint[0].length;
  }
  if (joints === 0) return undefined;
  // In `['pk', 'live', …].join('_')` the comma stands for the separator.
  const separator = commas.length === 0 ? '' : separatorOf(text, start, at);
  if (separator === undefined) return undefined;
  const isComma = new Set(commas);
  const joined = characters.flatMap((each, index) =>
    !isComma.has(index) ? [each] : separator === '' ? [] : [{ character: separator, offset: each.offset }],
  );
  const end = base + at;
  const lead = OPENS_BEFORE.exec(text.slice(Math.max(0, start - 30), start))?.[0].length ?? 0;
  return {
    end: at,
    region: {
      bytes: Buffer.from(joined.map(({ character }) => character).join(''), 'latin1'),
      outer(span) {
        const from = joined[span.start]?.offset ?? base + start;
        const to = (joined[span.end - 1]?.offset ?? end - 1) + 1;
        return withBraces({ start: from, end: to }, braces, span.start === 0 ? lead : 0);
      },
    },
  };
}

/**
 * A key that begins or ends inside of an expression takes the expression's other half in, so that what it covers can
 * be replaced: `…${'…` and the `'}` right behind it.
 *
 * @param lead length of a `${'` right before it
 */
function withBraces({ start, end }: Span, braces: readonly Brace[], lead: number): Span {
  let depth = 0;
  let isOpened = false;
  let closed = end;
  for (const brace of braces) {
    if (brace.start < start) continue;
    if (brace.start >= end && (brace.opens || depth === 0 || brace.start !== closed)) break;
    if (brace.start >= end) closed = brace.end;
    if (brace.opens) depth += 1;
    else if (depth > 0) depth -= 1;
    else isOpened = true;
  }
  return { start: isOpened ? start - lead : start, end: depth === 0 ? closed : end };
}

/** Two literals side by side, with no operator, that are no two halves: the first is whole, or the second is a name. */
function isNeighbour(joint: RegExpExecArray, text: string, at: number, length: number): boolean {
  if (joint.groups?.['operator'] !== undefined || joint.groups?.['comma'] !== undefined) return false;
  if (!/^["'`]\s*[fFbBuUrR$@]{0,2}["'`]$/.test(joint[0].replace(/(?:\/\/|#|--)[^\n]*/g, ''))) return false;
  if (length >= 'pk_live_'.length + WHOLE_BODY) return true;
  return /^[^"'`\n]{0,200}["'`]\s{0,20}(?:=|:)/.test(text.slice(at + joint[0].length, at + joint[0].length + 230));
}

function separatorOf(text: string, start: number, end: number): string | undefined {
  const behind = JOIN_BEHIND.exec(text.slice(end, end + 500))?.[1];
  if (behind !== undefined) return behind;
  const lead = text.slice(Math.max(0, start - 80), start);
  if (CONCAT_BEFORE.test(lead)) return '';
  const before = JOIN_BEFORE.exec(lead)?.groups;
  return before && (before['method'] ?? before['call'] ?? '');
}
