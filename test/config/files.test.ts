import fc from '../support/properties.js';
import { describe, expect, test } from 'vitest';
import { formatBaseline, parseBaseline, withUnionMerge, type BaselineEntry } from '../../src/config/baseline.js';
import { addIgnoreEntry } from '../../src/config/editConfig.js';
import { linearPattern } from '../../src/config/linearPattern.js';
import { Problem } from '../../src/model/errors.js';
import { configOf } from './reader.js';

const fingerprint = '70aa17ea5a2573907c46';
const entry: BaselineEntry = { fingerprint, rule: 'pictify/live-key', path: 'src/old.js' };

describe('the baseline', () => {
  const entries = fc.array(
    fc.record({
      fingerprint: fc.stringMatching(/^[0-9a-f]{20}$/),
      rule: fc.constantFrom('pictify/live-key', 'stripe/secret-key', 'gitleaks/My_rule.v2'),
      path: fc.stringMatching(/^[a-zé][a-z/. é]{0,20}[a-z]$/),
    }),
    { maxLength: 10 },
  );
  test('comes back as it was written, sorted, nothing twice', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const text = formatBaseline(list);
        const lines = text.trimEnd().split('\n').slice(1);
        expect(lines).toEqual([...new Set(lines)].toSorted());
        expect(formatBaseline(parseBaseline('b', text))).toBe(text);
        expect(new Set(parseBaseline('b', text).map((each) => each.fingerprint))).toEqual(
          new Set(list.map((each) => each.fingerprint)),
        );
      }),
    );
  });
  test('does not depend on the order of what it is given', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(formatBaseline(list.toReversed())).toBe(formatBaseline(list));
      }),
    );
  });
  test('keeps notes', () => {
    expect(parseBaseline('b', formatBaseline([{ ...entry, note: 'rotated' }]))).toEqual([
      { ...entry, note: 'rotated' },
    ]);
  });
  test('reads CRLF, a byte order mark, comments and empty lines', () => {
    expect(parseBaseline('b', `\ufeff# x\r\n\r\n${fingerprint} pictify/live-key src/old.js\r\n`)).toEqual([entry]);
  });
  test.each([
    ['nonsense', 'b:2 is no baseline entry: nonsense'],
    [`${fingerprint} pictify/live-key`, 'is no baseline entry'],
    ['<<<<<<< HEAD', 'b:2 has the marks of a merge conflict'],
    ['\u001b[31m', 'is no baseline entry'],
  ])('refuses %j', (line, says) => {
    expect(() => parseBaseline('b', `# x\n${line}\n`)).toThrow(says);
  });
  test('never shows an escape sequence of a path', () => {
    // oxlint-disable-next-line no-control-regex
    expect(formatBaseline([{ ...entry, path: 'a\u001b[31m\nb' }]).split('\n')[1]).not.toMatch(/[\u0000-\u001f]/);
  });
  test('any bytes end in entries or a Problem', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        try {
          parseBaseline('b', text);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      }),
    );
  });
  test.each([
    [undefined, '/b merge=union\n'],
    ['*.x y\n', '*.x y\n/b merge=union\n'],
    ['*.x y', '*.x y\n/b merge=union\n'],
    ['*.x y\r\n', '*.x y\r\n/b merge=union\r\n'],
    ['/b merge=union\n', undefined],
    ['b -merge\n', undefined],
    ['b text eol=lf\n', 'b text eol=lf\n/b merge=union\n'],
  ])('.gitattributes %j becomes %j', (before, after) => {
    expect(withUnionMerge(before, 'b')).toBe(after);
  });
});

