import type { DecodedText, Region } from './decode/decodedText.js';
import { joinRegions } from './decode/decodedText.js';

/**
 * What may stand between two parts of one string literal:
 * `' + '`, `" . "`, `" & "`, `" "` (adjacent), a comma in `[…].join('')`, `\` at a line's end,
 * `${'…'}`; a comment behind an operator is passed over.
 */
const JOINT =
  /(?:["'`](?:[ \t]*\/\/[^\n]{0,200}|[ \t]*#[^\n"'`]{0,200})?\s{0,200}(?:(?<comma>,)|\+=?|\.\.?|&|\|\||<>|~|\\)?(?:[ \t]*\/\/[^\n]{0,200})?\s{0,200}(?:[fFbBuUrR$@]{0,2})["'`]|\\\r?\n[ \t]{0,200}|\$\{\s{0,20}["'`]|["'`]\s{0,20}\})/y;
const PART = /[A-Za-z0-9_-]*/y;
const PREFIX = /pk(?=_|["'`])/g;
const LONGEST = 1200;

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
    const from = Math.max(floor, offset - LONGEST);
    const text = bytes.toString('latin1', from, Math.min(bytes.length, offset + LONGEST));
    PREFIX.lastIndex = 0;
    for (let match = PREFIX.exec(text); match; match = PREFIX.exec(text)) {
      if (/[A-Za-z0-9_]/.test(text[match.index - 1] ?? '')) continue;
      const folded = fold(text, match.index, from);
      if (!folded) continue;
      regions.push(folded.region);
      PREFIX.lastIndex = folded.end;
      floor = from + folded.end;
    }
    floor = Math.max(floor, Math.min(offset + 2, bytes.length));
  }
  return [joinRegions('joined literals', regions)].filter((text) => text !== undefined);
}

function fold(text: string, start: number, base: number): { region: Region; end: number } | undefined {
  let folded = '';
  const offsets: number[] = [];
  let at = start;
  let joints = 0;
  let commas = 0;
  for (;;) {
    PART.lastIndex = at;
    const part = PART.exec(text)?.[0] ?? '';
    for (let index = 0; index < part.length; index += 1) offsets.push(base + at + index);
    folded += part;
    at += part.length;
    JOINT.lastIndex = at;
    const joint = JOINT.exec(text);
    if (!joint) break;
    joints += 1;
    if (joint.groups?.['comma'] !== undefined) {
      commas += 1;
      // In `['pk', 'live', …].join('_')` the comma stands for the separator.
      offsets.push(base + at);
      folded += '\0';
    }
    at += joint[0].length;
  }
  if (joints === 0) return undefined;
  let separator = '';
  if (commas > 0) {
    const join =
      /^["'`]\s{0,200},?\s{0,200}[\])]\s{0,20}\.\s{0,20}(?:join|implode)\s{0,20}\(\s{0,20}["'`]?([_-]?)["'`]?\s{0,20}\)/.exec(
        text.slice(at, at + 500),
      );
    if (!join) return undefined;
    separator = join[1] ?? '';
  }
  const kept = [...folded].map((character, index) => ({ character, offset: offsets[index] ?? base + at }));
  const joined = kept.flatMap(({ character, offset }) =>
    character !== '\0' ? [{ character, offset }] : separator === '' ? [] : [{ character: separator, offset }],
  );
  const end = base + at;
  return {
    end: at,
    region: {
      bytes: Buffer.from(joined.map(({ character }) => character).join(''), 'latin1'),
      outer: (span) => ({
        start: joined[span.start]?.offset ?? base + start,
        end: (joined[span.end - 1]?.offset ?? end - 1) + 1,
      }),
    },
  };
}
