import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';
import { expandBraces } from './expandBraces.js';
import { ANY, fitsSequence, type Pattern } from './fitsSequence.js';

const LONGEST = 500;
const MOST_ALTERNATIVES = 200;

/**
 * Compiles globs for paths relative to the root: `*`, `?`, `[a-z]`, `{a,b}`, `**` between slashes, and
 * `\` before a character that is meant literally. They mean what they mean to micromatch with
 * `dot: true`, but run in time linear in the path, whatever the pattern. Other than there:
 *
 * - a pattern without `/` fits a file or a folder of that name at any depth, with all that is in it;
 * - one that ends in `/**` fits what is below that folder, not a file of its name;
 * - one that ends in `/` fits a folder and all that is in it, at any depth if that is its only `/`;
 * - `[!a]` is a set turned round, like `[^a]`;
 * - one behind `!` takes out again what an earlier one took in; `\!` is the character.
 *
 * @throws Problem `config` for a pattern that has another syntax or would be too costly
 */
export async function compileGlobs(patterns: readonly string[]): Promise<(path: string) => boolean> {
  const globs: Glob[] = [];
  for (const pattern of patterns) globs.push(await compileGlob(pattern));
  return (path) => {
    const parts = path.split('/');
    return globs.findLast(({ alternatives }) => alternatives.some((each) => fitsPath(each, parts)))?.takesIn ?? false;
  };
}

interface Glob {
  readonly takesIn: boolean;
  readonly alternatives: readonly Pattern<NamePattern>[];
}

/** One part of a path: what each of its characters may be. */
type NamePattern = Pattern<CharacterTest>;
type CharacterTest = (character: string) => boolean;

const ANY_NAME: NamePattern = [ANY];

function fitsPath(pattern: Pattern<NamePattern>, parts: readonly string[]): boolean {
  return fitsSequence(pattern, parts, (name, part) => fitsSequence(name, part, (test, character) => test(character)));
}

async function compileGlob(pattern: string): Promise<Glob> {
  const takesIn = !pattern.startsWith('!');
  const body = takesIn ? pattern : pattern.slice(1);
  if (pattern.length > LONGEST) throw wrong(pattern, `is longer than ${LONGEST} characters`);
  if (body === '') throw wrong(pattern, 'is empty');
  if (/[?*+@!]\(|\([^)]*\|/.test(body.replace(/\\./g, '')))
    throw wrong(pattern, 'has alternatives in round brackets', 'Write alternatives as {a,b}.');
  const expanded = expandBraces(body, MOST_ALTERNATIVES);
  if (expanded === 'range') throw wrong(pattern, 'has a range in braces', 'Write the alternatives out: {1,2,3}.');
  if (expanded === 'too many') throw wrong(pattern, `stands for more than ${MOST_ALTERNATIVES} patterns`);
  const alternatives: Pattern<NamePattern>[] = [];
  for (const each of expanded) alternatives.push(await compilePath(pattern, each));
  return { takesIn, alternatives };
}

async function compilePath(pattern: string, text: string): Promise<Pattern<NamePattern>> {
  const anchored = text.startsWith('/') || text.startsWith('./');
  const parts = text.replace(/^\.?\//, '').split('/');
  const isFolder = parts.length > 1 && (parts.at(-1) === '' || parts.at(-1) === '**');
  if (isFolder) parts.pop();
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    throw wrong(pattern, 'has a part that no path has', 'Write it from the root, without `..`, `.` and `//`.');
  const atAnyDepth = parts.length === 1 && !anchored && !text.endsWith('/**');
  const names: (NamePattern | typeof ANY)[] = [];
  if (atAnyDepth) names.push(ANY);
  for (const part of parts) names.push(part === '**' ? ANY : await compileName(pattern, part));
  if (isFolder) names.push(ANY_NAME, ANY);
  else if (atAnyDepth) names.push(ANY);
  return names;
}

/** A class, a character behind a backslash, or a character. */
const TOKEN = /(\[[!^]?\]?(?:\[:[a-z]+:\]|\\[^]|[^\]\\])*\])|\\([^])|([^])/gu;

async function compileName(pattern: string, part: string): Promise<NamePattern> {
  const tests: (CharacterTest | typeof ANY)[] = [];
  for (const [token, set, escaped] of part.matchAll(TOKEN)) {
    if (set !== undefined) tests.push(await compileSet(pattern, set));
    else if (token === '*') tests.push(ANY);
    else if (token === '?') tests.push(() => true);
    else {
      // A path is gone through by UTF-16 units.
      for (const unit of (escaped ?? token).split('')) tests.push((character) => character === unit);
    }
  }
  return tests;
}

async function compileSet(pattern: string, set: string): Promise<CharacterTest> {
  const { default: micromatch } = await import('micromatch');
  const test = micromatch.makeRe(set.replace(/^\[!/, '[^'), { dot: true, nonegate: true });
  if (test.source === '$^') throw wrong(pattern, `has a wrong set of characters: ${set}`);
  return (character) => test.test(character);
}

function wrong(pattern: string, what: string, next?: string): Problem {
  return new Problem(
    'config',
    `The pattern ${escapeUnsafe(JSON.stringify(pattern.slice(0, 80)))} ${escapeUnsafe(what)}.`,
    next ?? 'Write it shorter, or as several patterns.',
  );
}
