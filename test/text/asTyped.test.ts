import { describe, expect, it } from 'vitest';
import { asTyped, programName } from '../../src/text/asTyped.js';

describe('what starts the program', () => {
  it.each([
    ['a project’s own', '/home/ada/shop/node_modules/.bin/pictify-scan', '/home/ada/shop', 'npx pictify-scan'],
    ['a folder below it', '/home/ada/shop/node_modules/.bin/pictify-scan', '/home/ada/shop/src', 'npx pictify-scan'],
    [
      'pnpm’s store',
      '/shop/node_modules/.pnpm/p@1/node_modules/pictify-scan/dist/bin.cjs',
      '/shop/src',
      'npx pictify-scan',
    ],
    ['Windows', String.raw`C:\shop\node_modules\pictify-scan\dist\bin.cjs`, String.raw`C:\shop`, 'npx pictify-scan'],
    ['what npx fetched', '/home/ada/.npm/_npx/1f/node_modules/.bin/pictify-scan', '/home/ada/shop', 'npx pictify-scan'],
    ['a global one', '/usr/lib/node_modules/pictify-scan/dist/bin.cjs', '/home/ada/shop', 'pictify-scan'],
    ['a global one by its link', '/usr/bin/pictify-scan', '/home/ada/shop', 'pictify-scan'],
    ['a folder with a longer name', '/shop/node_modules/.bin/pictify-scan', '/shop2', 'pictify-scan'],
    ['a file that is not known', undefined, '/shop', 'pictify-scan'],
  ])('%s', (_, script, cwd, program) => {
    expect(programName(script, cwd)).toBe(program);
  });
});

describe('commands in a sentence', () => {
  it.each([
    ['Run pictify-scan doctor.', 'Run npx pictify-scan doctor.'],
    [
      'Look: pictify-scan fix --dry-run, then: pictify-scan fix',
      'Look: npx pictify-scan fix --dry-run, then: npx pictify-scan fix',
    ],
    ['npx pictify-scan init', 'npx pictify-scan init'],
    ['npx --no-install pictify-scan init', 'npx --no-install pictify-scan init'],
    ['a file that pictify-scan did not write', 'a file that pictify-scan did not write'],
    ['look at ./pictify-scan init', 'look at ./pictify-scan init'],
  ])('%s', (text, typed) => {
    expect([asTyped(text, 'npx pictify-scan'), asTyped(text)]).toEqual([typed, text]);
  });
});
