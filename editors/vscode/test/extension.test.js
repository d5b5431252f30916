// The packed extension in a real VS Code: npm run test:vscode.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { CodeServer, installCodeServer } from './codeServer.js';
import { Window } from './window.js';

const here = dirname(fileURLToPath(import.meta.url));
const vsix = resolve(here, '../dist/pictify-scan.vsix');
/** Made when the test runs: no file of this repository holds one. It says itself that it is none. */
const key = ['pk', 'live', 'Made4 The Picture Of The Readme7 Only2'.replaceAll(' ', '')].join('_');
const line = (value) => `const pictify = new Pictify({ apiKey: '${value}' });`;

const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.editor.useModal': 'off',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.autoClosingQuotes': 'never',
  'editor.autoClosingBrackets': 'never',
  'editor.quickSuggestions': 'off',
  'editor.suggestOnTriggerCharacters': false,
  'editor.parameterHints.enabled': false,
  'javascript.validate.enable': false,
  'git.enabled': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
};

let browser;
let code;
let repository;
let view;

function makeRepository(files) {
  const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-open-'));
  execFileSync('git', ['init', '-q', folder]);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync('git', ['-C', folder, 'add', '.gitignore']);
  return folder;
}

before(async () => {
  installCodeServer();
  repository = makeRepository({
    '.gitignore': '.env\n.env.*\n!.env.example\n',
    '.env': 'PORT=3000\n',
    'api.js': '',
    'closed.js': `${line(key)}\n`,
    'pictify-scan.config.json': '{}\n',
  });
  code = new CodeServer();
  assert.match(code.install(vsix), /successfully installed/);
  code.writeSettings({ ...quiet, 'security.workspace.trust.enabled': false });
  await code.start();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  view = await Window.open(browser, code.url, repository);
});

after(async () => {
  await browser?.close();
  await code?.stop();
  if (repository) rmSync(repository, { recursive: true, force: true });
});

test('the extension is installed', () => assert.match(code.listExtensions(), /^pictify\.pictify-scan-vscode$/m));

test('the status bar says that all is clean', () => view.statusIs('Pictify: clean'));

test('a key that is typed and saved is underlined', async () => {
  await view.openFile('api.js');
  await view.type(line(key));
  await view.save();
  await view.statusIs('Pictify: 1 finding');
  assert.equal(await view.squiggles(), 1);
});

test('a click on the status bar lists it in Problems', async () => {
  await view.clickStatus();
  const rows = await view.until(
    () => view.problems(),
    (all) => all.some((row) => row.includes('Pictify live API key')),
    'the row in Problems',
  );
  assert.match(rows.join('\n'), /pictify\/live-key/);
});

test('the hover says by what it was told', async () =>
  assert.match(await view.hoverText(), /the statement names Pictify/));

test('the quick fix moves the key into the ignored .env', async () => {
  await view.openFile('api.js');
  const titles = await view.quickFixes();
  // The picture for the README is taken on request.
  if (process.env.SCREENSHOT) await view.page.screenshot({ path: process.env.SCREENSHOT });
  const title = 'Move it into .env and read it from the environment';
  assert.ok(titles.includes(title), titles.join('\n'));
  await view.choose(title);
  await view.statusIs('Pictify: clean');
  await view.command('File: Save All');
  const read = (path) => readFileSync(join(repository, path), 'utf8');
  await view.until(
    () => read('.env'),
    (text) => text === `PORT=3000\nPICTIFY_API_KEY=${key}\n`,
    'the value in .env',
  );
  assert.equal(read('api.js'), line('@').replace("'@'", 'process.env.PICTIFY_API_KEY'));
  assert.equal(read('.env.example'), 'PICTIFY_API_KEY=pk_live_your_key\n');
});

test('a misspelt key in the config is underlined, said in the status bar, and mended', async () => {
  const config = join(repository, 'pictify-scan.config.json');
  writeFileSync(config, '{ "presett": "strict" }\n');
  await view.statusIs('Pictify: not able');
  assert.match(await view.statusTip(), /presett/);
  await view.openFile('pictify-scan.config.json');
  await view.until(
    () => view.squiggles('warning'),
    (number) => number === 1,
    'the underlined key',
  );
  writeFileSync(config, '{}\n');
  await view.statusIs('Pictify: clean');
});

test('the whole workspace is looked at on request', async () => {
  await view.command('Pictify Scan: Scan the Workspace');
  await view.statusIs('Pictify: 1 finding');
  assert.match((await view.problems()).join('\n'), /closed\.js/);
});

test('the scanner can be restarted', async () => {
  await view.command('Pictify Scan: Restart the Scanner');
  await view.statusIs('Pictify: clean');
});

test('no log holds the key', () => {
  const logs = readdirSync(code.folder, { recursive: true }).filter((path) => path.endsWith('.log'));
  assert.ok(
    logs.some((path) => path.includes('Pictify Scan')),
    logs.join('\n'),
  );
  const holding = logs.filter((path) => readFileSync(join(code.folder, path), 'utf8').includes(key));
  assert.deepEqual(holding, []);
  assert.ok(!code.printed.includes(key));
});

test('code of a workspace runs only where the workspace is trusted', async (context) => {
  const folder = makeRepository({ '.gitignore': 'node_modules\n.env\n.env.*\n!.env.example\n', 'api.js': '' });
  const ran = join(folder, 'ran');
  const own = join(folder, 'node_modules/pictify-scan');
  mkdirSync(own, { recursive: true });
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({ name: 'pictify-scan', version: '99.0.0', bin: { 'pictify-scan': 'run.cjs' } }),
  );
  const real = resolve(here, '../../../dist/bin.cjs');
  writeFileSync(
    join(own, 'run.cjs'),
    `require('node:fs').writeFileSync(${JSON.stringify(ran)}, ''); require(${JSON.stringify(real)});`,
  );
  const server = new CodeServer();
  context.after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  server.install(vsix);
  server.writeSettings({ ...quiet, 'security.workspace.trust.startupPrompt': 'never' });
  await server.start();
  const other = await Window.open(browser, server.url, folder);
  await other.statusIs('Pictify: clean');
  assert.match(await other.statusTip(), /bundled/);
  assert.ok(!existsSync(ran));
  await other.trust();
  await other.until(
    () => existsSync(ran),
    (exists) => exists,
    "the project's own scanner",
  );
  await other.statusIs('Pictify: clean');
  assert.match(await other.statusTip(), /99\.0\.0 \(the project’s own\)/);
});
