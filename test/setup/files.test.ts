import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { addHookLine, removeHookLine } from '../../src/setup/hookLine.js';
import { applyPlan, planInit } from '../../src/setup/index.js';
import { insertMember, parseObject, prefixString, removeMember, unprefixString } from '../../src/setup/jsonText.js';
import { appendBlock, removeBlock } from '../../src/setup/textBlock.js';
import { Playground } from './kit.js';

const SALT = '0123456789abcdef0123456789abcdef';

/** What an init leaves in one file. */
async function after(
  file: string,
  before: string | undefined,
  others: Readonly<Record<string, string>> = {},
  more = {},
): Promise<string | undefined> {
  const playground = Playground.create();
  for (const [name, text] of Object.entries(others)) playground.write(name, text);
  if (before !== undefined) playground.write(file, before);
  playground.git('add', '-A', '-f');
  await playground.init(more);
  return playground.has(file) ? playground.read(file) : undefined;
}

async function comesBack(files: Readonly<Record<string, string>>, more = {}): Promise<void> {
  const playground = Playground.create();
  for (const [name, text] of Object.entries(files)) playground.write(name, text);
  playground.git('add', '-A', '-f');
  const before = playground.snapshot();
  await playground.init(more);
  expect((await planInit(playground.options(more))).steps).toEqual([]);
  await playground.uninstall();
  expect(playground.snapshot()).toEqual(before);
}

function workTree(snapshot: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(snapshot).filter(([name]) => !name.startsWith('.git/')));
}

describe('the config', () => {
  it('is written with a schema and a salt only', async () => {
    expect(await after('pictify-scan.config.json', undefined)).toBe(
      `{\n  "$schema": "./node_modules/pictify-scan/schema/config.schema.json",\n  "salt": "${SALT}"\n}\n`,
    );
  });

  it('gets a salt of 128 random bits', async () => {
    const salts = await Promise.all(
      [1, 2].map(async () => {
        const { salt: _, ...options } = Playground.create().options();
        const step = (await planInit(options)).steps.find((one) => 'path' in one && one.path.endsWith('.config.json'));
        return step?.kind === 'create-file' ? parseObject(step.bytes.toString())?.['salt'] : undefined;
      }),
    );
    expect([salts.every((salt) => /^[0-9a-f]{32}$/.test(String(salt))), new Set(salts).size]).toEqual([true, 2]);
  });

  it.each([
    [
      'pictify-scan.config.json',
      '{\n  // ours\n  "rules": {}, /* here */\n}\n',
      `{\n  "salt": "${SALT}",\n  // ours\n  "rules": {}, /* here */\n}\n`,
    ],
    ['pictify-scan.config.jsonc', '{}', `{\n  "salt": "${SALT}"\n}`],
    ['pictify-scan.config.json', '\uFEFF{"rules": {}}', `\uFEFF{"salt": "${SALT}", "rules": {}}`],
    ['pictify-scan.config.yaml', '# ours\nrules: {}\n', `# ours\nrules: {}\n\nsalt: '${SALT}'\n`],
    ['pictify-scan.config.yml', 'rules: {}', `rules: {}\n\nsalt: '${SALT}'`],
    [
      'package.json',
      '{\r\n\t"name": "x",\r\n\t"pictify-scan": { "rules": {} }\r\n}',
      `{\r\n\t"name": "x",\r\n\t"pictify-scan": { "salt": "${SALT}", "rules": {} }\r\n}`,
    ],
    ['pictify-scan.config.json', '{ "salt": "theirs" }', '{ "salt": "theirs" }'],
    ['pictify-scan.config.json', '{ broken', '{ broken'],
  ])('gets a salt where it has none: %s %j', async (file, before, wanted) => {
    expect(await after(file, before)).toBe(wanted);
  });

  it.each([
    { 'pictify-scan.config.json': '{\n  // ours\n  "rules": {}\n}\n' },
    { 'pictify-scan.config.jsonc': '{}' },
    { 'pictify-scan.config.yaml': 'rules: {}' },
    { 'package.json': '{ "name": "x", "pictify-scan": {} }', '.git/hooks/pre-commit': '#!/bin/sh\n' },
  ])('comes back byte for byte: %j', async (files) => {
    await comesBack(files);
  });

  it('stays where accepted findings hang on its salt', async () => {
    const playground = Playground.create();
    await playground.init();
    const config = playground
      .read('pictify-scan.config.json')
      .replace('\n}', ',\n  "ignore": [{ "fingerprint": "f" }]\n}');
    playground.write('pictify-scan.config.json', config);
    await playground.uninstall();
    expect(playground.read('pictify-scan.config.json')).toBe(config);
  });

  it('takes other scanners over on request', async () => {
    const others = {
      '.gitleaks.toml': '',
      '.gitleaksignore': '',
      '.secrets.baseline': '{}',
      '.secretlintrc.json': '{}',
    };
    const text = (await after('pictify-scan.config.json', undefined, others, { takeOver: true })) ?? '';
    expect(parseObject(text)).toMatchObject({
      extends: ['./.gitleaks.toml'],
      compat: ['gitleaks', 'detect-secrets', 'secretlint'],
    });
  });

  it('only tells of other scanners otherwise', async () => {
    const plan = await planInit(Playground.create().write('.gitleaks.toml', '').options());
    expect(plan.notes.find((note) => note.say.includes('.gitleaks.toml'))?.command).toBe(
      '"extends": ["./.gitleaks.toml"], "compat": ["gitleaks"]',
    );
  });
});

