import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { KEY, KEY2, leak, Repository } from '../support/repository.js';

const LIVE = 'pictify/live-key';

/** With a remote `origin` that has main, and the guard on pre-push. */
function pushing(): Repository {
  const repository = Repository.started();
  repository.git('init', '-q', '--bare', '--template=', '../remote.git');
  repository.git('remote', 'add', 'origin', '../remote.git');
  repository.git('push', '-q', 'origin', 'main');
  repository.hook('pre-push', 'push "$@"');
  return repository;
}

function atRemote(repository: Repository): string {
  return repository.git('--git-dir', '../remote.git', 'for-each-ref', '--format=%(refname)');
}

describe('what is not there is said, never taken for clean:', () => {
  it('the history of a shallow clone', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.git('rm', '-q', 'a.js');
    repository.commit('gone');
    repository.git('clone', '-q', '--depth', '1', `file://${repository.path}`, '../shallow');
    const { code, stderr } = repository.run(['history'], { cwd: `${repository.home}/shallow` });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('git fetch --unshallow') });
  });

  it('a range that ends before the cut of a shallow clone is fine', () => {
    using repository = Repository.started();
    for (const name of ['a', 'b', 'c']) {
      repository.write(`${name}.js`, `${name}\n`);
      repository.commit(name);
    }
    repository.git('clone', '-q', '--depth', '3', `file://${repository.path}`, '../shallow');
    expect(repository.run(['range', 'HEAD~1..HEAD'], { cwd: `${repository.home}/shallow` }).code).toBe(0);
    expect(repository.run(['range', 'HEAD~2..HEAD'], { cwd: `${repository.home}/shallow` }).code).toBe(0);
    expect(repository.run(['range', 'HEAD~2'], { cwd: `${repository.home}/shallow` }).code).toBe(2);
  });

  it.each([
    ['blobs', 'in history', ['history']],
    ['blobs', 'in a range', ['range', 'HEAD~2..HEAD']],
    ['trees', 'in history', ['history']],
    ['trees', 'in a range', ['range', 'HEAD~2..HEAD']],
  ])('the %s that a partial clone left behind, %s: nothing is fetched, and the words mend it', (what, _where, args) => {
    using repository = Repository.started();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.git('rm', '-q', 'a.js');
    repository.commit('gone');
    const filter = what === 'blobs' ? 'blob:none' : 'tree:0';
    repository.git('clone', '-q', `--filter=${filter}`, `file://${repository.path}`, '../partial');
    const cwd = `${repository.home}/partial`;
    const { code, stderr } = repository.run(args, { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('does not have the object') });
    expect(repository.git('-C', cwd, 'rev-list', '--objects', '--all', '--missing=print')).toContain('?');
    const [, mend = ''] = /In a partial clone: git (fetch [^.;]*)/.exec(stderr) ?? [];
    repository.git('-C', cwd, ...mend.split(' '));
    expect(repository.run(args, { cwd }).code).toBe(1);
  });

  it('a blob of history that was lost', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.remove(`.git/objects/${repository.git('rev-parse', 'HEAD:a.js').replace(/^../, '$&/')}`);
    expect(repository.run(['history']).code).toBe(2);
    expect(repository.run(['range', 'HEAD']).code).toBe(2);
  });

  it('a commit of history that was lost', () => {
    using repository = Repository.started();
    const lost = repository.commit('lost');
    repository.commit('kept');
    repository.remove(`.git/objects/${lost.replace(/^../, '$&/')}`);
    expect(repository.run(['history']).code).toBe(2);
    expect(repository.run(['range', 'HEAD~2..HEAD']).code).toBe(2);
  });

  it('an untracked repository inside of the work tree', () => {
    using repository = Repository.started();
    repository.git('init', '-q', 'inner');
    repository.write('inner/a.js', leak());
    expect(repository.scan('scan').report?.receipt.skipped).toEqual([{ path: 'inner', why: 'submodule' }]);
  });

  it('one path of several that does not exist', () => {
    using repository = Repository.started();
    repository.write('a.js', 'x\n');
    const { code, stderr } = repository.run(['scan', 'a.js', 'nowhere.js']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('nowhere.js') });
  });

  it('a submodule of the index', () => {
    using inner = Repository.started();
    using repository = Repository.started();
    repository.git('submodule', '--quiet', 'add', inner.path, 'sub');
    expect(repository.scan('staged').report?.receipt.skipped).toEqual([{ path: 'sub', why: 'submodule' }]);
  });
});

