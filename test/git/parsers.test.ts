import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { BatchParser, parseHeader, type GitObject } from '../../src/git/batchParser.js';
import { parseChange, parseResult, RawDiffParser, type RawChange } from '../../src/git/rawDiff.js';
import { Problem } from '../../src/model/errors.js';

/** Cuts bytes at arbitrary places, as a pipe does. */
function* chunks(bytes: Buffer, cuts: readonly number[]): Iterable<Buffer> {
  let from = 0;
  for (const cut of [...cuts.map((each) => each % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)) {
    if (cut > from) yield bytes.subarray(from, cut);
    from = Math.max(from, cut);
  }
}

const oid = fc.stringMatching(/^[0-9a-f]{40}$/);
const cuts = fc.array(fc.nat(5000), { maxLength: 12 });

describe('what cat-file --batch prints', () => {
  const objects = fc.array(fc.record({ oid, bytes: fc.uint8Array({ maxLength: 300 }) }), { maxLength: 8 });

  it('is read back object by object, however the pipe cuts it', () => {
    fc.assert(
      fc.property(objects, cuts, (list, at) => {
        const output = Buffer.concat(
          list.flatMap((each) => [
            Buffer.from(`${each.oid} blob ${each.bytes.length}\n`),
            Buffer.from(each.bytes),
            Buffer.from('\n'),
          ]),
        );
        const read: GitObject[] = [];
        const parser = new BatchParser(
          (line) => parseHeader(line),
          (object) => read.push({ ...object, bytes: Buffer.from(object.bytes) }),
        );
        for (const chunk of chunks(output, at)) parser.push(chunk);
        parser.end();
        expect(read.map((each) => [each.oid, each.bytes.toString('hex')])).toEqual(
          list.map((each) => [each.oid, Buffer.from(each.bytes).toString('hex')]),
        );
      }),
    );
  });

  it('that stops early, or is something else, is a Problem', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        const parser = new BatchParser(
          (line) => parseHeader(line),
          () => {},
        );
        try {
          parser.push(Buffer.from(bytes));
          parser.end();
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          return;
        }
        throw new Error('garbage was taken for an answer');
      }),
    );
  });

  it.each([
    ['content that is longer than announced', `${'a'.repeat(40)} blob 3\nabcd`],
    ['content without a line end behind it', `${'a'.repeat(40)} blob 3\nabc`],
    ['a header without an end', `${'a'.repeat(40)} blob 3`],
  ])('with %s is a Problem', (_, output) => {
    const parser = new BatchParser(
      (line) => parseHeader(line),
      () => {},
    );
    expect(() => {
      parser.push(Buffer.from(output));
      parser.end();
    }).toThrow(Problem);
  });
});

describe('what a raw diff prints', () => {
  const path = fc
    .uint8Array({ minLength: 1, maxLength: 30 })
    .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 ? 1 : byte))).toString('latin1'));
  const change = fc.record({ path, oid, old: oid, status: fc.constantFrom('A', 'M', 'D', 'T', 'U') });

  it('is read back entry by entry, whatever the names and the cuts', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), cuts, (list, at) => {
        const output = Buffer.from(
          list.map((each) => `:100644 100644 ${each.old} ${each.oid} ${each.status}\0${each.path}\0`).join(''),
          'latin1',
        );
        const read: RawChange[] = [];
        const parser = new RawDiffParser(parseChange, (each) => read.push(each));
        for (const chunk of chunks(output, at)) parser.push(chunk);
        parser.end();
        const results: Pick<RawChange, 'path' | 'mode' | 'oid'>[] = [];
        const lean = new RawDiffParser(parseResult, (each) => results.push(each));
        for (const chunk of chunks(output, at)) lean.push(chunk);
        lean.end();
        expect(read.map(({ path: name, mode, oid: id }) => ({ path: name, mode, oid: id }))).toEqual(results);
        expect(read).toEqual(
          list.map((each) => ({
            path: each.path,
            mode: '100644',
            oid: each.oid,
            parents: [{ mode: '100644', oid: each.old, status: each.status }],
          })),
        );
      }),
    );
  });

  it('of a merge has one side for each parent', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(40));
    const read: RawChange[] = [];
    const ids: string[] = [];
    const parser = new RawDiffParser(
      parseChange,
      (each) => read.push(each),
      (id) => ids.push(id),
    );
    parser.push(Buffer.from(`${c}\0::100644 000000 100644 ${a} ${'0'.repeat(40)} ${b} MA\0x\0`));
    parser.end();
    expect({ ids, read }).toEqual({
      ids: [c],
      read: [
        {
          path: 'x',
          mode: '100644',
          oid: b,
          parents: [
            { mode: '100644', oid: a, status: 'M' },
            { mode: '000000', oid: '0'.repeat(40), status: 'A' },
          ],
        },
      ],
    });
  });

  it.each([
    ['in the middle of a name', 'M\0x'],
    ['before the name', 'M\0'],
    ['in the middle of the modes and ids', 'M'],
  ])('that stops %s is a Problem', (_, rest) => {
    const parser = new RawDiffParser(parseChange, () => {});
    parser.push(Buffer.from(`:100644 100644 ${'a'.repeat(40)} ${'b'.repeat(40)} ${rest}`));
    expect(() => parser.end()).toThrow(Problem);
  });
});
