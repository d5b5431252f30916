import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, Diagnostic, TextDocumentEdit } from 'vscode-languageserver/node';
import { createSampler } from '../../rules/sampler.js';
import { Client } from './client.js';

const sampler = createSampler(41);
const key = sampler.key('live', 32);
const LEAK = `const pictify = new Pictify({ apiKey: '${key}' });\n`;
const WATCHES: ClientCapabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
const ABLE: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
  textDocument: { codeAction: { disabledSupport: true }, hover: { contentFormat: ['markdown'] } },
  window: { showDocument: { support: true }, workDoneProgress: true },
};

let root = '';
let client: Client | undefined;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pictify-scan-lsp-'));
  execFileSync('git', ['init', '-q', root]);
  write('.gitignore', '.env\n.env.*\n!.env.example\n');
});

afterEach(async () => {
  await client?.stop();
  client = undefined;
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return at(path);
}

function at(path: string): string {
  return pathToFileURL(join(root, path)).href;
}

function git(...args: string[]): void {
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);
}

/** The edits of an action, by path from the root; `+` marks a file that is made. */
function editsOf(edit: unknown): Record<string, string[]> {
  const { documentChanges = [] } = edit as { documentChanges?: (TextDocumentEdit | { kind: 'create'; uri: string })[] };
  const edits: Record<string, string[]> = {};
  for (const change of documentChanges) {
    if ('kind' in change) edits[change.uri.replace(`${at('')}/`, '')] = ['+'];
    else {
      const name = change.textDocument.uri.replace(at(''), '').replace(/^\//, '');
      edits[name] = [...(edits[name] ?? []), ...change.edits.map((each) => ('newText' in each ? each.newText : ''))];
    }
  }
  return edits;
}

async function start(capabilities: ClientCapabilities = ABLE): Promise<Client> {
  return (client = await Client.start(root, capabilities));
}

async function leak(path = 'api.js', text = LEAK): Promise<{ uri: string; diagnostic: Diagnostic; client: Client }> {
  const started = await start();
  const uri = write(path, text);
  await started.open(uri, text);
  const [diagnostic] = await started.looked(uri);
  if (!diagnostic) throw new Error('nothing was found');
  return { uri, diagnostic, client: started };
}

describe('looking', () => {
  it('looks once at a version, however often it is saved', async () => {
    const { uri, client: at1 } = await leak();
    for (let times = 0; times < 3; times += 1) await at1.save(uri);
    await at1.type(uri, 0, '\n');
    await at1.looked(uri);
    expect(at1.count(`publish ${uri}`)).toBe(2);
  });

  it('leaves other documents alone when one changes', async () => {
    const one = await start();
    const [a, b] = [at('a.js'), at('b.js')];
    await one.open(a, LEAK);
    await one.open(b, LEAK);
    await one.looked(b);
    await one.type(a, 0, '// more\n');
    await one.looked(a);
    expect([one.count(`publish ${a}`), one.count(`publish ${b}`)]).toEqual([2, 1]);
  });

  it('answers during a burst of typing in 5 MB, and looks at its last version only', async () => {
    const one = await start();
    const uri = at('big.js');
    await one.open(uri, `${'let filler = 12345;\n'.repeat(262_144)}${LEAK}`);
    await one.looked(uri);
    const from = one.heard.length;
    const answers: Promise<string>[] = [];
    for (let times = 0; times < 60; times += 1) {
      void one.type(uri, 0, `// ${times}\n`);
      if (times % 10 === 9) answers.push(one.hover(uri, 262_144 + times + 1, 45));
    }
    await Promise.all(answers);
    await one.looked(uri);
    const heard = one.heard.slice(from).map(({ what }) => what);
    expect(heard).toEqual([...Array.from({ length: 6 }, () => 'hover'), `publish ${uri}`]);
  });

  it('shows what is in an unsaved buffer outside of any file', async () => {
    const one = await start();
    await one.open('untitled:Untitled-1', LEAK);
    expect((await one.looked('untitled:Untitled-1')).map(({ code }) => code)).toEqual(['pictify/live-key']);
  });

  it('leaves out what the baseline accepts', async () => {
    write('api.js', LEAK);
    git('add', '-A');
    execFileSync(process.execPath, [join(process.cwd(), 'dist/bin.cjs'), 'baseline'], { cwd: root, stdio: 'ignore' });
    const one = await start();
    await one.open(at('api.js'), LEAK);
    expect(await one.looked(at('api.js'))).toEqual([]);
  });

  it('shows nothing in a .env that git never sees', async () => {
    const one = await start();
    await one.open(at('.env'), `PICTIFY_API_KEY=${key}\n`);
    expect(await one.looked(at('.env'))).toEqual([]);
  });

  it('shows a key in a .env that git tracks, ignored or not', async () => {
    const uri = write('.env', 'PORT=1\n');
    git('add', '-f', '.env');
    const one = await start();
    await one.open(uri, `PICTIFY_API_KEY=${key}\n`);
    expect((await one.looked(uri)).length).toBeGreaterThan(0);
  });

  it('takes an ignore file that is a symbolic link for none, as git does', async () => {
    write('entries', '.env\n');
    rmSync(join(root, '.gitignore'));
    symlinkSync('entries', join(root, '.gitignore'));
    const one = await start();
    await one.open(at('.env'), `PICTIFY_API_KEY=${key}\n`);
    expect((await one.looked(at('.env'))).length).toBeGreaterThan(0);
  });

  it('takes its diagnostics along when a document is closed', async () => {
    const { uri, client: one } = await leak();
    await one.close(uri);
    await one.until(() => one.count(`publish ${uri}`) === 2, 'the second publish');
    expect(one.diagnostics(uri)).toEqual([]);
  });
});

describe('what judges', () => {
  const SILENT = JSON.stringify({ rules: { 'pictify/*': 'off' } });

  it('is watched', async () => {
    const one = await start(WATCHES);
    await one.until(() => one.count('register') > 0, 'the registration');
    const registered = JSON.stringify(one.heard.find(({ what }) => what === 'register')?.params);
    for (const name of ['pictify-scan.config', '.gitignore', '.pictify-scan-baseline', 'package.json'])
      expect(registered).toContain(name);
  });

  it('counts from when it changes on disk, for the documents that it judges alone', async () => {
    const other = mkdtempSync(join(tmpdir(), 'pictify-scan-lsp-other-'));
    const one = await start(WATCHES);
    const [mine, others] = [at('api.js'), pathToFileURL(join(other, 'api.js')).href];
    await one.open(mine, LEAK);
    await one.open(others, LEAK);
    await one.looked(others);
    await one.watchedChanged(write('pictify-scan.config.json', SILENT));
    await one.until(() => one.count(`publish ${mine}`) === 2, 'the second look');
    rmSync(other, { recursive: true });
    expect([one.diagnostics(mine).length, one.diagnostics(others).length, one.count(`publish ${others}`)]).toEqual([
      0, 1, 1,
    ]);
  });

  it('counts from when it is saved, with clients that watch nothing', async () => {
    const { uri, client: one } = await leak();
    const config = write('pictify-scan.config.json', SILENT);
    await one.open(config, SILENT);
    await one.save(config);
    await one.until(() => one.count(`publish ${uri}`) === 2, 'the second look');
    expect(one.diagnostics(uri)).toEqual([]);
  });

  it('is watched under other names too, where a config says so', async () => {
    write('shared/base.json', SILENT);
    write('pictify-scan.config.json', JSON.stringify({ extends: ['./shared/base.json'] }));
    const one = await start(WATCHES);
    await one.until(() => one.count('register') > 1, 'the second registration');
    expect(JSON.stringify(one.heard.filter(({ what }) => what === 'register'))).toContain('shared/base.json');
  });

  it('looks at environment files again when an ignore file changes, at no others', async () => {
    const one = await start(WATCHES);
    const [code, env] = [at('api.js'), at('.env')];
    await one.open(code, LEAK);
    await one.open(env, `PICTIFY_API_KEY=${key}\n`);
    expect(await one.looked(env)).toEqual([]);
    await one.watchedChanged(write('.gitignore', 'node_modules\n'));
    await one.until(() => one.count(`publish ${env}`) === 2, 'the second look');
    expect([one.diagnostics(env).length > 0, one.count(`publish ${code}`)]).toEqual([true, 1]);
  });

  it('is told broken once, and mended', async () => {
    write('pictify-scan.config.json', '{ "presett": 1 }');
    const one = await start(WATCHES);
    await one.until(() => one.count('status') === 1, 'the status');
    await one.open(at('api.js'), LEAK);
    await one.watchedChanged(write('pictify-scan.config.json', '{}'));
    await one.looked(at('api.js'));
    const said = one.heard.filter(({ what }) => what === 'status' || what === 'message').map(({ params }) => params);
    expect(said).toEqual([
      { type: 1, message: expect.stringContaining('presett') },
      { state: 'unable', message: expect.stringContaining('presett') },
      { state: 'ready' },
    ]);
  });
});

describe('hover', () => {
  it('gives the evidence and what to do', async () => {
    const { uri, client: one } = await leak();
    const text = await one.hover(uri, 0, 45);
    expect(text).toMatch(/\*\*pictify\/live-key\*\*[^]*Because[^]*the statement names Pictify[^]*Do[^]*1\. /);
  });

  it('says nothing beside the key', async () => {
    const { uri, client: one } = await leak();
    expect(await one.hover(uri, 0, 3)).toBe('');
  });

  it('makes no link or image of names in the file', async () => {
    const { uri, client: one } = await leak(
      'img/![x](http:/tracker.example/a.png)/pictify.js',
      `const ${'pictify'} = '${key}';\n`,
    );
    expect(await one.hover(uri, 0, 20)).not.toMatch(/(?<!\\)!\[|(?<!\\)\]\(/);
  });
});

describe('actions', () => {
  it('put the value into an ignored .env that is not there yet', async () => {
    const { uri, diagnostic, client: one } = await leak();
    const [first] = await one.actions(uri, diagnostic);
    expect(editsOf(first?.edit)).toEqual({
      '.env': ['+', `PICTIFY_API_KEY=${key}\n`],
      '.env.example': ['+', 'PICTIFY_API_KEY=pk_live_your_key\n'],
      'api.js': ['process.env.PICTIFY_API_KEY'],
    });
  });

  it('add the entries where git does not ignore the .env yet', async () => {
    write('.gitignore', 'node_modules\n');
    const { uri, diagnostic, client: one } = await leak();
    const [first] = await one.actions(uri, diagnostic);
    expect(editsOf(first?.edit)['.gitignore']).toEqual(['.env\n.env.*\n!.env.example\n']);
  });

  it('take what is open in the editor for the .env, not what is on disk', async () => {
    write('.env', 'OLD=1\n');
    const { uri, diagnostic, client: one } = await leak();
    await one.open(at('.env'), `PICTIFY_API_KEY=${sampler.key('live', 32)}\n`);
    await one.looked(at('.env'));
    const [first] = await one.actions(uri, diagnostic);
    expect(editsOf(first?.edit)).toMatchObject({
      '.env': [`PICTIFY_API_KEY_2=${key}\n`],
      'api.js': ['process.env.PICTIFY_API_KEY_2'],
    });
  });

  it('name versions of open documents, so that an edit of an old state is refused', async () => {
    const { uri, diagnostic, client: one } = await leak();
    const [first] = await one.actions(uri, diagnostic);
    const versions = first?.edit?.documentChanges?.flatMap((change) =>
      'textDocument' in change ? [[change.textDocument.uri, change.textDocument.version]] : [],
    );
    expect(versions).toContainEqual([uri, 1]);
  });

  it('do not write a value into a .env that git tracks', async () => {
    write('.env', 'PORT=1\n');
    git('add', '-f', '.env');
    const { uri, diagnostic, client: one } = await leak();
    const actions = await one.actions(uri, diagnostic);
    expect(actions.filter(({ edit }) => JSON.stringify(edit ?? '').includes('/.env"'))).toEqual([]);
    expect(actions[0]?.disabled?.reason).toContain('.env is tracked by git');
  });

  it('import what a language needs', async () => {
    const text = `import sys\n\nprint(sys.path)\n\nclient = Pictify(api_key="${key}")\n`;
    const { uri, diagnostic, client: one } = await leak('api.py', text);
    const [first] = await one.actions(uri, diagnostic);
    expect(editsOf(first?.edit)['api.py']).toEqual(['import os\n', 'os.environ["PICTIFY_API_KEY"]']);
  });

  it.each([
    ['api.js', LEAK, '// pictify-scan-disable-next-line pictify/live-key -- TODO'],
    ['api.py', `client = Pictify(api_key="${key}")\n`, '# pictify-scan-disable-next-line pictify/live-key -- TODO'],
    ['settings.json', `{ "pictify": { "apiKey": "${key}" } }\n`, '"reason": "TODO'],
  ])('ignore with a place for the reason in %s', async (path, text, wanted) => {
    const { uri, diagnostic, client: one } = await leak(path, text);
    const ignore = (await one.actions(uri, diagnostic)).find(({ title }) => title.startsWith('Ignore'));
    expect(Object.values(editsOf(ignore?.edit)).flat().join('')).toContain(wanted);
  });

  it("open the rule's page", async () => {
    const { uri, diagnostic, client: one } = await leak();
    const page = (await one.actions(uri, diagnostic)).find(({ title }) => title.startsWith('Open the page'));
    await one.execute(page?.command?.command ?? '', ...(page?.command?.arguments ?? []));
    expect(one.heard.find(({ what }) => what === 'showDocument')?.params).toMatchObject({
      uri: pathToFileURL(join(process.cwd(), 'docs/rules/pictify-live-key.md')).href,
    });
  });
});

describe('the whole workspace', () => {
  it('is looked at on request, with progress', async () => {
    const uri = write('closed.js', LEAK);
    git('add', '-A');
    const one = await start();
    expect(await one.execute('pictify-scan.scanWorkspace')).toBe(1);
    expect(one.diagnostics(uri).map(({ code }) => code)).toEqual(['pictify/live-key']);
    expect([one.count('progress begin'), one.count('progress report') > 0, one.count('progress end')]).toEqual([
      1,
      true,
      1,
    ]);
  });

  it('ends its progress where it cannot be done', async () => {
    write('pictify-scan.config.json', '{');
    const one = await start();
    await one.execute('pictify-scan.scanWorkspace');
    expect([one.count('progress begin'), one.count('progress end'), one.count('message') > 0]).toEqual([1, 1, true]);
  });

  describe('taken back', () => {
    const ended = async (by: 'request' | 'progress'): Promise<{ one: Client; uri: string; answer: unknown }> => {
      const uri = write('closed.js', LEAK);
      // Some work, so that there is something to end.
      for (let index = 0; index < 200; index += 1) write(`much/${index}.txt`, 'let filler = 12345;\n'.repeat(5000));
      git('add', '-A');
      const one = await start();
      const answer = await one
        .executeAndCancel(by, 'pictify-scan.scanWorkspace')
        .catch((error: unknown) => (error as { code: number }).code);
      return { one, uri, answer };
    };

    it.each([
      ['by the request', 'request', -32_800],
      ['by its progress', 'progress', null],
    ] as const)('%s, it ends and shows nothing new', async (_how, by, wanted) => {
      const { one, uri, answer } = await ended(by);
      expect({ answer, shown: one.diagnostics(uri), ends: one.count('progress end') }).toEqual({
        answer: wanted,
        shown: [],
        ends: 1,
      });
    });

    it('can be asked for again', async () => {
      const { one } = await ended('progress');
      expect(await one.execute('pictify-scan.scanWorkspace')).toBe(1);
    });
  });

  it('forgets what is gone at the next time', async () => {
    const uri = write('closed.js', LEAK);
    git('add', '-A');
    const one = await start();
    await one.execute('pictify-scan.scanWorkspace');
    write('closed.js', '// nothing\n');
    await one.execute('pictify-scan.scanWorkspace');
    expect(one.diagnostics(uri)).toEqual([]);
  });

  it('keeps a missing ignore entry in view, and offers the entries', async () => {
    const uri = write('.gitignore', 'node_modules\n');
    git('add', '-A');
    const one = await start();
    await one.execute('pictify-scan.scanWorkspace');
    await one.open(uri, 'node_modules\n');
    const [diagnostic] = await one.looked(uri);
    expect(diagnostic?.code).toBe('pictify/gitignore-missing');
    const [first] = diagnostic ? await one.actions(uri, diagnostic) : [];
    expect(editsOf(first?.edit)).toEqual({ '.gitignore': ['.env\n.env.*\n!.env.example\n'] });
  });
});

it('says no key in any message but an edit', async () => {
  const { uri, diagnostic, client: one } = await leak();
  await one.hover(uri, 0, 45);
  await one.actions(uri, diagnostic);
  await one.execute('pictify-scan.scanWorkspace');
  expect(one.everything).not.toContain(key);
});