describe('local settings cannot shorten what is looked at:', () => {
  it('a graft that hides a commit', () => {
    using repository = Repository.started();
    const base = repository.git('rev-parse', 'HEAD');
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.git('rm', '-q', 'a.js');
    const tip = repository.commit('gone');
    repository.write('.git/info/grafts', `${tip} ${base}\n`);
    expect(repository.git('rev-list', '--count', `${base}..HEAD`)).toBe('1');
    expect(repository.scan('range', `${base}..HEAD`).found).toEqual([`${LIVE} a.js:1 new`]);
    expect(repository.scan('history').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('a replaced commit that hides another', () => {
    using repository = Repository.started();
    const base = repository.git('rev-parse', 'HEAD');
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.git('rm', '-q', 'a.js');
    const tip = repository.commit('gone');
    repository.git('replace', '--graft', tip, base);
    expect(repository.scan('range', `${base}..${tip}`).found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('a sparse index', () => {
    using repository = Repository.started();
    repository.write('in/a.js', 'x\n');
    repository.write('out/b.js', 'x\n');
    repository.commit('files');
    repository.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    const blob = repository.gitWith(leak(), 'hash-object', '-w', '--stdin');
    repository.git('update-index', '--add', '--cacheinfo', `100644,${blob},out/b.js`);
    expect(repository.scan('staged').found).toEqual([`${LIVE} out/b.js:1 new`]);
  });

  it('assume-unchanged and skip-worktree', () => {
    using repository = Repository.started();
    repository.write('a.js', 'x\n');
    repository.write('b.js', 'x\n');
    repository.commit('files');
    repository.stage('a.js', leak());
    repository.stage('b.js', leak(KEY2));
    repository.git('update-index', '--assume-unchanged', 'a.js');
    repository.git('update-index', '--skip-worktree', 'b.js');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`, `${LIVE} b.js:1 new`]);
  });

  it('a branch, a tag and a file called HEAD', () => {
    using repository = Repository.started();
    repository.write('HEAD', 'x\n');
    repository.commit('file');
    repository.git('update-ref', 'refs/heads/HEAD', 'HEAD');
    repository.git('update-ref', 'refs/tags/HEAD', 'HEAD');
    repository.stage('a.js', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });
});

describe('a push gives away, beside commits,', () => {
  const passes = (repository: Repository, ...args: string[]): boolean => repository.tryGit('push', ...args).code === 0;

  it('the message of a tag of a tag', () => {
    using repository = pushing();
    repository.git('tag', '-a', 'inner', '-m', KEY);
    repository.git('tag', '-a', 'outer', '-m', 'x', 'inner');
    expect(passes(repository, 'origin', 'outer')).toBe(false);
  });

  it('a tag that stands for a blob', () => {
    using repository = pushing();
    repository.git('tag', '-a', 'blob', '-m', 'x', repository.gitWith(leak(), 'hash-object', '-w', '--stdin'));
    expect(passes(repository, 'origin', 'blob')).toBe(false);
    expect(atRemote(repository)).toBe('refs/heads/main');
  });

  it('a tag that stands for a tree', () => {
    using repository = pushing();
    const blob = repository.gitWith(leak(), 'hash-object', '-w', '--stdin');
    repository.git('tag', 'tree', repository.gitWith(`100644 blob ${blob}\ta.js\n`, 'mktree'));
    expect(passes(repository, 'origin', 'tree')).toBe(false);
  });

  it('not the name of a branch that stays here', () => {
    using repository = pushing();
    repository.write('a.js', 'x\n');
    repository.commit('clean');
    repository.git('branch', `try-${KEY}`);
    repository.git('tag', '-a', 'mine', '-m', KEY);
    expect(passes(repository, 'origin', 'main')).toBe(true);
  });

  it('notes, when they are pushed', () => {
    using repository = pushing();
    repository.git('notes', 'add', '-m', leak());
    expect(passes(repository, 'origin', 'refs/notes/commits')).toBe(false);
  });

  it('what an expression with spaces names', () => {
    using repository = pushing();
    repository.write('a.js', 'x\n');
    repository.commit('add a file');
    expect(passes(repository, 'origin', ':/add a file:refs/heads/clean')).toBe(true);
    repository.write('a.js', leak());
    repository.commit('add a key');
    expect(passes(repository, 'origin', ':/add a key:refs/heads/leaking')).toBe(false);
  });

  it('to a second remote, what only the first has', () => {
    using repository = pushing();
    repository.write('a.js', leak());
    repository.commit('known at origin');
    repository.git('push', '-q', '--no-verify', 'origin', 'main');
    repository.git('init', '-q', '--bare', '--template=', '../second.git');
    repository.git('remote', 'add', 'second', '../second.git');
    expect(passes(repository, 'second', 'main')).toBe(false);
    expect(passes(repository, `file://${repository.home}/second.git`, 'main')).toBe(false);
    expect(passes(repository, 'origin', 'main')).toBe(true);
  });

  it('by the address of a remote, only what that remote does not have', () => {
    using repository = pushing();
    repository.write('a.js', leak());
    repository.commit('known at origin');
    repository.git('push', '-q', '--no-verify', 'origin', 'main');
    expect(passes(repository, '../remote.git', 'main:refs/heads/copy')).toBe(true);
    repository.write('b.js', leak(KEY2));
    repository.commit('not known there');
    expect(passes(repository, '../remote.git', 'main:refs/heads/other')).toBe(false);
  });

  it('to a remote, what only a remote whose name begins alike has', () => {
    using repository = pushing();
    for (const name of ['team', 'team/a']) {
      repository.git('init', '-q', '--bare', '--template=', `../${name}.git`);
      repository.git('config', `remote.${name}.url`, `../${name}.git`);
      repository.git('config', `remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`);
    }
    repository.write('a.js', leak());
    repository.commit('known at team/a');
    repository.git('push', '-q', '--no-verify', 'team/a', 'main');
    expect(passes(repository, 'team', 'main')).toBe(false);
    expect(passes(repository, 'team/a', 'main')).toBe(true);
  });

  it('to a remote whose name git takes for a pattern, what others have', () => {
    using repository = pushing();
    repository.git('init', '-q', '--bare', '--template=', '../any.git');
    repository.git('config', 'remote.*.url', '../any.git');
    repository.write('a.js', leak());
    repository.commit('known at origin');
    repository.git('push', '-q', '--no-verify', 'origin', 'main');
    expect(passes(repository, '*', 'main')).toBe(false);
  });

  it('a forced update, and only what it brings', () => {
    using repository = pushing();
    repository.write('a.js', 'one\n');
    repository.commit('one');
    repository.git('push', '-q', '--no-verify', 'origin', 'main');
    repository.write('a.js', leak());
    repository.git('add', '-A');
    repository.git('commit', '-q', '--no-verify', '--amend', '-m', 'two');
    expect(passes(repository, '--force', 'origin', 'main')).toBe(false);
  });
});

describe('a pushed tag is not believed:', () => {
  const push = (repository: Repository, target: string): ReturnType<Repository['scan']> => {
    const text = `object ${target}\ntype commit\ntag v1\ntagger A <a@b.c> 1700000000 +0000\n\nx\n`;
    const tag = repository.gitWith(text, 'hash-object', '-t', 'tag', '-w', '--literally', '--stdin');
    const input = `refs/tags/v1 ${tag} refs/tags/v1 ${'0'.repeat(40)}\n`;
    return repository.scanWith({ input }, 'push');
  };

  it('what it calls a commit is a blob', () => {
    using repository = Repository.started();
    const blob = repository.gitWith(leak(), 'hash-object', '-w', '--stdin');
    expect(push(repository, blob).found).toEqual([`${LIVE} refs/tags/v1:1 new`]);
  });

  it('its commit is not there', () => {
    using repository = Repository.started();
    expect(push(repository, '1'.repeat(40)).code).toBe(2);
  });
});

it('a push that changes what judges it is judged by what was there, and told', () => {
  using repository = pushing();
  const base = repository.git('rev-parse', 'HEAD');
  repository.write('pictify-scan.config.json', '{ "ignorePaths": ["*.js"] }');
  repository.write('a.js', leak());
  const tip = repository.commit('x');
  const input = `refs/heads/main ${tip} refs/heads/main ${base}\n`;
  const { found, report } = repository.scanWith({ input }, 'push', '--remote', 'origin');
  expect(found).toEqual([`${LIVE} a.js:1 new`]);
  expect(report?.warnings.map(({ code, path }) => [code, path])).toEqual([
    ['judge-changed', 'pictify-scan.config.json'],
  ]);
});

it('a range does not change what only its base has changed meanwhile', () => {
  using repository = Repository.started();
  repository.git('checkout', '-q', '-b', 'side');
  repository.write('a.js', 'x\n');
  repository.commit('side');
  repository.git('checkout', '-q', 'main');
  repository.write('pictify-scan.config.json', '{}');
  repository.commit('config');
  expect(repository.scan('range', 'main..side').report?.warnings).toEqual([]);
});

describe('the receiving side (pre-receive) refuses, under quarantine,', () => {
  const receiving = (): Repository => {
    const repository = pushing();
    repository.remove('.git/hooks/pre-push');
    new Repository({ init: false, path: `${repository.home}/remote.git` }).hook('pre-receive', 'push');
    return repository;
  };

  it.each<readonly [string, (r: Repository) => void, string, boolean]>([
    ['a key in a commit', (r) => (r.write('a.js', leak()), r.commit('x')), 'main', false],
    ['a key in a message', (r) => r.commit(`x ${KEY}`), 'main', false],
    [
      'a key that a later commit takes out',
      (r) => (r.write('a.js', leak()), r.commit('x'), r.write('a.js', ''), r.commit('y')),
      'main',
      false,
    ],
    [
      'the message of a tag on a new commit',
      (r) => (r.write('a.js', 'x\n'), r.commit('x'), r.git('tag', '-a', 'v1', '-m', KEY)),
      'v1',
      false,
    ],
    ['the message of a tag on an old commit', (r) => r.git('tag', '-a', 'v1', '-m', KEY), 'v1', false],
    ['a new branch with a key in its name', (r) => r.git('branch', `b-${KEY}`), `b-${KEY}`, false],
    ['no clean commit', (r) => (r.write('a.js', 'x\n'), r.commit('x')), 'main', true],
    ['no clean tag', (r) => r.git('tag', '-a', 'v1', '-m', 'x'), 'v1', true],
    ['no new branch at a known commit', (r) => r.git('branch', 'b'), 'b', true],
  ])('%s', (_name, arrange, ref, accepted) => {
    using repository = receiving();
    arrange(repository);
    const before = repository.git('--git-dir', '../remote.git', 'show-ref');
    const { code } = repository.tryGit('push', 'origin', ref);
    expect(code === 0).toBe(accepted);
    expect(repository.git('--git-dir', '../remote.git', 'show-ref') === before).toBe(!accepted);
  });

  it('and a refused object is not kept', () => {
    using repository = receiving();
    repository.write('a.js', leak());
    repository.commit('x');
    repository.tryGit('push', 'origin', 'main');
    const blob = repository.git('rev-parse', 'HEAD:a.js');
    expect(repository.tryGit('--git-dir', '../remote.git', 'cat-file', '-e', blob).code).not.toBe(0);
  });

  it('nothing of a deletion', () => {
    using repository = receiving();
    repository.git('push', '-q', 'origin', 'main:refs/heads/old');
    expect(repository.tryGit('push', 'origin', ':old').code).toBe(0);
  });
});

describe('containers and odd files', () => {
  it.each<readonly [string, (r: Repository) => void, readonly string[]]>([
    ['gzip', (r) => r.stage('a.js.gz', execFileSync('gzip', ['-c'], { input: leak() })), [`${LIVE} a.js.gz:1 new`]],
    [
      'an executable file',
      (r) => (r.stage('run', `#!/bin/sh\nexport PICTIFY_API_KEY=${KEY}\n`), r.git('update-index', '--chmod=+x', 'run')),
      [`${LIVE} run:2 new`],
    ],
    ['a file without a name but its ending', (r) => r.stage('.js', leak()), [`${LIVE} .js:1 new`]],
    [
      'a file in .github',
      (r) => r.stage('.github/workflows/ci.yml', `env:\n  PICTIFY_API_KEY: ${KEY}\n`),
      [`${LIVE} .github/workflows/ci.yml:2 new`],
    ],
    [
      'a file in node_modules that is staged',
      (r) => r.stage('node_modules/x/a.js', leak()),
      [`${LIVE} node_modules/x/a.js:1 new`],
    ],
    [
      'a lock file',
      (r) => r.stage('package-lock.json', `{ "x": "https://api.pictify.io/image?token=${KEY}" }\n`),
      [`${LIVE} package-lock.json:1 new`],
    ],
    [
      'an image with text in it',
      (r) =>
        r.stage(
          'a.png',
          Buffer.concat([
            Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
            Buffer.from(`tEXtkey\0${KEY}\0`),
          ]),
        ),
      [`${LIVE} a.png:3 new`],
    ],
    ['a file of NUL bytes', (r) => r.stage('zero', Buffer.alloc(4096)), []],
    [
      'a line that ends in the middle of a key',
      (r) => r.stage('a.js', `new Pictify('${KEY.slice(0, 10)}\n${KEY.slice(10)}')\n`),
      [],
    ],
  ])('%s', (_name, arrange, expected) => {
    using repository = Repository.started();
    arrange(repository);
    expect(repository.scan('staged').found).toEqual(expected);
  });
});
