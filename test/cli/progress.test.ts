import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/cli/progress.js';

describe('the line of progress', () => {
  it.each([
    ['a tree', { files: 12, bytes: 30e6 }, 2, 'pictify-scan: 12 files, 30 MB (15 MB/s)'],
    [
      'a history half way',
      { files: 12, bytes: 30e6, objects: { done: 50, total: 100 } },
      3,
      'pictify-scan: 50%, 50 objects, 30 MB (10 MB/s), about 3 s left',
    ],
    [
      'a history with more objects than were counted',
      { files: 12, bytes: 30e6, objects: { done: 120, total: 100 } },
      3,
      'pictify-scan: 99%, 120 objects, 30 MB (10 MB/s)',
    ],
    [
      'a history that has only begun',
      { files: 12, bytes: 30e6, objects: { done: 19, total: 1000 } },
      3,
      'pictify-scan: 1%, 19 objects, 30 MB (10 MB/s)',
    ],
    [
      'a history that takes minutes',
      { files: 12, bytes: 30e6, objects: { done: 20, total: 1000 } },
      3,
      'pictify-scan: 2%, 20 objects, 30 MB (10 MB/s), about 3 min left',
    ],
    [
      'a history that git has not begun to hand over',
      { files: 0, bytes: 0, objects: { done: 0, total: 100 } },
      3,
      'pictify-scan: 0 files, 0 MB (0 MB/s)',
    ],
  ])('tells of %s', (_, counted, seconds, line) => {
    expect(progressLine(counted, seconds)).toBe(line);
  });
});
