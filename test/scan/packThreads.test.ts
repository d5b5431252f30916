import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { scanHistory } from '../../src/scan/run.js';
import { leak, Repository } from '../support/repository.js';

/** A larger pack than is read without threads. */
const NOISE = 5 * 1024 * 1024;
const dist = join(import.meta.dirname, '../../dist');

let repository: Repository;

/** The built command line: it has the thread's file beside it, the sources have not. */
function scanBuilt(folder: string, ...args: string[]): Report {
  const { stdout } = spawnSync(process.execPath, [join(folder, 'bin.js'), 'history', '--format', 'json', ...args], {
    cwd: repository.path,
    env: repository.environment,
    encoding: 'utf8',
  });
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
      const file = join(copy, 'dist', 'packThread.cjs');
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
