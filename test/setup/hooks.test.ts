import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planInit } from '../../src/setup/index.js';
import { cleanEnvironment, pathWithoutNode, Playground, temporaryFolder } from './kit.js';

const LINE = '. "${0%/*}/pictify-scan.sh" || exit 1\n';
const SHELLS = ['sh', 'bash'];

function husky9(playground: Playground): Playground {
  playground.write('package.json', '{"name":"x","devDependencies":{"husky":"^9.0.0"}}\n');
  const bin = join(import.meta.dirname, '../../node_modules/husky/bin.js');
  execFileSync(process.execPath, [bin], { cwd: playground.top, env: playground.environment });
  return playground;
}

/** Ways in which hooks are kept, each with a repository made for it. */
const KEEPERS: readonly { name: string; make: () => Playground; manager: string }[] = [
  { name: 'nothing, no package.json', manager: 'plain', make: () => Playground.create() },
  {
    name: 'nothing, a package.json',
    manager: 'husky',
    make: () => Playground.create().write('package.json', '{"name":"x"}\n'),
  },
  { name: 'husky 9', manager: 'husky', make: () => husky9(Playground.create()) },
  {
    name: 'husky 9 with a hook',
    manager: 'husky',
    make: () => husky9(Playground.create()).write('.husky/pre-commit', 'echo theirs >>log\n'),
  },
  {
    name: 'husky 8',
    manager: 'husky',
    make: () => {
      const playground = Playground.create()
        .write('package.json', '{"name":"x","devDependencies":{"husky":"^8.0.0"}}\n')
        .write('.husky/_/husky.sh', 'true\n')
        .write(
          '.husky/pre-commit',
          '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\necho theirs >>log\n',
          0o755,
        );
      playground.git('config', 'core.hooksPath', '.husky');
      return playground;
    },
  },
  {
    name: 'core.hooksPath',
    manager: 'hooks-path',
    make: () => {
      const playground = Playground.create().write('.githooks/pre-commit', '#!/bin/sh\necho theirs >>log\n', 0o755);
      playground.git('config', 'core.hooksPath', '.githooks');
      return playground;
    },
  },
  {
    name: 'a hook of their own',
    manager: 'plain',
    make: () => Playground.create().write('.git/hooks/pre-commit', '#!/bin/sh\necho theirs >>log\n', 0o755),
  },
  { name: 'a path with spaces', manager: 'plain', make: () => Playground.create("a b 'c'") },
  {
    name: 'a path with spaces and husky',
    manager: 'husky',
    make: () => Playground.create("a b 'c'").write('package.json', '{"name":"x"}\n'),
  },
];

