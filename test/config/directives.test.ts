import fc from '../support/properties.js';
import { describe, expect, test } from 'vitest';
import { coversRule, parseDirectives } from '../../src/config/directives.js';

/** `kind from-to [rules] reason`; `*` is the end. */
function told(text: string, firstLine?: number): string[] {
  return parseDirectives(Buffer.from(text), firstLine).map(
    ({ kind, from, to, rules, reason }) =>
      `${kind} ${from}-${to === Number.MAX_SAFE_INTEGER ? '*' : to} [${rules.join(' ')}]${reason === undefined ? '' : ` ${reason}`}`,
  );
}

const comments: Readonly<Record<string, (words: string) => string>> = {
  javascript: (words) => `const a = 1; // ${words}`,
  'javascript block': (words) => `/* ${words} */ const a = 1;`,
  jsx: (words) => `{/* ${words} */}`,
  python: (words) => `a = 1  # ${words}`,
  'python docstring': (words) => `"""${words}"""`,
  html: (words) => `<!-- ${words} -->`,
  sql: (words) => `SELECT 1; -- ${words}`,
  lua: (words) => `--[[ ${words} ]]`,
  haskell: (words) => `{- ${words} -}`,
  ocaml: (words) => `(* ${words} *)`,
  lisp: (words) => `; ${words}`,
  vim: (words) => `" ${words}`,
  latex: (words) => `% ${words}`,
  basic: (words) => `' ${words}`,
  erb: (words) => `<%# ${words} %>`,
  jsp: (words) => `<%-- ${words} --%>`,
  handlebars: (words) => `{{!-- ${words} --}}`,
  jinja: (words) => `{# ${words} #}`,
  batch: (words) => `REM ${words}`,
  fortran: (words) => `! ${words}`,
  ini: (words) => `; ${words}`,
  dart: (words) => `/// ${words}`,
};

describe('in the comments of many languages', () => {
  for (const [language, comment] of Object.entries(comments)) {
    test(`${language}: alone`, () => {
      expect(told(`x\n${comment('pictify-scan-disable-line')}\ny`)).toEqual(['disable-line 2-2 []']);
    });
    test(`${language}: with rules and a reason`, () => {
      expect(told(comment('pictify-scan-disable-next-line stripe/*, pictify/live-key -- a sample, see docs'))).toEqual([
        'disable-next-line 2-2 [stripe/* pictify/live-key] a sample, see docs',
      ]);
    });
  }
});

const table: readonly (readonly [name: string, text: string, directives: readonly string[]])[] = [
  ['a block', '# pictify-scan-disable\na\n# pictify-scan-enable\nb', ['disable 1-3 []']],
  ['a block that is not closed', 'a\n# pictify-scan-disable a/b\nb', ['disable 2-* [a/b]']],
  ['an enable that closes nothing', '# pictify-scan-enable\na', []],
  [
    'two blocks',
    '# pictify-scan-disable\n# pictify-scan-enable\n\n# pictify-scan-disable\n# pictify-scan-enable',
    ['disable 1-2 []', 'disable 4-5 []'],
  ],
  [
    'blocks of two rules, crossing',
    '# pictify-scan-disable a/b\n# pictify-scan-disable c/d\n# pictify-scan-enable a/b\n# pictify-scan-enable c/d',
    ['disable 1-3 [a/b]', 'disable 2-4 [c/d]'],
  ],
  [
    'nested blocks, one enable for all',
    '# pictify-scan-disable a/b\n# pictify-scan-disable c/d\n# pictify-scan-enable',
    ['disable 1-3 [a/b]', 'disable 2-3 [c/d]'],
  ],
  ['two on one line', '/* pictify-scan-disable */ x /* pictify-scan-enable */', ['disable 1-1 []']],
  ['CRLF', 'a\r\n# pictify-scan-disable-line a/b -- why\r\nb\r\n', ['disable-line 2-2 [a/b] why']],
  ['on the first line', '# pictify-scan-disable-line\n', ['disable-line 1-1 []']],
  ['on the last line without an end', 'a\nb # pictify-scan-disable-line', ['disable-line 2-2 []']],
  ['the next line of the last one', 'a\n# pictify-scan-disable-next-line', ['disable-next-line 3-3 []']],
  ['a reason alone', '# pictify-scan-disable-line -- why', ['disable-line 1-1 [] why']],
  ['an empty reason is none', '# pictify-scan-disable-line a/b -- ', ['disable-line 1-1 [a/b]']],
  ['a reason with dashes', '# pictify-scan-disable-line -- a -- b', ['disable-line 1-1 [] a -- b']],
  ['an imported rule', '# pictify-scan-disable-line gitleaks/My_rule.v2', ['disable-line 1-1 [gitleaks/My_rule.v2]']],
  ['words that are no rules', '# pictify-scan-disable-line because', ['disable-line 1-1 []']],
  [
    'a block of one rule ends with its provider',
    '# pictify-scan-disable a/b\n# pictify-scan-enable a/*',
    ['disable 1-2 [a/b]'],
  ],
  [
    'a block of a provider ends with one rule',
    '# pictify-scan-disable a/*\n# pictify-scan-enable a/b',
    ['disable 1-2 [a/*]'],
  ],
  ['a block of all rules ends with any', '# pictify-scan-disable\n# pictify-scan-enable a/b', ['disable 1-2 []']],
  ['an enable of nobody knows what', '# pictify-scan-disable a/b\n# pictify-scan-enable b', ['disable 1-2 [a/b]']],
  [
    'two directives in one comment',
    '# pictify-scan-disable-line pictify-scan-disable-next-line a/b',
    ['disable-line 1-1 []', 'disable-next-line 2-2 [a/b]'],
  ],
  ['dashes in a word', '# pictify-scan-disable-line a/b --why', ['disable-line 1-1 [a/b]']],
  ['a path in the code behind a comment', '/* pictify-scan-disable-line */ import "a/b"; a/b', ['disable-line 1-1 []']],
  ['words behind a rule', '# pictify-scan-disable-line a/b see c/d', ['disable-line 1-1 [a/b]']],
  ['a longer word', '# pictify-scan-disable-lines and pictify-scan-disabled', []],
  ['inside of another word', '# xpictify-scan-disable-line my-pictify-scan-disable-line', []],
  ['in capitals', '# PICTIFY-SCAN-DISABLE-LINE', []],
  ['behind characters of several bytes', 'é\n"äöü" # pictify-scan-disable-line', ['disable-line 2-2 []']],
];

