import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';

const key = createSampler(77).key('live');
const hasNeovim = spawnSync('nvim', ['--version']).status === 0;
if (!hasNeovim) console.log('skipped: the editor test needs Neovim (Debian: apt-get install neovim)');

interface Outcome {
  readonly error?: string;
  readonly before: number;
  readonly diagnostic: { readonly code: string; readonly lnum: number; readonly col: number; readonly message: string };
  readonly hover: string;
  readonly actions: readonly string[];
  readonly after: readonly string[];
}

/** A real editor with its own LSP client, in a real repository. */
describe.skipIf(!hasNeovim)('Neovim', () => {
  let folder = '';
  let printed = '';
  let outcome: Outcome;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pictify-scan-nvim-'));
    execFileSync('git', ['init', '-q', folder]);
    writeFileSync(join(folder, '.gitignore'), '.env\n');
    writeFileSync(join(folder, '.env'), 'PORT=3000\n');
    writeFileSync(join(folder, 'api.js'), '// empty\n');
    const { stdout, stderr } = spawnSync(
      'nvim',
      ['--headless', '--clean', '-l', resolve('test/lsp/drive.lua')]
        .slice(0, 2)
        .concat(['-c', `luafile ${resolve('test/lsp/drive.lua')}`]),
      {
        encoding: 'utf8',
        timeout: 60_000,
        env: {
          ...process.env,
          PICTIFY_SCAN_BIN: resolve('dist/bin.cjs'),
          TEST_FILE: join(folder, 'api.js'),
          TEST_NODE: process.execPath,
          TEST_KEY: key,
          XDG_STATE_HOME: folder,
          XDG_CACHE_HOME: folder,
        },
      },
    );
    printed = stdout + stderr;
    const json = /\{.*\}/s.exec(printed)?.[0];
    if (json === undefined) throw new Error(`Neovim printed no result: ${printed}`);
    outcome = JSON.parse(json) as Outcome;
  }, 90_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('goes through', () => expect(outcome.error).toBeUndefined());
  it('shows nothing on a clean file', () => expect(outcome.before).toBe(0));
  it('shows a diagnostic on the key when the file is saved', () =>
    expect(outcome.diagnostic).toMatchObject({ code: 'pictify/live-key', lnum: 0, col: 39 }));
  it('explains on hover', () => expect(outcome.hover).toContain('the statement names Pictify'));
  it('offers the actions', () =>
    expect(outcome.actions).toEqual([
      'Move it into .env and read it from the environment',
      'Read it from the environment: the value is not kept',
      'Ignore pictify/live-key here, with a reason',
      'Open the page of pictify/live-key',
    ]));
  it('applies the first one correctly', () =>
    expect(outcome.after).toEqual(['const pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });']));
  it('keeps the value in the ignored .env', () =>
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(`PORT=3000\nPICTIFY_API_KEY=${key}\n`));
  it('has git ignore every sort of environment file but the template', () =>
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('.env\n.env\n.env.*\n!.env.example\n'));
  it('tells in the template that there is such a variable', () =>
    // Neovim 0.7 leaves an empty line at the end of a file that it made.
    expect(readFileSync(join(folder, '.env.example'), 'utf8').trimEnd()).toBe('PICTIFY_API_KEY=pk_live_your_key'));
  it('writes no key to any log', () => expect(printed).not.toContain(key));
});
