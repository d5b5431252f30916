import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/model/errors.js';
import { readGuard } from '../../src/setup/guardCheck.js';
import {
  examine,
  planInit,
  renderDoctor,
  renderPlan,
  type DoctorCheck,
  type DoctorOptions,
} from '../../src/setup/index.js';
import { Playground } from './kit.js';

const goodConfig = () => Promise.resolve({ file: 'pictify-scan.config.json', salt: 'x' });
const noConfig = () => Promise.resolve({});
const brokenConfig = () => Promise.reject(new Problem('config', 'line 3: no such key', 'Take it out.'));

async function check(
  playground: Playground,
  id: string,
  more: Partial<DoctorOptions> = {},
): Promise<DoctorCheck | undefined> {
  const report = await examine({ ...playground.options(), loadConfig: goodConfig, ...more });
  return report.checks.find((one) => one.id === id);
}

async function guarded(): Promise<Playground> {
  const playground = Playground.create().scanner();
  await playground.init();
  return playground;
}

const HOOK = '.git/hooks/pre-commit';
const LINE = '. "${0%/*}/pictify-scan.sh" || exit 1';

it('finds nothing wrong after init and with a CI step', async () => {
  const playground = (await guarded()).write('.gitlab-ci.yml', 'script: npx pictify-scan ci\n');
  const report = await examine({ ...playground.options(), loadConfig: goodConfig });
  expect(report.checks.filter((one) => one.status !== 'ok')).toEqual([]);
});

describe('the hook', () => {
  const spoilt: readonly [string, (playground: Playground) => unknown, RegExp][] = [
    ['is missing', (p) => rmSync(p.path(HOOK)), /there is no/],
    ['is not executable', (p) => chmodSync(p.path(HOOK), 0o644), /not executable/],
    ['leaves before the guard', (p) => p.write(HOOK, `#!/bin/sh\nexit 0\n${LINE}\n`, 0o755), /leaves on line 2/],
    [
      'swallows the exit code',
      (p) => p.write(HOOK, '#!/bin/sh\nnpx pictify-scan staged || true\n', 0o755),
      /loses the guard's exit code on line 2/,
    ],
    ['does not call it', (p) => p.write(HOOK, '#!/bin/sh\nnpm test\n', 0o755), /does not run pictify-scan/],
    [
      'has it in a comment',
      (p) => p.write(HOOK, '#!/bin/sh\n# pictify-scan staged\n', 0o755),
      /does not run pictify-scan/,
    ],
    ['lost its script', (p) => rmSync(p.path('.git/hooks/pictify-scan.sh')), /which is not there/],
    [
      'is shadowed',
      (p) => p.git('config', 'core.hooksPath', '.githooks'),
      /git does not look there: core\.hooksPath is \.githooks/,
    ],
    [
      'is shadowed from outside',
      (p) => p.git('config', '--global', 'core.hooksPath', '/nowhere'),
      /core\.hooksPath is \/nowhere/,
    ],
  ];
  it.each(spoilt)('is a problem when it %s', async (_name, spoil, words) => {
    const playground = await guarded();
    spoil(playground);
    expect(await check(playground, 'hook/pre-commit')).toMatchObject({
      status: 'problem',
      what: expect.stringMatching(words),
    });
  });

  it('is a problem where husky has it and core.hooksPath is unset', async () => {
    const playground = Playground.create().write('package.json', '{"devDependencies":{"husky":"9"}}');
    await playground.init();
    expect(await check(playground, 'hook/pre-push')).toMatchObject({
      status: 'problem',
      mend: 'npx husky',
      what: expect.stringContaining('core.hooksPath is not set'),
    });
  });

  it.each([
    ['is missing', (p: Playground) => rmSync(p.path(HOOK))],
    ['is not executable', (p: Playground) => chmodSync(p.path(HOOK), 0o644)],
    ['lost its script', (p: Playground) => rmSync(p.path('.git/hooks/pictify-scan.sh'))],
  ])('is mended by the command that stands there when it %s', async (_name, spoil) => {
    const playground = await guarded();
    spoil(playground);
    const mend = (await check(playground, 'hook/pre-commit'))?.mend ?? '';
    if (mend === 'npx pictify-scan init') await playground.init();
    else execFileSync('sh', ['-c', mend], { cwd: playground.top });
    expect((await check(playground, 'hook/pre-commit'))?.status).toBe('ok');
  });
});