describe.each(KEEPERS)('$name', ({ make, manager }) => {
  it('is recognised', async () => {
    expect((await planInit(make().options())).manager).toBe(manager);
  });

  it('lets a commit through that the scanner finds clean', async () => {
    const playground = make().scanner(0);
    await playground.init();
    expect([playground.commit().status, playground.calls()]).toEqual([0, [{ args: ['staged'], stdin: '' }]]);
  });

  it('stops a commit when the scanner says no', async () => {
    const playground = make().scanner(1);
    await playground.init();
    expect(playground.commit()).toMatchObject({ status: 1, output: expect.stringContaining('scanner says no') });
  });

  it('stops a commit when the scanner is not installed, and says so', async () => {
    const playground = make();
    await playground.init();
    expect(playground.commit()).toMatchObject({
      status: 1,
      output: expect.stringContaining(
        'pictify-scan: nothing was checked, so the pre-commit hook stops here: the scanner is not installed',
      ),
    });
  });

  it('stops a commit when the script is gone', async () => {
    const playground = make().scanner(0);
    const plan = await playground.init();
    const helper = plan.steps.find((step) => 'path' in step && step.path.endsWith('pictify-scan.sh'));
    execFileSync('rm', [helper !== undefined && 'path' in helper ? helper.path : '']);
    expect(playground.commit().status).not.toBe(0);
  });

  it('stops a merge', async () => {
    const playground = make().scanner(0);
    await playground.init();
    playground.commit('base.txt');
    playground.git('checkout', '-q', '-b', 'side');
    playground.commit('side.txt');
    playground.git('checkout', '-q', 'main');
    playground.commit('main.txt');
    playground.write('node_modules/pictify-scan/status', '1');
    expect(playground.run('merge', '--no-edit', 'side').output).toContain('scanner says no');
  });

  it('hands a push to the scanner', async () => {
    const playground = make().scanner(0);
    await playground.init();
    playground.commit();
    const remote = join(dirname(playground.top), 'remote.git');
    playground.git('init', '-q', '--bare', remote);
    playground.run('push', '-q', remote, 'main');
    const head = playground.git('rev-parse', 'HEAD').trim();
    expect(playground.calls().at(-1)).toEqual({
      args: ['push', remote, remote],
      stdin: `refs/heads/main ${head} refs/heads/main ${'0'.repeat(40)}\n`,
    });
  });

  it('stops a push when the scanner says no', async () => {
    const playground = make().scanner(0);
    await playground.init();
    playground.commit();
    const remote = join(dirname(playground.top), 'remote.git');
    playground.git('init', '-q', '--bare', remote);
    playground.write('node_modules/pictify-scan/status', '1');
    playground.run('push', '-q', remote, 'main');
    expect(playground.git('ls-remote', remote)).toBe('');
  });

  it('changes nothing while planning', async () => {
    const playground = make();
    const before = playground.snapshot();
    await planInit(playground.options({ ci: true, takeOver: true }));
    expect(playground.snapshot()).toEqual(before);
  });

  it('has nothing to do the second time', async () => {
    const playground = make();
    await playground.init();
    expect((await planInit(playground.options())).steps).toEqual([]);
  });

  it('gives everything back, byte for byte', async () => {
    const playground = make();
    const before = playground.snapshot();
    await playground.init({ commitMessages: true });
    await playground.uninstall();
    expect(playground.snapshot()).toEqual(before);
  });
});

