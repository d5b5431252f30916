import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, IGNORE, KEY2, leak, Repository } from '../support/repository.js';

const LIVE = 'pictify/live-key';

describe('where the index stands', () => {
  it('is a branch without commits', () => {
    using repository = new Repository();
    repository.stage('a.js', leak());
    expect(repository.scan('staged').found).toEqual([
      'pictify/gitignore-missing .gitignore:1 new',
      `${LIVE} a.js:1 new`,
    ]);
  });

  it('is an orphan branch beside others', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.git('checkout', '-q', '--orphan', 'fresh');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is a repository in SHA-256', () => {
    using repository = new Repository({ init: ['--object-format=sha256'] });
    repository.write('.gitignore', IGNORE);
    repository.stage('a.js', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
    repository.commit('x');
    repository.stage('b.js', leak(KEY2));
    expect(repository.scan('staged').found).toEqual([`${LIVE} b.js:1 new`]);
  });

  it('is seen from a subfolder, with paths from the root', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    repository.write('sub/x', '');
    expect(repository.scanWith({ cwd: join(repository.path, 'sub') }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is seen by a hook that changes to a subfolder first, for each way to commit', () => {
    using repository = Repository.started();
    repository.write('sub/a.js', 'x\n');
    repository.commit('x');
    repository.write('.git/hooks/pre-commit', `#!/bin/sh\ncd sub && exec "${process.execPath}" "${BIN}" staged\n`);
    chmodSync(join(repository.path, '.git/hooks/pre-commit'), 0o755);
    repository.write('sub/a.js', leak());
    for (const args of [['-a'], ['--', 'sub/a.js'], ['-i', 'sub/a.js']])
      expect(repository.tryGit('commit', '-m', 'x', ...args).code).toBe(1);
    repository.git('add', '-A');
    expect(repository.tryGit('commit', '-m', 'x').code).toBe(1);
  });

  it('is a linked worktree', () => {
    using repository = Repository.started();
    repository.git('worktree', 'add', '-q', '../linked');
    const linked = join(repository.home, 'linked');
    appendFileSync(join(linked, 'a.js'), leak());
    repository.git('-C', linked, 'add', '.');
    for (const command of ['staged', 'scan'])
      expect(repository.scanWith({ cwd: linked }, command).found).toEqual([`${LIVE} a.js:1 new`]);
    expect(repository.scan('staged').found).toEqual([]);
  });

  it('is a submodule', () => {
    using inner = Repository.started();
    using repository = Repository.started();
    repository.git('submodule', '--quiet', 'add', inner.path, 'sub');
    const sub = join(repository.path, 'sub');
    appendFileSync(join(sub, 'a.js'), leak());
    repository.git('-C', sub, 'add', '.');
    for (const command of ['staged', 'scan', 'history'])
      expect(repository.scanWith({ cwd: sub }, command).found).toEqual(
        command === 'history' ? [] : [`${LIVE} a.js:1 new`],
      );
    expect(repository.scan('staged').found).toEqual([]);
  });

  it('is a sparse checkout', () => {
    using repository = Repository.started();
    repository.write('in/a.js', 'a\n');
    repository.write('out/b.js', 'b\n');
    repository.commit('x');
    repository.git('sparse-checkout', 'set', 'in');
    repository.stage('in/a.js', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} in/a.js:1 new`]);
  });

  it('is another index, named by GIT_INDEX_FILE', () => {
    using repository = Repository.started();
    repository.stage('b.js', leak(KEY2));
    const environment = { GIT_INDEX_FILE: join(repository.home, 'other-index') };
    repository.environment = { ...repository.environment, ...environment };
    repository.git('read-tree', 'HEAD');
    repository.write('a.js', leak());
    repository.git('add', 'a.js');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is a work tree away from its git folder', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    const environment = { GIT_DIR: join(repository.path, '.git'), GIT_WORK_TREE: repository.path };
    expect(repository.scanWith({ cwd: repository.home, environment }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is a repository under a path with spaces, quotes and a line end', () => {
    using repository = new Repository();
    const odd = join(repository.home, `it's "odd"\n here`);
    mkdirSync(odd);
    repository.git('init', '-q', odd);
    appendFileSync(join(odd, '.gitignore'), IGNORE);
    appendFileSync(join(odd, 'a.js'), leak());
    repository.git('-C', odd, 'add', '.');
    expect(repository.scanWith({ cwd: odd }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is above a folder of the name .git that is no repository', () => {
    using repository = Repository.started();
    repository.write('sub/a.js', leak());
    repository.git('add', '-A');
    repository.write('sub/.git/x', '');
    const cwd = join(repository.path, 'sub');
    for (const command of ['staged', 'scan'])
      expect(repository.scanWith({ cwd }, command).found).toEqual([`${LIVE} sub/a.js:1 new`]);
  });
});

it('a work tree that the config puts elsewhere is told, for scan', () => {
  using repository = Repository.started();
  repository.write('sub/a.js', leak());
  repository.commit('x');
  repository.git('config', 'core.worktree', repository.home);
  const { code, stderr } = repository.scan('scan');
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('git takes another folder') });
});

it("a file that says where commits end counts only if it is the repository's own", () => {
  using repository = Repository.started();
  repository.write('a.js', leak());
  repository.commit('leak');
  repository.git('rm', '-q', 'a.js');
  const tip = repository.commit('gone');
  const GIT_SHALLOW_FILE = join(repository.home, 'shallow');
  writeFileSync(GIT_SHALLOW_FILE, `${tip}\n`);
  const environment = { GIT_SHALLOW_FILE };
  for (const args of [['range', 'HEAD~2..HEAD'], ['history']] as const) {
    const [command, ...rest] = args;
    expect(repository.scanWith({ environment }, command, ...rest).found).toEqual([`${LIVE} a.js:1 new`]);
  }
});

describe('a user in a subfolder', () => {
  const hintsIn = (repository: Repository, folder: string, command: string): readonly string[] =>
    repository
      .scanWith({ cwd: join(repository.path, folder) }, command)
      .report?.findings.flatMap(({ hints }) => hints) ?? [];
  const commandsOf = (hints: readonly string[]): readonly string[] =>
    hints.flatMap((hint) => /: ((?:printf|git (?:add|rm)) .*?)(?: && git commit)?$/.exec(hint)?.[1] ?? []);
  const inFolder = (repository: Repository, folder: string, command: string): number | null =>
    spawnSync('sh', ['-c', command], { cwd: join(repository.path, folder), env: repository.environment }).status;

  it.each([
    ['a.js', '../a.js'],
    ['sub/a.js', 'a.js'],
    ['sub/de ep/a.js', "'de ep/a.js'"],
    ['other/a.js', '../other/a.js'],
  ])('gets commands that work there: %s', (path, typed) => {
    using repository = Repository.started();
    repository.write('sub/x', '');
    repository.stage(path, leak());
    const commands = commandsOf(hintsIn(repository, 'sub', 'staged'));
    expect(commands).toEqual([`git add -A -- ${typed}`]);
    repository.write(path, 'x\n');
    expect(commands.map((command) => inFolder(repository, 'sub', command))).toEqual([0]);
    expect(repository.scan('staged').code).toBe(0);
  });

  it('gets an environment file out of git there, and the entry into the ignore file', () => {
    using repository = new Repository();
    repository.stage('sub/.env', 'A=1\n');
    const commands = commandsOf(hintsIn(repository, 'sub', 'staged'));
    expect(commands.map((command) => inFolder(repository, 'sub', command)).every((status) => status === 0)).toBe(true);
    expect([repository.exists('sub/.gitignore'), repository.scan('staged').found]).toEqual([false, []]);
  });

  it('is told so by a hook, which git runs at the top', () => {
    using repository = Repository.started();
    repository.hook('pre-commit', 'staged');
    repository.stage('sub/a.js', leak());
    const ran = spawnSync('git', ['commit', '-m', 'x'], {
      cwd: join(repository.path, 'sub'),
      env: repository.environment,
      encoding: 'utf8',
    });
    expect(ran.stderr).toContain('git add -A -- a.js');
    expect(repository.tryGit('commit', '-m', 'x').stderr).toContain('git add -A -- sub/a.js');
  });

  it.each([
    ['explain', 'sub/a.js:1', 0, LIVE],
    ['explain', 'a.js:1', 0, LIVE],
    ['scan', 'sub/a.js', 1, 'sub/a.js:1'],
    ['scan', '../sub', 1, 'sub/a.js:1'],
    ['fix', 'sub/a.js', 2, 'there is nobody to ask'],
    ['scan', '../../sub/a.js', 2, 'outside of this repository'],
    ['scan', 'sub/nothing.js', 2, 'no file there'],
  ])('may give a path from there, or as it was reported: %s %s', (command, path, code, words) => {
    using repository = Repository.started();
    repository.write('sub/a.js', leak());
    const ran = repository.run([command, path], { cwd: join(repository.path, 'sub') });
    expect([ran.code, (ran.stdout + ran.stderr).includes(words)]).toEqual([code, true]);
  });

  it('means the nearer of two', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.write('sub/a.js', 'x\n');
    const ran = repository.run(['explain', 'a.js:1'], { cwd: join(repository.path, 'sub') });
    expect(ran.stdout).toContain('Nothing on a.js:1');
  });

  it('is told by fix what to stage', () => {
    using repository = Repository.started();
    repository.stage('sub/a.js', leak());
    repository.write('sub/a.js', `// more\n${leak()}`);
    const cwd = join(repository.path, 'sub');
    expect(repository.run(['fix', '--yes'], { cwd }).stdout).toContain('Stage it: git add a.js ');
    expect(repository.run(['fix', '--yes', '--staged'], { cwd }).stdout).toContain('Stage the file: git add a.js');
  });

  it("gets init's commands too", () => {
    using repository = new Repository();
    repository.stage('sub/.env', 'A=1\n');
    const { stdout } = repository.run(['init', '--dry-run'], { cwd: join(repository.path, 'sub') });
    const command = /^ {4}(.*git rm .*)$/m.exec(stdout)?.[1] ?? 'false';
    expect(inFolder(repository, 'sub', command)).toBe(0);
  });
});
