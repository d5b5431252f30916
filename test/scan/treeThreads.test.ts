import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';
import { presetRules } from '../../rules/index.js';
import { scanTree } from '../../src/scan/runTree.js';
import { readTree } from '../../src/scan/threads/readTree.js';
import type { TreeThread } from '../../src/scan/threads/treeThreads.js';
import type { AskedFile, TreeOrder, TreeReply } from '../../src/scan/threads/lookAtFiles.js';
import type { ListedFile } from '../../src/sources/listFiles.js';

/** More files than are read without threads; among them everything that a thread cannot answer itself. */
const FILES = 12_200;
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

/** What a thread answers when it is asked about files of the folder. */
function askThread(
  files: readonly (Partial<AskedFile> & { readonly raw: string })[],
  keywords: readonly string[][] = [],
): Promise<TreeReply> {
  const rules = { ids: presetRules('recommended').map(({ id }) => id), keywords };
  const worker = new Worker(join(import.meta.dirname, '../../dist/treeThread.cjs'));
  const order: TreeOrder = { root: folder, rules };
  worker.postMessage(order, []);
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (told: TreeReply | 'ready') => {
      if (told === 'ready')
        worker.postMessage(
          files.map((file) => ({ tracked: true, isWanted: false, ...file })),
          [],
        );
      else void worker.terminate().then(() => resolve(told));
    });
  });
}

describe('the thread that looks at files', () => {
  it('hands over what something may be said of, and counts the rest', async () => {
    writeFileSync(join(folder, 'silenced.js'), '// pictify-scan-ignore-next-line pictify/live-key -- no\n');
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
    writeFileSync(join(folder, 'pointer.bin'), pointer);
    const names = ['part1/1.js', 'part7/7.js', 'gone.js', 'pipe', 'pointer.bin', 'silenced.js', 'empty.js', 'part0'];
    const { answers, buffer } = await askThread([
      ...names.map((raw) => ({ raw })),
      { raw: 'part2/2.js', isWanted: true },
    ]);
    const told = answers.map((answer) =>
      typeof answer === 'object' && 'start' in answer
        ? Buffer.from(buffer, answer.start, answer.end - answer.start).toString()
        : answer,
    );
    expect(told).toEqual([
      '// 1\n'.length,
      `// 7\n${line}`,
      { read: false, why: 'not-on-disk' },
      { read: false, why: 'special-file' },
      pointer,
      '// pictify-scan-ignore-next-line pictify/live-key -- no\n',
      0,
      { read: false, why: 'submodule' },
      '// 2\n',
    ]);
    for (const name of ['silenced.js', 'pointer.bin']) rmSync(join(folder, name));
  }, 120_000);

  it('hands over what a rule of the config may find', async () => {
    const { answers } = await askThread([{ raw: 'part1/1.js' }, { raw: 'large.js' }], [['// 1']]);
    expect(answers).toEqual([{ start: 0, end: 5 }, 'left']);
  }, 120_000);
});

describe('reading a tree', () => {
  const files = Array.from({ length: 300 }, (_, index): ListedFile => ({
    raw: `part${index % 40}/${index}.js`,
    tracked: true,
  }));

  /** What is told of each part, where a stand-in for a thread reads along. */
  async function read(...threads: readonly Partial<TreeThread>[]): Promise<string[]> {
    const told: string[] = [];
    await readTree({
      root: folder,
      files,
      threads: threads as readonly TreeThread[],
      isWanted: () => false,
      begin: () => {
        const part: string[] = [];
        return {
          part,
          onDocument: ({ path }) => part.push(path),
          onQuiet: (bytes) => part.push(`${bytes} bytes`),
          onUnread: (file, { why }) => part.push(`${file.raw} ${why}`),
        };
      },
      onPart: ({ part }) => told.push(...part),
      onRest: () => {},
    });
    return told;
  }

  const paths = files.map(({ raw }) => raw);
  const quiet: Partial<TreeThread> = {
    isReady: Promise.resolve(true),
    look: (asked) => Promise.resolve({ answers: asked.map(() => 1), buffer: new ArrayBuffer(0) }),
    endIfLate() {},
  };

  it('tells of the files in their order, whoever read them', async () => {
    const told = await read(quiet);
    expect(told).toHaveLength(files.length);
    expect(told.filter((each) => each === '1 bytes').length).toBeGreaterThan(0);
    expect(told.map((each, index) => (each === '1 bytes' ? paths[index] : each))).toEqual(paths);
  });

  it.each<[string, Partial<TreeThread>]>([
    ['never starts', { isReady: Promise.resolve(false), endIfLate() {} }],
    ['fails at once', { ...quiet, look: () => Promise.resolve(undefined) }],
    ['has no word on any', { ...quiet, look: () => Promise.resolve({ answers: [], buffer: new ArrayBuffer(0) }) }],
  ])('leaves nothing out where a thread %s', async (_name, thread) => {
    expect(await read(thread)).toEqual(paths);
  });

  it('ends where somebody wants it to, without waiting for threads', async () => {
    const reading = readTree({
      root: folder,
      files,
      threads: [{ ...quiet, isReady: new Promise(() => {}) } as TreeThread],
      isWanted: () => false,
      begin: () => ({ onDocument() {}, onQuiet() {}, onUnread() {} }),
      onPart() {},
      onRest() {
        throw new Error('enough');
      },
    });
    await expect(reading).rejects.toThrow('enough');
  });
});

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
