import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { Terminal } from './terminal.js';

const key = createSampler(80).key('live', 32);
// Some distributions call it helix.
const helix = ['hx', 'helix'].find((name) => {
  const { stdout, error } = spawnSync(name, ['--version'], { encoding: 'utf8' });
  return error === undefined && stdout.startsWith('helix ');
});
const canRun = helix !== undefined && Terminal.isThere();
if (!canRun) console.log('skipped: this test needs Helix (hx) and tmux');

/** A real editor in a real terminal, with the settings of the page. */
describe.skipIf(!canRun)('Helix', () => {
  let folder = '';
  let repository = '';
  let terminal: Terminal | undefined;
  const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
  const shown = { diagnostic: '', actions: '' };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pictify-scan-helix-'));
    repository = join(folder, 'repository');
    execFileSync('git', ['init', '-q', repository]);
    writeFileSync(join(repository, '.gitignore'), '.env\n.env.*\n!.env.example\n');
    writeFileSync(join(repository, 'api.js'), `// first\nconst pictify = new Pictify({ apiKey: '${key}' });\n`);
    const [, settings = ''] = /^```toml\n([^]*?)^```$/m.exec(readFileSync('docs/editors.md', 'utf8')) ?? [];
    mkdirSync(join(folder, 'helix'));
    writeFileSync(
      join(folder, 'helix/languages.toml'),
      settings
        .replace('command = "npx"', `command = '${process.execPath}'`)
        .replace('args = ["pictify-scan"', `args = ['${resolve('dist/bin.cjs')}'`)
        .replace('"typescript-language-server", ', ''),
    );
    terminal = new Terminal(folder, `${helix} api.js`, {
      cwd: repository,
      environment: { XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
    });
    shown.diagnostic = await terminal.shows('Pictify live API key');
    // To the next diagnostic, and what can be done about it.
    terminal.press(']', 'd', 'Space', 'a');
    shown.actions = await terminal.shows('Move it into .env');
    terminal.press('Enter');
    await terminal.shows('process.env.PICTIFY_API_KEY });');
    terminal.press(':wa', 'Enter');
    await terminal.shows('written');
    for (const end = Date.now() + 60_000; Date.now() < end && !existsSync(join(repository, '.env.example'));)
      await new Promise((done) => setTimeout(done, 50));
    terminal.press(':qa', 'Enter');
  }, 240_000);

  afterAll(() => {
    terminal?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the diagnostic at its line', () =>
    expect(shown.diagnostic).toMatch(/● +2 +const pictify = [^\n]*Pictify live API key/));
  it('offers the actions', () =>
    expect(shown.actions).toMatch(
      /Move it into \.env and read it[^]*the value is not kept[^]*Ignore pictify\/live-key here[^]*Open the page of/,
    ));
  it.each([
    ['api.js', '// first\nconst pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });\n'],
    ['.env', `PICTIFY_API_KEY=${key}\n`],
    ['.env.example', 'PICTIFY_API_KEY=pk_live_your_key\n'],
    ['.gitignore', '.env\n.env.*\n!.env.example\n'],
  ])('leaves %s as it should be, once all are saved', (path, wanted) =>
    // It ends a file that it made with a line of its own.
    expect(read(path).trimEnd()).toBe(wanted.trimEnd()),
  );
  it('writes no key to its log', () => {
    const log = join(folder, 'helix/helix.log');
    expect(existsSync(log) ? readFileSync(log, 'utf8') : '').not.toContain(key);
  });
});
