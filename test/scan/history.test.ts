import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';
import { mergeReports, parseReport } from '../../src/scan/merge.js';
import { scanHistory } from '../../src/scan/run.js';

const folder = mkdtempSync(join(tmpdir(), 'pictify-history-'));
const cwd = join(folder, 'repository');
const cache = join(folder, 'cache');
const sampler = createSampler();
let second = '';

function git(...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
    cwd,
    encoding: 'utf8',
  }).trim();
}

beforeAll(() => {
  execFileSync('git', ['init', '-q', cwd]);
  for (let commit = 0; commit < 12; commit += 1) {
    writeFileSync(join(cwd, `f${commit}.js`), `new Pictify('pk_live_${sampler.alnum(36)}');\n// ${commit}\n`);
    git('add', '.');
    git('commit', '-qm', `c${commit}`);
    if (commit === 7) second = git('rev-parse', 'HEAD');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const fingerprints = ({ findings }: Report): string[] => findings.map((each) => `${each.path} ${each.fingerprint}`);

describe('slices of a history', () => {
  it('join to what one run reports', async () => {
    const slices = await Promise.all([1, 2, 3].map((index) => scanHistory({ cwd, shard: { index, count: 3 } })));
    const joined = mergeReports(slices.map((report, at) => parseReport(`${at}`, JSON.stringify(report))));
    const whole = await scanHistory({ cwd });
    expect(fingerprints(joined)).toEqual(fingerprints(whole));
    expect(joined.receipt.counts).toEqual(whole.receipt.counts);
    expect(joined.receipt.files).toBe(whole.receipt.files);
  });

  it('are refused where one is missing', async () => {
    const report = await scanHistory({ cwd, shard: { index: 1, count: 2 } });
    expect(() => mergeReports([{ name: '1.json', report }])).toThrow('2 is missing');
  });

  it('are refused where one is told twice', async () => {
    const report = await scanHistory({ cwd, shard: { index: 1, count: 2 } });
    expect(() =>
      mergeReports([
        { name: 'a', report },
        { name: 'b', report },
      ]),
    ).toThrow('both slice 1');
  });
});

describe('--since', () => {
  it('leaves out what a revision reaches', async () => {
    expect(
      (await scanHistory({ cwd, since: second })).findings.filter(({ kind }) => kind === 'pictify-live'),
    ).toHaveLength(4);
  });

  it('refuses what is neither a revision nor a date', async () => {
    await expect(scanHistory({ cwd, since: 'whenever' })).rejects.toThrow('neither a revision nor a date');
  });
});

describe('the cache', () => {
  it('spares the second run the reading and changes no finding', async () => {
    const first = await scanHistory({ cwd, cache });
    const again = await scanHistory({ cwd, cache });
    expect([again.receipt.bytes, fingerprints(again)]).toEqual([0, fingerprints(first)]);
  });

  it('holds no secret and leaves no temporary file', () => {
    const [file = ''] = readdirSync(cache);
    expect(readFileSync(join(cache, file), 'latin1')).not.toContain('pk_live_');
    expect(readdirSync(cache)).toEqual(['history.cache']);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -3), 'is damaged'],
    ['changed', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([1])]), 'is damaged'],
    ['of something else', () => Buffer.from('hello'), 'is no cache'],
    [
      'of other rules',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace(/(cache 1 )\S+/, '$1other'), 'latin1'),
      'other rules',
    ],
  ])('is not trusted where it is %s', async (_name, spoil, says) => {
    const file = join(cache, 'history.cache');
    if (!existsSync(file)) await scanHistory({ cwd, cache });
    const expected = fingerprints(await scanHistory({ cwd }));
    writeFileSync(file, spoil(readFileSync(file)));
    const report = await scanHistory({ cwd, cache });
    expect(fingerprints(report)).toEqual(expected);
    expect(report.receipt.bytes).toBeGreaterThan(0);
    expect(report.warnings.find(({ code }) => code === 'cache-rebuilt')?.message).toContain(says);
  });
});
