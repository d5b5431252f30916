import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { reporterNames } from '../../src/report/reporters.js';

const bin = resolve('dist/bin.cjs');
const key = createSampler(3).key('live');
let folder = '';

beforeAll(() => {
  if (!existsSync(bin)) execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'inherit' });
});

beforeEach(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), 'formats-'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
  writeFileSync(join(folder, 'leak.js'), `const pictify = '${key}';\n`);
  writeFileSync(join(folder, 'clean.js'), 'export const one = 1;\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('formats of the built command line', () => {
  it('writes every format to its own file in one run', () => {
    const names = reporterNames();
    run('scan', 'leak.js', ...names.flatMap((name) => ['--format', name, '--output', `out.${name}`]));
    const written = readdirSync(folder).filter((file) => file.startsWith('out.'));
    expect(written.toSorted()).toEqual(names.map((name) => `out.${name}`).toSorted());
  });

  it('writes the secret to none of them', () => {
    const names = reporterNames();
    run('scan', 'leak.js', ...names.flatMap((name) => ['--format', name, '--output', `out.${name}`]));
    expect(names.filter((name) => readFileSync(join(folder, `out.${name}`), 'utf8').includes(key))).toEqual([]);
  });

  it('prints the format that is given no file', () => {
    const { stdout } = run('scan', 'leak.js', '--format', 'sarif', '--output', 'a.sarif', '--format', 'unix');
    expect(stdout).toMatch(/^leak\.js:1:\d+: error: /);
  });

  it.each([
    ['leak.js', [], 1],
    ['leak.js', ['--format', 'json', '--output', 'a.json'], 1],
    ['leak.js', ['--format', 'html', '--output', '-'], 1],
    ['leak.js', ['--format', 'csv', '--output', 'a.csv', '--format', 'junit', '--output', 'a.xml'], 1],
    ['clean.js', [], 0],
    ['clean.js', ['--format', 'json', '--output', 'a.json'], 0],
    ['clean.js', ['--format', 'csv', '--output', 'a.csv', '--format', 'junit', '--output', 'a.xml'], 0],
  ])('scan %s %j exits with %i', (file, args, code) => {
    expect(run('scan', file, ...args).status).toBe(code);
  });

  it('says 2 where a file cannot be written', () => {
    expect(run('scan', 'clean.js', '--format', 'json', '--output', 'no/such/folder/a.json').status).toBe(2);
  });

  it('writes the others where one cannot be written', () => {
    const { status } = run('scan', 'leak.js', '-f', 'json', '-o', 'no/such/folder/a.json', '-f', 'csv', '-o', 'a.csv');
    expect([status, existsSync(join(folder, 'a.csv'))]).toEqual([2, true]);
  });

  it('refuses one file for two formats', () => {
    const { status, stderr } = run('scan', 'leak.js', '-f', 'json', '-o', 'a', '-f', 'csv', '-o', './a');
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('two formats') });
  });

  it('writes into a pipe, which stays one', () => {
    const script =
      'mkfifo pipe; cat pipe > read & "$0" "$1" scan leak.js --format unix --output pipe; wait; test -p pipe';
    const { status } = spawnSync('sh', ['-c', script, process.execPath, bin], { cwd: folder });
    expect([status, readFileSync(join(folder, 'read'), 'utf8')]).toEqual([0, expect.stringMatching(/^leak\.js:1:/)]);
  });

  it('takes /dev/stdout for standard output', () =>
    expect(run('scan', 'leak.js', '--format', 'unix', '--output', '/dev/stdout').stdout).toMatch(/^leak\.js:1:/));

  it("puts a file in a link's place, wherever that leads", () => {
    writeFileSync(join(folder, 'elsewhere'), 'kept');
    symlinkSync('elsewhere', join(folder, 'report'));
    run('scan', 'leak.js', '--format', 'unix', '--output', 'report');
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('kept');
  });

  it.each([
    ['sarfi', 'sarif'],
    ['Junit', 'junit'],
    ['gitlab-secret', 'gitlab-secrets'],
    ['md', 'json'],
  ])('takes --format %s for %s', (typed, meant) => {
    expect(run('scan', 'clean.js', '--format', typed).stderr).toContain(`Did you mean ${meant}?`);
  });

  it('refuses an unknown format before it writes another', () => {
    run('scan', 'leak.js', '--format', 'json', '--output', 'a.json', '--format', 'nope');
    expect(existsSync(join(folder, 'a.json'))).toBe(false);
  });

  it.each([
    ['--preset', 'pictify', '--preset', 'recommended'],
    ['--fail-on', 'info', '--fail-on', 'error'],
    ['--quiet', '--quiet'],
    ['--config', 'none.json', '--no-color', '--no-color', '--config', 'pictify-scan.config.json'],
  ])('takes the last of %s %s %s %s', (...args) => {
    writeFileSync(join(folder, 'pictify-scan.config.json'), '{}');
    expect(run('scan', 'leak.js', ...args).status).toBe(1);
  });

  it('lists the formats', () => {
    const words = run('formats')
      .stdout.trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(words).toEqual(reporterNames());
  });
});