describe('what stands in a hook', () => {
  const bodies = [
    ['an early exit', 'exit 0\n'],
    ['exec', 'exec true\n'],
    ['set -eu', 'set -eu\ntrue\n'],
    ['no final newline', 'true'],
    ['nothing', ''],
    ['CRLF', 'true\r\n'],
  ] as const;
  for (const shell of SHELLS) {
    it.each(bodies)(`is behind the guard (${shell}, %s)`, async (_name, body) => {
      const playground = Playground.create()
        .write('.git/hooks/pre-commit', `#!/bin/${shell}\n${body}`, 0o755)
        .scanner(1);
      await playground.init();
      expect(playground.commit().status).toBe(1);
    });

    it.each(bodies)(`comes back byte for byte (${shell}, %s)`, async (_name, body) => {
      const playground = Playground.create().write('.git/hooks/pre-commit', `#!/bin/${shell}\n${body}`, 0o755);
      const before = playground.snapshot();
      await playground.init();
      await playground.uninstall();
      expect(playground.snapshot()).toEqual(before);
    });
  }

  it('runs after the guard', async () => {
    const playground = Playground.create()
      .write('.git/hooks/pre-commit', '#!/bin/sh\necho theirs >>log\n', 0o755)
      .scanner(0);
    await playground.init();
    playground.commit();
    expect(playground.read('log')).toBe('theirs\n');
  });

  it('has all of the environment, of which the scan is spared what Node reads for the network at each start', async () => {
    const { top, environment } = Playground.create().scanner(0);
    const playground = new Playground(top, { ...environment, NODE_EXTRA_CA_CERTS: join(top, 'ca.pem') });
    playground.write('.git/hooks/pre-commit', '#!/bin/sh\necho "theirs $NODE_EXTRA_CA_CERTS" >>log\n', 0o755);
    playground.write(
      'node_modules/pictify-scan/dist/bin.cjs',
      "require('node:fs').writeFileSync('log', `ours ${process.env.NODE_EXTRA_CA_CERTS}\\n`);\n",
    );
    await playground.init();
    playground.commit();
    expect(playground.read('log')).toBe(`ours undefined\ntheirs ${join(top, 'ca.pem')}\n`);
  });

  it('still stops the commit itself', async () => {
    const playground = Playground.create().write('.git/hooks/pre-commit', '#!/bin/sh\nexit 3\n', 0o755).scanner(0);
    await playground.init();
    expect(playground.commit().status).not.toBe(0);
  });

  it('gets one line, behind the first', async () => {
    const playground = Playground.create().write('.git/hooks/pre-commit', '#!/bin/sh\nexit 0\n', 0o755);
    await playground.init();
    expect(playground.read('.git/hooks/pre-commit')).toBe(`#!/bin/sh\n${LINE}exit 0\n`);
  });

  it('gets it behind the line of husky 8', async () => {
    const playground = Playground.create().write(
      '.husky/pre-commit',
      '#!/bin/sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nexit 0\n',
      0o755,
    );
    playground.git('config', 'core.hooksPath', '.husky');
    await playground.init();
    expect(playground.read('.husky/pre-commit')).toBe(
      `#!/bin/sh\n. "$(dirname -- "$0")/_/husky.sh"\n${LINE}\nexit 0\n`,
    );
  });

  it.each([
    ['a program of node', '#!/usr/bin/env node\nrequire("fs").appendFileSync("log", "theirs\\n")\n', 0o755, 'theirs\n'],
    ['a hook that is switched off', '#!/bin/sh\necho theirs >>log\n', 0o644, undefined],
  ])('is kept beside where it cannot carry the line: %s', async (_name, text, mode, log) => {
    const playground = Playground.create().write('.git/hooks/pre-commit', text, mode).scanner(0);
    await playground.init();
    playground.commit();
    expect([playground.calls().length, playground.has('log') ? playground.read('log') : undefined]).toEqual([1, log]);
  });

  it('is kept where it is a link, and comes back as one', async () => {
    const playground = Playground.create().write('tools/hook', '#!/bin/sh\necho theirs >>log\n', 0o755).scanner(1);
    symlinkSync('../../tools/hook', playground.path('.git/hooks/pre-commit'));
    const before = playground.snapshot();
    await playground.init();
    const blocked = playground.commit().status;
    playground.git('rm', '-q', '--cached', '-f', 'a.txt');
    execFileSync('rm', [playground.path('a.txt')]);
    await playground.uninstall();
    expect([blocked, playground.snapshot()]).toEqual([1, before]);
  });

  it('reads what is pushed after the scanner did', async () => {
    const playground = Playground.create().scanner(0);
    playground.write('.git/hooks/pre-push', '#!/bin/sh\nwhile read -r a b c d; do echo "$a $c" >>log; done\n', 0o755);
    await playground.init();
    playground.commit();
    playground.git('branch', 'two');
    const remote = join(dirname(playground.top), 'remote.git');
    playground.git('init', '-q', '--bare', remote);
    playground.run('push', '-q', remote, 'main', 'two');
    expect(playground.read('log')).toBe('refs/heads/main refs/heads/main\nrefs/heads/two refs/heads/two\n');
  });

  it.each(SHELLS)('reads the same bytes after the scanner did, also many and none (%s)', async (shell) => {
    const playground = Playground.create().scanner(0);
    playground.write('.git/hooks/pre-push', `#!/bin/${shell}\ncat >>log\necho end >>log\n`, 0o755);
    await playground.init();
    const many = Array.from(
      { length: 3000 },
      (_, index) => `refs/tags/${index} ${'a'.repeat(40)} refs/tags/${index} ${'0'.repeat(40)}\n`,
    ).join('');
    for (const input of [many, '', 'refs/heads/x $(touch pwned) `touch pwned` \\n\n']) {
      execFileSync(playground.path('.git/hooks/pre-push'), ['origin', 'url'], {
        cwd: playground.top,
        env: playground.environment,
        input,
      });
    }
    expect([playground.read('log'), playground.has('pwned')]).toEqual([
      `${many}end\nend\nrefs/heads/x $(touch pwned) \`touch pwned\` \\n\nend\n`,
      false,
    ]);
  });
});

