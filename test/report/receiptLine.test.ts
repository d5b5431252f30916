import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../src/model/receipt.js';
import { receiptLine } from '../../src/report/receiptLine.js';
import { emptyReport } from './hostileReport.js';

type Counts = Partial<Receipt['counts']>;

const line = (counts: Counts = {}, skipped: Receipt['skipped'] = []): string => {
  const { receipt } = emptyReport();
  return receiptLine({ ...receipt, counts: { ...receipt.counts, ...counts }, skipped });
};

describe('the receipt begins with the outcome where there is nothing to do', () => {
  it.each<[string, Counts, string]>([
    ['clean', {}, 'no secrets found: index'],
    ['known ones', { known: 1 }, 'no new secrets found: index'],
    ['the baseline’s', { baseline: 3 }, 'no new secrets found: index'],
    ['accepted ones', { suppressed: 1 }, 'no new secrets found: index'],
    ['an error', { error: 1 }, 'index'],
    ['a warning', { warning: 1 }, 'index'],
  ])('%s', (_, counts, start) => {
    expect(line(counts)).toMatch(new RegExp(`^pictify-scan: ${start} against HEAD: 3 files, `));
  });

  it.each(['unreadable', 'unmerged'])('claims nothing where something was %s', (why) => {
    expect(line({}, [{ path: 'a', why }])).toMatch(new RegExp(`^pictify-scan: index .*; not looked into: 1 ${why}$`));
  });

  it('says in words what was left out', () => {
    expect(line({}, [{ path: 'a', why: 'not-on-disk' }])).toMatch(/not looked into: 1 not on disk$/);
  });
});
