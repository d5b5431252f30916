import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createInflater } from '../../src/git/direct/inflater.js';
import { readLooseObject, type ReadObject } from '../../src/git/direct/looseObject.js';

const ID = 'ab'.repeat(20);
const MEGABYTE = 1024 * 1024;

describe('an object in a file of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-loose-'));
  const file = join(folder, ID.slice(0, 2), ID.slice(2));
  mkdirSync(join(folder, ID.slice(0, 2)));
  afterAll(() => rmSync(folder, { recursive: true }));
  // One for all: what one object leaves must not count for the next.
  const inflater = createInflater();
  const read = (stream: Buffer, most = MEGABYTE): ReadObject | undefined => {
    writeFileSync(file, stream);
    return readLooseObject(inflater, folder, ID, most);
  };
  const packed = (content: string | Buffer): Buffer => deflateSync(content);

  it.each(['blob', 'tree', 'commit', 'tag'])('is read: a %s', (type) => {
    expect(read(packed(`${type} 3\0abc`))).toEqual({ type, bytes: Buffer.from('abc') });
  });

  it('is read, whatever its content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
        const stream = packed(Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]));
        expect(read(stream)).toEqual({ type: 'blob', bytes: Buffer.from(content) });
      }),
    );
  });

  it.each([
    ['of fewer bytes than it tells', packed('blob 4\0abc')],
    ['of more', packed('blob 2\0abc')],
    ['of more than any', packed('blob Infinity\0abc')],
    ['whose size is written with a zero before it', packed('blob 03\0abc')],
    ['whose size is written in another way', packed('blob 3e0\0abc')],
    ['whose size is less than nothing', packed('blob -0\0')],
    ['without a size', packed('blob \0abc')],
    ['without a type', packed(' 3\0abc')],
    ['of another type', packed('blub 3\0abc')],
    ['without an end of what it tells', packed('blob 3')],
    ['that is empty', packed('')],
    ['that is cut off', packed(`blob 30\0${'abc'.repeat(10)}`).subarray(0, -6)],
    ['of another checksum', Buffer.concat([packed('blob 3\0abc').subarray(0, -1), Buffer.of(0)])],
    ['that is no stream', Buffer.from('blob 3\0abc')],
    ['of no bytes at all', Buffer.alloc(0)],
  ])('is left to git: one %s', (_, stream) => {
    expect(read(packed('blob 3\0abc'))).toBeDefined();
    expect(read(stream)).toBeUndefined();
  });

  it('is left to git where it is larger than wanted, however small its file', () => {
    const object = (size: number): Buffer => packed(Buffer.concat([Buffer.from(`blob ${size}\0`), Buffer.alloc(size)]));
    expect(read(object(MEGABYTE))?.bytes.length).toBe(MEGABYTE);
    expect(read(object(MEGABYTE + 1))).toBeUndefined();
    expect(read(object(8 * MEGABYTE))).toBeUndefined();
    // More than the memory holds that is used for all others.
    expect(read(object(4 * MEGABYTE), 4 * MEGABYTE)?.bytes.length).toBe(4 * MEGABYTE);
  });
});
