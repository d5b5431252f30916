import { RE2JS } from 're2js';
import type { LinearMatch, LinearPattern } from '../model/rule.js';

const LONGEST = 4000;

/**
 * Compiles a pattern that is not ours, in RE2 syntax: it runs in time linear in the text, whatever
 * the pattern.
 *
 * @param secretGroup number of the group that is the secret; by default the group named `secret`, then the whole match
 * @throws Error with what is wrong, in words
 */
export function linearPattern(source: string, secretGroup?: number): LinearPattern {
  if (source.length > LONGEST) throw new Error(`is longer than ${LONGEST} characters`);
  const compiled = compile(source);
  const names = Object.entries(compiled.namedGroups());
  const group = secretGroup ?? compiled.namedGroups()['secret'] ?? 0;
  if (group > compiled.groupCount()) throw new Error(`has no group ${group}`);
  return {
    source,
    test: (text) => compiled.matcher(text).find(),
    *matchAll(text): Iterable<LinearMatch> {
      const matcher = compiled.matcher(text);
      while (matcher.find()) {
        const match = matcher.group(0) ?? '';
        const secret = matcher.group(group) ?? match;
        const groups: Record<string, string | undefined> = {};
        for (const [name, number] of names) groups[name] = matcher.group(number) ?? undefined;
        const own = matcher.group(group) === null ? matcher.start(0) : matcher.start(group);
        yield { index: matcher.start(0), match, secretIndex: own, secret, groups };
      }
    },
  };
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
