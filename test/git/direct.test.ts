import { existsSync, lstatSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { byGit, direct, type Place } from '../support/direct.js';
import { Repository } from '../support/repository.js';

/** Something done to a repository: files come, change, move, go; folders take the place of files; packs are made. */
const PATHS = ['a', 'a/x', 'a.b', 'a/y/z', 'b/c/d', 'b/c.d', 'b/c/e', 'b-c', 'B', 'ü/ß', 'z z/"q"', 'b/c/d/e/f'];
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), path: fc.constantFrom(...PATHS), text: fc.nat(5) }),
  fc.record({ do: fc.constant('link' as const), path: fc.constantFrom(...PATHS) }),
  fc.record({ do: fc.constant('remove' as const), path: fc.constantFrom(...PATHS) }),
  fc.record({ do: fc.constant('chmod' as const), path: fc.constantFrom(...PATHS) }),
  fc.record({ do: fc.constantFrom('commit' as const, 'write-tree' as const, 'gc' as const, 'detach' as const) }),
  fc.record({ do: fc.constant('version' as const), version: fc.constantFrom(2, 3) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes a path away, and a file or link where one of its folders is to be. */
function clear(repository: Repository, path: string): void {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const above = path.slice(0, at);
    if (!lstatSync(join(repository.path, above), { throwIfNoEntry: false })?.isDirectory()) repository.remove(above);
  }
  repository.remove(path);
}

function carryOut(repository: Repository, each: Step): void {
  const git = (...args: string[]): void => void repository.tryGit(...args);
  if (each.do === 'write' || each.do === 'link') {
    clear(repository, each.path);
    repository.write(each.path, each.do === 'write' ? 'text\n'.repeat(each.text) : '');
    if (each.do === 'link') {
      repository.remove(each.path);
      symlinkSync('elsewhere', join(repository.path, each.path));
    }
    git('add', '-A');
  } else if (each.do === 'remove') {
    clear(repository, each.path);
    git('add', '-A');
  } else if (each.do === 'chmod') git('update-index', '--chmod=+x', each.path);
  else if (each.do === 'commit') git('commit', '-qm', 'more', '--allow-empty');
  else if (each.do === 'write-tree') git('write-tree');
  else if (each.do === 'gc') git('gc', '-q');
  else if (each.do === 'detach') git('checkout', '-q', '--detach');
  else if (each.do === 'version') git('update-index', '--index-version', `${each.version}`);
}

describe('the index against HEAD, read without git', () => {
  it('is what git says, whatever was done before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        using repository = Repository.started();
        for (const each of steps) carryOut(repository, each);
        expect(direct(repository)).toEqual(await byGit(repository));
      }),
      { numRuns: 40 },
    );
  });

  it('passes over folders that the index knows, in a repository of many', async () => {
    using repository = Repository.started();
    for (let index = 0; index < 60; index += 1)
      repository.write(`f${index % 12}/g${index % 5}/h${index}.js`, `${index}\n`);
    repository.commit('files');
    repository.git('gc', '-q');
    repository.git('write-tree');
    expect(direct(repository)).toEqual([]);
    repository.stage('f3/g3/h3.js', 'changed\n');
    repository.remove('f4');
    repository.write('f5/new/a.js', 'new\n');
    repository.git('add', '-A');
    const expected = await byGit(repository);
    expect(expected.map(({ path }) => path)).toContain('f4/g4/h4.js');
    expect(direct(repository)).toEqual(expected);
    // As `git commit` leaves it for the hook.
    repository.git('write-tree');
    expect(direct(repository)).toEqual(expected);
  });

  it('in a linked work tree, and with the index that git names for a hook', async () => {
    using repository = Repository.started();
    const linked = join(repository.home, 'linked');
    repository.git('worktree', 'add', '-q', '-b', 'side', linked);
    writeFileSync(join(linked, 'a.js'), 'x\n');
    const own = repository.git('-C', linked, 'rev-parse', '--absolute-git-dir');
    repository.git('-C', linked, 'add', 'a.js');
    const place = { cwd: linked, environment: { GIT_DIR: own, GIT_INDEX_FILE: join(own, 'index') } };
    expect(direct(repository, place)?.map(({ path }) => path)).toEqual(['a.js']);
    expect(direct(repository, { cwd: linked })).toEqual(await byGit(repository, { cwd: linked }));
    // The main work tree's own is another one.
    expect(direct(repository)).toEqual([]);
    repository.stage('b.js', 'y\n');
    const other = join(repository.home, 'other-index');
    renameSync(join(repository.path, '.git/index'), other);
    const named = { environment: { GIT_INDEX_FILE: other } };
    expect(direct(repository, named)?.map(({ path }) => path)).toEqual(['b.js']);
  });

  it('reads branches out of packed refs, with names as git allows them', () => {
    using repository = Repository.started();
    repository.git('checkout', '-q', '-b', 'feature/ä-1.2');
    repository.stage('a.js', 'x\n');
    expect(direct(repository)).toHaveLength(1);
    repository.git('pack-refs', '--all');
    expect(existsSync(join(repository.path, '.git/refs/heads/feature/ä-1.2'))).toBe(false);
    expect(direct(repository)).toHaveLength(1);
  });
});

