import { Problem } from '../model/errors.js';

const LONGEST = 500;
const MOST_BRACES = 5;

/**
 * Compiles patterns for paths relative to the root. A pattern without `/` fits the name at any depth,
 * one with `/` the path from the root; one that ends in `/` a folder and everything in it.
 *
 * @throws Problem `config` for a pattern that would be too costly
 */
export async function compileGlobs(patterns: readonly string[]): Promise<(path: string) => boolean> {
  if (patterns.length === 0) return () => false;
  const { default: micromatch } = await import('micromatch');
  const matchers = patterns.map((pattern) => {
    refuseCostly(pattern);
    return micromatch.matcher(fromRoot(pattern), { dot: true, strictBrackets: false, maxLength: 4 * LONGEST });
  });
  return (path) => matchers.some((matches) => matches(path));
}

function fromRoot(pattern: string): string {
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern.replace(/^\.\//, '');
  const folder = anchored.endsWith('/') ? `${anchored}**` : anchored;
  const isName = !pattern.startsWith('/') && !anchored.replace(/\/$/, '').includes('/');
  return isName ? `**/${folder}` : folder;
}

/** Ranges such as `{1..1000000}` and nests of alternatives would be written out in full. */
function refuseCostly(pattern: string): void {
  const braces = pattern.split('{').length - 1;
  if (
    pattern.length <= LONGEST &&
    braces <= MOST_BRACES &&
    !/\{[^{}]*\.\.[^{}]*\}/.test(pattern) &&
    (pattern.match(/\*/g)?.length ?? 0) <= 20
  )
    return;
  throw new Problem(
    'config',
    `The pattern ${JSON.stringify(pattern.slice(0, 80))} is too costly to run.`,
    `Use at most ${LONGEST} characters, ${MOST_BRACES} braces, 20 stars and no ranges.`,
  );
}
