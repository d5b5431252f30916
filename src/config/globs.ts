import { posix } from 'node:path';
import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';
import { globSource } from './globPattern.js';
import { globProblem } from './globProblem.js';

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
      const what = globProblem(pattern);
      if (what !== undefined)
        throw new Problem(
          'config',
          `The pattern ${escapeUnsafe(JSON.stringify(pattern.slice(0, 80)))} ${what}.`,
          'Mend it where it is given.',
        );
      const takesOut = pattern.startsWith('!');
      return { takesOut, matcher: await compile(takesOut ? pattern.slice(1) : pattern) };
    }),
  );
  return (path) => globs.findLast(({ matcher }) => matcher.test(path))?.takesOut === false;
}

async function compile(pattern: string): Promise<{ test(path: string): boolean }> {
  const whole = fromRoot(pattern);
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
