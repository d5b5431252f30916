import { posix } from 'node:path';
import { Problem } from '../model/errors.js';
import { globSource } from './globPattern.js';

const LONGEST = 500;
const MOST_BRACES = 5;
const MOST_STARS = 20;
/** Up to so many, a backtracking engine needs no more than the square of a path's length. */
const FEW_STARS = 2;

/**
 * Compiles patterns for paths relative to the root. A pattern without `/` fits the name at any depth,
 * one with `/` the path from the root; one that ends in `/` a folder and everything in it. Names that
 * begin with a dot are names like others. A pattern behind `!` takes out again what an earlier one fits;
 * `\!` is the character. No pattern takes long, whatever the path.
 *
 * @throws Problem `config` for a pattern that would be too costly
 */
export async function compileGlobs(patterns: readonly string[]): Promise<(path: string) => boolean> {
  if (patterns.length === 0) return () => false;
  const globs = await Promise.all(
    patterns.map(async (pattern) => {
      const takesOut = pattern.startsWith('!');
      return { takesOut, matcher: await compile(takesOut ? pattern.slice(1) : pattern) };
    }),
  );
  return (path) => globs.findLast(({ matcher }) => matcher.test(path))?.takesOut === false;
}

async function compile(pattern: string): Promise<{ test(path: string): boolean }> {
  refuseCostly(pattern);
  const whole = fromRoot(pattern);
  if (/^\/*$/.test(whole))
    throw new Problem(
      'config',
      `The pattern ${JSON.stringify(pattern)} fits nothing.`,
      'Name a file or a folder in it.',
    );
  if ((whole.match(/\*+/g)?.length ?? 0) > FEW_STARS || /[()|+]/.test(whole)) {
    // micromatch's expressions backtrack without bounds there (`*a*a*a*b`, `(a+)+b`): these run in linear
    // time. And `app/(auth)/` is a folder of that name.
    const { linearPattern } = await import('./linearPattern.js');
    return linearPattern(`(?s)${globSource(whole)}`);
  }
  const { default: micromatch } = await import('micromatch');
  const matches = micromatch.matcher(whole, { dot: true, noextglob: true, strictBrackets: false, windows: false });
  // `x/**` fits `x` itself as well; a folder's pattern is about what is in it.
  return {
    test: (path) => (pattern.endsWith('/') ? path.includes('/') && matches(posix.dirname(path)) : matches(path)),
  };
}

function fromRoot(pattern: string): string {
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern.replace(/^\.\//, '');
  const folder = anchored.endsWith('/') ? `${anchored}**` : anchored;
  const isName = !pattern.startsWith('/') && !anchored.replace(/\/$/, '').includes('/');
  return isName ? `**/${folder}` : folder;
}

/** What a pattern of a person never has. */
function refuseCostly(pattern: string): void {
  const braces = pattern.split('{').length - 1;
  const stars = pattern.match(/\*/g)?.length ?? 0;
  const range = /\{[^{},]*\.\.[^{},]*\}/.test(pattern);
  if (pattern.length <= LONGEST && braces <= MOST_BRACES && stars <= MOST_STARS && !range) return;
  throw new Problem(
    'config',
    `The pattern ${JSON.stringify(pattern.slice(0, 80))} is too costly to run.`,
    `Use at most ${LONGEST} characters, ${MOST_BRACES} braces, ${MOST_STARS} stars and no ranges.`,
  );
}
