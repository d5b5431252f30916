import { describe, expect, test } from 'vitest';
import { enclosingNames, indentationParents } from '../../src/judge/names.js';

const assigned: readonly (readonly [string, string, string])[] = [
  ['an environment file', 'PICTIFY_API_KEY=', 'PICTIFY_API_KEY'],
  ['a shell export', 'export PICTIFY_KEY="', 'PICTIFY_KEY'],
  ['a constant', "const apiKey = '", 'apiKey'],
  ['a typed constant', 'const apiKey: string = "', 'apiKey'],
  ['a JSON pair', '{"api_key": "', 'api_key'],
  ['a PHP pair', "'key' => '", 'key'],
  ['a Ruby symbol', "api_key: '", 'api_key'],
  ['R', 'pictify_key <- "', 'pictify_key'],
  ['Go', 'key := "', 'key'],
  ['a Dockerfile', 'FROM a\nENV PICTIFY_KEY ', 'PICTIFY_KEY'],
  ['a flag', './run --pictify-key ', 'pictify-key'],
  ['a flag with an equals sign', './run --pictify-key=', 'pictify-key'],
  ['an attribute', '<ClerkProvider publishableKey="', 'publishableKey'],
  ['an element with a name', '<string name="stripe_key">', 'stripe_key'],
  ['a byte string', 'KEY = b"', 'KEY'],
  ['Make', 'export KEY := ', 'KEY'],
  ['a fallback', "apiKey: process.env.PICTIFY_API_KEY ?? '", 'process.env.PICTIFY_API_KEY'],
];

describe('enclosingNames', () => {
  test.each(assigned)('reads the name in %s', (_name, before, name) => {
    expect(enclosingNames(before)[0]).toMatchObject({ name, level: 0 });
  });

  test('goes outwards through calls and objects', () => {
    const names = enclosingNames("const client = new Pictify({ options: { apiKey: '").map((each) => each.name);
    expect(names).toEqual(['apiKey', 'options', 'Pictify']);
  });

  test('passes over what is closed', () => {
    expect(enclosingNames("loadStripe('x'); new Pictify('").map((each) => each.name)).toEqual(['Pictify']);
  });

  test('hears the first argument of a call', () => {
    const names = enclosingNames("fetch('https://api.pictify.io/image', { headers: { Authorization: 'Bearer ");
    expect(names.map((each) => each.name)).toContain('https://api.pictify.io/image');
  });

  test('says when a line end lies between', () => {
    const names = enclosingNames("new Pictify({\n  apiKey: '");
    expect(names.map(({ name, acrossLines, call }) => ({ name, acrossLines, call }))).toEqual([
      { name: 'apiKey', acrossLines: false, call: false },
      { name: 'Pictify', acrossLines: true, call: true },
    ]);
  });

  test.each([
    ['letters', 'a'],
    ['spaces', ' '],
    ['open braces', '{'],
    ['names and colons', 'a:'],
    ['quotes', '"'],
    ['dashes', '-a'],
    ['tags', '<a b="'],
  ])('stays quick on many %s', (_name, piece) => {
    const before = piece.repeat(3000).slice(0, 3000);
    const started = performance.now();
    for (let round = 0; round < 100; round += 1) enclosingNames(before);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('indentationParents', () => {
  test('reads YAML keys outwards', () => {
    expect(indentationParents('    apiKey: x', ['    url: y', '  pictify:', 'services:'])).toEqual([
      'pictify',
      'services',
    ]);
  });

  test('reads a section header', () => {
    expect(indentationParents('key = x', ['url = y', '[images.pictify]', 'a = 1'])).toEqual(['images.pictify']);
  });

  test('takes a list item with its own dash', () => {
    expect(indentationParents('    key: x', ['  - name: pictify', 'services:'])).toEqual(['services']);
  });
});