describe('an entry added to a config', () => {
  const added = { fingerprint, reason: 'revoked' };
  const cases: readonly (readonly [
    name: string,
    file: string,
    before: string | undefined,
    keeps: readonly string[],
  ])[] = [
    ['no config yet', 'pictify-scan.config.json', undefined, []],
    ['JSON', 'pictify-scan.config.json', '{\n  "preset": "strict"\n}\n', ['  "preset": "strict"']],
    ['JSON with four spaces', 'pictify-scan.config.json', '{\n    "preset": "strict"\n}\n', ['    "preset": "strict"']],
    [
      'JSON with tabs',
      'pictify-scan.config.json',
      '{\n\t"preset": "strict"\n}\n',
      ['\t"preset": "strict"', '\n\t"ignore"'],
    ],
    ['JSON with CRLF', 'pictify-scan.config.json', '{\r\n  "preset": "strict"\r\n}\r\n', ['  "preset": "strict",\r\n']],
    [
      'JSON with an entry',
      'pictify-scan.config.json',
      '{\n  "ignore": [{ "fingerprint": "00aa17ea5a2573907c46" }]\n}\n',
      ['"fingerprint": "00aa17ea5a2573907c46"'],
    ],
    ['JSON with an empty list', 'pictify-scan.config.json', '{ "ignore": [] }', []],
    [
      'JSONC',
      'pictify-scan.config.jsonc',
      '// ours\n{\n  // why\n  "preset": "strict", // here\n}\n',
      ['// ours\n', '  // why\n', '// here'],
    ],
    ['YAML', 'pictify-scan.config.yaml', '# ours\npreset: strict # why\n', ['# ours\npreset: strict # why\n']],
    [
      'YAML with an entry',
      'pictify-scan.config.yaml',
      'ignore:\n  # first\n  - fingerprint: "00aa17ea5a2573907c46"\n',
      ['  # first\n  - fingerprint: "00aa17ea5a2573907c46"\n'],
    ],
    ['empty YAML', 'pictify-scan.config.yml', '', []],
    [
      'package.json',
      'package.json',
      '{\n  "name": "x",\n  "pictify-scan": {\n    "preset": "strict"\n  }\n}\n',
      ['  "name": "x",\n', '    "preset": "strict"'],
    ],
  ];
  for (const [name, file, before, keeps] of cases) {
    test(name, async () => {
      const after = await addIgnoreEntry(file, before, [added, { fingerprint: 'ffaa17ea5a2573907c46' }]);
      const config = await configOf({ [file]: after });
      expect([config.ignore.slice(-2), keeps.filter((part) => !after.includes(part))]).toEqual([
        [added, { fingerprint: 'ffaa17ea5a2573907c46' }],
        [],
      ]);
    });
  }
});

describe('patterns that are not ours', () => {
  const all = (source: string, text: string, group?: number | 'first'): unknown[] =>
    [...linearPattern(source, group).matchAll(text)].map(({ index, match, secretIndex, secret }) => [
      index,
      match,
      secretIndex,
      secret,
    ]);
  const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  test('without a group the whole match is the secret', () => {
    expect(all('b+', 'abba')).toEqual([[1, 'bb', 1, 'bb']]);
  });
  test('the group named secret', () => {
    expect(all('a(?P<secret>b+)', 'xabb')).toEqual([[1, 'abb', 2, 'bb']]);
  });
  test('a group by number', () => {
    expect(all('(a)(b+)', 'xabb', 2)).toEqual([[1, 'abb', 2, 'bb']]);
  });
  test('the first group that holds anything', () => {
    expect(all('(z)?(b+)', 'xabb', 'first')).toEqual([[2, 'bb', 2, 'bb']]);
  });
  test('a group that took no part: the whole match', () => {
    expect(all('a(z)?b', 'ab', 1)).toEqual([[0, 'ab', 0, 'ab']]);
  });
  test('every match, from left to right', () => {
    expect(all('a.', 'a1a2a3')).toHaveLength(3);
  });
  test('nothing is no secret', () => {
    expect(all('x*', 'ab')).toEqual([]);
  });
  test('a group that is not there is an error', () => {
    expect(() => linearPattern('a', 1)).toThrow('has no group 1');
  });
  test('indexes are those of bytes', () => {
    expect(all('b+', latin1('éab'))).toEqual([[3, 'b', 3, 'b']]);
  });
  test('a dot is a character', () => {
    expect(all('^.b$', latin1('éb'))).toEqual([[0, latin1('éb'), 0, latin1('éb')]]);
  });
  test('bytes that are no UTF-8 are characters of their own', () => {
    expect(all('b+', '\xff\xfeab')).toEqual([[3, 'b', 3, 'b']]);
  });
  test('indexes fit the text, whatever is in it', () => {
    const pattern = linearPattern('(?s)(é|a|.)b');
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'é', '€', '😀') }),
        (bytes, more) => {
          const text = Buffer.concat([Buffer.from(bytes), Buffer.from(more)]).toString('latin1');
          for (const { index, match, secret, secretIndex } of pattern.matchAll(text)) {
            expect(text.slice(index, index + match.length)).toBe(match);
            expect(text.slice(secretIndex, secretIndex + secret.length)).toBe(secret);
          }
        },
      ),
    );
  });
  test.each(['(a+)+$', '(a|a)*$', '(.*a){10}$', '(a|aa)+$', '^(([a-z])+.)+[A-Z]$', '(x+x+)+y'])(
    '%s takes time in proportion to the text',
    (source) => {
      const pattern = linearPattern(source);
      const started = performance.now();
      pattern.test(`${'a'.repeat(20_000)}!`);
      expect(performance.now() - started).toBeLessThan(30_000);
    },
  );
  test.each(['((a{1000}){1000}){1000}', '(?=a)', '(?<!a)b', '\\1', '(', 'a{1001}', '['])('%s is refused', (source) => {
    expect(() => linearPattern(source)).toThrow('RE2 syntax');
  });
});