describe('ignore entries', () => {
  const ADDED = ['# Environment files hold secrets (added by pictify-scan)', '.env', '.env.*', '!.env.example'];

  it.each([
    ['node_modules\n', `node_modules\n\n${ADDED.join('\n')}\n`],
    ['node_modules', `node_modules\n\n${ADDED.join('\n')}`],
    ['a\r\nb\r\n', `a\r\nb\r\n\r\n${ADDED.join('\r\n')}\r\n`],
    ['.env\n', `.env\n\n${ADDED.join('\n')}\n`],
    ['/.env*\n!.env\n', `/.env*\n!.env\n\n${ADDED.join('\n')}\n`],
    ['.env\n.env.*\n', '.env\n.env.*\n'],
    ['.env*\n', '.env*\n'],
    ['**/.env\n*.local\n', '**/.env\n*.local\n'],
  ])('are added only where they lack: %j', async (before, wanted) => {
    expect(await after('.gitignore', before)).toBe(wanted);
  });

  it('say what git says', async () => {
    const playground = Playground.create().write('.gitignore', 'x\n');
    await playground.init();
    const answers = ['.env', '.env.local', 'a/.env.production', '.env.example'].map(
      (path) => playground.run('check-ignore', '-q', path).status,
    );
    expect(answers).toEqual([0, 0, 0, 1]);
  });

  it.each([
    ['packages/a', '/.env\n/.env.local\n', undefined],
    ['packages/a', '.env\n.env.*\n', '!.env\n'],
  ])('mind the folders of packages: %s %j %j', async (folder, root, nested) => {
    const playground = Playground.create().write('.gitignore', root).write(`${folder}/package.json`, '{}');
    if (nested !== undefined) playground.write(`${folder}/.gitignore`, nested);
    const plan = await planInit(playground.options());
    const edits = plan.steps.some((step) => 'path' in step && step.path.endsWith('.gitignore'));
    const told = plan.notes.some((note) => note.say.includes(`${folder}/.env`));
    expect([edits, told]).toEqual(nested === undefined ? [true, false] : [false, true]);
  });

  it('do not count a person’s own excludes', async () => {
    const playground = Playground.create().write('.git/info/exclude', '.env\n.env.*\n');
    await playground.init();
    expect(playground.has('.gitignore')).toBe(true);
  });

  it('keep templates that are in git', async () => {
    expect(await after('.gitignore', 'x\n', { 'app/.env.sample': 'A=\n' })).toContain('!.env.example\n!.env.sample\n');
  });

  it('leave a tracked file to the user, with the command', async () => {
    const playground = Playground.create().write('a b/.env', 'X=1\n');
    playground.git('add', '-A', '-f');
    const plan = await playground.init();
    const command = plan.notes.find((note) => note.command?.startsWith('git rm'))?.command ?? 'false';
    execFileSync('sh', ['-c', command], { cwd: playground.top, env: playground.environment });
    expect([playground.git('ls-files', 'a b').trim(), playground.has('a b/.env')]).toEqual(['', true]);
  });

  it.each([{ '.gitignore': 'x' }, { '.gitignore': 'x\r\ny\r\n' }, { '.gitignore': '' }, { 'a/.env.sample': '' }])(
    'come back byte for byte: %j',
    async (files) => {
      await comesBack(files);
    },
  );

  it.each([
    ['.gitignore', undefined, '.env', true],
    ['.gitignore', 'x\n', 'app/.env.local', true],
    ['.gitignore', 'x\n', '.env.example', false],
    ['.gitignore', 'vendor/\n', 'vendor/.env', false],
    ['app/.gitignore', '.env\n', 'app/.env', false],
    ['.gitignore', 'x\n', '.env/lib/main.py', false],
  ])('stay where an environment file needs them: %s %j %s', async (ignoreFile, before, file, stays) => {
    const playground = Playground.create();
    if (before !== undefined) playground.write(ignoreFile, before);
    await playground.init();
    playground.write(file, 'A=1\n');
    const kept = playground.snapshot()['.gitignore'];
    const plan = await playground.uninstall();
    expect([playground.snapshot()['.gitignore'] === kept, plan.notes.some(({ say }) => say.includes(file))]).toEqual([
      stays,
      stays,
    ]);
    playground.git('add', '-A');
    if (stays) expect(playground.git('ls-files', '--', file)).toBe('');
    playground.git('rm', '-rqf', '--cached', '.');
    playground.remove(file);
    await playground.uninstall();
    expect(playground.has('.gitignore') ? playground.read('.gitignore') : undefined).toBe(
      ignoreFile === '.gitignore' ? before : undefined,
    );
  });

  it('are not written through a link', async () => {
    const playground = Playground.create().write('elsewhere', 'x\n');
    symlinkSync('elsewhere', playground.path('.gitignore'));
    const before = playground.snapshot();
    await expect(playground.init()).rejects.toThrow(/is a link/);
    expect(playground.snapshot()).toEqual(before);
  });
});