describe('a reader that stops reading', () => {
  it('is no failure', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', '"$0" "$1" rules --format json | head -c 1; exit ${PIPESTATUS[0]}', process.execPath, bin],
      {
        encoding: 'utf8',
      },
    );
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('a format that is given twice to a command that has one', () => {
  it.each([
    ['rules', ['pretty', 'json']],
    ['rules', ['json', 'json']],
    ['doctor', ['pretty', 'json']],
  ])('%s: the last one counts', (command, formats) => {
    const { stdout } = spawnSync(process.execPath, [bin, command, ...formats.flatMap((each) => ['--format', each])], {
      encoding: 'utf8',
    });
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });
});

describe('--output - beside --output FILE', () => {
  it.each([
    ['words', ['--output', '-', '--format', 'json', '--output', 'out']],
    ['short', ['-o', '-', '-f', 'json', '-o', 'out']],
    ['one word each', ['--output=-', '--format=json', '--output=out']],
  ])('%s: each format goes where it is told to', (_name, options) => {
    const { stdout } = spawnSync(process.execPath, [bin, 'scan', '--format', 'junit', ...options], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([stdout.slice(0, 5), readFileSync(join(folder, 'out'), 'utf8').slice(0, 1)]).toEqual(['<?xml', '{']);
  });
});

describe('a file behind the second of two formats', () => {
  const words =
    'out is given the format unix, not json: files go to the formats in their order. If that is not meant, write: ';

  it.each([
    [
      'words',
      ['--format', 'unix', '--format', 'json', '--output', 'out'],
      'unix --output - --format json --output out',
    ],
    ['short', ['-f', 'unix', '-f=json', '-o=out'], 'unix --output - --format json --output out'],
    [
      'before a third one',
      ['-f', 'unix', '-f', 'json', '-o', 'out', '-f', 'csv'],
      'unix --output - --format json --output out --format csv',
    ],
  ])('%s: is the first one’s, as documented, and that is said', (_name, options, meant) => {
    const { stdout, stderr } = run('scan', 'leak.js', ...options);
    expect(readFileSync(join(folder, 'out'), 'utf8')).toMatch(/^leak\.js:1:/);
    expect(stdout).toMatch(/^\{/);
    expect(stderr).toContain(`pictify-scan: ${words}--format ${meant}\n`);
  });

  it('has a way to say what is meant, of which nothing is said', () => {
    const { stdout, stderr } = run('scan', 'leak.js', ...'-f unix -o - -f json -o out'.split(' '));
    expect([stdout.slice(0, 8), readFileSync(join(folder, 'out'), 'utf8').slice(0, 1)]).toEqual(['leak.js:', '{']);
    expect(stderr).not.toContain('in their order');
  });

  it.each([
    ['the first of two has its file behind it', '-f unix -o out -f json'],
    ['the file stands before the formats', '-o out -f unix -f json'],
    ['two files are listed for three formats', '-f unix -f json -f csv -o out -o out.json'],
    ['there is one format', '-f json -o out'],
    ['the words are paths', '-- -f -f'],
  ])('nothing is said where %s', (_name, options) => {
    expect(run('scan', 'leak.js', ...options.split(' ')).stderr).not.toContain('in their order');
  });

  it('is named in quotes where a shell would split it', () => {
    expect(run('scan', 'leak.js', '-f', 'unix', '-f', 'json', '-o', 'my report').stderr).toContain(
      "--format json --output 'my report'\n",
    );
  });
});
