import { randomBytes } from 'node:crypto';
import { constants, deflateSync } from 'node:zlib';
import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { EnginePack } from '../../src/git/pack/enginePack.js';
import { readFamilies } from '../../src/git/pack/families.js';
import { inflate as inflateByZlib } from '../../src/git/pack/inflate.js';
import { Maker, type Made } from '../../src/git/pack/maker.js';
import { startPackEngine, type PackEngine } from '../../src/git/pack/packEngine.js';
import { PACKED } from '../../src/git/pack/entryHeader.js';
import type { PackFile } from '../../src/git/pack/packFile.js';
import { deltas, writeDelta } from '../support/deltas.js';
import { makePack, type MadeEntry } from '../support/madePack.js';

const engine = startPackEngine() as PackEngine;

function open(pack: PackFile): EnginePack {
  const opened = EnginePack.open(engine, pack);
  if (opened === undefined) throw new Error('too large');
  return opened;
}

const plainText = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.string({ maxLength: 3000 }).map((text) => Buffer.from(text)),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 3000 }))
    .map(([unit, times]) => Buffer.concat(Array.from({ length: times }, () => unit)).subarray(0, 200_000)),
);
const settings = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FILTERED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ),
});

const blob = (content: Buffer, stream = deflateSync(content)): MadeEntry => ({
  kind: PACKED.blob,
  size: content.length,
  stream,
});

describe('inflating', () => {
  const inflate = (stream: Buffer, size: number): Buffer | undefined => {
    using pack = makePack([{ kind: PACKED.blob, size, stream }]);
    const made = open(pack).make(0);
    return made && Buffer.from(made.bytes);
  };

  it('gives what was deflated, whatever the kind of block', () => {
    fc.assert(
      fc.property(plainText, settings, (bytes, options) => {
        const plain = Buffer.from(bytes);
        expect(inflate(deflateSync(plain, options), plain.length)?.equals(plain)).toBe(true);
      }),
    );
  });

  it('does so where streams are long', () => {
    for (const plain of [randomBytes(5000), Buffer.from('the same again '.repeat(900)), Buffer.alloc(600_000, 'ab')])
      for (const level of [0, 1, 6, 9])
        expect(inflate(deflateSync(plain, { level }), plain.length)?.equals(plain)).toBe(true);
  });

  it('takes and refuses what zlib takes and refuses, where bits are wrong', () => {
    fc.assert(
      fc.property(plainText, settings, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (bytes, options, flips) => {
        const stream = deflateSync(Buffer.from(bytes), options);
        for (const flip of flips) {
          const at = (flip >> 3) % stream.length;
          stream[at] = (stream[at] as number) ^ (1 << (flip & 7));
        }
        expect(inflate(stream, bytes.length)).toEqual(inflateByZlib(stream, bytes.length));
      }),
    );
  });

  it.each([
    ['a stream that is cut short', (stream: Buffer) => stream.subarray(0, -5), 0],
    ['another size than announced', (stream: Buffer) => stream, 1],
    ['nothing', () => Buffer.alloc(0), 0],
  ])('refuses %s', (_name, change, more) => {
    const plain = Buffer.from('some text that is said twice, some text that is said twice');
    expect(inflate(change(deflateSync(plain)), plain.length + more)).toBeUndefined();
  });

  it('passes over what stands behind the end', () => {
    const plain = Buffer.from('text');
    expect(inflate(Buffer.concat([deflateSync(plain), randomBytes(30)]), 4)?.toString()).toBe('text');
  });
});

/** What was made, in memory of its own. */
const copied = (made: Made | undefined): unknown =>
  made && { bytes: Buffer.from(made.bytes), changes: made.changes && Array.from(made.changes) };

/** Each object by the engine and without it, in an order that the bases are not in. */
function expectSame(pack: PackFile, order: readonly number[]): void {
  const families = readFamilies(pack);
  const opened = open(pack);
  const maker = new Maker(pack, (place) => families.first[place] !== -1);
  for (const place of order) expect(copied(opened.make(place)), `place ${place}`).toEqual(copied(maker.make(place)));
}

const base = Buffer.from('a base that others are made from, again and again. '.repeat(20));

