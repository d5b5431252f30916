import { describe, expect, test } from 'vitest';
import { linearPattern } from '../../src/config/linearPattern.js';
import { configOf, problemOf } from './reader.js';

const CONFIG = 'pictify-scan.config.json';
const rule = (id: string): object => ({ id, title: 'a rule', keywords: ['acme'], pattern: 'acme' });

describe('a config that would reach further than the repository', () => {
  test.each([
    ['extends: upwards', { extends: ['../x.json'] }, 'leads out of the repository'],
    ['extends: the folder above', { extends: ['..'] }, 'leads out of the repository'],
    ['extends: from the root of the disk', { extends: ['/etc/x.json'] }, 'leads out of the repository'],
    ['extends: upwards on Windows', { extends: ['..\\x.json'] }, 'leads out of the repository'],
    ['extends: a drive', { extends: ['C:/x.json'] }, 'leads out of the repository'],
    ['extends: an address', { extends: ['https://example.com/x.json'] }, 'only files of the repository'],
    ['extends: code', { extends: ['./x.js'] }, 'must name a .json'],
    ['baseline: upwards', { baseline: 'a/../../x' }, 'leads out of the repository'],
    ['baseline: from the root of the disk', { baseline: '/etc/x' }, 'leads out of the repository'],
    ['baseline: a hook', { baseline: '.git/hooks/pre-commit' }, 'leads out of the repository'],
    ['baseline: a hook in other letters', { baseline: 'a/../.GIT/hooks/pre-commit' }, 'leads out of the repository'],
  ])('%s', async (_name, config, says) => {
    const key = Object.keys(config)[0] ?? '';
    expect(await problemOf(configOf({ [CONFIG]: config }))).toMatch(new RegExp(`^${CONFIG}:[23]: .${key}.*${says}`));
  });
});

test.each([
  ['a glob', '{\n"ignorePaths": ["a",\n"{1..99999}"]}', `${CONFIG}:3: \`ignorePaths[1]\` is too costly`],
  [
    'a glob of an override',
    '{"overrides":[\n{"files":["/"],"rules":{}}]}',
    `${CONFIG}:2: \`overrides[0].files[0]\` fits`,
  ],
  [
    'a day',
    '{"ignore":[\n{"fingerprint":"00000000000000000000","expires":"2027-02-30"}]}',
    `${CONFIG}:2: \`ignore[0].exp`,
  ],
  ['a name twice', JSON.stringify({ customRules: [rule('a/b'), rule('a/b')] }), '`customRules[1].id` is the name of'],
  ['a name of ours', JSON.stringify({ customRules: [rule('pictify/live-key')] }), '`customRules[0].id` is the name of'],
])('what is wrong is told with its place: %s', async (_name, text, says) => {
  expect(await problemOf(configOf({ [CONFIG]: text }, { knownRules: () => ['pictify/live-key'] }))).toContain(says);
});

test.each(['"strict"', 'null', '[]'])('package.json: a config that is %s is not passed over', async (value) => {
  expect(await problemOf(configOf({ 'package.json': `{"pictify-scan": ${value}}` }))).toContain('must be an object');
});

describe('a config that is nested without end', () => {
  const depth = 50_000;
  test.each([
    ['JSON', CONFIG, '['.repeat(depth)],
    ['JSON with comments', 'pictify-scan.config.jsonc', '{"a":'.repeat(depth)],
    ['YAML in brackets', 'pictify-scan.config.yaml', '['.repeat(depth)],
    ['YAML in dashes', 'pictify-scan.config.yaml', '- '.repeat(depth)],
    ['YAML in question marks', 'pictify-scan.config.yaml', '? '.repeat(depth)],
    ['YAML in keys', 'pictify-scan.config.yaml', `${'{'.repeat(500)}a: 1${'}: 1'.repeat(499)}}`],
    [
      'YAML in indentation',
      'pictify-scan.config.yaml',
      Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
    ],
  ])('%s', async (_name, file, text) => {
    const started = performance.now();
    expect(await problemOf(configOf({ [file]: text }))).toContain('nested too deeply');
    expect(performance.now() - started).toBeLessThan(30_000);
  });
  test('TOML', async () => {
    const files = { [CONFIG]: { extends: ['./x.toml'] }, 'x.toml': `a=${'['.repeat(depth)}` };
    expect(await problemOf(configOf(files))).toContain('nested');
  });
});

test('a pattern that would compile to a huge program is refused', () => {
  expect(() => linearPattern('(?:a{1,30}){1,30}'.repeat(20))).toThrow('repeats too much');
});
