import { describe, expect, it } from 'vitest';
import { IGNORE, KEY, KEY2, leak, Repository } from '../support/repository.js';

const LIVE = 'pictify/live-key';

/** main with one commit, and a branch `feature` checked out. */
function branched(): Repository {
  const repository = Repository.started();
  repository.git('checkout', '-q', '-b', 'feature');
  return repository;
}

function add(repository: Repository, path: string, text: string, message = `change ${path}`): string {
  repository.write(path, text);
  return repository.commit(message);
}

describe('range', () => {
  it.each<readonly [string, (repository: Repository) => void, readonly string[]]>([
    ['without commits is clean', () => {}, []],
    ['of clean commits is clean', (r) => add(r, 'a.js', 'x\n'), []],
    ['with a key', (r) => add(r, 'a.js', leak()), [`${LIVE} a.js:1 new`]],
    [
      'with a key that a later commit takes out',
      (r) => (add(r, 'a.js', leak()), add(r, 'a.js', 'clean\n')),
      [`${LIVE} a.js:1 new`],
    ],
    [
      'with a file that a later commit deletes',
      (r) => (add(r, 'a.js', leak()), r.git('rm', '-q', 'a.js'), r.commit('gone')),
      [`${LIVE} a.js:1 new`],
    ],
    [
      'with a .env that a later commit deletes',
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
      'with a key that a later commit moves',
      (r) => (add(r, 'a.js', leak()), r.git('mv', 'a.js', 'b.js'), r.commit('move')),
      [`${LIVE} a.js:1 new`, `${LIVE} b.js:1 known`],
    ],
    [
      'with two keys in two commits',
      (r) => (add(r, 'a.js', leak()), add(r, 'b.js', leak(KEY2))),
      [`${LIVE} a.js:1 new`, `${LIVE} b.js:1 new`],
    ],
    [
      'with an ignore entry taken out',
      (r) => add(r, '.gitignore', 'node_modules/\n'),
      ['pictify/gitignore-missing .gitignore:1 new'],
    ],
    [
      'with an ignore entry taken out and put back',
      (r) => (add(r, '.gitignore', 'node_modules/\n'), add(r, '.gitignore', IGNORE)),
      [],
    ],
    [
      'with a key in a commit message',
      (r) => add(r, 'a.js', 'x\n', `use ${KEY} for now`),
      [`${LIVE} COMMIT_MESSAGE:1 new`],
    ],
    [
      'with a key in the body of a message',
      (r) => add(r, 'a.js', 'x\n', `subject\n\nbody\nPICTIFY_API_KEY=${KEY}\n`),
      [`${LIVE} COMMIT_MESSAGE:4 new`],
    ],
    [
      'with a key in the name of a branch',
      (r) => (add(r, 'a.js', 'x\n'), r.git('branch', `try-${KEY}`)),
      [`${LIVE} REF_NAMES:1 new`],
    ],
    [
      'with a key in the name of a tag',
      (r) => (add(r, 'a.js', 'x\n'), r.git('tag', `v1-${KEY}`)),
      [`${LIVE} REF_NAMES:1 new`],
    ],
    [
      'with a key in the message of a tag',
      (r) => (add(r, 'a.js', 'x\n'), r.git('tag', '-a', 'v1', '-m', `release\n\n${KEY}`)),
      [`${LIVE} COMMIT_MESSAGE:3 new`],
    ],
  ])('%s', (_name, arrange, expected) => {
    using repository = branched();
    arrange(repository);
    const { found, code } = repository.scan('range', 'main..HEAD');
    expect({ found, code }).toEqual({ found: expected, code: expected.some((each) => each.endsWith('new')) ? 1 : 0 });
  });

  it('A...B begins where the branches part', () => {
    using repository = branched();
    add(repository, 'a.js', leak());
    repository.git('checkout', '-q', 'main');
    add(repository, 'm.js', leak(KEY2));
    repository.git('checkout', '-q', 'feature');
    expect(repository.scan('range', 'main...HEAD').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('works from a subfolder, and with a file called like a branch', () => {
    using repository = branched();
    add(repository, 'main', leak());
    repository.write('sub/HEAD', 'x\n');
    repository.commit('x');
    const cwd = `${repository.path}/sub`;
    expect(repository.scanWith({ cwd }, 'range', 'main..HEAD').found).toEqual([`${LIVE} main:1 new`]);
  });

  it('catches what --no-verify let through', () => {
    using repository = branched();
    repository.hook('pre-commit', 'staged');
    repository.stage('a.js', leak());
    expect(repository.tryGit('commit', '-m', 'x').code).toBe(1);
    expect(repository.tryGit('commit', '--no-verify', '-m', 'x').code).toBe(0);
    expect(repository.scan('range', 'main..HEAD')).toMatchObject({ code: 1, found: [`${LIVE} a.js:1 new`] });
  });
});

describe('a range that cannot be looked at is exit 2, and says why', () => {
  it.each<readonly [string, readonly string[], RegExp]>([
    ['an end that does not exist', ['nothing..HEAD'], /There is no commit nothing here/],
    ['an end that looks like an option', ['--all..HEAD'], /./],
    ['an output option in disguise', ['HEAD..--output=owned'], /no range of commits|no commit/],
    ['a blob', ['HEAD:.gitignore'], /no commit/],
    ['nothing at all', [], /./],
    ['a null id', [`${'0'.repeat(40)}..HEAD`], /no commit/],
  ])('%s', (_name, args, words) => {
    using repository = branched();
    const { code, stderr, stdout } = repository.run(['range', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(repository.exists('owned')).toBe(false);
  });

  it('branches without a common commit, asked for with three dots', () => {
    using repository = branched();
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.commit('other root');
    expect(repository.run(['range', 'main...other'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no common commit'),
    });
  });
});
