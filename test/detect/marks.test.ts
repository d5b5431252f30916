import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { createTableMatcher } from '../../src/detect/matcher/createTableMatcher.js';
import { createWasmMatcher } from '../../src/detect/matcher/createWasmMatcher.js';
import { Marks, type KeywordMatcher } from '../../src/detect/matcher/keywordMatcher.js';

const KEYWORDS = ['ghp_', 'sk_live_', 'aaa'];

function createWasm(keywords: readonly string[]): KeywordMatcher {
  const matcher = createWasmMatcher(keywords);
  if (matcher === undefined) throw new Error('This machine has no WebAssembly: nothing was tested');
  return matcher;
}

function marksOf(matcher: KeywordMatcher, bytes: Uint8Array): Marks {
  const marks = new Marks();
  matcher.scan(bytes, () => {}, marks);
  return marks;
}

/** The definition of runs and escapes. */
function plainly(bytes: Uint8Array): { runs: number[]; escapes: number[] } {
  const text = Buffer.from(bytes).toString('latin1');
  return {
    runs: [...text.matchAll(/[A-Za-z0-9+/_-]{24,}/g)].flatMap((run) => [run.index, run.index + run[0].length]),
    escapes: [...text.matchAll(/%(?=[2-7][\dA-Fa-f])|\\(?=[ux][\dA-Fa-f{]|[0-3][0-7])|&(?=#[\dXx]|[A-Za-z]{2})/g)].map(
      (escape) => escape.index,
    ),
  };
}

function told({ runs, escapes }: Marks): { runs: number[]; escapes: number[] } {
  return { runs, escapes: escapes.toSorted((a, b) => a - b) };
}

const alphabet = fc.constantFrom(...'AOPZaopz09+/-_');
const noise = fc.constantFrom(
  ' ',
  '\n',
  '=',
  '@',
  '[',
  '`',
  '{',
  '~',
  '%',
  '\\',
  '&',
  '#',
  'u',
  '2',
  '\0',
  '\xe9',
  ',',
);
/** What is in an image: any bytes, more of them than are looked at in one go as being of one kind. */
const anyBytes = fc.record({ seed: fc.integer(), length: fc.nat(9000) }).map(({ seed, length }) => {
  let state = seed | 1;
  return Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return String.fromCharCode(state & 0xff);
  }).join('');
});
const binary = fc
  .array(
    fc.oneof(
      anyBytes,
      fc.string({ unit: alphabet, minLength: 20, maxLength: 60 }),
      fc.string({ unit: noise, maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('\xe9', '\0', '\xff'), maxLength: 70 }),
      fc.constantFrom('%41', '\\u0041', '\\x41', '\\101', '&#65;', '&amp;', '%4', '&a', '\\'),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
const bytes = fc
  .array(
    fc.oneof(
      fc.string({ unit: alphabet, maxLength: 60 }),
      fc.string({ unit: noise, maxLength: 20 }),
      fc.string({ unit: fc.constant('a'), maxLength: 30 }),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));

describe.each([
  { name: 'WebAssembly', create: createWasm },
  { name: 'plain TypeScript', create: createTableMatcher },
])('marks by $name', ({ create }) => {
  it.each([
    { name: 'text', input: bytes, numRuns: 400 },
    { name: 'what is no text', input: binary, numRuns: 300 },
  ])('are all runs and escapes of $name, and nothing else', ({ input, numRuns }) => {
    const matcher = create(KEYWORDS);
    fc.assert(
      fc.property(input, (each) => {
        expect(told(marksOf(matcher, each))).toEqual(plainly(each));
      }),
      { numRuns },
    );
  });

  it.each([7, 24, 25, 61, 4096, 70_000])('join what borders of a large input divide (runs of %i)', (length) => {
    const piece = `${'Ab0_'.repeat(Math.ceil(length / 4)).slice(0, length)} %41\\x41&amp;\n`;
    const input = Buffer.from(piece.repeat(Math.ceil(400_000 / piece.length)));
    expect(told(marksOf(create(KEYWORDS), input))).toEqual(plainly(input));
  });

  it('are whole where keywords stop the pass early', () => {
    const input = Buffer.from('a'.repeat(150_000));
    expect(told(marksOf(create(['aaa', 'aaaa', 'a'.repeat(40)]), input))).toEqual(plainly(input));
  });

  it.each([0, 1, 7, 15, 16, 31, 65_400, 65_470, 65_530, 65_536])('tell of text in UTF-16 at byte %i', (offset) => {
    const wide = Buffer.from('pk_live_12345678', 'utf16le').subarray(0, -1);
    const input = Buffer.concat([Buffer.alloc(offset, 0xff), wide, Buffer.alloc(100_000, 0xfe)]);
    expect(marksOf(create(KEYWORDS), input).hasWideText).toBe(true);
  });

  it('tell of none in text', () => {
    expect(marksOf(create(KEYWORDS), Buffer.from('pk_live_ '.repeat(20_000))).hasWideText).toBe(false);
  });
});

describe("the matcher's window", () => {
  const matcher = createWasm(KEYWORDS);
  const { window } = matcher;
  if (window === undefined) throw new Error('It has none: nothing was tested');
  const look = (from: Uint8Array): boolean => {
    window.bytes.set(from);
    // What stands behind it may only make it look like more than it is.
    window.bytes.fill(0x2e, from.length, from.length + 64);
    return window.isBare(from.length);
  };
  const scanned = (from: KeywordMatcher, of: Uint8Array): { hits: [number, number][]; marks: Marks } => {
    const marks = new Marks();
    const hits: [number, number][] = [];
    from.scan(of, (keyword, offset) => hits.push([keyword, offset]), marks);
    return { hits, marks };
  };
  const document = fc
    .array(
      fc.oneof(
        bytes,
        binary,
        fc.constantFrom(...KEYWORDS).map((keyword) => Buffer.from(keyword)),
      ),
      {
        maxLength: 3,
      },
    )
    .map((parts) => Buffer.concat(parts));
  const other = createWasm(KEYWORDS);

  it('is bare where nothing that is looked for is in it', () => {
    fc.assert(
      fc.property(document, (of) => {
        const { hits, marks } = scanned(other, of);
        const isEmpty = hits.length + marks.codedRuns.length + marks.escapes.length === 0 && !marks.hasWideText;
        // Of bytes that are no text it may take any for more than they are.
        const isText = of.every((byte) => byte > 0 && byte < 0x7f);
        const isBare = look(of);
        if (isBare) expect({ isEmpty, hasNul: of.includes(0) }).toEqual({ isEmpty: true, hasNul: false });
        else if (isText) expect(isEmpty).toBe(false);
      }),
      { numRuns: 600 },
    );
  });

  it('gives what it was looked at for to who scans the same, and to nobody else', () => {
    fc.assert(
      fc.property(document, document, fc.boolean(), (of, another, isElsewhere) => {
        look(of);
        const moved = window.moveTo(Buffer.alloc(of.length + 7), of.length);
        expect(moved.equals(of)).toBe(true);
        if (isElsewhere) expect(scanned(matcher, another)).toEqual(scanned(other, another));
        expect(scanned(matcher, moved)).toEqual(scanned(other, of));
        // Once: its memory may be of another document then.
        moved.set(another.subarray(0, moved.length));
        expect(scanned(matcher, moved)).toEqual(scanned(other, moved));
      }),
      { numRuns: 300 },
    );
  });

  it('is looked at again where what is moved out of it is not what it was looked at for', () => {
    fc.assert(
      fc.property(document, document, fc.boolean(), (of, another, isMoved) => {
        look(of);
        if (isMoved) window.moveTo(Buffer.alloc(of.length), of.length);
        if (!isMoved && another.length === of.length) return;
        window.bytes.set(another);
        expect(scanned(matcher, window.moveTo(Buffer.alloc(another.length), another.length))).toEqual(
          scanned(other, another),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is looked at in rounds where its keywords are too many for one', () => {
    const of = Buffer.alloc(window.bytes.length - 1, 'a');
    expect(look(of)).toBe(false);
    const { hits } = scanned(matcher, window.moveTo(Buffer.alloc(of.length), of.length));
    expect(hits.length).toBe(of.length - 2);
  });
});