describe('reading a hook', () => {
  it.each([
    ['npx pictify-scan staged\n', false, 'on'],
    ['npx pictify-scan staged\nnpm test\n', false, 'swallowed'],
    ['npx pictify-scan staged\nnpm test\n', true, 'on'],
    ['set -e\nnpx pictify-scan staged\nnpm test\n', false, 'on'],
    ['#!/bin/sh -e\nnpx pictify-scan staged\nnpm test\n', false, 'on'],
    ['npx pictify-scan staged || exit 1\nnpm test\n', false, 'on'],
    ['npx pictify-scan staged || exit $?\nnpm test\n', false, 'on'],
    ['npx pictify-scan staged || exit 0\n', false, 'swallowed'],
    ['npx pictify-scan staged || :\n', true, 'swallowed'],
    ['npx pictify-scan staged || echo oh\n', true, 'swallowed'],
    ['npx pictify-scan staged; true\n', true, 'swallowed'],
    ['npx pictify-scan staged &\n', true, 'swallowed'],
    ['npx pictify-scan staged | tee log\n', false, 'swallowed'],
    ['npx pictify-scan staged 2>&1 | tee log\n', true, 'swallowed'],
    ['set -eo pipefail\nnpx pictify-scan staged | tee log\nnpm test\n', false, 'on'],
    ['set -o pipefail\nnpx pictify-scan staged | tee log\n', false, 'on'],
    ['echo refs | npx pictify-scan push\n', false, 'on'],
    ['npx pictify-scan staged >| log\n', false, 'on'],
    ['npx pictify-scan staged; npm test\n', false, 'swallowed'],
    ['npx pictify-scan staged; npm test\n', true, 'on'],
    ['npx pictify-scan staged; exit $?\n', false, 'on'],
    ['if ! npx pictify-scan staged; then exit 1; fi\n', false, 'on'],
    ['npx pictify-scan staged 2>&1\n', false, 'on'],
    ['exec npx pictify-scan staged\n', false, 'on'],
    ['exec npm test\nnpx pictify-scan staged\n', false, 'unreached'],
    ['exec 2>&1\nnpx pictify-scan staged\n', false, 'on'],
    ['if true; then\n  exit 0\nfi\nnpx pictify-scan staged\n', false, 'on'],
    ['exit 0\n', false, 'absent'],
    ['', false, 'absent'],
    [`${LINE}\nexit 0\n`, false, 'on'],
  ] as const)('%j (sh -e: %s) is %s', (text, errexit, wanted) => {
    expect(readGuard(text, errexit).is).toBe(wanted);
  });
});

