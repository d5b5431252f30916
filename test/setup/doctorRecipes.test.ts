import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine, type DoctorCheck } from '../../src/setup/index.js';
import { Playground } from './kit.js';

/** Recipes of docs/hooks.md, by tool. */
const recipes = new Map<string, [file: string, text: string][]>();
for (const [, tool = '', file = '', text = ''] of readFileSync('docs/hooks.md', 'utf8').matchAll(
  /^<!-- tried: (\S+) (\S+) -->\n+```\w+\n(.*?)^```$/gms,
))
  recipes.set(tool, [...(recipes.get(tool) ?? []), [file, text]]);
const preCommitRecipe = /^```yaml\n(repos:.*?)^```$/ms.exec(readFileSync('docs/hooks.md', 'utf8'))?.[1] ?? '';

async function look(playground: Playground, cwd = playground.top): Promise<readonly DoctorCheck[]> {
  const report = await examine({
    ...playground.options({ cwd }),
    loadConfig: () => Promise.resolve({ file: 'pictify-scan.config.json', salt: 'x' }),
  });
  return report.checks.filter(({ id, status }) => status !== 'ok' && /^(?:hook|helper)/.test(id));
}

const HUSKY_FILE = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/h"\n';
const HOOKS = ['pre-commit', 'pre-merge-commit', 'pre-push'];

/** As husky 9 leaves a repository behind. */
function husky(playground: Playground): Playground {
  playground.write('package.json', '{"devDependencies":{"husky":"9"}}').write('.husky/_/h', '');
  for (const hook of HOOKS) playground.write(`.husky/_/${hook}`, HUSKY_FILE, 0o755);
  playground.git('config', 'core.hooksPath', '.husky/_');
  return playground;
}

function written(playground: Playground, tool: string, mode = 0o644): Playground {
  for (const [file, text] of recipes.get(tool) ?? []) playground.write(file, text, mode);
  return playground;
}

describe('a set-up by hand, as docs/hooks.md has it, is no problem', () => {
  it('husky', async () => {
    const playground = written(husky(Playground.create().scanner()), 'husky');
    playground.write('.husky/pre-merge-commit', playground.read('.husky/pre-commit'));
    expect(await look(playground)).toEqual([]);
  });

  it('husky with lint-staged', async () => {
    const playground = written(husky(Playground.create().scanner()), 'lint-staged');
    playground
      .write('.husky/pre-commit', 'npx --no-install lint-staged\n')
      .write('.husky/pre-merge-commit', 'npx lint-staged\n');
    playground.write('.husky/pre-push', 'npx --no-install pictify-scan push "$@"\n');
    expect(await look(playground)).toEqual([]);
  });

  it('plain hooks', async () => {
    const playground = written(Playground.create().scanner(), 'plain', 0o755);
    playground.write('.githooks/pre-merge-commit', playground.read('.githooks/pre-commit'), 0o755);
    playground.git('config', 'core.hooksPath', '.githooks');
    expect(await look(playground)).toEqual([]);
  });

  it('lefthook', async () => {
    const playground = written(Playground.create().scanner(), 'lefthook');
    for (const hook of HOOKS) playground.write(`.git/hooks/${hook}`, '#!/bin/sh\ncall_lefthook run x\n', 0o755);
    expect(await look(playground)).toEqual([]);
  });

  it('pre-commit', async () => {
    const playground = Playground.create().scanner().write('.pre-commit-config.yaml', preCommitRecipe);
    for (const hook of HOOKS)
      playground.write(`.git/hooks/${hook}`, '#!/bin/sh\n# pre-commit.com\nexec pre-commit hook-impl\n', 0o755);
    expect(await look(playground)).toEqual([]);
  });

  it('a script of package.json', async () => {
    const playground = husky(Playground.create().scanner());
    playground.write(
      'package.json',
      '{"devDependencies":{"husky":"9"},"scripts":{"secrets":"pictify-scan staged","secrets:push":"pictify-scan push"}}',
    );
    for (const hook of ['pre-commit', 'pre-merge-commit']) playground.write(`.husky/${hook}`, 'npm run secrets\n');
    playground.write('.husky/pre-push', 'npm run secrets:push\n');
    expect(await look(playground)).toEqual([]);
  });
});

