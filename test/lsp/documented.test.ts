import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';

const page = readFileSync('docs/editors.md', 'utf8');
const lua = [...page.matchAll(/^```lua\n([^]*?)^```$/gm)].map(([, code = '']) => code);
const version = /NVIM v(\d+)\.(\d+)/.exec(spawnSync('nvim', ['--version'], { encoding: 'utf8' }).stdout ?? '');

it('documents the error format that is tried', () => {
  const [format] = /^set errorformat=.*$/m.exec(readFileSync('test/lsp/quickfix.vim', 'utf8')) ?? [];
  expect(page).toContain(format);
});

/** The page's own settings, for the version that is there. */
it.skipIf(!version)('documents settings with which Neovim shows a diagnostic', () => {
  const isNew = Number(version?.[1]) > 0 || Number(version?.[2]) >= 11;
  const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-documented-'));
  try {
    execFileSync('git', ['init', '-q', folder]);
    writeFileSync(join(folder, 'api.js'), `new Pictify({ apiKey: '${createSampler(79).key('live', 32)}' });\n`);
    const command = `'${process.execPath}', '${resolve('dist/bin.cjs')}'`;
    const settings = lua[isNew ? 0 : 1]?.replace("'npx', 'pictify-scan'", command) ?? '';
    writeFileSync(join(folder, 'init.lua'), settings);
    const look = `
      vim.cmd('edit api.js')
      vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
      io.stdout:write('found ' .. #vim.diagnostic.get(0))
      vim.cmd('qall!')`;
    writeFileSync(join(folder, 'look.lua'), look);
    const { stdout, stderr } = spawnSync(
      'nvim',
      ['--headless', '--clean', '-u', 'init.lua', '-c', 'luafile look.lua'],
      {
        cwd: folder,
        encoding: 'utf8',
        timeout: 60_000,
        env: { ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder },
      },
    );
    expect(stdout + stderr).toContain('found 1');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * A JetBrains IDE makes a link of what its macro FILE_PATH matches: an absolute path of letters, digits, blanks and
 * `_-./`, with a file behind it.
 */
it('documents a JetBrains watcher whose lines become links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-documented-'));
  try {
    execFileSync('git', ['init', '-q', folder]);
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/api.js'), `new Pictify({ apiKey: '${createSampler(82).key('live', 32)}' });\n`);
    const [, script = ''] = /^-c "(.*)"$/m.exec(page) ?? [];
    const command = script
      .replace('npx pictify-scan', `'${process.execPath}' '${resolve('dist/bin.cjs')}'`)
      .replaceAll('$FilePathRelativeToProjectRoot$', 'src/api.js')
      .replaceAll('$ProjectFileDir$', folder);
    const { stdout } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    const [, file, line, column, message] = /^((?:[A-Za-z]:|\/)[\w \-\\./]+):(\d+):(\d+): (.*)$/m.exec(stdout) ?? [];
    expect({ file, line, column, message }).toEqual({
      file: join(folder, 'src/api.js'),
      line: '1',
      column: '24',
      message: expect.stringContaining('Pictify live API key'),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
