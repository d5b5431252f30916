import { spawnSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { presetRules } from '../../rules/index.js';
import { Detector, lookAtDocument } from '../../src/detect/detector.js';
import { openObjectFolder } from '../../src/git/pack/objectFolder.js';
import type { PackFile } from '../../src/git/pack/packFile.js';
import { PackReader, type PackShare } from '../../src/git/pack/readPack.js';
import { readObjects, type PackHelp } from '../../src/git/readObjects.js';
import { createGit } from '../../src/git/run.js';
import { scanHistory } from '../../src/scan/run.js';
import type { RuleNames } from '../../src/scan/threads/nameRules.js';
import { ANSWERS, MORE, type PackBatch, type PackOrder } from '../../src/scan/threads/packMessages.js';
import { leak, Repository } from '../support/repository.js';

/** A larger pack than is read without threads. */
const NOISE = 5 * 1024 * 1024;
const dist = join(import.meta.dirname, '../../dist');

let repository: Repository;

/** The built command line: it has the thread's file beside it, the sources have not. */
function scanBuilt(folder: string, ...args: string[]): Report {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'bin.cjs'), 'history', '--format', 'json', ...args],
    { cwd: repository.path, env: repository.environment, encoding: 'utf8' },
  );
  expect(stderr, 'V8 knows the flags that it is given').not.toContain('flag');
  return JSON.parse(stdout) as Report;
}

const place = ({ path, line, rule, commit }: Report['findings'][number]): string =>
  `${path} ${line} ${rule} ${commit?.id}`;

beforeAll(() => {
  repository = new Repository();
  const lines = Array.from({ length: 500 }, (_, line) => `const value${line} = ${line * 7919};\n`);
  repository.write('noise', randomBytes(NOISE));
  for (let version = 0; version < 40; version += 1) {
    lines[(version * 31) % 500] =
      version % 13 === 5 ? leak(`pk_live_${randomBytes(18).toString('hex')}`) : `// ${version}\n`;
    repository.write('a.js', lines.join(''));
    repository.write(`b/${version}.js`, lines.slice(version * 9).join(''));
    repository.commit(`version ${version}`);
  }
  repository.git('repack', '-adfq');
}, 120_000);
afterAll(() => repository[Symbol.dispose]());

const TYPES = ['blob', 'commit', 'tag'] as const;
const rules = presetRules('recommended');
const names: RuleNames = { ids: rules.map(({ id }) => id), keywords: [] };

async function withPack<T>(work: (pack: PackFile) => Promise<T>): Promise<T> {
  const folder = await openObjectFolder(createGit(repository.path, repository.environment));
  const [pack] = folder?.packs ?? [];
  if (!folder || !pack) throw new Error('no pack');
  try {
    return await work(pack);
  } finally {
    folder.close();
  }
}

/** What a thread answers to whoever asks it to the end: `answer bytes` by id. */
function askThread(
  pack: PackFile,
  share: PackShare = new PackReader(pack).share,
  ruleNames = names,
  given?: Worker,
): Promise<Map<string, readonly [string, number]>> {
  const worker = given ?? new Worker(join(dist, 'packThread.cjs'));
  const answers = new Map<string, readonly [string, number]>();
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    const take = ({ objects, isLast }: PackBatch): void => {
      for (let at = 0; at < objects.length; at += 4)
        answers.set(pack.index.oidAt(objects[at] as number), [
          ANSWERS[objects[at + 3] as number] ?? '',
          objects[at + 2] as number,
        ]);
      if (!isLast) return worker.postMessage(MORE);
      worker.off('message', take);
      if (!given) void worker.terminate();
      resolve(answers);
    };
    worker.on('message', take);
    const order: PackOrder = { pack: pack.share(), share, types: TYPES, rules: ruleNames };
    worker.postMessage(order);
    worker.postMessage(MORE);
    worker.postMessage(MORE);
  });
}