describe('the rest', () => {
  it('another version is installed', async () => {
    expect(await check(await guarded(), 'version', { version: '9.9.9' })).toMatchObject({
      status: 'warning',
      what: expect.stringContaining('9.9.9'),
    });
  });

  it.each([
    ['a package', { 'package.json': '{}' }, 'npm install --save-dev pictify-scan'],
    ['no package.json', {}, 'npm install --global pictify-scan'],
    [
      'a pnpm workspace',
      { 'package.json': '{}', 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': '' },
      'pnpm add --save-dev --workspace-root pictify-scan',
    ],
    [
      'a workspace of yarn 1',
      { 'package.json': '{"workspaces":["a"]}', 'yarn.lock': '' },
      'yarn add --dev --ignore-workspace-root-check pictify-scan',
    ],
    [
      'a workspace of a later yarn',
      { 'package.json': '{"workspaces":["a"]}', 'yarn.lock': '', '.yarnrc.yml': '' },
      'yarn add --dev pictify-scan',
    ],
  ])('nothing is installed: %s', async (_, files, mend) => {
    const playground = Playground.create();
    for (const [file, text] of Object.entries(files)) playground.write(file, text);
    expect(await check(playground, 'version')).toMatchObject({ status: 'problem', mend });
  });

  it.each([
    ['is enough where no package could have it', {}, 'ok'],
    ['is not what a package should count on', { 'package.json': '{}' }, 'warning'],
  ])('the scanner on PATH %s', async (_, files, status) => {
    const playground = Playground.create();
    for (const [file, text] of Object.entries(files)) playground.write(file, text);
    playground.write('bin/pictify-scan', '#!/bin/sh\n', 0o755);
    const environment = {
      ...playground.environment,
      PATH: `${playground.path('bin')}:${playground.environment['PATH'] ?? ''}`,
    };
    expect((await check(playground, 'version', { environment }))?.status).toBe(status);
  });

  it('only what is missing is to be done: a tool whose config has the guard has to put its hooks in place', async () => {
    const playground = Playground.create().write('lefthook.yml', 'pre-commit:\n  commands:\n    a:\n      run: a\n');
    const before = await check(playground, 'hook/pre-commit');
    await playground.init();
    expect([before?.mend, (await check(playground, 'hook/pre-commit'))?.mend]).toEqual([
      'npx pictify-scan init && npx lefthook install',
      'npx lefthook install',
    ]);
  });

  it.each([
    ['plain', undefined, /^Hooks are kept by git itself \(\.git\/hooks\)\.$/m],
    [
      'a folder',
      'tools/hooks',
      /^Hooks are kept by this repository, in the folder that core\.hooksPath names \(tools\/hooks\)\.$/m,
    ],
  ])('who keeps the hooks is told in words: %s', async (_, folder, words) => {
    const playground = Playground.create();
    if (folder !== undefined)
      playground.write(`${folder}/pre-commit`, '#!/bin/sh\n', 0o755).git('config', 'core.hooksPath', folder);
    const report = await examine({ ...playground.options(), loadConfig: goodConfig });
    expect(renderDoctor(report, { color: false })).toMatch(words);
  });

  it('husky is named as the keeper only where it is used', async () => {
    const playground = Playground.create().write('package.json', '{"name":"x"}');
    const keeper = async (): Promise<string> =>
      (await examine({ ...playground.options(), loadConfig: goodConfig })).manager;
    const before = await keeper();
    await playground.init();
    const after = await keeper();
    playground.write('package.json', '{"name":"x","devDependencies":{"husky":"9"}}');
    expect([before, after, await keeper()]).toEqual([
      'nobody yet; init would put them into .husky and set core.hooksPath to that',
      'this repository, in the folder that core.hooksPath names (.husky)',
      'husky (.husky)',
    ]);
  });

  it('the config is broken', async () => {
    expect(await check(Playground.create(), 'config', { loadConfig: brokenConfig })).toEqual({
      id: 'config',
      status: 'problem',
      what: 'The config is broken: line 3: no such key',
      mend: 'Take it out.',
    });
  });

  it('a broken config leaves the salt unknown', async () => {
    expect(
      (await check(Playground.create(), 'salt', { loadConfig: () => Promise.reject(new Error('x')) }))?.status,
    ).toBe('unknown');
  });

  it('there is no salt', async () => {
    expect(
      (await check(Playground.create(), 'salt', { loadConfig: () => Promise.resolve({ file: 'x' }) }))?.status,
    ).toBe('warning');
  });

  it('ignore entries are missing', async () => {
    expect((await check(Playground.create(), 'ignore-entries'))?.status).toBe('problem');
  });

  it('an environment file is in git', async () => {
    const playground = Playground.create().write('.env', '');
    playground.git('add', '-f', '.env');
    expect((await check(playground, 'tracked-env'))?.mend).toBe('git rm --cached -- .env');
  });

  it.each([
    [{}, 'warning'],
    [{ '.github/workflows/a.yml': '# pictify-scan ci\n' }, 'warning'],
    [{ '.github/workflows/a.yml': '- run: npx pictify-scan ci\n' }, 'ok'],
  ])('the CI step: %j is %s', async (files, status) => {
    const playground = Playground.create();
    for (const [file, text] of Object.entries(files)) playground.write(file, text);
    expect((await check(playground, 'ci'))?.status).toBe(status);
  });

  it('the script was changed', async () => {
    const playground = await guarded();
    const helper = '.git/hooks/pictify-scan.sh';
    playground.write(helper, `${playground.read(helper)}exit 0\n`);
    expect((await check(playground, 'helper'))?.status).toBe('warning');
  });
});

describe('words', () => {
  it('show the lines of an edit in their order', async () => {
    const entry =
      '  - repo: local\n    hooks:\n      - id: a\n        name: a\n        entry: a\n        language: system\n';
    const playground = Playground.create().write('.pre-commit-config.yaml', `repos:\n${entry}`);
    const shown = renderPlan(await planInit(playground.options()), { color: false });
    const [first, ...rest] = [...shown.matchAll(/^ {4}\+ (.*)$/gm)].map(([, line]) => line);
    expect([first, rest.filter((line) => line?.includes('language: system')).length]).toEqual([
      expect.stringMatching(/^ *- (?:repo: local|id: pictify-scan-pre-commit)$/),
      3,
    ]);
  });

  it('show no control character of a path', async () => {
    const playground = Playground.create().write('bad\u001b[31m\u202e/package.json', '{}');
    const plan = await planInit(playground.options({ cwd: join(playground.top, 'bad\u001b[31m\u202e') }));
    expect(renderPlan(plan, { color: false })).not.toMatch(/[\u001b\u202e]/);
  });

  it('show what an edit adds', async () => {
    const playground = Playground.create().write('.gitignore', 'x\n');
    expect(renderPlan(await planInit(playground.options()), { color: false })).toContain('    + .env.*\n');
  });

  it('say that there is nothing to do', async () => {
    const playground = await guarded();
    expect(renderPlan(await planInit(playground.options()), { color: false })).toMatch(/^Nothing to change/);
  });

  it('of the doctor give each mend under its check', async () => {
    const report = await examine({ ...Playground.create().options(), loadConfig: noConfig });
    expect(renderDoctor(report, { color: false })).toMatch(
      /problem {4}pre-commit: there is no \.git\/hooks\/pre-commit, so nothing is checked\.\n {11}npx pictify-scan init\n/,
    );
  });

  it('have colour on request only', async () => {
    const plan = await planInit(Playground.create().options());
    expect([
      renderPlan(plan, { color: true }).includes('\u001b['),
      renderPlan(plan, { color: false }).includes('\u001b['),
    ]).toEqual([true, false]);
  });
});
