import { joinRegions, type DecodedText, type Region } from './decode/decodedText.js';
import { BODY, BY_VARIABLE, METHOD, MOST, OPERATOR, quoted, REACH, variableOf } from './variables.js';

/** `pk_live_` and the end of its literal. */
const PREFIX = /^pk_(?:live|test)_(?=["'`])/i;
const BETWEEN_REACH = 200;

/** `` `pk_${env}_abc…` ``, `f"pk_{env}_abc…"`, `'pk_' + env + '_abc…'`, behind `pk_`. */
const BETWEEN = new RegExp(
  String.raw`^(?:[$#]?\{\s{0,4}[\w$.]{1,60}\s{0,4}\}|["'\`]\s{0,20}${OPERATOR}\s{0,20}[\w$.]{1,60}\s{0,20}${OPERATOR}\s{0,20}[fFbBrRuU$@]{0,2}["'\`])_(?<body>${BODY})(?![\w-])`,
  'd',
);
const START = 'pk_';
/** Nobody knows which it will be: the worse of the two. */
const LIVE = 'pk_live_';

/**
 * Keys of which a variable holds the prefix: `const p = 'pk_live_'; … p + 'abc…'`, `` `${p}abc…` ``, `b.append("abc…")`.
 * They are seen where the rest stands.
 *
 * @param offsets where a keyword that can begin such a key was hit
 */
export function foldVariables(bytes: Buffer, offsets: readonly number[]): DecodedText[] {
  const regions: Region[] = [];
  let looked = 0;
  for (const offset of offsets) {
    const prefix = PREFIX.exec(bytes.toString('latin1', offset, offset + 9))?.[0];
    if (prefix === undefined) {
      const region = withVariableInside(bytes, offset);
      if (region) regions.push(region);
      continue;
    }
    const name = variableOf(bytes, offset);
    if (name === undefined || (looked += 1) > MOST) continue;
    const from = offset + prefix.length + 1;
    const text = bytes.toString('latin1', from, from + REACH);
    for (const match of text.matchAll(usesOf(name))) {
      const found = match.indices?.groups;
      const [start = 0, end = 0] = found?.['body'] ?? found?.['inside'] ?? [];
      regions.push({
        bytes: Buffer.from(prefix + text.slice(start, end), 'latin1'),
        outer: () => ({ start: from + start, end: from + end }),
      });
    }
  }
  return [joinRegions(BY_VARIABLE, regions)].filter((text) => text !== undefined);
}

/** One of which a variable holds whether it is live or test. */
function withVariableInside(bytes: Buffer, offset: number): Region | undefined {
  const text = bytes.toString('latin1', offset, offset + BETWEEN_REACH);
  if (!text.startsWith(START)) return undefined;
  const [start, end] = BETWEEN.exec(text.slice(START.length))?.indices?.groups?.['body'] ?? [];
  if (start === undefined || end === undefined) return undefined;
  const from = offset + START.length;
  return {
    bytes: Buffer.from(LIVE + text.slice(START.length + start, START.length + end), 'latin1'),
    outer: () => ({ start: from + start, end: from + end }),
  };
}

/** Places where a variable is followed by a literal that can be the rest of a key. */
function usesOf(variable: string): RegExp {
  const name = quoted(variable);
  const literal = String.raw`\s{0,40}[fFbBrRuU$@]{0,2}["'\`](?<body>${BODY})["'\`]`;
  return new RegExp(
    [
      String.raw`(?<![\w$])${name}\)?\s{0,20}(?:${OPERATOR}|${METHOD}\()${literal}`,
      String.raw`\{(?:\w{1,40}\.)?${name}\}(?<inside>${BODY})(?![\w-])`,
    ].join('|'),
    'gd',
  );
}
