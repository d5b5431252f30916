import { describe, expect, test, vi } from 'vitest';
import { createTableMatcher } from '../../src/detect/matcher/createTableMatcher.js';
import { driveEngine, loadKeywords } from '../../src/detect/matcher/createWasmMatcher.js';
import { FIELD, FIELDS, startEngine } from '../../src/detect/matcher/matcherEngine.js';

const long = 'a'.repeat(63);

/** Inputs that are full of work, by their size. */
const inputs = [
  {
    name: 'nested keywords at every position',
    keywords: ['aaa', 'aaaa', 'aaaaa', 'a'.repeat(40), 'a'.repeat(64)],
    make: (size: number) => Buffer.alloc(size, 'a'),
  },
  {
    name: 'nearly a long keyword at every position',
    keywords: [`${long}b`, `b${long}`, `${'a'.repeat(31)}b${'a'.repeat(31)}`],
    make: (size: number) => Buffer.alloc(size, 'a'),
  },
  {
    name: 'many keywords with one beginning',
    keywords: Array.from({ length: 300 }, (_, index) => `token_${index}_end`),
    make: (size: number) => Buffer.alloc(size, 'token_'),
  },
  {
    name: 'many keywords of one fingerprint each',
    keywords: Array.from({ length: 26 }, (_, index) => `zq${String.fromCharCode(0x61 + index)}`),
    make: (size: number) => Buffer.alloc(size, 'zqxzqy'),
  },
];

// Work is counted, so these hold on any machine. WebAssembly's size goes past several windows and rounds of hits.
const SIZE = 100_000;
const counters = [
  { name: 'table', workOf: workOfTable, size: 3_000 },
  { name: 'WebAssembly', workOf: workOfWasm, size: SIZE },
];

describe.each(counters)('$name matcher', ({ workOf, size }) => {
  test.each(inputs)('work grows with the input: $name', ({ keywords, make }) => {
    const once = workOf(keywords, make(size));
    const fourTimes = workOf(keywords, make(4 * size));
    expect(fourTimes / once).toBeCloseTo(4, 0);
  });
});

test('rounds of hits repeat little of the walk', () => {
  const { walked } = countWasm(['aaa', 'aaaa', 'a'.repeat(64)], Buffer.alloc(SIZE, 'a'));
  expect(walked / SIZE).toBeLessThan(1.1);
});

/** Bytes read, and words. */
function workOfTable(keywords: readonly string[], bytes: Uint8Array): number {
  let reads = 0;
  const counted = new Proxy(bytes, {
    get(target, key) {
      if (typeof key === 'string' && key !== 'length') reads++;
      return Reflect.get(target, key, target) as unknown;
    },
  });
  const words = vi.spyOn(DataView.prototype, 'getInt32');
  createTableMatcher(keywords).scan(counted, ignore);
  reads += words.mock.calls.length;
  words.mockRestore();
  return reads;
}

function workOfWasm(keywords: readonly string[], bytes: Uint8Array): number {
  const { walked, compared } = countWasm(keywords, bytes);
  return walked + compared;
}

/** Bytes that were walked over, and keywords that were compared on the way. */
function countWasm(keywords: readonly string[], bytes: Uint8Array): { walked: number; compared: number } {
  const engine = startEngine();
  if (engine === undefined) throw new Error('This machine has no WebAssembly: nothing was tested');
  let walked = 0;
  let compared = 0;
  const look: typeof engine.look = (...about) => {
    engine.look(...about);
    const fields = new Int32Array(engine.memory.buffer, FIELDS);
    walked += fields[FIELD.walked] ?? Number.NaN;
    compared += fields[FIELD.compared] ?? Number.NaN;
  };
  loadKeywords(engine, keywords);
  driveEngine({ ...engine, look }).scan(bytes, ignore);
  return { walked, compared };
}

function ignore(): void {}
