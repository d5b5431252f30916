import fc from '../support/properties.js';
import { expect, it } from 'vitest';
import { decodeRuns } from '../../src/detect/decode/base64.js';
import { createMatcher } from '../../src/detect/matcher/createMatcher.js';
import { Marks } from '../../src/detect/matcher/keywordMatcher.js';

const alphabet = fc.constantFrom(...'ABCXYZabcxyz0189+/-_');
const piece = fc.oneof(
  fc.string({ unit: alphabet, minLength: 10, maxLength: 100 }),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 80 }),
  fc.string({ minLength: 10, maxLength: 90 }).map((text) => Buffer.from(text).toString('base64')),
  fc.string({ minLength: 10, maxLength: 90 }).map((text) => Buffer.from(text).toString('base64url')),
  fc.string({ minLength: 8, maxLength: 60 }).map((text) => Buffer.from(text).toString('hex')),
  fc.constant(Buffer.from('1f8b0800000000000003cb48cdc9c95728cf2fca4901008511', 'hex').toString('base64')),
  fc.constantFrom(' ', '\n', '=', '"', '\0', 'é'),
);

it.each([1, 2, 3])('decodes a long run of which %i characters are missing at the front, and all of it', (missing) => {
  const text = 'a map of sources, as a build puts it into one line. '.repeat(60_000);
  const bytes = Buffer.from(Buffer.from(text).toString('base64')).subarray(missing);
  const [decoded] = decodeRuns(bytes, [0, bytes.length]);
  expect(`${text}\n`.endsWith(decoded?.bytes.toString('latin1') ?? '?')).toBe(true);
  expect(decoded?.bytes.length).toBeGreaterThan(text.length - 5);
});

it('decodes the same runs as the plain reading of what a run is', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(' '));
      const marks = new Marks();
      createMatcher([]).scan(bytes, () => {}, marks);
      const decoded = decodeRuns(bytes, marks.codedRuns).map(({ via, bytes: inner }) => [
        via,
        inner.toString('latin1'),
      ]);
      expect(decoded).toEqual(plainly(bytes.toString('latin1')));
    }),
    { numRuns: 500 },
  );
});

function plainly(text: string): string[][] {
  const found = new Map<string, string>([
    ['base64', ''],
    ['hex', ''],
  ]);
  // An archive is a text of its own, unpacked as a whole.
  const packed: string[][] = [];
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{24,}/g)) {
    const hex = run.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(run) ? Buffer.from(run, 'hex') : undefined;
    const sample = Buffer.from(run.slice(0, 64), 'base64');
    if (hex && isText(hex.subarray(0, 64))) found.set('hex', `${found.get('hex')}${hex.toString('latin1')}\n`);
    else if (sample.subarray(0, 3).equals(Buffer.from([0x1f, 0x8b, 8])))
      packed.push(['base64', Buffer.from(run, 'base64').toString('latin1')]);
    else if (isText(sample))
      found.set('base64', `${found.get('base64')}${Buffer.from(run, 'base64').toString('latin1')}\n`);
  }
  return [...[...found].filter(([, inner]) => inner !== ''), ...packed];
}

function isText(bytes: Buffer): boolean {
  const printable = bytes.filter((byte) => (byte >= 0x20 && byte < 0x7f) || [9, 10, 13].includes(byte)).length;
  return printable >= bytes.length * 0.9;
}
