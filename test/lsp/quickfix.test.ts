import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';

const key = createSampler(78).key('live', 32);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictify-scan-quickfix-'));
  execFileSync('git', ['init', '-q', folder]);
  writeFileSync(join(folder, '.gitignore'), '.env\n.env.*\n!.env.example\n');
  writeFileSync(join(folder, 'api.js'), `// first\nconst pictify = new Pictify({ apiKey: '${key}' });\n`);
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/b.py'), `client = Pictify(api_key="${key}")\n`);
  execFileSync('git', ['-C', folder, 'add', '.']);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function isThere(command: string): boolean {
  const there = spawnSync(command, ['--version']).status === 0;
  if (!there) console.log(`skipped: this test needs ${command}`);
  return there;
}

function run(command: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      PICTIFY_SCAN: `${process.execPath} ${resolve('dist/bin.cjs')}`,
      RESULT: join(folder, '.git/result.json'),
    },
  });
  return stdout + stderr;
}

/** The lists of editors that speak no language server protocol. */
describe.each([
  ['vim', ['-es', '-u', 'NONE']],
  ['nvim', ['--headless', '--clean']],
])('%s', (command, args) => {
  it.skipIf(!isThere(command))('fills its quickfix list by :make', () => {
    run(command, [...args, '-S', resolve('test/lsp/quickfix.vim')]);
    expect(JSON.parse(readFileSync(join(folder, '.git/result.json'), 'utf8'))).toEqual([
      ['api.js', 2, 40, 'e', expect.stringContaining('Pictify live API key')],
      ['src/b.py', 1, 27, 'e', expect.stringContaining('[pictify/live-key]')],
    ]);
  });
});

describe('Emacs', () => {
  it.skipIf(!isThere('emacs'))('finds the places by M-x compile, with nothing set', () => {
    const printed = run('emacs', ['--batch', '-Q', '-l', resolve('test/lsp/compilation.el')]);
    expect(printed.split('\n').filter((line) => line.endsWith(' 2'))).toEqual(['api.js 2 40 2', 'src/b.py 1 27 2']);
  });
});