describe('what a comment is about', () => {
  for (const [name, text, directives] of table) {
    test(name, () => {
      expect(told(text)).toEqual(directives);
    });
  }
  test('lines before a piece of a file are counted', () => {
    expect(told('a\n# pictify-scan-disable-line', 100)).toEqual(['disable-line 102-102 []']);
  });
  test.each([
    ['', 'a/b', true],
    ['a/b', 'a/b', true],
    ['a/b', 'a/c', false],
    ['a/*', 'a/c', true],
    ['a/*', 'ab/c', false],
    ['x/y a/b', 'a/b', true],
    ['a/b because it is a sample', 'a/b', true],
    ['a/b because it is c/d', 'c/d', false],
    ['a', 'a/b', false],
    ['a-b', 'a/b', false],
    ['because it is a sample', 'a/b', false],
    ['| table |', 'a/b', false],
    ['***', 'a/b', true],
    ['-- because it is a sample', 'a/b', true],
  ])('"%s" covers %s: %s', (rules, rule, covers) => {
    const [directive] = parseDirectives(Buffer.from(`# pictify-scan-disable-line ${rules}`));
    expect(directive && coversRule(directive, rule)).toBe(covers);
  });
});

test('in any bytes: lines exist, from is not behind to, never an error', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'pictify-scan-',
      'disable',
      'enable',
      '-line',
      '-next',
      '\n',
      '\r\n',
      ' ',
      '-- ',
      'a/b',
      '*/',
      '\0',
      'é',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const lines = text.split('\n').length;
      for (const { line, from, to } of parseDirectives(Buffer.from(text))) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
        expect(from).toBeLessThanOrEqual(to);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['blocks', 'pictify-scan-disable a/b -- x\n'.repeat(40_000)],
  [
    'blocks and ends of others',
    'pictify-scan-disable a/b\n'.repeat(20_000) + 'pictify-scan-enable c/d\n'.repeat(20_000),
  ],
  [
    'blocks and ends of others of the provider',
    'pictify-scan-disable a/b\n'.repeat(20_000) + 'pictify-scan-enable a/d\n'.repeat(20_000),
  ],
  ['all on one line', 'pictify-scan-disable-line '.repeat(40_000)],
  ['only the beginning of the word', 'pictify-scan-'.repeat(80_000)],
  ['spaces behind the word', `pictify-scan-disable-line${' '.repeat(1_000_000)}*/`],
])('a megabyte takes time in proportion to its size: %s', (_name, text) => {
  const started = performance.now();
  parseDirectives(Buffer.from(text));
  expect(performance.now() - started).toBeLessThan(20_000);
});

describe('an example of a directive, and a directive', () => {
  const MARK = 'pictify-scan-disable-line';
  test.each([
    ['a comment', `x(); // ${MARK}`, false],
    ['a comment behind a string', `x('a'); // ${MARK}`, false],
    ['a comment with an apostrophe', `// don't: ${MARK}`, false],
    ['a comment behind a string with an escaped quote', `x('a\\'b'); # ${MARK}`, false],
    ['a comment that is all of the line', `${MARK}`, false],
    ['a comment in markup', `<a href="x">y</a> <!-- ${MARK} -->`, false],
    ['a comment in SQL', `select 'a' -- ${MARK}`, false],
    ['a string', `print('// ${MARK}')`, true],
    ['a template', `const text = \`\${key} // ${MARK}\``, true],
    ['a documentation comment', ` * const key = x; // ${MARK}`, true],
    ['a regular expression', `/${MARK} \\S+/`, true],
  ])('%s', (_name, line, expected) => {
    expect(parseDirectives(Buffer.from(`a\n${line}\n`)).map((each) => each.isExample)).toEqual([expected]);
  });
});
