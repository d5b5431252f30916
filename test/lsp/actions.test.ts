import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { createSampler } from '../../rules/sampler.js';
import { Client } from './client.js';
import { Repository } from './repository.js';

const sampler = createSampler(43);
const [key, second, third] = [sampler.key('live', 32), sampler.key('test', 32), sampler.key('live', 32)];
const ABLE: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
  textDocument: { codeAction: { disabledSupport: true } },
};
const leak = (secret: string): string => `new Pictify({ apiKey: '${secret}' });\n`;

let repository: Repository;
let client: Client | undefined;

beforeEach(() => {
  repository = new Repository();
});
afterEach(async () => {
  await client?.stop();
  client = undefined;
  repository.remove();
});

async function open(
  path: string,
  text: string,
  capabilities = ABLE,
): Promise<{ one: Client; uri: string; found: readonly Diagnostic[] }> {
  const one = (client = await Client.start(repository.root, capabilities));
  const uri = repository.write(path, text);
  await one.open(uri, text);
  return { one, uri, found: await one.looked(uri) };
}

async function actionOn(
  path: string,
  text: string,
  title: string,
): Promise<{ action: CodeAction | undefined; one: Client; uri: string }> {
  const { one, uri, found } = await open(path, text);
  const [first] = found;
  if (!first) throw new Error('nothing was found');
  const actions = await one.actions(uri, first);
  return { action: actions.find((each) => each.title.startsWith(title)), one, uri };
}

describe('all secrets of a file', () => {
  const three = `// a\n${leak(key)}${leak(second)}${leak(key)}${leak(third)}`;

  it('leave it in one edit that is right as a whole', async () => {
    const { action } = await actionOn('api.js', three, 'Move all 4 secrets of this file into .env');
    const read = (name: string): string => `new Pictify({ apiKey: process.env.${name} });\n`;
    expect(repository.after(action?.edit, { 'api.js': three })).toEqual({
      'api.js': `// a\n${read('PICTIFY_API_KEY')}${read('PICTIFY_TEST_API_KEY')}${read('PICTIFY_API_KEY')}${read('PICTIFY_API_KEY_2')}`,
      '.env': `PICTIFY_API_KEY=${key}\nPICTIFY_TEST_API_KEY=${second}\nPICTIFY_API_KEY_2=${third}\n`,
      '.env.example': expect.stringMatching(/^(?:PICTIFY_\w+=pk_(?:live|test)_your_key\n){3}$/),
    });
  });

  it('take one import along', async () => {
    const text = `import sys\n\na = Pictify(api_key="${key}")\nb = Pictify(api_key="${third}")\nprint(sys.path)\n`;
    const { action } = await actionOn('api.py', text, 'Move all 2');
    expect(repository.after(action?.edit, { 'api.py': text })['api.py']).toBe(
      'import os\nimport sys\n\na = Pictify(api_key=os.environ["PICTIFY_API_KEY"])\nb = Pictify(api_key=os.environ["PICTIFY_API_KEY_2"])\nprint(sys.path)\n',
    );
  });

  it('are not offered together where there is one', async () => {
    expect((await actionOn('api.js', leak(key), 'Move all')).action).toBeUndefined();
  });

  it.each([
    ['source', 1],
    ['source.moveSecrets', 1],
    ['source.moveSecrets.pictify-scan', 1],
    ['source.fixAll', 0],
    ['source.organizeImports', 0],
    ['refactor', 0],
  ])('come by the kind %s: %i', async (kind, wanted) => {
    const { one, uri } = await open('api.js', three);
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    const actions = await one.actionsAt(uri, range, { diagnostics: [], only: [kind] });
    expect(actions.map((each) => each.kind)).toEqual(Array(wanted).fill('source.moveSecrets.pictify-scan'));
  });

  it('read the values without keeping them where no file may be written', async () => {
    const plain = new Repository({ git: false });
    try {
      const one = (client = await Client.start(plain.root, ABLE));
      const uri = plain.write('api.js', three);
      await one.open(uri, three);
      const [first] = await one.looked(uri);
      const actions = first ? await one.actions(uri, first) : [];
      const all = actions.find(({ title }) => title.startsWith('Read all 4 secrets'));
      expect(Object.keys(plain.after(all?.edit, { 'api.js': three }))).toEqual(['api.js']);
    } finally {
      plain.remove();
    }
  });
});