describe('git is asked', () => {
  const cases: readonly (readonly [string, (repository: Repository) => Place | undefined | void])[] = [
    ['on a branch without commits', (repository) => repository.git('checkout', '-q', '--orphan', 'new')],
    ['in the middle of a merge that failed', conflict],
    [
      'where files are only meant to be added',
      (repository) => {
        repository.write('new.js', 'x\n');
        repository.git('add', '-N', 'new.js');
      },
    ],
    ['where the index has another version', (repository) => repository.git('update-index', '--index-version', '4')],
    ['where the index is split', (repository) => repository.git('update-index', '--split-index')],
    ['where there is no index', (repository) => repository.remove('.git/index')],
    ['where the index is cut off', (repository) => cut(repository, '.git/index', 60)],
    [
      'where a tree cannot be read',
      (repository) => {
        const tree = repository.git('rev-parse', 'HEAD^{tree}');
        repository.remove(`.git/objects/${tree.slice(0, 2)}/${tree.slice(2)}`);
        repository.stage('b.js', 'y\n');
      },
    ],
    [
      'where the commit is broken',
      (repository) => {
        const commit = repository.git('rev-parse', 'HEAD');
        const file = `.git/objects/${commit.slice(0, 2)}/${commit.slice(2)}`;
        repository.remove(file);
        repository.write(file, 'garbage');
      },
    ],
    ['where HEAD is nothing', (repository) => repository.write('.git/HEAD', 'garbage\n')],
    ['where HEAD leads elsewhere', (repository) => repository.write('.git/HEAD', 'ref: refs/heads/../../outside\n')],
    ['where the config has extensions', (repository) => repository.git('config', 'extensions.worktreeConfig', 'true')],
    ['where the config names a work tree', (repository) => repository.git('config', 'core.worktree', repository.path)],
    ['where the config is broken', (repository) => repository.write('.git/config', '[core\n')],
    [
      'where the config says bare in a way of its own',
      (repository) => repository.write('.git/config', '[core]\n\tbare\n'),
    ],
    [
      'where the format of the repository is a newer one',
      (repository) => repository.write('.git/config', '[core]\n\trepositoryformatversion = 1\n'),
    ],
    ['where the environment names objects', () => ({ environment: { GIT_OBJECT_DIRECTORY: '/nowhere' } })],
    ['where the environment brings settings', () => ({ environment: { GIT_CONFIG_COUNT: '0' } })],
    ['where the environment names another repository', () => ({ environment: { GIT_DIR: '/nowhere' } })],
    ['where the environment names something that is not known', () => ({ environment: { GIT_NEW_THING: '1' } })],
    [
      'in a folder of the work tree',
      (repository) => {
        repository.write('sub/a.js', 'x\n');
        return { cwd: join(repository.path, 'sub') };
      },
    ],
  ];
  it.each(cases)('%s', (_, change) => {
    using repository = Repository.started();
    repository.stage('a.js', 'x\n');
    expect(direct(repository)).toHaveLength(1);
    const place = change(repository);
    expect(direct(repository, typeof place === 'object' ? place : {})).toBeUndefined();
  });

  it('in a repository of longer ids, and in a submodule', () => {
    using long = new Repository({ init: ['--object-format=sha256'] });
    long.commit('start');
    expect(direct(long)).toBeUndefined();
    using outer = Repository.started();
    using inner = Repository.started();
    outer.git('submodule', 'add', '-q', inner.path, 'inner');
    expect(direct(outer, { cwd: join(outer.path, 'inner') })).toBeUndefined();
  });
});

function conflict(repository: Repository): void {
  repository.commit('one side');
  repository.git('checkout', '-q', '-b', 'side', 'HEAD~1');
  repository.stage('a.js', 'y\n');
  repository.commit('other side');
  expect(repository.tryGit('merge', 'main').code).not.toBe(0);
}

function cut(repository: Repository, path: string, bytes: number): void {
  const whole = readFileSync(join(repository.path, path));
  repository.write(path, whole.subarray(0, whole.length - bytes));
}
