import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversRule, parseDirectives, type Directive } from '../../src/config/directives.js';

function parse(text: string): readonly Directive[] {
  return parseDirectives(Buffer.from(text));
}

/** `kind from-to rules | unread | reason` */
function show(text: string): readonly string[] {
  return parse(text).map(({ kind, from, to, rules, unread, reason }) =>
    [
      `${kind} ${from}-${to === Number.MAX_SAFE_INTEGER ? 'end' : to}`,
      rules.join(' '),
      unread.join(' '),
      reason ?? '',
    ].join(' | '),
  );
}

describe('directives', () => {
  it.each([
    ['JavaScript', "const a = 'b'; // pictify-scan-disable-line pictify/live-key -- sample of the docs"],
    ['a shell', 'A=b # pictify-scan-disable-line pictify/live-key -- sample of the docs'],
    ['SQL', '-- pictify-scan-disable-line pictify/live-key -- sample of the docs'],
    ['Lisp', ';; pictify-scan-disable-line pictify/live-key -- sample of the docs'],
    ['TeX', '% pictify-scan-disable-line pictify/live-key -- sample of the docs'],
    ['a batch file', 'REM pictify-scan-disable-line pictify/live-key -- sample of the docs'],
    ['HTML', '<!-- pictify-scan-disable-line pictify/live-key -- sample of the docs --><p>text</p>'],
    ['CSS', 'a { /* pictify-scan-disable-line pictify/live-key -- sample of the docs */ color: red }'],
    ['JSX', '{/* pictify-scan-disable-line pictify/live-key -- sample of the docs */}'],
    ['Jinja', '{# pictify-scan-disable-line pictify/live-key -- sample of the docs #}'],
    ['Handlebars', '{{! pictify-scan-disable-line pictify/live-key -- sample of the docs }}'],
    ['ERB', '<%# pictify-scan-disable-line pictify/live-key -- sample of the docs %>'],
    ['JSP', '<%-- pictify-scan-disable-line pictify/live-key -- sample of the docs --%>'],
    ['OCaml', '(* pictify-scan-disable-line pictify/live-key -- sample of the docs *)'],
    ['Haskell', '{- pictify-scan-disable-line pictify/live-key -- sample of the docs -}'],
    ['Lua', '--[[ pictify-scan-disable-line pictify/live-key -- sample of the docs ]]'],
    ['a string of a notebook', '"# pictify-scan-disable-line pictify/live-key -- sample of the docs",'],
    ['a line that ends in CR LF', '// pictify-scan-disable-line pictify/live-key -- sample of the docs\r\n'],
    ['a line of other letters', '/* éü */ // pictify-scan-disable-line pictify/live-key -- sample of the docs'],
  ])('are read in %s', (_name, text) => {
    expect(show(text)).toEqual(['disable-line 1-1 | pictify/live-key |  | sample of the docs']);
  });

  it.each([
    ['all rules', '// pictify-scan-disable-line', 'disable-line 1-1 |  |  | '],
    ['all rules with a reason', '// pictify-scan-disable-line -- why not', 'disable-line 1-1 |  |  | why not'],
    ['several rules', '# pictify-scan-disable-line a/b, c/* d/e', 'disable-line 1-1 | a/b c/* d/e |  | '],
    ['the next line', '# pictify-scan-disable-next-line a/b', 'disable-next-line 2-2 | a/b |  | '],
    ['dashes without a reason', '# pictify-scan-disable-line a/b --', 'disable-line 1-1 | a/b |  | '],
    ['dashes in a reason', '# pictify-scan-disable-line a/b -- x -- y', 'disable-line 1-1 | a/b |  | x -- y'],
    ['code behind the comment', '/* pictify-scan-disable-line a/b */ x(); // -- y', 'disable-line 1-1 | a/b |  | '],
    [
      'a reason in brackets',
      '# pictify-scan-disable-line -- (see [[x]] {y})',
      'disable-line 1-1 |  |  | (see [[x]] {y})',
    ],
    ['a name without its provider', '# pictify-scan-disable-line stripe', 'disable-line 1-1 |  | stripe | '],
    ['a reason without dashes', '# pictify-scan-disable-line it is fine', 'disable-line 1-1 |  | it is fine | '],
    ['a rule and words', '# pictify-scan-disable-line a/b fine', 'disable-line 1-1 | a/b | fine | '],
  ])('tell %s', (_name, text, expected) => {
    expect(show(text)).toEqual([expected]);
  });

  it.each([
    ['another word that ends so', 'my-pictify-scan-disable-line'],
    ['another word that begins so', 'pictify-scan-disable-lines'],
    ['no known word', 'pictify-scan-ignore'],
    ['another case', 'PICTIFY-SCAN-DISABLE-LINE'],
  ])('are not seen in %s', (_name, text) => {
    expect(show(text)).toEqual([]);
  });

  it.each([
    ['reach to their end', 'disable\nx\nenable', ['disable 1-3 |  |  | ']],
    ['reach to the end of the file', 'x\ndisable a/b\nx', ['disable 2-end | a/b |  | ']],
    ['end by rule', 'disable a/b\ndisable c/d\nenable a/b', ['disable 1-3 | a/b |  | ', 'disable 2-end | c/d |  | ']],
    ['of one rule end with its provider', 'disable a/b\nenable a/*', ['disable 1-2 | a/b |  | ']],
    ['of a provider end with one of its rules', 'disable a/*\nenable a/b', ['disable 1-2 | a/* |  | ']],
    ['of all rules end with any rule', 'disable\nenable a/b', ['disable 1-2 |  |  | ']],
    ['end all where it is not told which', 'disable a/b\nenable nonsense', ['disable 1-2 | a/b |  | ']],
    ['can begin again', 'disable\nenable\ndisable', ['disable 1-2 |  |  | ', 'disable 3-end |  |  | ']],
  ])('blocks %s', (_name, text, expected) => {
    expect(show(text.replaceAll(/disable|enable/g, '# pictify-scan-$&'))).toEqual(expected);
  });

  it('count lines from the beginning of the file that a piece is of', () => {
    const [directive] = parseDirectives(Buffer.from('\n# pictify-scan-disable-line'), 10);
    expect(directive?.line).toBe(12);
  });

  it.each([
    ['all rules', '', 'pictify/live-key', true],
    ['a rule', 'pictify/live-key', 'pictify/live-key', true],
    ['another rule', 'pictify/test-key', 'pictify/live-key', false],
    ['a provider', 'pictify/*', 'pictify/live-key', true],
    ['another provider that begins so', 'pict/*', 'pictify/live-key', false],
    ['a misspelt rule', 'pictify/livekey', 'pictify/live-key', false],
    ['something that is no rule', 'live-key', 'pictify/live-key', false],
    ['words without dashes', 'this is a sample', 'pictify/live-key', false],
    ['a rule and words', 'pictify/live-key this is a sample', 'pictify/live-key', true],
  ])('that name %s (%j) are about %s: %s', (_name, rules, rule, expected) => {
    expect(parse(`# pictify-scan-disable-line ${rules}`).some((each) => coversRule(each, rule))).toBe(expected);
  });

  it.each([
    ['one long line', 'pictify-scan-disable-line '.repeat(40_000)],
    ['a mark without a word', 'pictify-scan-'.repeat(80_000)],
    ['blocks that do not end', 'pictify-scan-disable a/b\n'.repeat(40_000)],
    ['ends of other blocks', 'pictify-scan-disable a/b\n'.repeat(20_000) + 'pictify-scan-enable c/d\n'.repeat(20_000)],
    ['ends of other rules', 'pictify-scan-disable a/b\n'.repeat(20_000) + 'pictify-scan-enable a/d\n'.repeat(20_000)],
    ['spaces', `pictify-scan-disable-line${' '.repeat(1_000_000)}*/`],
    ['quotes', `pictify-scan-disable-line ${'"'.repeat(1_000_000)}x`],
  ])('are read in linear time: %s', (_name, text) => {
    const bytes = Buffer.from(text);
    const start = performance.now();
    parseDirectives(bytes);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('point into the text, whatever it is', () => {
    const word = fc.constantFrom(
      'pictify-scan-disable',
      'pictify-scan-enable',
      'pictify-scan-disable-line',
      'pictify-scan-disable-next-line',
      'pictify-scan-',
      ' ',
      '\n',
      '\r\n',
      'a/b',
      'a/*',
      '--',
      '*/',
      '\u0000',
      'é',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 3 }))), (words) => {
        const text = words.join('');
        const lines = text.split('\n');
        for (const { kind, line, from, to } of parse(text)) {
          expect(lines[line - 1]).toContain(`pictify-scan-${kind}`);
          expect(from).toBeLessThanOrEqual(to);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are read back as they were written', () => {
    const rule = fc.constantFrom('pictify/live-key', 'stripe/*', 'a/b.c_d');
    const reason = fc.stringMatching(/^[a-z][a-z ]{0,30}[a-z]$/);
    const comment = fc.constantFrom(['// ', ''], ['# ', ''], ['/* ', ' */'], ['<!-- ', ' -->'], ['{# ', ' #} x']);
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 3 }), reason, comment, (rules, why, [open, close]) => {
        const [directive] = parse(`${open}pictify-scan-disable-line ${rules.join(', ')} -- ${why}${close}`);
        expect([directive?.rules, directive?.reason]).toEqual([rules, why]);
      }),
    );
  });
});
