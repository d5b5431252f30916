import fc from '../support/properties.js';
import { describe, expect, test } from 'vitest';
import { compileGlobs } from '../../src/config/globs.js';
import { Problem } from '../../src/model/errors.js';

const table: readonly (readonly [pattern: string, fits: readonly string[], not: readonly string[]])[] = [
  ['a.js', ['a.js', 'x/a.js', 'x/y/a.js'], ['a.jsx', 'ba.js', 'a.js/b']],
  ['*.js', ['a.js', 'x/a.js', '.a.js'], ['a.ts', 'a.js/b']],
  ['/a.js', ['a.js'], ['x/a.js']],
  ['./a.js', ['a.js', 'x/a.js'], ['b.js']],
  ['/*.js', ['a.js'], ['x/a.js']],
  ['x/*.js', ['x/a.js'], ['a.js', 'y/x/a.js', 'x/y/a.js']],
  ['x/**', ['x/a', 'x/y/a', 'x/.a'], ['a', 'y/x/a']],
  ['x/**/a', ['x/a', 'x/y/a', 'x/y/z/a'], ['a', 'x/b']],
  ['**/x/**', ['x/a', 'y/x/a'], ['a']],
  ['x/', ['x/a', 'x/y/a', 'y/x/a'], ['x', 'ax/a', 'y/xa']],
  ['/x/', ['x/a', 'x/y/a'], ['y/x/a']],
  ['x/y/', ['x/y/a', 'x/y/z/a'], ['x/a', 'z/x/y/a']],
  ['.env*', ['.env', '.env.local', 'x/.env'], ['env']],
  ['*.{js,ts}', ['a.js', 'x/a.ts'], ['a.css']],
  ['a?.js', ['ab.js'], ['a.js', 'abc.js']],
  ['[ab].js', ['a.js', 'x/b.js'], ['c.js']],
  ['**', ['a', 'x/a', '.a'], []],
  ['app/(auth)/page.ts', ['app/(auth)/page.ts'], ['app/auth/page.ts']],
  ['app/(auth)/', ['app/(auth)/page.ts'], ['app/auth/page.ts']],
  ['c++/', ['c++/a', 'x/c++/a'], ['c/a', 'cc/a']],
  ['a|b', ['a|b'], ['a', 'b']],
];

describe('what a pattern fits', () => {
  for (const [pattern, fits, not] of table) {
    test(pattern, async () => {
      const matches = await compileGlobs([pattern]);
      expect({ fits: fits.filter((path) => !matches(path)), not: not.filter((path) => matches(path)) }).toEqual({
        fits: [],
        not: [],
      });
    });
  }
  test('any of several', async () => {
    const matches = await compileGlobs(['*.js', 'x/']);
    expect(['a.js', 'x/b', 'b'].map(matches)).toEqual([true, true, false]);
  });
  test.each([
    ['takes out what an earlier one fits', 'docs/keep/a.md', false],
    ['leaves the rest', 'docs/a.md', true],
    ['fits nothing itself', 'src/key.ts', false],
    ['is overruled by a later one', 'docs/keep/not.md', true],
  ])('one behind ! %s', async (_name, path, fits) => {
    const matches = await compileGlobs(['docs/**', '!docs/keep/**', 'not.md']);
    expect(matches(path)).toBe(fits);
  });
  test.each([
    ['!a.md', 'x/!a.md', false],
    ['\\!a.md', 'x/!a.md', true],
    ['x/!a.md', 'x/!a.md', true],
  ])('%s and %s: %s', async (pattern, path, fits) => {
    expect((await compileGlobs([pattern]))(path)).toBe(fits);
  });
  test('none fits nothing', async () => {
    expect((await compileGlobs([]))('a')).toBe(false);
  });
});

describe('patterns that would be too costly', () => {
  const costly = [
    '{1..1000000}',
    `${'{a,b}'.repeat(20)}`,
    '*'.repeat(30),
    'a'.repeat(501),
    `${'{a,'.repeat(10)}b${'}'.repeat(10)}`,
    '{{{{{{a}}}}}}',
    '{a..z..2}',
  ];
  test.each(costly)('%s is refused at once', async (pattern) => {
    const started = performance.now();
    await expect(compileGlobs([pattern])).rejects.toBeInstanceOf(Problem);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
  test.each([
    '*(a|*(b|*(c|d)))',
    '+(a+)+(a+)+(a+)b',
    '**/**/**/**/**/**/a',
    '*a*a*a*a*a*a*a*a*a*b',
    '+(+(+(a)))',
    '!(*(a)*(b))',
    '(a+)+b',
    '([a-z]+)+$x',
    '(a|a|a)'.repeat(30) + 'b',
    '[a]+'.repeat(30) + 'b',
    '?'.repeat(400) + 'b',
  ])('%s is refused, or quick on a hostile path', async (pattern) => {
    const started = performance.now();
    try {
      const matches = await compileGlobs([pattern]);
      for (const path of ['a'.repeat(200), 'a/'.repeat(100), `${'a'.repeat(3000)}!`]) matches(path);
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
  test('any text is compiled or refused', async () => {
    const piece = fc.constantFrom(
      '*',
      '?',
      '{',
      '}',
      ',',
      '[',
      ']',
      '!',
      '(',
      ')',
      '+',
      '@',
      'a',
      '/',
      '\\',
      '.',
      '|',
      '^',
      '$',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        try {
          (await compileGlobs([pieces.join('')]))('a/b.c');
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test('usual patterns fit what micromatch makes them fit', async () => {
  const { default: micromatch } = await import('micromatch');
  const part = fc.stringMatching(/^[ab.*?]{1,4}$/).filter((text) => !/\*\*|^\.{1,2}$|^\.?\/?$/.test(text));
  const pattern = fc
    .array(fc.oneof(part, fc.constant('**'), fc.constantFrom('{a,b}', '[ab]', 'a')), { minLength: 2, maxLength: 4 })
    .map((parts) => parts.join('/'));
  const path = fc
    // micromatch wants something behind the dot of `*.*`; shells do not.
    .array(fc.stringMatching(/^[ab](?:[ab.]{0,2}[ab])?$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));
  await fc.assert(
    fc.asyncProperty(pattern, path, async (glob, name) => {
      fc.pre(!glob.startsWith('./') && !glob.endsWith('**') && !/^[*?.]*$/.test(glob));
      const ours = (await compileGlobs([glob]))(name);
      const theirs = micromatch.isMatch(name, glob, { dot: true, noextglob: true });
      expect({ glob, name, fits: ours }).toEqual({ glob, name, fits: theirs });
    }),
    { numRuns: 2000 },
  );
});