describe('places', () => {
  it('guards a linked worktree, with the scanner of the main one', async () => {
    const playground = Playground.create().scanner(1);
    playground.git('commit', '-q', '--allow-empty', '-m', 'first');
    const side = join(dirname(playground.top), 'side tree');
    playground.git('worktree', 'add', '-q', '-b', 'side', side);
    const tree = new Playground(side, playground.environment);
    await tree.init();
    expect(tree.commit().output).toContain('scanner says no');
  });

  it('guards a submodule, with the scanner of the folder above', async () => {
    const inner = Playground.create('inner');
    inner.git('commit', '-q', '--allow-empty', '-m', 'first');
    const outer = Playground.create('outer').scanner(1);
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.top, 'sub');
    const sub = new Playground(outer.path('sub'), outer.environment);
    await sub.init();
    expect(sub.commit().output).toContain('scanner says no');
  });

  it('guards from a subdirectory with a package of its own', async () => {
    const playground = Playground.create().write('we b/package.json', '{"name":"web"}\n').scanner(1, 'we b');
    const plan = await playground.init({ cwd: playground.path('we b') });
    expect([plan.manager, playground.commit().output]).toEqual(['husky', expect.stringContaining('scanner says no')]);
  });

  it.each([
    ['npm or yarn', 'package.json', '{"workspaces":["packages/*"]}'],
    ['pnpm', 'pnpm-workspace.yaml', 'packages: ["packages/*"]\n'],
  ])('guards the whole workspace from one of its packages: %s', async (_, file, text) => {
    const playground = Playground.create()
      .write('package.json', '{}')
      .write(file, text)
      .write('packages/a/package.json', '{}');
    const plan = await playground.init({ cwd: playground.path('packages/a') });
    const paths = plan.steps.flatMap((step) => ('path' in step ? [step.path] : []));
    expect(paths).toContain(playground.path('.husky/pre-commit'));
  });

  it('gives a package in a subdirectory back too', async () => {
    const playground = Playground.create().write('we b/package.json', '{"name":"web"}\n');
    const before = playground.snapshot();
    await playground.init({ cwd: playground.path('we b') });
    const { planUninstall, applyPlan } = await import('../../src/setup/index.js');
    await applyPlan(await planUninstall(playground.options({ cwd: playground.path('we b') })), playground.environment);
    expect(playground.snapshot()).toEqual(before);
  });

  it('refuses a bare repository', async () => {
    const playground = new Playground();
    playground.git('init', '-q', '--bare');
    await expect(planInit(playground.options())).rejects.toThrow(/bare repository/);
  });

  it('refuses a folder without git', async () => {
    await expect(planInit(new Playground().options())).rejects.toThrow(/in no git repository/);
  });

  it('leaves a folder of hooks outside the repository alone', async () => {
    const hooks = temporaryFolder('hooks');
    const playground = Playground.create();
    playground.git('config', 'core.hooksPath', hooks);
    const plan = await planInit(playground.options());
    expect([plan.manager, plan.steps.some((step) => 'path' in step && step.path.startsWith(hooks))]).toEqual([
      'foreign',
      false,
    ]);
  });

  it('does not write through a link that leads out', async () => {
    const outside = temporaryFolder('outside');
    const playground = Playground.create();
    playground.write('.pre-commit-config.yaml', 'repos:\n  - repo: local\n    hooks: []\n');
    symlinkSync(outside, playground.path('.config'));
    const before = playground.snapshot();
    await expect(playground.init()).rejects.toThrow(/leads out of the repository/);
    expect(playground.snapshot()).toEqual(before);
  });
});

function short(playground: Playground, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const home = dirname(playground.top);
  const { PATH: _, ...rest } = cleanEnvironment(home, more);
  return { ...rest, PATH: pathWithoutNode(home) };
}

