import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY2, leak, Repository, TEST_KEY, type Scan } from '../support/repository.js';
import { checkStaged } from '../support/stagedCases.js';

const LIVE = 'pictify/live-key';

describe('what is staged, and only that', () => {
  checkStaged([
    ['nothing', () => {}, []],
    ['a clean file', (r) => r.stage('a.js', 'const a = 1;\n'), []],
    ['a new file with a key', (r) => r.stage('a.js', leak()), [`${LIVE} a.js:1 new`]],
    ['a test key', (r) => r.stage('a.js', leak(TEST_KEY)), ['pictify/test-key a.js:1 new']],
    ['a key in a subfolder', (r) => r.stage('src/deep/a.js', `\n\n${leak()}`), [`${LIVE} src/deep/a.js:3 new`]],
    [
      'the same blob at two paths',
      (r) => {
        r.write('a.js', leak());
        r.stage('b.js', leak());
      },
      [`${LIVE} a.js:1 new`, `${LIVE} b.js:1 new`],
    ],
    ['two keys in a file', (r) => r.stage('a.js', leak() + leak(KEY2)), [`${LIVE} a.js:1 new`, `${LIVE} a.js:2 new`]],
    [
      'staged, then mended on disk only',
      (r) => {
        r.stage('a.js', leak());
        r.write('a.js', 'clean\n');
      },
      [`${LIVE} a.js:1 new`],
    ],
    [
      'staged, then deleted on disk',
      (r) => {
        r.stage('a.js', leak());
        r.remove('a.js');
      },
      [`${LIVE} a.js:1 new`],
    ],
    [
      'on disk only',
      (r) => {
        r.stage('a.js', 'clean\n');
        r.write('a.js', leak());
      },
      [],
    ],
    ['untracked', (r) => r.write('a.js', leak()), []],
    [
      'unstaged again',
      (r) => {
        r.stage('a.js', leak());
        r.git('rm', '-q', '--cached', 'a.js');
      },
      [],
    ],
    ['one hunk of two staged: the clean one', (r) => stagePart(r, false), []],
    ['one hunk of two staged: the leaking one', (r) => stagePart(r, true), [`${LIVE} a.js:1 new`]],
    [
      'intent to add',
      (r) => {
        r.write('a.js', leak());
        r.git('add', '-N', 'a.js');
      },
      [],
    ],
    [
      'intent to add of a .env',
      (r) => {
        r.write('.env', 'A=1\n');
        r.git('add', '-N', '-f', '.env');
      },
      [],
    ],
    [
      'a mode change alone',
      (r) => {
        r.write('a.js', leak());
        r.commit('x');
        chmodSync(join(r.path, 'a.js'), 0o755);
        r.git('add', '-A');
      },
      [`${LIVE} a.js:1 known`],
    ],
    [
      'a submodule',
      (r) => {
        r.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
      },
      [],
    ],
    ['an empty file', (r) => r.stage('a.js', ''), []],
  ]);
});

function stagePart(repository: Repository, leaking: boolean): void {
  const middle = 'x\n'.repeat(20);
  repository.write('a.js', `one\n${middle}two\n`);
  repository.commit('base');
  repository.write('a.js', `${leaking ? leak() : 'one, changed\n'}${middle}two\n`);
  repository.git('add', 'a.js');
  repository.write('a.js', `${leaking ? leak() : 'one, changed\n'}${middle}${leak(KEY2)}`);
}

describe('the receipt', () => {
  it('counts files and bytes', () => {
    using repository = Repository.started();
    repository.write('a.js', 'x'.repeat(10));
    repository.stage('b.js', 'y'.repeat(5));
    const { report } = repository.scan('staged');
    expect(report?.receipt).toMatchObject({ files: 2, bytes: 15 });
  });

  it('counts a key that HEAD holds once, however often it stands there', () => {
    using repository = Repository.started();
    repository.write('a.js', leak() + leak());
    repository.commit('x');
    repository.stage('a.js', `// more\n${leak()}${leak()}`);
    const { stderr, code } = repository.run(['staged']);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('1 secret already in the parent: rotate it'),
    });
  });

  it('is silent about a clean run when asked to be', () => {
    using repository = Repository.started();
    repository.stage('a.js', 'x\n');
    const outcome: Pick<Scan, 'code' | 'stdout' | 'stderr'> = repository.run(['staged', '--quiet']);
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
