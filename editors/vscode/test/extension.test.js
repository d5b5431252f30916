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
/** Joined when the test runs: no file of this repository holds one. It says itself that it is none. */
const key = ['pk', 'live', 'Made4ThePictureOfTheReadme7Only2'].join('_');
const line = (value) => `const pictify = new Pictify({ apiKey: '${value}' });`;

const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
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
  assert.match(await view.hoverText(), /the statement says Pictify/));

test('the quick fix moves the key into the ignored .env', async () => {
  await view.openFile('api.js');
  const [first] = await view.quickFixes();
  await view.choose(first);
  await view.statusIs('Pictify: clean');
  await view.command('File: Save All');
  await view.until(
    () => readFileSync(join(repository, '.env'), 'utf8'),
    (text) => text === `PORT=3000\nPICTIFY_API_KEY=${key}\n`,
    'the value in .env',
  );
  assert.equal(
    readFileSync(join(repository, 'api.js'), 'utf8'),
    line('@').replace("'@'", 'process.env.PICTIFY_API_KEY'),
  );
});

test('the whole workspace is looked at on request', async () => {
  await view.command('Pictify Scan: Scan the Workspace');
  await view.statusIs('Pictify: 1 finding');
  assert.match((await view.problems()).join('\n'), /closed\.js/);
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
  assert.ok(existsSync(vsix));
});
