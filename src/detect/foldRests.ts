import { assignedText, type Use } from './assignedText.js';
import { joinRegions, type DecodedText, type Region } from './decode/decodedText.js';
import { METHOD, MOST, OPERATOR, quoted, REACH, REST_BY_VARIABLE, variableOf } from './variables.js';

const PREFIX = /^pk_(?:live|test)_/i;
const USE_REACH = 400;
/** Of one variable that holds a prefix. */
const MOST_USES = 5;

/** `rest`, `$rest`, `this.rest`, `$this->rest`, `&rest`; no call, nor what stands in something that is called or indexed. */
const VARIABLE = String.raw`&?(?<owner>(?:[$@]{0,2}[A-Za-z_]\w{0,60}(?:\.|->|::|\?\.)){0,4})[$@]{0,2}(?<name>[A-Za-z_]\w{0,60})(?!\w)`;
const END = String.raw`(?!\s{0,4}[(\[]|\??\.\w|->|::)`;
const JOINS = String.raw`(?:${OPERATOR}|<<|\+\+|(?:${METHOD}|\.plus)\()`;
/** `${rest}`, `#{rest}`, `{rest}`, `{{ rest }}`, `$(REST)`, `\(rest)`, `%REST%`. */
const INSIDE = String.raw`(?:[$#]?\{{1,2}|\$\(|\\\(|%)\s{0,4}${VARIABLE}\s{0,4}(?:\}{1,2}|\)|%)`;

/** What follows a prefix that is joined with a variable. */
const USES = [
  // 'pk_live_' + rest, "pk_live_" . $rest, String::from("pk_live_") + &rest, "pk_live_".concat(rest)
  String.raw`["'\`]\)?(?:\.to_\w{1,10}\(\))?\s{0,20}${JOINS}\s{0,40}${VARIABLE}${END}`,
  INSIDE,
  // "pk_live_$rest", "pk_live_"$REST
  String.raw`["']?\$\{?${VARIABLE}`,
  // "pk_live_%s" % rest, Sprintf("pk_live_%s", rest), "pk_live_{}".format(rest)
  String.raw`(?:%[sv@]|\{0?\})["'\`]\)?\s{0,20}(?:[%,]|\.format(?:ted)?\(|-f)?\s{0,20}[("']?\s{0,20}${VARIABLE}${END}`,
  // ['pk_live_', rest].join('')
  String.raw`["'\`]\s{0,20},\s{0,40}${VARIABLE}\s{0,20},?\s{0,20}\]\s{0,20}\.\s{0,20}join\(`,
].map((source) => new RegExp(`^${source}`));
/** concat('pk_live_', rest), ''.join(['pk_live_', rest]), implode('', ['pk_live_', $rest]) */
const ARGUMENT = new RegExp(String.raw`^["'\`]\s{0,20},\s{0,40}${VARIABLE}\s{0,20}[,)\]]`);
const TAKES_PARTS = /\b(?:concat|strcat|paste0|join|implode)\s{0,4}\([^\n()]{0,40}["'`]$/i;

/**
 * Keys of which a variable holds the rest: `const rest = 'abc…'; … 'pk_live_' + rest`, `` `pk_live_${rest}` ``, or one
 * variable the prefix and one the rest. They are seen where the rest stands.
 *
 * @param offsets where a keyword that can begin such a key was hit
 */
export function foldRests(bytes: Buffer, offsets: readonly number[]): DecodedText[] {
  const regions: Region[] = [];
  let looked = 0;
  for (const offset of offsets) {
    const prefix = PREFIX.exec(bytes.toString('latin1', offset, offset + 8))?.[0];
    const uses = prefix === undefined ? undefined : usesAt(bytes, offset, offset + prefix.length);
    if (prefix === undefined || !uses) continue;
    if ((looked += Math.max(1, uses.length)) > MOST) break;
    for (const use of uses) {
      const span = assignedText(bytes, use);
      if (!span) continue;
      regions.push({
        bytes: Buffer.concat([Buffer.from(prefix, 'latin1'), bytes.subarray(span.start, span.end)]),
        outer: () => span,
      });
    }
  }
  return [joinRegions(REST_BY_VARIABLE, regions)].filter((text) => text !== undefined);
}

/**
 * The variables that a prefix, or the variable that holds it, is joined with; `undefined` where it neither is joined
 * with one nor in one.
 *
 * @param end of the prefix
 */
function usesAt(bytes: Buffer, start: number, end: number): readonly Use[] | undefined {
  const text = bytes.toString('latin1', end, end + USE_REACH);
  if (/^[\w-]/.test(text)) return undefined;
  for (const pattern of USES) {
    const match = pattern.exec(text);
    if (match) return [useOf(match, start)];
  }
  if (!/^["'`]/.test(text)) return undefined;
  const argument = ARGUMENT.exec(text);
  if (argument && TAKES_PARTS.test(bytes.toString('latin1', Math.max(0, start - 80), start)))
    return [useOf(argument, start)];
  const variable = variableOf(bytes, start);
  if (variable === undefined) return undefined;
  const near = bytes.toString('latin1', end, end + REACH);
  return [...near.matchAll(joinedWith(variable))].slice(0, MOST_USES).map((match) => useOf(match, end + match.index));
}

function useOf({ groups }: RegExpExecArray, offset: number): Use {
  return { name: groups?.['name'] ?? '', isMember: (groups?.['owner'] ?? '') !== '', offset };
}

/** `prefix + rest`, `${prefix}${rest}`, `"$prefix$rest"`, `b.append(rest)`. */
function joinedWith(variable: string): RegExp {
  const name = quoted(variable);
  const bare = quoted(variable.replace('$', ''));
  return new RegExp(
    String.raw`(?:(?<![\w$])${name}\)?\s{0,20}${JOINS}\s{0,40}|\{\s{0,4}(?:\w{1,40}\.)?${name}\s{0,4}\}{1,2}[$#]?\{{1,2}\s{0,4}|\$${bare}\$)${VARIABLE}${END}`,
    'g',
  );
}