describe('accepting in the baseline', () => {
  const TITLE = 'Accept it in the baseline';
  const baseline = '.pictify-scan-baseline';

  it('is offered where there is a baseline alone', async () => {
    expect((await actionOn('api.js', leak(key), TITLE)).action).toBeUndefined();
  });

  it('adds the entry that the command would, and git a way to merge it', async () => {
    repository.write('old.js', leak(third));
    repository.git('add', '-A');
    execFileSync(process.execPath, [resolve('dist/bin.cjs'), 'baseline'], { cwd: repository.root, stdio: 'ignore' });
    const { action, uri, one } = await actionOn('api.js', leak(key), TITLE);
    const before = execFileSync('cat', [baseline], { cwd: repository.root, encoding: 'utf8' });
    const texts = repository.after(action?.edit, { [baseline]: before });
    repository.git('add', '-A');
    execFileSync(process.execPath, [resolve('dist/bin.cjs'), 'baseline'], { cwd: repository.root, stdio: 'ignore' });
    expect(texts).toEqual({
      [baseline]: execFileSync('cat', [baseline], { cwd: repository.root, encoding: 'utf8' }),
    });
    await one.watchedChanged(repository.at(baseline));
    await one.until(() => one.count(`publish ${uri}`) === 2, 'the second look');
    expect(one.diagnostics(uri)).toEqual([]);
  });

  it('makes the file that the config names, with the last day that it allows', async () => {
    repository.write('pictify-scan.config.json', '{ "baseline": "accepted.txt", "maxIgnoreDays": 10 }');
    const { action } = await actionOn('api.js', leak(key), TITLE);
    expect(repository.after(action?.edit, {})).toEqual({
      'accepted.txt': expect.stringMatching(/\n[0-9a-f]{20} pictify\/live-key api\.js # expires:\d{4}-\d\d-\d\d\n$/),
      '.gitattributes': '/accepted.txt merge=union\n',
    });
  });

  it.each([
    ['an owner is asked for', { requireOwner: true }, '', /asks for an owner/],
    ['the baseline is broken', {}, 'no entry\n', /is no baseline entry/],
  ])('says why not where %s', async (_why, config, text, reason) => {
    repository.write('pictify-scan.config.json', JSON.stringify(config));
    const { one, uri, found } = await open('api.js', leak(key));
    repository.write(baseline, text);
    const actions = found[0] ? await one.actions(uri, found[0]) : [];
    expect(actions.find(({ title }) => title.startsWith(TITLE))?.disabled?.reason).toMatch(reason);
  });
});

describe('a client that keeps not all of a diagnostic', () => {
  const range = { start: { line: 0, character: 25 }, end: { line: 0, character: 25 } };
  const bare = { range, message: 'Pictify live API key' };

  it.each([
    ['names none', []],
    ['drops data, source and code', [bare]],
    ['names those of others', [{ ...bare, source: 'eslint', code: 'no-new' }]],
  ])('gets its actions where it %s', async (_what, diagnostics: Diagnostic[]) => {
    const { one, uri } = await open('api.js', leak(key));
    const actions = await one.actionsAt(uri, range, { diagnostics });
    expect(actions.map(({ title }) => title)).toContain('Move it into .env and read it from the environment');
  });

  it('gets none beside the key', async () => {
    const { one, uri } = await open('api.js', `${leak(key)}\n\n`);
    const at = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
    expect(await one.actionsAt(uri, at, { diagnostics: [] })).toEqual([]);
  });
});
