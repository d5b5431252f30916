import { isUtf8 } from 'node:buffer';
import { RE2JS } from 're2js';
import type { LinearMatch, LinearPattern } from '../model/rule.js';

const LONGEST = 20_000;
/** Instructions of the compiled program: each character costs up to so many steps. gitleaks' own rules need 2,000. */
const LARGEST = 10_000;

/**
 * Compiles a pattern that is not ours, in RE2 syntax: it runs in time linear in the text, whatever
 * the pattern. The text has one character per byte (latin1); where its bytes are UTF-8, the pattern sees
 * the characters that they stand for, and indexes are those of the bytes.
 *
 * @param secretGroup number of the group that is the secret, or `first` for the first one that holds
 *   anything; by default the group named `secret`, then the whole match
 * @throws Error with what is wrong, in words
 */
export function linearPattern(source: string, secretGroup?: number | 'first'): LinearPattern {
  if (source.length > LONGEST) throw new Error(`is longer than ${LONGEST} characters`);
  const compiled = compile(source);
  if (compiled.programSize() > LARGEST) throw new Error('repeats too much; write smaller numbers of repeats');
  const names = Object.entries(compiled.namedGroups());
  const group = secretGroup ?? compiled.namedGroups()['secret'] ?? 0;
  if (group !== 'first' && group > compiled.groupCount()) throw new Error(`has no group ${group}`);
  const groups = group === 'first' ? Array.from({ length: compiled.groupCount() }, (_, index) => index + 1) : [group];
  return {
    source,
    test: (text) => compiled.matcher(characters(text) ?? text).find(),
    *matchAll(text): Iterable<LinearMatch> {
      const seen = characters(text);
      const matcher = compiled.matcher(seen ?? text);
      const place = seen === undefined ? (index: number): number => index : byteOffsets(seen);
      while (matcher.find()) {
        const number = groups.find((each) => (matcher.group(each) ?? '') !== '') ?? 0;
        const [start, secretStart, secretEnd, end] = [
          place(matcher.start(0)),
          place(matcher.start(number)),
          place(matcher.end(number)),
          place(matcher.end(0)),
        ];
        if (secretEnd === secretStart) continue;
        yield {
          index: start,
          match: text.slice(start, end),
          secretIndex: secretStart,
          secret: text.slice(secretStart, secretEnd),
          groups: Object.fromEntries(
            names.map(([name, each]) => [name, asBytes(matcher.group(each) ?? undefined, seen !== undefined)]),
          ),
        };
      }
    },
  };
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** The characters that a latin1 text's bytes are in UTF-8; `undefined` where it is all the same, or no UTF-8. */
function characters(text: string): string | undefined {
  if (!BEYOND_ASCII.test(text)) return undefined;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/** Gives the byte offset of an index into a text; asked for indexes in ascending order. */
function byteOffsets(text: string): (index: number) => number {
  let last = { index: 0, offset: 0 };
  return (index) => {
    if (index < last.index) last = { index: 0, offset: 0 };
    last = { index, offset: last.offset + Buffer.byteLength(text.slice(last.index, index), 'utf8') };
    return last.offset;
  };
}

function asBytes(text: string | undefined, isCharacters: boolean): string | undefined {
  return text === undefined || !isCharacters ? text : Buffer.from(text, 'utf8').toString('latin1');
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    throw new Error(
      `is no regular expression in RE2 syntax (${error instanceof Error ? error.message : String(error)})`,
      { cause: error },
    );
  }
}