describe('.env.example', () => {
  const CODE = { 'src/a.ts': 'process.env.PICTIFY_API_KEY\n' };
  it.each([
    [undefined, CODE, '# Copy this file to .env and fill it in; .env stays out of git.\nPICTIFY_API_KEY=\n'],
    [
      'A=\n',
      CODE,
      'A=\n\n# Key of the Pictify API. Real values go into .env, which stays out of git.\nPICTIFY_API_KEY=\n',
    ],
    ['export PICTIFY_API_KEY=\n', CODE, 'export PICTIFY_API_KEY=\n'],
    [undefined, { 'README.md': 'PICTIFY_API_KEY' }, undefined],
    [undefined, { 'a.ts': 'x' }, undefined],
  ])('names the variable where code reads it: %j %j', async (before, others, wanted) => {
    expect(await after('.env.example', before, others)).toBe(wanted);
  });

  it.each([CODE, { ...CODE, '.env.example': 'A=' }, { ...CODE, '.env.sample': 'A=\r\nB=\r\n' }])(
    'comes back byte for byte: %j',
    async (files) => {
      await comesBack(files);
    },
  );
});

describe('the CI file', () => {
  it('is written where GitHub is used and it is asked for', async () => {
    const text =
      (await after('.github/workflows/pictify-scan.yml', undefined, { '.github/x': '' }, { ci: true })) ?? '';
    expect([/fetch-depth: 0/.test(text), /pictify-scan@0\.1\.0 ci/.test(text)]).toEqual([true, true]);
  });

  it.each([
    [{ '.github/x': '' }, false],
    [{ '.gitlab-ci.yml': '' }, true],
    [{ '.github/workflows/a.yml': 'run: npx pictify-scan ci\n' }, true],
  ])('is not written otherwise: %j %j', async (others, ci) => {
    expect(await after('.github/workflows/pictify-scan.yml', undefined, others, { ci })).toBeUndefined();
  });

  it('goes again', async () => {
    await comesBack({ '.github/x': '' }, { ci: true });
  });
});

