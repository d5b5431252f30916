import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IGNORE, KEY, KEY2, leak, Repository, TEST_KEY } from '../support/repository.js';

const LIVE = 'pictify/live-key';

describe('history finds', () => {
  it.each<readonly [string, (repository: Repository) => void, readonly string[]]>([
    ['nothing in a clean repository', () => {}, []],
    ['a key in the last commit', (r) => (r.write('a.js', leak()), r.commit('x')), [`${LIVE} a.js:1 new`]],
    [
      'a key in a file that was deleted long ago',
      (r) => (r.write('a.js', leak()), r.commit('x'), r.git('rm', '-q', 'a.js'), r.commit('y')),
      [`${LIVE} a.js:1 new`],
    ],
    [
      'a key once, however often its file changed',
      (r) => {
        for (const n of [1, 2, 3]) {
          r.write('a.js', `${leak()}// ${n}\n`);
          r.commit(`x${n}`);
        }
      },
      [`${LIVE} a.js:1 new`],
    ],
    [
      'a key at both paths of one blob',
      (r) => (r.write('a.js', leak()), r.write('b.js', leak()), r.commit('x')),
      [`${LIVE} a.js:1 new`, `${LIVE} b.js:1 new`],
    ],
    [
      'a key on a branch that was never merged',
      (r) => (
        r.git('checkout', '-q', '-b', 'side'),
        r.write('a.js', leak()),
        r.commit('x'),
        r.git('checkout', '-q', 'main')
      ),
      [`${LIVE} a.js:1 new`],
    ],
    [
      'a key on an orphan branch',
      (r) => (
        r.git('checkout', '-q', '--orphan', 'pages'),
        r.write('a.js', leak()),
        r.commit('x'),
        r.git('checkout', '-q', 'main')
      ),
      [`${LIVE} a.js:1 new`],
    ],
    [
      'a key that only a tag reaches',
      (r) => (
        r.git('checkout', '-q', '--detach'),
        r.write('a.js', leak()),
        r.commit('x'),
        r.git('tag', 'v1'),
        r.git('checkout', '-q', 'main')
      ),
      [`${LIVE} a.js:1 new`],
    ],
    [
      'a key on a detached HEAD',
      (r) => (r.git('checkout', '-q', '--detach'), r.write('a.js', leak()), r.commit('x')),
      [`${LIVE} a.js:1 new`],
    ],
    [
      'a key in an evil merge',
      (r) => {
        r.git('checkout', '-q', '-b', 'side');
        r.commit('side');
        r.git('checkout', '-q', 'main');
        r.git('merge', '-q', '--no-commit', '--no-ff', 'side');
        r.stage('a.js', leak());
        r.commit('merge');
      },
      [`${LIVE} a.js:1 new`],
    ],
    [
      "a key that only a ref of another work tree's own names",
      (r) => {
        const linked = join(r.home, 'linked');
        const inLinked = (...args: string[]): string => r.git('-C', linked, ...args);
        r.git('worktree', 'add', '-q', '--detach', linked);
        writeFileSync(join(linked, 'a.js'), leak());
        inLinked('add', 'a.js');
        inLinked('commit', '-qm', 'x', '--no-verify');
        inLinked('update-ref', 'refs/worktree/kept/x', 'HEAD');
        inLinked('checkout', '-q', '--detach', 'main');
      },
      [`${LIVE} a.js:1 new`],
    ],
    ['a key in a stash', (r) => (r.stage('a.js', leak()), r.git('stash', '-q')), [`${LIVE} a.js:1 new`]],
    [
      'keys in older stashes, which no ref names',
      (r) => (r.stage('a.js', leak()), r.git('stash', '-q'), r.stage('b.js', leak(TEST_KEY)), r.git('stash', '-q')),
      [`${LIVE} a.js:1 new`, 'pictify/test-key b.js:1 new'],
    ],
    [
      'a key in an untracked file that was stashed',
      (r) => (r.write('a.js', leak()), r.git('stash', '-q', '-u')),
      [`${LIVE} a.js:1 new`],
    ],
    ['a key in a commit message', (r) => r.commit(`use ${KEY}`), [`${LIVE} COMMIT_MESSAGE:1 new`]],
    ['a key in the name of a branch', (r) => r.git('branch', `try-${KEY}`), [`${LIVE} REF_NAMES:1 new`]],
    [
      'a key in the message of a tag',
      (r) => r.git('tag', '-a', 'v1', '-m', `see ${KEY}`),
      [`${LIVE} COMMIT_MESSAGE:1 new`],
    ],
    [
      'a key in the message of a tag of a tag',
      (r) => (
        r.git('tag', '-a', 'v1', '-m', `see ${KEY}`),
        r.git('tag', '-a', 'v2', '-m', 'x', 'v1'),
        r.git('tag', '-d', 'v1')
      ),
      [`${LIVE} COMMIT_MESSAGE:1 new`],
    ],
    [
      'a .env that was deleted',
      (r) => (
        r.write('.env', 'A=1\n'),
        r.git('add', '-f', '.env'),
        r.commit('x'),
        r.git('rm', '-q', '.env'),
        r.commit('y')
      ),
      ['pictify/env-file .env:1 new'],
    ],
    [
      'a key in a blob that a tag points at directly',
      (r) => r.git('tag', 'blob', r.gitWith(leak(), 'hash-object', '-w', '--stdin')),
      [`${LIVE} refs/tags/blob:1 new`],
    ],
    [
      'a key in a blob that an annotated tag points at',
      (r) => r.git('tag', '-a', 'blob', '-m', 'x', r.gitWith(leak(), 'hash-object', '-w', '--stdin')),
      [`${LIVE} refs/tags/blob:1 new`],
    ],
    [
      'a key in a tree that a tag points at',
      (r) => {
        const blob = r.gitWith(leak(), 'hash-object', '-w', '--stdin');
        r.git('tag', 'tree', r.gitWith(`100644 blob ${blob}\ta.js\n`, 'mktree'));
      },
      [`${LIVE} a.js:1 new`],
    ],
    ['nothing that is only staged', (r) => r.stage('a.js', leak()), []],
    [
      'nothing that no ref reaches any more',
      (r) => (r.write('a.js', leak()), r.commit('x'), r.git('reset', '-q', '--hard', 'HEAD~1')),
      [],
    ],
  ])('%s', (_name, arrange, expected) => {
    using repository = Repository.started();
    arrange(repository);
    const { found, code, stderr } = repository.scan('history');
    expect({ found, code, stderr: code === 2 ? stderr : '' }).toEqual({
      found: expected,
      code: expected.length === 0 ? 0 : 1,
      stderr: '',
    });
  });

  it('a key in a note', () => {
    using repository = Repository.started();
    repository.git('notes', 'add', '-m', leak());
    const { found } = repository.scan('history');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^pictify\/live-key [0-9a-f/]{40,}:1 new$/);
  });

  it('what no ref reaches, with --all-objects', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit(`message with ${KEY2}`);
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    const { found, code } = repository.scan('history', '--all-objects');
    expect(code).toBe(1);
    expect(found).toEqual([
      `${LIVE} COMMIT_MESSAGE:1 new`,
      expect.stringMatching(/^pictify\/live-key unreachable\/[0-9a-f]{40}:1 new$/),
    ]);
  });

  it('the oldest commit that brought it', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    const id = repository.commit('first');
    repository.write('a.js', `${leak()}// more\n`);
    repository.commit('second');
    expect(repository.scan('history').report?.findings[0]?.commit).toMatchObject({ id, subject: 'first' });
  });

  it('the same in loose objects and in packs', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('first');
    repository.write('a.js', `${leak()}${'// more\n'.repeat(200)}`);
    repository.commit('second');
    const loose = repository.scan('history');
    repository.git('gc', '-q', '--aggressive', '--prune=now');
    const packed = repository.scan('history');
    expect(packed.found).toEqual(loose.found);
    expect(packed.report?.receipt.files).toBe(loose.report?.receipt.files);
  });

  it('the same in SHA-256', () => {
    using repository = new Repository({ init: ['--object-format=sha256'] });
    repository.write('.gitignore', IGNORE);
    repository.write('a.js', leak());
    repository.commit('x');
    expect(repository.scan('history').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('what stands in a linked worktree on a detached HEAD', () => {
    using repository = Repository.started();
    repository.git('worktree', 'add', '-q', '--detach', '../linked');
    repository.write('../linked/a.js', leak());
    repository.git('-C', '../linked', 'add', '.');
    repository.git('-C', '../linked', 'commit', '-q', '-m', 'x');
    expect(repository.scan('history').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('what stands in a bare repository', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('x');
    repository.git('clone', '-q', '--bare', '.', '../bare.git');
    expect(repository.scanWith({ cwd: `${repository.home}/bare.git` }, 'history').found).toEqual([
      `${LIVE} a.js:1 new`,
    ]);
  });

  it('no history in a repository without commits, and says so', () => {
    using repository = new Repository();
    expect(repository.run(['history'])).toMatchObject({ code: 2, stderr: expect.stringContaining('no commits') });
  });
});
