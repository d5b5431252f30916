import fc from '../support/properties.js';
import { describe, expect, test } from 'vitest';
import { CONFIG_FILES } from '../../src/config/findConfig.js';
import { defaultConfig } from '../../src/config/defaultConfig.js';
import { Problem } from '../../src/model/errors.js';
import { configOf, problemOf, type Files } from './reader.js';

const FILE = 'pictify-scan.config.json';

describe('where a config is found', () => {
  const forms: Readonly<Record<string, string>> = {
    'pictify-scan.config.json': '{ "preset": "strict" }',
    'pictify-scan.config.jsonc': '// ours\n{ "preset": "strict", }\n',
    'pictify-scan.config.yaml': '# ours\npreset: strict\n',
    'pictify-scan.config.yml': 'preset: "strict"\n',
    'package.json': '{ "name": "x", "pictify-scan": { "preset": "strict" } }',
  };
  for (const [file, text] of Object.entries(forms)) {
    test(file, async () => {
      const config = await configOf({ [file]: text });
      expect({ preset: config.preset, file: config.file }).toEqual({ preset: 'strict', file });
    });
    test(`${file} with a byte order mark`, async () => {
      const work = configOf({ [file]: `\ufeff${text}` });
      if (file === 'package.json') await expect(problemOf(work)).resolves.toBeTypeOf('string');
      else expect((await work).preset).toBe('strict');
    });
  }
  test('every name is tried', () => {
    expect(Object.keys(forms)).toEqual([...CONFIG_FILES, 'package.json']);
  });
  test('none: the defaults', async () => {
    expect(await configOf({ 'package.json': { name: 'x' } })).toEqual(defaultConfig);
  });
  test('in a folder above', async () => {
    const config = await configOf({ 'a/pictify-scan.config.json': { failOn: 'info' } }, { from: 'a/b/c' });
    expect(config.file).toBe('a/pictify-scan.config.json');
  });
  test('the nearest one', async () => {
    const files = { [FILE]: { failOn: 'info' }, 'a/package.json': { 'pictify-scan': { failOn: 'warning' } } };
    expect((await configOf(files, { from: 'a/b' })).failOn).toBe('warning');
  });
  test('a broken package.json beside a config is not looked at', async () => {
    expect((await configOf({ [FILE]: { failOn: 'info' }, 'package.json': '{ "pictify-scan" ' })).failOn).toBe('info');
  });
  test('keys of the same name in different places are no mistake, nor is a text that looks like one', async () => {
    const text = '{ "ignorePaths": ["\\"preset\\": x"], "overrides": [{ "files": ["a"], "rules": {} }], "rules": {} }';
    expect((await configOf({ [FILE]: text })).ignorePaths).toHaveLength(1);
  });
  test('what npm overlooks in package.json is overlooked', async () => {
    const text = '{ "name": "a", "name": "b", "pictify-scan": { "preset": "strict" } }';
    expect((await configOf({ 'package.json': text })).preset).toBe('strict');
  });
  test('a backslash takes a sign of the language its meaning', async () => {
    const config = await configOf({ [FILE]: { ignorePaths: [String.raw`app/\[id\]/page.js`] } });
    expect(config.ignorePaths).toHaveLength(1);
  });
  test('one that is named', async () => {
    expect((await configOf({ 'x/other.yaml': 'failOn: info' }, { path: 'x/other.yaml' })).failOn).toBe('info');
  });
});

interface Refused {
  readonly name: string;
  readonly files: Files;
  readonly says: readonly string[];
  readonly path?: string;
}