describe('line ends', () => {
  it.each([
    [undefined, true],
    ['.githooks/* text eol=lf\n', false],
  ])('of hooks are spoken of where git turns them into CRLF: %j', async (attributes, told) => {
    const playground = Playground.create().write('.githooks/pre-commit', '#!/bin/sh\n', 0o755);
    playground.git('config', 'core.hooksPath', '.githooks');
    playground.git('config', 'core.autocrlf', 'true');
    if (attributes !== undefined) playground.write('.gitattributes', attributes);
    const plan = await planInit(playground.options());
    expect(plan.notes.some((note) => note.command === '.githooks/* text eol=lf')).toBe(told);
  });
});

describe('carrying out', () => {
  it('stops when a file changed since the plan', async () => {
    const playground = Playground.create().write('.gitignore', 'x\n');
    const plan = await planInit(playground.options());
    playground.write('.gitignore', 'y\n');
    const before = playground.snapshot();
    await expect(applyPlan(plan, playground.environment)).rejects.toThrow(/changed since the plan/);
    expect(playground.snapshot()).toEqual(before);
  });

  it('takes the steps before a failing one back', async () => {
    const playground = Playground.create().write('package.json', '{}').write('.gitignore', 'x\n');
    const plan = await planInit(playground.options());
    const before = playground.snapshot();
    const broken = {
      ...plan,
      steps: [
        ...plan.steps,
        { kind: 'move-file', path: playground.path('nowhere'), to: playground.path('there'), say: 'Move.' } as const,
      ],
    };
    await expect(applyPlan(broken, playground.environment)).rejects.toThrow(/Move\. This failed/);
    expect(playground.snapshot()).toEqual(before);
  });

  it('keeps a file’s mode', async () => {
    const playground = Playground.create().write('.git/hooks/pre-commit', '#!/bin/sh\n', 0o750);
    await playground.init();
    expect(playground.snapshot()['.git/hooks/pre-commit']?.slice(0, 3)).toBe('750');
  });

  it('works in a clone of somebody else', async () => {
    const playground = Playground.create()
      .write('.githooks/pre-commit', '#!/bin/sh\nexit 0', 0o755)
      .write('.gitignore', 'x');
    playground.git('config', 'core.hooksPath', '.githooks');
    const before = playground.snapshot();
    await playground.init();
    playground.git('add', '-A');
    playground.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', 'x');
    const clone = new Playground(undefined, playground.environment);
    clone.git('clone', '-q', playground.top, '.');
    await clone.uninstall();
    expect(workTree(clone.snapshot())).toEqual(workTree(before));
  });
});

describe('edits and their way back', () => {
  const eol = fc.constantFrom('\n', '\r\n');
  const text = fc
    .tuple(fc.array(fc.constantFrom('a', '# b', '', '  c: d', '.env', 'exit 0'), { maxLength: 8 }), eol, fc.boolean())
    .map(([lines, ending, final]) => lines.join(ending) + (final && lines.length > 0 ? ending : ''));

  it('hold for blocks of lines', () => {
    fc.assert(
      fc.property(text, (before) => removeBlock(appendBlock(before, ['# mark', 'x']), ['# mark', 'x']) === before),
    );
  });

  it('hold for the line of a hook', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('', '#!/bin/sh\n', '#!/bin/sh'),
        (body, first) => removeHookLine(addHookLine(first + body)) === first + body,
      ),
    );
  });

  it('hold for members of JSON', () => {
    const indent = fc.constantFrom(0, 2, 4, '\t');
    const objects = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor'), fc.jsonValue());
    fc.assert(
      fc.property(objects, indent, fc.jsonValue(), (object, space, value) => {
        const before = JSON.stringify(object, null, space);
        const edited = insertMember(before, [], 'new', value) ?? '';
        const expected: unknown = JSON.parse(JSON.stringify({ ...object, new: value }));
        expect(JSON.parse(edited)).toEqual(expected);
        expect(removeMember(edited, [], 'new')).toBe(before);
      }),
      { examples: [[{}, 2, JSON.parse('{"__proto__": {}}')]] },
    );
  });

  it('hold for the front of a string', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, prefix) => {
        const before = JSON.stringify({ a: value });
        const edited = prefixString(before, ['a'], prefix) ?? '';
        expect(JSON.parse(edited)).toEqual({ a: prefix + value });
        expect(unprefixString(edited, ['a'], prefix)).toBe(before);
      }),
    );
  });
});
