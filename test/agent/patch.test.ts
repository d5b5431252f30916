import { describe, expect, it } from 'vitest';
import { readPatch, readSearchReplace } from '../../src/agent/patch.js';

describe('a patch is read file by file', () => {
  const changes = readPatch(
    [
      '*** Begin Patch',
      '*** Update File: src/a.ts',
      '@@ class A',
      ' same',
      '-old',
      '+new',
      '*** Add File: src/b.ts',
      '+one',
      '+two',
      '*** End Patch',
    ].join('\n'),
  );

  it.each([
    ['src/a.ts', '@@ class A\nsame\nnew', 'same\nold'],
    ['src/b.ts', 'one\ntwo\n*** End Patch', ''],
  ])('%s', (path, added, removed) =>
    expect(changes.find((each) => each.path === path)).toEqual({ path, added, removed }),
  );

  it('and a line of no form counts as added', () =>
    expect(readPatch('*** Begin Patch\n*** Update File: a\nodd')[1]?.added).toBe('odd'));
});

describe('search and replace blocks', () => {
  it.each([
    ['of dashes', '------- SEARCH\nold\n=======\nnew\n+++++++ REPLACE\n', 'new\n\n', 'old\n'],
    ['of arrows', '<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE', 'new\n', 'old\n'],
  ])('%s', (_name, text, added, removed) =>
    expect(readSearchReplace(text)).toEqual({ path: undefined, added, removed }),
  );
  it('are told from other texts', () => expect(readSearchReplace('a\n=======\nb')).toBeUndefined());
});