const refused: readonly Refused[] = [
  {
    name: 'a key that is there twice',
    files: { [FILE]: '{\n  "preset": "strict",\n  "preset": "pictify"\n}' },
    says: [`${FILE}:3`, '`preset` is there twice'],
  },
  {
    name: 'a key that is there twice, further in, with comments',
    files: {
      'pictify-scan.config.jsonc':
        '{ // "a": 1\n  "rules": {\n    "stripe/*": "off",\n    "stripe/*": "error",\n  },\n}',
    },
    says: ['pictify-scan.config.jsonc:4', '`stripe/*` is there twice'],
  },
  {
    name: 'a path as Windows writes it',
    files: { [FILE]: { ignorePaths: ['src/', String.raw`fixtures\keys`] } },
    says: ['`ignorePaths[1]`', 'has a backslash: write folders with /'],
  },
  { name: 'a salt of another form', files: { [FILE]: { salt: 'x' } }, says: ['`salt` must be 16 to 128 hex digits'] },
  {
    name: 'a date of another form',
    files: { [FILE]: { ignore: [{ fingerprint: '0'.repeat(20), expires: 'soon' }] } },
    says: ['`ignore[0].expires` must be a date such as 2027-01-31'],
  },
  {
    name: 'a comma too few',
    files: { [FILE]: '{ "preset": "strict" "failOn": "error" }' },
    says: ['a comma is missing'],
  },
  {
    name: 'two configs in a folder',
    files: { [FILE]: '{}', 'pictify-scan.config.yml': 'preset: strict' },
    says: ['two configs', FILE, 'pictify-scan.config.yml', 'Keep one'],
  },
  {
    name: 'a config and the key in package.json',
    files: { [FILE]: '{}', 'package.json': { 'pictify-scan': {} } },
    says: ['two configs', 'package.json'],
  },
  { name: 'a named file that is not there', files: {}, path: 'x.json', says: ['no config x.json'] },
  {
    name: 'a misspelt key',
    files: { [FILE]: '{\n  "ignorePath": []\n}' },
    says: [`${FILE}:2`, '`ignorePath`', 'did you mean "ignorePaths"?'],
  },
  {
    name: 'a misspelt value',
    files: { [FILE]: '{\n\n  "preset": "recomended"\n}' },
    says: [`${FILE}:3`, '`preset`', 'did you mean "recommended"?'],
  },
  {
    name: 'a wrong level deep inside',
    files: { [FILE]: '{\n "overrides": [\n  { "files": ["a"],\n    "rules": { "a/b": "fatal" } }\n ]\n}' },
    says: [`${FILE}:4`, '`overrides[0].rules.a/b`', 'must be "off", "error", "warning" or "info"'],
  },
  {
    name: 'a missing key',
    files: { [FILE]: '{\n "ignore": [\n  {}\n ]\n}' },
    says: [`${FILE}:3`, '`ignore[0].fingerprint`', 'is missing'],
  },
  {
    name: 'a wrong type in YAML',
    files: { 'pictify-scan.config.yaml': 'preset: strict\nrules:\n  - a\n' },
    says: ['pictify-scan.config.yaml:3', '`rules`', 'must be an object'],
  },
  {
    name: 'a wrong key in package.json',
    files: { 'package.json': '{\n "name": "x",\n "pictify-scan": {\n  "faleOn": "info"\n }\n}' },
    says: ['package.json:4', '`faleOn`', '"failOn"'],
  },
  {
    name: 'JSON that is cut off',
    files: { [FILE]: '{\n "preset": "strict",\n' },
    says: [`${FILE}:`, 'not valid JSON'],
  },
  {
    name: 'a comment in JSON',
    files: { [FILE]: '{\n // no\n "preset": "strict"\n}' },
    says: [`${FILE}:2`, 'JSON has no comments', 'jsonc'],
  },
  {
    name: 'YAML that is none',
    files: { 'pictify-scan.config.yml': 'a: [1\nb: }' },
    says: ['pictify-scan.config.yml:', 'not valid YAML'],
  },
  {
    name: 'a YAML key that stands twice',
    files: { 'pictify-scan.config.yml': 'preset: strict\npreset: pictify\n' },
    says: ['pictify-scan.config.yml:2'],
  },
  { name: 'a list', files: { [FILE]: '[]' }, says: [`${FILE}:1`, 'must be an object, not a list'] },
  {
    name: 'a file to extend that is not there',
    files: { [FILE]: '{\n "extends": ["./base.json"]\n}' },
    says: [`${FILE}:2`, '`extends[0]`', 'base.json, which does not exist'],
  },
  {
    name: 'a file outside of the repository',
    files: { [FILE]: { extends: ['../base.json'] } },
    says: ['leads out of the repository'],
  },
  {
    name: 'an absolute file',
    files: { [FILE]: { extends: ['/etc/base.json'] } },
    says: ['leads out of the repository'],
  },
  {
    name: 'a file that extends itself',
    files: { [FILE]: { extends: [`./${FILE}`] } },
    says: ['goes round in a circle'],
  },
  {
    name: 'a circle of three',
    files: {
      [FILE]: { extends: ['./a.json'] },
      'a.json': { extends: ['./b.json'] },
      'b.json': { extends: ['./a.json'] },
    },
    says: ['b.json:', 'a.json > b.json > a.json'],
  },
  {
    name: 'more files one above the other than anybody needs',
    files: {
      [FILE]: { extends: ['./0.json'] },
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`${index}.json`, { extends: [`./${index + 1}.json`] }]),
      ),
    },
    says: ['19.json:', 'nested too deeply'],
  },
  {
    name: 'a mistake in an extended file',
    files: { [FILE]: { extends: ['./a.json'] }, 'a.json': { presets: 'strict' } },
    says: ['a.json:2', '`presets`', '"preset"'],
  },
  {
    name: 'a custom rule without keywords',
    files: { [FILE]: { customRules: [{ id: 'a/b', title: 't', keywords: [], pattern: 'x' }] } },
    says: ['`customRules[0].keywords`', 'at least one'],
  },
  {
    name: 'a custom rule with a short keyword',
    files: { [FILE]: { customRules: [{ id: 'a/b', title: 't', keywords: ['ab'], pattern: 'x' }] } },
    says: ['"ab"', '3 to 64 ASCII'],
  },
  {
    name: 'a pattern with lookahead',
    files: { [FILE]: { customRules: [{ id: 'a/b', title: 't', keywords: ['abc'], pattern: 'a(?=b)' }] } },
    says: ['`customRules[0].pattern`', 'RE2 syntax'],
  },
  {
    name: 'the key __proto__',
    files: { [FILE]: '{ "__proto__": { "preset": "strict" } }' },
    says: ['`__proto__`', 'is no key here'],
  },
  {
    name: 'the key constructor',
    files: { [FILE]: '{ "constructor": {} }' },
    says: ['`constructor`', 'is no key here'],
  },
  {
    name: 'the key __proto__ in YAML',
    files: { 'pictify-scan.config.yaml': '__proto__:\n  preset: strict\n' },
    says: ['`__proto__`'],
  },
  {
    name: 'aliases without bounds',
    files: {
      'pictify-scan.config.yaml': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(9)}]`)
        .join('\n')}\n`,
    },
    says: ['too many YAML aliases'],
  },
  { name: 'a huge file', files: { [FILE]: Buffer.alloc(1024 * 1024 + 1, 32) }, says: ['larger than 1 MiB'] },
  { name: 'nothing in it', files: { [FILE]: '' }, says: [`${FILE}:1`, 'not valid JSON'] },
  {
    name: 'an escape sequence as a key',
    files: { [FILE]: JSON.stringify({ '\u001b[31mred': 1 }) },
    says: ['is no key here'],
  },
];