/** Notes that it was used, and is node. */
function fakeNode(home: string, place: string): void {
  mkdirSync(dirname(join(home, place)), { recursive: true });
  const script = `#!/bin/sh\necho "${place}" >"${home}/used"\nexec "${realpathSync(process.execPath)}" "$@"\n`;
  writeFileSync(join(home, place), script, { mode: 0o755 });
}

/** As on a machine without a node of the system's own. */
function hideSystemNode(playground: Playground): void {
  const helper = '.git/hooks/pictify-scan.sh';
  playground.write(helper, playground.read(helper).replaceAll(/ \/(?:usr|opt|snap)\S*\/node/g, ' /nowhere/node'));
}

describe('a short PATH', () => {
  const homes = [
    ['volta', '.volta/bin/node', []],
    ['fnm', '.local/share/fnm/aliases/default/bin/node', []],
    [
      'nvm',
      '.nvm/versions/node/v20.19.1/bin/node',
      [
        ['.nvm/alias/default', 'lts/iron\n'],
        ['.nvm/alias/lts/iron', 'v20.19.1'],
      ],
    ],
    ['nvm without an alias', '.nvm/versions/node/v20.19.1/bin/node', []],
  ] as const;
  it.each(homes)('finds the node of %s', async (_name, place, files) => {
    const playground = Playground.create().scanner(1);
    await playground.init();
    const home = dirname(playground.top);
    for (const [file, text] of files) {
      mkdirSync(dirname(join(home, file)), { recursive: true });
      writeFileSync(join(home, file), text);
    }
    fakeNode(home, place);
    playground.write('a.txt', 'a').git('add', 'a.txt');
    const { output } = playground.try(short(playground), 'commit', '-m', 'x');
    expect([output.includes('scanner says no'), readFileSync(join(home, 'used'), 'utf8')]).toEqual([
      true,
      `${place}\n`,
    ]);
  });

  it('finds the node that husky is told of', async () => {
    const playground = Playground.create().scanner(1);
    await playground.init();
    const home = dirname(playground.top);
    mkdirSync(join(home, '.config/husky'), { recursive: true });
    writeFileSync(join(home, '.config/husky/init.sh'), `PATH="${dirname(process.execPath)}:$PATH"\n`);
    playground.write('a.txt', 'a').git('add', 'a.txt');
    expect(playground.try(short(playground), 'commit', '-m', 'x').output).toContain('scanner says no');
  });

  it('takes the newest of the nvm versions that the alias names', async () => {
    const playground = Playground.create().scanner(0);
    await playground.init();
    const home = dirname(playground.top);
    for (const version of ['v20.9.0', 'v20.19.1', 'v22.1.0']) fakeNode(home, `.nvm/versions/node/${version}/bin/node`);
    mkdirSync(join(home, '.nvm/alias'));
    writeFileSync(join(home, '.nvm/alias/default'), '20\n');
    playground.write('a.txt', 'a').git('add', 'a.txt');
    playground.try(short(playground), 'commit', '-m', 'x');
    expect(readFileSync(join(home, 'used'), 'utf8')).toBe('.nvm/versions/node/v20.19.1/bin/node\n');
  });

  it('says that node is missing, and stops', async () => {
    const playground = Playground.create().scanner(0);
    await playground.init();
    hideSystemNode(playground);
    playground.write('a.txt', 'a').git('add', 'a.txt');
    expect(playground.try(short(playground), 'commit', '-m', 'x')).toMatchObject({
      status: 1,
      output: expect.stringContaining('node was not found'),
    });
  });

  it('stops without a HOME', async () => {
    const playground = Playground.create().scanner(0);
    await playground.init();
    hideSystemNode(playground);
    playground.write('a.txt', 'a').git('add', 'a.txt');
    const { HOME: _, ...environment } = short(playground);
    expect(playground.try(environment, 'commit', '-m', 'x').status).toBe(1);
  });
});

it('guards commit messages on request', async () => {
  const playground = Playground.create().scanner(0);
  await playground.init({ commitMessages: true });
  playground.commit();
  expect(playground.calls().at(-1)?.args).toEqual(['message', '.git/COMMIT_EDITMSG']);
});
