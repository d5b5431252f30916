import { expect, it } from 'vitest';
import { parseCommit } from '../../src/sources/commitText.js';
import { KEY } from '../support/repository.js';

const ID = 'ab'.repeat(20);
const TREE = `tree ${'cd'.repeat(20)}\n`;

it.each([
  [
    'a commit',
    `${TREE}author Ada L <ada@example.com> 1700000000 +0530\ncommitter Bob <bob@example.com> 1800000000 +0000\n\nFirst line\nsecond\n`,
    { author: 'Ada L', email: 'ada@example.com', date: '2023-11-15T03:43:20+05:30', subject: 'First line' },
  ],
  [
    'an annotated tag',
    `object ${ID}\ntype commit\ntag v1\ntagger Ada <ada@example.com> 1700000000 -0100\n\nRelease\n`,
    { author: 'Ada', email: 'ada@example.com', date: '2023-11-14T21:13:20-01:00', subject: 'Release' },
  ],
  [
    'a tag of old, without a tagger',
    `object ${ID}\ntype commit\ntag v1\n\nRelease\n`,
    { author: '', email: '', date: '1970-01-01T00:00:00+00:00', subject: 'Release' },
  ],
  [
    'an author in the message only',
    `${TREE}author A <a@b.c> 0 +0000\n\nauthor Eve <eve@example.com> 5 +0000\n`,
    { author: 'A', email: 'a@b.c', date: '1970-01-01T00:00:00+00:00', subject: 'author Eve <eve@example.com> 5 +0000' },
  ],
  [
    'no message',
    `${TREE}author A <a@b.c> 0 +0000\n`,
    { author: 'A', email: 'a@b.c', date: '1970-01-01T00:00:00+00:00', subject: '' },
  ],
])('the author, the date and the subject of %s', (_, text, commit) => {
  expect(parseCommit(ID, Buffer.from(text)).commit).toEqual({ id: ID, ...commit });
});

it('masks keys in names and subjects, and keeps the message as it is', () => {
  const { commit, message } = parseCommit(ID, Buffer.from(`${TREE}author ${KEY} <${KEY}@b.c> 0 +0000\n\n${KEY}\n`));
  expect(JSON.stringify(commit)).not.toContain(KEY);
  expect(message.toString()).toBe(`${KEY}\n`);
});
