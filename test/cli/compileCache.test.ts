import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leak } from '../support/repository.js';

describe('the cache of compiled files', () => {
  const home = mkdtempSync(join(tmpdir(), 'pictify-scan-cache-'));
  const cache = join(home, 'dist', '.cache');
  const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-plain-'));

  const run = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } => {
    const command = args.length === 0 ? ['rules'] : args;
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'dist', 'bin.cjs'), ...command], {
      cwd: home,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const kept = (): string[] =>
    readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .map((name) => join(cache, name))
      .filter((file) => statSync(file).isFile());

  beforeAll(() => {
    cpSync('dist', join(home, 'dist'), {
      recursive: true,
      filter: (path) => !/[\\/](?:\.cache|types)$/.test(path),
    });
  });
  beforeEach(() => rmSync(cache, { recursive: true, force: true }));
  afterAll(() => [home, folder].forEach((each) => rmSync(each, { recursive: true })));

  it('is kept beside the program, and nothing else is', () => {
    run();
    expect(kept().length).toBeGreaterThan(0);
    expect(readdirSync(home).toSorted()).toEqual(['dist']);
  });

  it('changes no answer', () => {
    const first = run();
    const files = kept();
    expect(run()).toEqual(first);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(kept()).toEqual(files);
  });

  // V8 holds what is kept against its flags, and some are set while thousands of files are read.
  it('is taken again where what judges is loaded while many files are read', () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    for (let index = 0; index < 3000; index += 1) writeFileSync(join(many, `${index}.js`), '//\n');
    writeFileSync(join(many, '2999.js'), leak());
    const find = (): number | null => run('scan', many).status;
    expect(find()).toBe(1);
    const made = kept().map((file) => [file, statSync(file).mtimeMs]);
    expect(made.map(([file]) => basename(String(file)))).toContain('judgeDocument.cjs');
    expect(find()).toBe(1);
    expect(kept().map((file) => [file, statSync(file).mtimeMs])).toEqual(made);
  });

  it('says nothing, however many files are compiled', () => {
    const formats = ['json', 'jsonl', 'csv', 'unix', 'sarif', 'junit', 'html', 'markdown', 'github', 'gitlab-secrets'];
    writeFileSync(join(folder, 'a.js'), 'a();\n');
    const outputs = formats.flatMap((format) => ['--format', format, '--output', join(folder, format)]);
    expect(run('scan', join(folder, 'a.js'), '--quiet', ...outputs)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 3)],
    ['emptied', () => Buffer.alloc(0)],
    ['something else', (bytes: Buffer) => Buffer.alloc(bytes.length, 'x')],
    [
      'changed in one byte',
      (bytes: Buffer) => {
        const changed = Buffer.from(bytes);
        const at = Math.floor(bytes.length / 3);
        changed[at] = (changed[at] ?? 0) ^ 0x55;
        return changed;
      },
    ],
  ])('is not trusted and made anew when %s', (_, spoil) => {
    const first = run();
    const whole = new Map(kept().map((file) => [file, readFileSync(file).length]));
    for (const file of whole.keys()) writeFileSync(file, spoil(readFileSync(file)));
    const spoilt = new Map([...whole.keys()].map((file) => [file, readFileSync(file)]));
    expect(run()).toEqual(first);
    for (const [file, bytes] of spoilt) expect(readFileSync(file).equals(bytes)).toBe(false);
  });

  it('is done without where it cannot be written', () => {
    const first = run();
    rmSync(cache, { recursive: true });
    writeFileSync(cache, 'in the way');
    expect(run()).toEqual(first);
    expect(existsSync(cache) && readFileSync(cache, 'utf8')).toBe('in the way');
  });
});