describe('what is refused, in words', () => {
  for (const { name, files, says, path } of refused) {
    test(name, async () => {
      const words = await problemOf(configOf(files, path === undefined ? {} : { path }));
      // oxlint-disable-next-line no-control-regex
      expect([says.filter((word) => !words.includes(word)), /[\u0000-\u001f\u007f]/.test(words), words]).toEqual([
        [],
        false,
        words,
      ]);
    });
  }
  test('a rule that is not there, with the nearest', async () => {
    const options = { knownRules: () => ['stripe/secret-key', 'pictify/live-key'] };
    const words = await problemOf(configOf({ [FILE]: '{\n "rules": {\n  "stripe/secret": "off"\n }\n}' }, options));
    expect(words).toContain(`${FILE}:3: \`rules.stripe/secret\` is no rule; did you mean "stripe/secret-key"?`);
  });
  test('a provider that is not there', async () => {
    const words = await problemOf(
      configOf({ [FILE]: { rules: { 'strip/*': 'off' } } }, { knownRules: () => ['stripe/secret-key'] }),
    );
    expect(words).toContain('did you mean "stripe/*"?');
  });
  test('nesting far down', async () => {
    const words = await problemOf(configOf({ [FILE]: `${'{"rules":'.repeat(5000)}1${'}'.repeat(5000)}` }));
    expect(words).toContain('must be');
  });
});

