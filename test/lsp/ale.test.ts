import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { Terminal } from './terminal.js';

const key = createSampler(81).key('live', 32);
const ALE = '/usr/share/vim-ale';
const canRun = spawnSync('vim', ['--version']).status === 0 && existsSync(ALE) && Terminal.isThere();
if (!canRun) console.log('skipped: this test needs Vim with ALE, and tmux (Debian: apt-get install vim vim-ale tmux)');

/** A client that keeps no more of a diagnostic than its place and its message. */
describe.skipIf(!canRun)('Vim with ALE', () => {
  let folder = '';
  let repository = '';
  let terminal: Terminal | undefined;
  const shown = { diagnostic: '', actions: '' };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pictify-scan-ale-'));
    repository = join(folder, 'repository');
    execFileSync('git', ['init', '-q', repository]);
    writeFileSync(join(repository, '.gitignore'), '.env\n.env.*\n!.env.example\n');
    writeFileSync(join(repository, 'api.js'), `// first\nconst pictify = new Pictify({ apiKey: '${key}' });\n`);
    const settings = [...readFileSync('docs/editors.md', 'utf8').matchAll(/^```vim\n([^]*?)^```$/gm)]
      .map(([, text = '']) => text)
      .find((text) => text.includes('ale#linter#Define'));
    writeFileSync(
      join(folder, 'vimrc'),
      `set nocompatible hidden rtp+=${ALE}
filetype plugin on
let g:ale_linters = {'javascript': ['pictify-scan']}
runtime plugin/ale.vim
${settings?.replace("'npx'", `'${process.execPath}'`).replace('%e pictify-scan', `%e ${resolve('dist/bin.cjs')}`) ?? ''}`,
    );
    terminal = new Terminal(folder, `vim -Nu ${join(folder, 'vimrc')} -n -i NONE api.js`, {
      cwd: repository,
      environment: {},
    });
    shown.diagnostic = await terminal.shows('Pictify live API key');
    terminal.press(':ALENext', 'Enter', ':ALECodeAction', 'Enter');
    shown.actions = await terminal.shows('Type number');
    terminal.press('1', 'Enter');
    await terminal.shows('process.env.PICTIFY_API_KEY });');
    terminal.press('Enter', ':wa', 'Enter');
    for (const end = Date.now() + 60_000; Date.now() < end && !existsSync(join(repository, '.env.example'));)
      await new Promise((done) => setTimeout(done, 50));
    terminal.press(':qa', 'Enter');
  }, 240_000);

  afterAll(() => {
    terminal?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('marks the line', () => expect(shown.diagnostic).toMatch(/>>const pictify/));
  it('offers the actions', () =>
    expect(shown.actions).toMatch(/1\) Move it into \.env[^]*2\) Read it[^]*3\) Ignore [^]*4\) Open the page of/));
  it.each([
    ['api.js', '// first\nconst pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });\n'],
    ['.env', `PICTIFY_API_KEY=${key}\n`],
    ['.env.example', 'PICTIFY_API_KEY=pk_live_your_key\n'],
  ])('leaves %s as it should be, once all are saved', (path, wanted) =>
    expect(readFileSync(join(repository, path), 'utf8').trimEnd()).toBe(wanted.trimEnd()),
  );
});
