import { createHmac } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';
import { CACHE_SECRET_VARIABLE, readCacheSecret } from '../../src/scan/cacheSecret.js';
import { openHistoryCache } from '../../src/scan/historyCache.js';
import { mergeReports, parseReport } from '../../src/scan/merge.js';
import { scanHistory } from '../../src/scan/run.js';

const folder = mkdtempSync(join(tmpdir(), 'pictify-history-'));
const cwd = join(folder, 'repository');
const cache = join(folder, 'cache');
const sampler = createSampler();
/** The user's own folder for what is to be kept. */
const environment = { ...process.env, XDG_STATE_HOME: join(folder, 'state') };
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

describe('a history', () => {
  it('has the same findings however its objects are stored', async () => {
    const packed = join(folder, 'packed');
    execFileSync('git', ['init', '-q', packed]);
    const at = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: packed, encoding: 'utf8' });
    const lines = Array.from({ length: 400 }, (_, line) => `const value${line} = ${line * 7919};`);
    const leak = `new Pictify('pk_live_${sampler.alnum(36)}');`;
    for (const text of [lines, lines.with(200, leak), lines.with(390, '// pictify'), lines.toSpliced(9, 3), [leak]]) {
      writeFileSync(join(packed, 'a.js'), text.join('\n'));
      at('add', '.');
      at('commit', '-qm', 'c');
    }
    const loose = await scanHistory({ cwd: packed });
    at('repack', '-adfq');
    const report = await scanHistory({ cwd: packed });
    expect(fingerprints(report)).toEqual(fingerprints(loose));
    expect(report.findings.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['pictify/live-key 201']);
    expect({ ...report.receipt, milliseconds: 0 }).toEqual({ ...loose.receipt, milliseconds: 0 });
  });
});

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
  const inTheWay = join(folder, 'a-file');
  it.each([
    ['a file', inTheWay],
    ['in a file', join(inTheWay, 'cache')],
    ...(existsSync('/proc/self') ? [['where nothing can be made', '/proc/pictify-scan/cache']] : []),
  ])('is refused before anything is read where its folder is %s', async (_name, place) => {
    writeFileSync(inTheWay, '');
    await expect(scanHistory({ cwd, cache: place, environment })).rejects.toMatchObject({
      code: 'write',
      message: `The cache ${place}/history.cache could not be written.`,
    });
  });

  it('spares the second run the reading and changes no finding', async () => {
    const first = await scanHistory({ cwd, cache, environment });
    const again = await scanHistory({ cwd, cache, environment });
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
    ['signed by somebody else', (bytes: Buffer) => signedBy(Buffer.from('a secret of their own'), bytes), 'this user'],
    ['said to be of other rules', (bytes: Buffer) => edit(bytes, /(cache 2 )\S+/, '$1other'), 'is damaged'],
  ])('is not trusted where it is %s', async (_name, spoil, says) => {
    const file = join(cache, 'history.cache');
    if (!existsSync(file)) await scanHistory({ cwd, cache, environment });
    const expected = fingerprints(await scanHistory({ cwd }));
    writeFileSync(file, spoil(readFileSync(file)));
    const report = await scanHistory({ cwd, cache, environment });
    expect(fingerprints(report)).toEqual(expected);
    expect(report.receipt.bytes).toBeGreaterThan(0);
    expect(report.warnings.find(({ code }) => code === 'cache-rebuilt')?.message).toContain(says);
  });

  it('cannot be forged to hide a key', async () => {
    const file = join(cache, 'history.cache');
    const whole = await scanHistory({ cwd, cache, environment });
    const key = /^\S+ \S+ cache 2 (\S+)/.exec(readFileSync(file, 'latin1'))?.[1] ?? '';
    // All objects were read, it says, and nothing is in them.
    rmSync(file);
    const forged = await openHistoryCache(cache, 'history', key, Buffer.from('a secret of their own'));
    for (const oid of git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n'))
      forged.seen.add(oid);
    await forged.save();
    expect(fingerprints(await scanHistory({ cwd, cache, environment }))).toEqual(fingerprints(whole));
  });

  it('of other rules is written anew', async () => {
    await scanHistory({ cwd, cache, environment, preset: 'pictify' });
    const { warnings } = await scanHistory({ cwd, cache, environment });
    expect(warnings.find(({ code }) => code === 'cache-rebuilt')?.message).toContain('other rules');
  });

  it('is signed with what the environment says, where it says so', async () => {
    const elsewhere = { ...environment, XDG_STATE_HOME: '/dev/null/none', [CACHE_SECRET_VARIABLE]: 'x'.repeat(32) };
    const folderOfCi = join(folder, 'ci-cache');
    await scanHistory({ cwd, cache: folderOfCi, environment: elsewhere });
    const again = await scanHistory({ cwd, cache: folderOfCi, environment: elsewhere });
    expect(again.receipt.bytes).toBe(0);
  });
});

describe('the secret that caches are signed with', () => {
  const state = join(folder, 'state-2');
  const own = { XDG_STATE_HOME: state };

  it('is made once, for the user alone', async () => {
    const [made, again] = [await readCacheSecret(own), await readCacheSecret(own)];
    expect([made.length, again.equals(made)]).toEqual([32, true]);
    expect(statSync(join(state, 'pictify-scan', 'cache-secret')).mode & 0o077).toBe(0);
  });

  it.runIf(process.platform !== 'win32')('is refused where others can read it', async () => {
    await readCacheSecret(own);
    chmodSync(join(state, 'pictify-scan', 'cache-secret'), 0o644);
    await expect(readCacheSecret(own)).rejects.toThrow('others may read or change it');
  });

  it.each([
    ['too short', { [CACHE_SECRET_VARIABLE]: 'short' }, 'shorter than 16'],
    ['nowhere to be kept', { XDG_STATE_HOME: '/dev/null' }, 'could not be made'],
  ])('is refused where it is %s', async (_name, variables, says) => {
    await expect(readCacheSecret(variables)).rejects.toThrow(says);
  });
});

function edit(bytes: Buffer, what: RegExp, by: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(what, by), 'latin1');
}

/** The same cache with a right signature by another secret. */
function signedBy(secret: Buffer, bytes: Buffer): Buffer {
  const [magic = '', fields = ''] =
    /^(pictify-scan history cache \d) (\S+ \d+ \d+) /.exec(bytes.toString('latin1'))?.slice(1) ?? [];
  const body = bytes.subarray(bytes.indexOf(10) + 1);
  const signature = createHmac('sha256', secret).update(`${magic} ${fields}\n`).update(body).digest('hex');
  return Buffer.concat([Buffer.from(`${magic} ${fields} ${signature}\n`), body]);
}