describe('a guard that does not hold is a problem', () => {
  const hook = async (playground: Playground): Promise<DoctorCheck | undefined> =>
    (await look(playground)).find(({ id }) => id === 'hook/pre-commit');

  it('lint-staged without the scanner among its tasks', async () => {
    const playground = husky(Playground.create()).write('.lintstagedrc', '{"*": "eslint"}');
    playground.write('.husky/pre-commit', 'npx lint-staged\n');
    expect(await hook(playground)).toMatchObject({ status: 'problem' });
  });

  it('a script of package.json that swallows the exit code', async () => {
    const playground = husky(Playground.create());
    playground.write(
      'package.json',
      '{"devDependencies":{"husky":"9"},"scripts":{"secrets":"pictify-scan staged || true"}}',
    );
    playground.write('.husky/pre-commit', 'npm run secrets\n');
    expect(await hook(playground)).toMatchObject({ status: 'problem' });
  });

  it.each([
    ['swallows the exit code', 'pre-commit:\n  commands:\n    a:\n      run: pictify-scan staged || true\n'],
    ['skips it', 'pre-commit:\n  commands:\n    a:\n      run: pictify-scan staged\n      skip: true\n'],
  ])('lefthook %s', async (_name, text) => {
    const playground = Playground.create().write('lefthook.yml', text);
    playground.write('.git/hooks/pre-commit', '#!/bin/sh\ncall_lefthook run\n', 0o755);
    expect(await hook(playground)).toMatchObject({ status: 'problem' });
  });

  it('pre-commit with the hook of another stage', async () => {
    const playground = Playground.create().write(
      '.pre-commit-config.yaml',
      preCommitRecipe.replace('[pre-commit, pre-merge-commit]', '[manual]'),
    );
    playground.write('.git/hooks/pre-commit', '#!/bin/sh\nexec pre-commit hook-impl\n', 0o755);
    expect(await hook(playground)).toMatchObject({ status: 'problem' });
  });
});

describe('the mend mends, as it is printed', () => {
  const HOOK = '.git/hooks/pre-commit';
  const after = async (playground: Playground, cwd = playground.top): Promise<string | undefined> =>
    (await look(playground, cwd)).find(({ id }) => id === 'hook/pre-commit')?.mend;

  it.each(['|| true', '|| :', '; true', '&', '| cat', '|| echo "not now" # soon'])(
    'of a line that ends in %s',
    async (end) => {
      const playground = Playground.create().scanner();
      playground.write(HOOK, `#!/bin/sh\nnpx pictify-scan staged ${end}\nnpm test\n`, 0o755);
      const line = /^Make line 2: (.*)$/.exec((await after(playground)) ?? '')?.[1] ?? '';
      playground.write(HOOK, `#!/bin/sh\n${line}\nnpm test\n`, 0o755);
      expect([line, await after(playground)]).toEqual(['npx pictify-scan staged || exit 1', undefined]);
    },
  );

  it('in a folder below the top', async () => {
    const playground = Playground.create().scanner();
    playground.write(HOOK, '#!/bin/sh\nnpx pictify-scan staged\n', 0o644);
    mkdirSync(playground.path('sub folder'));
    const cwd = playground.path('sub folder');
    execFileSync('sh', ['-c', (await after(playground, cwd)) ?? 'false'], { cwd });
    expect(await after(playground)).toBeUndefined();
  });

  it('of hooks that a setting of the whole machine shadows, in a linked work tree', async () => {
    const playground = Playground.create().scanner();
    playground.write(HOOK, '#!/bin/sh\nnpx pictify-scan staged\n', 0o755);
    playground.git('commit', '-q', '--allow-empty', '--no-verify', '-m', 'x');
    playground.git('worktree', 'add', '-q', '../linked');
    playground.git('config', '--global', 'core.hooksPath', '/nowhere');
    const linked = new Playground(resolve(playground.top, '../linked'), playground.environment);
    execFileSync('sh', ['-c', (await after(linked)) ?? 'false'], { cwd: linked.top, env: playground.environment });
    expect([await after(linked), await after(playground)]).toEqual([undefined, undefined]);
  });

  it('of an older version that the hooks run', async () => {
    const playground = Playground.create().write('package.json', '{}').scanner();
    const report = await examine({
      ...playground.options({ version: '0.10.0' }),
      loadConfig: () => Promise.resolve({}),
    });
    expect(report.checks.find(({ id }) => id === 'version')?.mend).toBe('npm install --save-dev pictify-scan@0.10.0');
  });
});

it('CI: a script of package.json that runs it is seen', async () => {
  const playground = Playground.create().write('package.json', '{"scripts":{"secrets":"pictify-scan ci"}}');
  playground.write('.gitlab-ci.yml', 'test:\n  script:\n    - npm run secrets\n');
  const report = await examine({ ...playground.options(), loadConfig: () => Promise.resolve({}) });
  expect(report.checks.find(({ id }) => id === 'ci')?.status).toBe('ok');
});

it('the built command line says a guard by hand is on, and stops a commit with it', () => {
  const playground = written(Playground.create(), 'plain', 0o755).write('.gitignore', '.env\n.env.*\nnode_modules\n');
  playground.write('.githooks/pre-merge-commit', playground.read('.githooks/pre-commit'), 0o755);
  playground.git('config', 'core.hooksPath', '.githooks');
  mkdirSync(playground.path('node_modules/.bin'), { recursive: true });
  symlinkSync(resolve('.'), playground.path('node_modules/pictify-scan'));
  const { status, stdout } = spawnSync(process.execPath, [resolve('dist/bin.cjs'), 'doctor'], {
    cwd: playground.top,
    env: playground.environment,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('The guard is on.') });
});