describe('the thread that looks at objects', () => {
  it('answers for each as a look at all of it does here', async () => {
    const detector = new Detector(rules);
    const expected = new Map<string, readonly [string, number]>();
    await readObjects(
      createGit(repository.path, repository.environment),
      { types: TYPES },
      () => true,
      ({ oid, bytes }) => expected.set(oid, [lookAtDocument(detector, bytes), bytes.length]),
    );
    const answers = await withPack((pack) => askThread(pack));
    expect([...expected.values()].filter(([answer]) => answer === 'candidates').length).toBeGreaterThan(3);
    expect(answers).toEqual(expected);
  }, 120_000);

  it('leaves to others what a rule of the config may find', async () => {
    const keywords = [['version 3']];
    const answers = await withPack((pack) => askThread(pack, new PackReader(pack).share, { ids: [], keywords }));
    // Three commits and their lines in two kinds of files: what they say stands in nothing else.
    const left = [...answers].filter(([, [answer]]) => answer === 'left').map(([oid]) => oid);
    const messages = repository.git('log', '--format=%H %s').split('\n');
    expect(left.toSorted()).toEqual(
      messages
        .filter((line) => / version 3\d?$/.test(line))
        .map((line) => line.slice(0, 40))
        .toSorted(),
    );
  }, 120_000);

  it('takes nothing that somebody else has taken', async () => {
    const answers = await withPack((pack) => {
      const share = new PackReader(pack).share;
      share.claims.fill(1);
      return askThread(pack, share);
    });
    expect(answers.size).toBe(0);
  }, 120_000);

  it('reads one pack after the other', async () => {
    const worker = new Worker(join(dist, 'packThread.cjs'));
    const ask = (): Promise<Map<string, readonly [string, number]>> =>
      withPack((pack) => askThread(pack, new PackReader(pack).share, names, worker));
    const [first, second] = [await ask(), await ask()];
    expect(first.size).toBeGreaterThan(100);
    expect(second).toEqual(first);
    await worker.terminate();
  }, 120_000);
});

describe('help with a pack', () => {
  const idsWith = async (help: (pack: PackFile) => PackHelp): Promise<string[]> => {
    const ids: string[] = [];
    const git = createGit(repository.path, repository.environment);
    await readObjects(
      git,
      { types: TYPES, help },
      () => true,
      ({ oid }) => void ids.push(oid),
    );
    return ids.toSorted();
  };

  it.each<[string, (pack: PackFile) => PackHelp]>([
    [
      'takes something and fails',
      () => ({ begin: ({ claims }) => (claims.fill(1, 0, 1), Promise.resolve(false)), end() {} }),
    ],
    [
      'takes all, tells of one and fails',
      () => ({
        begin({ claims }, sink) {
          claims.fill(1);
          for (let at = 0; at < 40; at += 1) sink.onOdd(at);
          return Promise.resolve(false);
        },
        end() {},
      }),
    ],
    ['takes nothing', () => ({ begin: () => Promise.resolve(true), end() {} })],
  ])('leaves nothing out where it %s', async (_name, help) => {
    const all: string[] = [];
    await readObjects(
      createGit(repository.path, repository.environment),
      { types: TYPES },
      () => true,
      ({ oid }) => void all.push(oid),
    );
    expect(await idsWith(help)).toEqual(all.toSorted());
  });
});

describe('a pack that is read by threads', () => {
  it('gives what reading it in one thread gives', async () => {
    const [threaded, plain] = [scanBuilt(dist), await scanHistory({ cwd: repository.path })];
    expect(plain.findings.length).toBeGreaterThan(2);
    expect(threaded.findings.map(place)).toEqual(plain.findings.map(place));
    expect(threaded.receipt).toMatchObject({ files: plain.receipt.files, bytes: plain.receipt.bytes });
  }, 120_000);

  it.each([
    ['does not start', () => 'throw new Error("no");'],
    [
      'ends on the way',
      (text: string) =>
        text.replace(
          /\w+\?\.postMessage\(/,
          (call) => `(globalThis.sent = (globalThis.sent ?? 0) + 1) > 1 ? process.exit(3) : ${call}`,
        ),
    ],
  ])(
    'is read to the end where a thread %s',
    (_name, breakIt) => {
      const copy = join(repository.home, `dist-${_name.length}`);
      cpSync(dist, join(copy, 'dist'), { recursive: true });
      cpSync(join(dist, '../package.json'), join(copy, 'package.json'));
      const file = join(copy, 'dist', 'lookAtPack.cjs');
      const text = readFileSync(file, 'utf8');
      expect(breakIt(text)).not.toBe(text);
      writeFileSync(file, breakIt(text));
      const [broken, whole] = [scanBuilt(join(copy, 'dist')), scanBuilt(dist)];
      expect(broken.findings.map(place)).toEqual(whole.findings.map(place));
      expect(broken.receipt).toMatchObject({ files: whole.receipt.files, bytes: whole.receipt.bytes });
    },
    120_000,
  );
});
