import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';
import { scanTree } from '../../src/scan/run.js';

/** More files than are read without threads; among them everything that a thread cannot answer itself. */
const FILES = 1700;
const LARGE = 9 * 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'pictify-tree-'));
const key = `pk_live_${createSampler().alnum(36)}`;
const line = `const client = new Pictify('${key}');\n`;

/** The built command line: it has the thread's file beside it, the sources have not. */
function scanBuilt(): Report {
  const { stdout } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../dist/bin.cjs'), '--format', 'json'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  return JSON.parse(stdout) as Report;
}

beforeAll(() => {
  for (let index = 0; index < FILES; index += 1) {
    const part = join(folder, `part${index % 40}`);
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `${index}.js`), index % 100 === 7 ? `// ${index}\n${line}` : `// ${index}\n`);
  }
  writeFileSync(join(folder, 'empty.js'), '');
  writeFileSync(join(folder, 'large.js'), `${'// nothing\n'.repeat(LARGE / 11)}${line}`);
  symlinkSync(`https://deploy:${createSampler().alnum(14)}@git.corp.io/shop.git`, join(folder, 'link'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a tree that is read by threads', () => {
  it('gives what reading one file after the other gives', async () => {
    const place = ({ path, line: at, rule }: Report['findings'][number]): string => `${path} ${at} ${rule}`;
    const [threaded, plain] = [scanBuilt(), await scanTree({ cwd: folder })];
    expect(threaded.findings.map(place)).toEqual(plain.findings.map(place));
    expect(threaded.receipt).toMatchObject({ files: plain.receipt.files, bytes: plain.receipt.bytes });
  }, 120_000);

  it('finds what stands in links and at the end of large files, and says what is no file', () => {
    const { findings, receipt } = scanBuilt();
    expect(
      findings.filter((each) => /(?:large\.js|link)$/.test(each.path)).map((each) => [each.rule, each.line]),
    ).toEqual([
      ['pictify/live-key', Math.floor(LARGE / 11) + 1],
      ['connection/basic-auth-url', 1],
    ]);
    expect(receipt.skipped.map(({ path, why }) => [path, why])).toEqual([['pipe', 'special-file']]);
  }, 120_000);

  it('says where the time went when asked', () => {
    const bin = join(import.meta.dirname, '../../dist/bin.cjs');
    const { stderr } = spawnSync(process.execPath, [bin, 'scan', '--stats', '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/ms\s+\+ *[\d.]+ {2}\d+ files listed\n/);
    expect(stderr).toMatch(/ms\s+\+ *[\d.]+ {2}files read and looked at \(matching [\d.]+, judging [\d.]+\)\n/);
  }, 120_000);
});