/** Packs in which each object is whole or made from one before it. */
const versions = fc
  .tuple(
    deltas,
    fc.array(
      fc.record({
        from: fc.nat(),
        cut: fc.nat(),
        added: fc.uint8Array({ minLength: 1, maxLength: 127 }),
        by: fc.nat(4),
      }),
      { maxLength: 40 },
    ),
  )
  .map(([[first, instructions], steps]) => {
    const contents: Buffer[] = [first, base];
    const entries: MadeEntry[] = [blob(first), blob(base)];
    const add = (from: number, delta: Buffer, result: Buffer, kind: number): void => {
      entries.push({ kind, size: delta.length, base: from, stream: deflateSync(delta) });
      contents.push(result);
    };
    const made = writeDelta(first, instructions);
    add(0, made.delta, made.result, PACKED.deltaByOffset);
    for (const { from, cut, added, by } of steps) {
      const place = from % contents.length;
      const content = contents[place] as Buffer;
      const at = cut % (content.length + 1);
      const { delta, result } = writeDelta(content, [
        ...(at > 0 ? [{ from: 0, length: at }] : []),
        { added },
        ...(at < content.length ? [{ from: at, length: content.length - at }] : []),
      ]);
      add(place, delta, result, by === 0 ? PACKED.deltaByName : PACKED.deltaByOffset);
    }
    return { entries, contents };
  });

describe('the objects of a pack', () => {
  it('are put together, with what differs, as without WebAssembly', () => {
    fc.assert(
      fc.property(versions, fc.array(fc.nat(), { maxLength: 20 }), ({ entries, contents }, more) => {
        using pack = makePack(entries);
        expectSame(pack, [...entries.keys(), ...more.map((each) => each % entries.length)]);
        const opened = open(pack);
        for (const [place, content] of contents.entries())
          expect(opened.make(place)?.bytes.equals(content), `place ${place}`).toBe(true);
      }),
    );
  });

  it('are in families, as without WebAssembly', () => {
    fc.assert(
      fc.property(versions, ({ entries }) => {
        using pack = makePack(entries);
        const { isComplete, ...families } = open(pack).families;
        const { isComplete: _, ...expected } = readFamilies(pack);
        expect(families).toEqual(expected);
        expect(isComplete).toBe(entries.every(({ kind }) => kind !== PACKED.deltaByName));
      }),
    );
  });

  it('are refused where the pack is broken, as without WebAssembly', () => {
    fc.assert(
      fc.property(
        versions,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('bit', 'size', 'base', 'kind', 'delta', 'cut')), {
          minLength: 1,
          maxLength: 4,
        }),
        ({ entries }, wrongs) => {
          const broken = [...entries];
          for (const [which, what, how] of wrongs) {
            const place = which % broken.length;
            const entry = broken[place] as MadeEntry;
            const stream = Buffer.from(entry.stream);
            const at = (what >> 3) % stream.length;
            if (how === 'bit') stream[at] = (stream[at] as number) ^ (1 << (what & 7));
            broken[place] = {
              ...entry,
              stream: how === 'cut' ? stream.subarray(0, at) : how === 'delta' ? deflateSync(entry.stream) : stream,
              ...(how === 'size' && { size: what % 5000 }),
              // Other kinds, and what is made from itself, are reached from nowhere.
              ...(how === 'base' && place > 0 && { base: what % place }),
              ...(how === 'kind' && place > 0 && { kind: [1, 2, 3, 4, 6, 7][what % 6] as number }),
            };
          }
          using pack = makePack(broken);
          expectSame(pack, [...broken.keys()]);
        },
      ),
    );
  });

  it('are left to others where they are large, with all that is made from those', () => {
    const large = Buffer.alloc(5 * 1024 * 1024, 'large ');
    const { delta } = writeDelta(large, [{ from: 0, length: 100 }]);
    using pack = makePack([
      blob(large),
      { kind: PACKED.deltaByOffset, size: delta.length, base: 0, stream: deflateSync(delta) },
      blob(base),
    ]);
    const opened = open(pack);
    expect([0, 1, 2].map((place) => opened.make(place) !== undefined)).toEqual([false, false, true]);
  });

  it('are made once more where what they are made from is not kept any more', () => {
    const entries: MadeEntry[] = [];
    const contents: Buffer[] = [];
    for (let family = 0; family < 24; family += 1) {
      const content = randomBytes(1_000_000);
      contents.push(content);
      entries.push(blob(content, deflateSync(content, { level: 0 })));
    }
    for (let family = 0; family < 24; family += 1) {
      const content = contents[family] as Buffer;
      const { delta, result } = writeDelta(content, [{ from: 0, length: 60_000 }, { added: Buffer.from('added') }]);
      contents.push(result);
      entries.push({ kind: PACKED.deltaByOffset, size: delta.length, base: family, stream: deflateSync(delta) });
    }
    using pack = makePack(entries);
    const opened = open(pack);
    for (const place of [...entries.keys(), ...entries.keys()].toReversed())
      expect(opened.make(place)?.bytes.equals(contents[place] as Buffer), `place ${place}`).toBe(true);
  });
});
