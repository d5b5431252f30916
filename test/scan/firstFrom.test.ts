import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { firstFrom } from '../../src/scan/firstFrom.js';

describe('the first finding from a line on', () => {
  it('is the one that a look at all of them gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), fc.integer({ min: 0, max: 42 }), (lines, from) => {
        const placed = lines.toSorted((a, b) => a - b).map((line) => ({ start: { line } }));
        expect(firstFrom(placed, from)).toBe(placed.find(({ start }) => start.line >= from));
      }),
    );
  });

  it('is found by a look at few of them', () => {
    let read = 0;
    const placed = Array.from({ length: 100_000 }, (_, line) => ({
      get start() {
        read += 1;
        return { line };
      },
    }));
    firstFrom(placed, 77_777);
    expect(read).toBeLessThan(20);
  });
});