describe('extends', () => {
  test('lists grow, single values are replaced, later levels win', async () => {
    const config = await configOf({
      [FILE]: { extends: ['./a.json', './b.yaml'], ignorePaths: ['c'], rules: { 'x/y': 'info' }, failOn: 'info' },
      'a.json': { ignorePaths: ['a'], rules: { 'x/y': 'off', 'x/z': 'warning' }, failOn: 'warning', preset: 'strict' },
      'b.yaml': 'ignorePaths: [b]\ncompat: [gitleaks]\n',
    });
    expect({
      paths: config.ignorePaths,
      rules: [...config.rules],
      failOn: config.failOn,
      preset: config.preset,
      compat: config.compat,
      file: config.file,
    }).toEqual({
      paths: ['a', 'b', 'c'],
      rules: [
        ['x/y', 'info'],
        ['x/z', 'warning'],
      ],
      failOn: 'info',
      preset: 'strict',
      compat: ['gitleaks'],
      file: FILE,
    });
  });
  test('paths count from the file that names them', async () => {
    const config = await configOf({
      [FILE]: { extends: ['./tools/a.json'] },
      'tools/a.json': { extends: ['./b.json'] },
      'tools/b.json': { failOn: 'info' },
    });
    expect([config.failOn, config.sources]).toEqual(['info', ['tools/b.json', 'tools/a.json', FILE]]);
  });
  test('a rule of an extended file is known', async () => {
    const rule = { id: 'acme/key', title: 'Acme key', keywords: ['acme_'], pattern: 'acme_[a-z]{8}' };
    const config = await configOf(
      {
        [FILE]: { extends: ['./a.json'], rules: { 'acme/key': 'warning', 'acme/*': 'info' } },
        'a.json': { customRules: [rule] },
      },
      { knownRules: () => [] },
    );
    expect(config.customRules.map((each) => each.id)).toEqual(['acme/key']);
  });
});

describe('garbage ends in a Problem or in a config', () => {
  const names = [...CONFIG_FILES, 'package.json'];
  const onlyProblems = async (file: string, bytes: Buffer): Promise<boolean> => {
    try {
      await configOf({ [file]: bytes });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
    return true;
  };
  test('bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.uint8Array({ maxLength: 200 }), (file, bytes) =>
        onlyProblems(file, Buffer.from(bytes)),
      ),
      { numRuns: 500 },
    );
  });
  test('data', async () => {
    const keys = fc.constantFrom(
      'preset',
      'extends',
      'rules',
      'ignore',
      'customRules',
      'overrides',
      '__proto__',
      'pictify-scan',
    );
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.dictionary(keys, value), (file, data) =>
        onlyProblems(file, Buffer.from(JSON.stringify(data))),
      ),
      { numRuns: 500 },
    );
  });
  test('pieces of configs', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"preset"',
      'preset',
      ':',
      ' ',
      '\n',
      '- ',
      '&a ',
      '*a',
      '"strict"',
      ',',
      '#',
      '//',
      '!!js',
      '\t',
      '|',
      '>',
      '? ',
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.array(piece, { maxLength: 30 }), (file, pieces) =>
        onlyProblems(file, Buffer.from(pieces.join(''))),
      ),
      { numRuns: 1000 },
    );
  });
});

test.each(['json', 'jsonc', 'yaml'])('brackets without end in %s end in a Problem', async (ending) => {
  const words = await problemOf(configOf({ [`pictify-scan.config.${ending}`]: '['.repeat(100_000) }));
  expect(words).toMatch(/nested too deeply|not valid/);
});
