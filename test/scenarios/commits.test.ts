import { describe, expect, it } from 'vitest';
import { KEY, KEY2, leak, Repository } from '../support/repository.js';

/** A repository with two tracked files, guarded by the built scanner on every hook that it knows. */
function guarded(): Repository {
  const repository = Repository.started();
  repository.write('a.js', 'const a = 1;\n');
  repository.write('b.js', 'const b = 1;\n');
  repository.commit('files');
  repository.hook('pre-commit', 'staged');
  repository.hook('pre-merge-commit', 'staged');
  return repository;
}

/** Runs a git command; says whether the branch's tip has moved. */
function moves(repository: Repository, ...args: string[]): boolean {
  const before = repository.git('rev-parse', 'HEAD');
  repository.tryGit(...args);
  return repository.git('rev-parse', 'HEAD') !== before;
}

describe('a commit through a real hook', () => {
  it.each<readonly [string, (repository: Repository) => void, readonly string[], boolean]>([
    [
      '-a beside an untracked key',
      (r) => (r.write('a.js', 'x\n'), r.write('new.js', leak())),
      ['commit', '-a', '-m', 'x'],
      true,
    ],
    [
      'FILE, clean, while another file with a key is staged',
      (r) => (r.stage('b.js', leak()), r.write('a.js', 'x\n')),
      ['commit', '-m', 'x', '--', 'a.js'],
      true,
    ],
    [
      'FILE with a key, while another clean file is staged',
      (r) => (r.stage('b.js', 'x\n'), r.write('a.js', leak())),
      ['commit', '-m', 'x', '--', 'a.js'],
      false,
    ],
    [
      '-i FILE with a key in what is staged already',
      (r) => (r.stage('b.js', leak()), r.write('a.js', 'x\n')),
      ['commit', '-m', 'x', '-i', '--', 'a.js'],
      false,
    ],
    ['--amend with a clean change', (r) => r.stage('c.js', 'x\n'), ['commit', '--amend', '-m', 'x'], true],
    [
      'a key on disk behind a clean staged version',
      (r) => (r.stage('c.js', 'x\n'), r.write('c.js', leak())),
      ['commit', '-m', 'x'],
      true,
    ],
    [
      'a key staged behind a clean version on disk',
      (r) => (r.stage('c.js', leak()), r.write('c.js', 'x\n')),
      ['commit', '-m', 'x'],
      false,
    ],
    [
      'a file with a key deleted',
      (r) => (r.write('k.js', leak()), r.commit('k'), r.git('rm', '-q', 'k.js')),
      ['commit', '-m', 'x'],
      true,
    ],
  ])('%s', (_name, arrange, command, passes) => {
    using repository = guarded();
    arrange(repository);
    expect(moves(repository, ...command)).toBe(passes);
  });

  it('that is refused says what, where and what to do, and never the key', () => {
    using repository = guarded();
    repository.stage('src/c.js', leak());
    const { code, stdout, stderr } = repository.tryGit('commit', '-m', 'x');
    const said = stdout + stderr;
    expect(code).toBe(1);
    for (const word of ['src/c.js:1:', 'pictify/live-key', 'process.env.PICTIFY_API_KEY']) expect(said).toContain(word);
    expect(said).not.toContain(KEY);
  });

  it('by git add -p: the chosen hunk is what counts', () => {
    using repository = guarded();
    const middle = 'x\n'.repeat(20);
    repository.write('a.js', `one\n${middle}two\n`);
    repository.commit('base');
    repository.write('a.js', `ONE\n${middle}${leak()}`);
    repository.gitWith('y\nn\n', 'add', '-p', 'a.js');
    expect(repository.git('diff', '--cached', '--stat')).toContain('1 insertion');
    expect(moves(repository, 'commit', '-m', 'clean hunk')).toBe(true);
    repository.gitWith('y\n', 'add', '-p', 'a.js');
    expect(moves(repository, 'commit', '-m', 'leaking hunk')).toBe(false);
  });

  it('with git apply --cached: the work tree never had it', () => {
    using repository = guarded();
    const patch = `--- a/a.js\n+++ b/a.js\n@@ -1 +1,2 @@\n const a = 1;\n+${leak()}`;
    repository.gitWith(patch, 'apply', '--cached');
    expect(moves(repository, 'commit', '-m', 'x')).toBe(false);
  });

  it('in a submodule', () => {
    using inner = Repository.started();
    using repository = guarded();
    repository.git('submodule', '--quiet', 'add', inner.path, 'sub');
    repository.commit('sub');
    repository.git('-C', 'sub', 'config', 'core.hooksPath', `${repository.path}/.git/hooks`);
    repository.write('sub/c.js', leak());
    repository.git('-C', 'sub', 'add', '.');
    expect(repository.tryGit('-C', 'sub', 'commit', '-m', 'x').code).toBe(1);
  });

  it('with --git-dir and --work-tree from elsewhere', () => {
    using repository = guarded();
    repository.stage('c.js', leak());
    const { code } = repository.tryGit(
      '-C',
      repository.home,
      `--git-dir=${repository.path}/.git`,
      `--work-tree=${repository.path}`,
      'commit',
      '-m',
      'x',
    );
    expect(code).toBe(1);
  });

  it('while index.lock is held: it neither takes nor breaks the lock', () => {
    using repository = guarded();
    repository.stage('c.js', leak());
    repository.write('.git/index.lock', '');
    expect(repository.scan('staged').found).toEqual(['pictify/live-key c.js:1 new']);
    expect(repository.exists('.git/index.lock')).toBe(true);
  });

  it('leaves the index, the refs and the work tree as they are', () => {
    using repository = guarded();
    repository.stage('c.js', leak());
    const state = (): string =>
      repository.bytes('.git/index').toString('hex') +
      repository.git('show-ref') +
      repository.git('status', '--porcelain');
    const before = state();
    repository.run(['staged']);
    expect(state()).toBe(before);
  });
});

describe('a merge', () => {
  /** main and a branch `side`, each with a commit of its own. */
  const parted = (
    side: (repository: Repository) => void,
    main: (repository: Repository) => void = (r) => r.write('b.js', 'main\n'),
  ): Repository => {
    const repository = guarded();
    repository.git('checkout', '-q', '-b', 'side');
    side(repository);
    repository.commit('side');
    repository.git('checkout', '-q', 'main');
    main(repository);
    repository.commit('main');
    return repository;
  };

  it('of a clean branch goes through', () => {
    using repository = parted((r) => r.write('a.js', 'side\n'));
    expect(moves(repository, 'merge', '-q', '--no-edit', 'side')).toBe(true);
  });

  it('with a conflict, resolved cleanly, goes through', () => {
    using repository = parted((r) => r.write('b.js', 'side\n'));
    repository.tryGit('merge', 'side');
    repository.stage('b.js', 'both\n');
    expect(moves(repository, 'commit', '--no-edit')).toBe(true);
  });

  it('with a conflict, resolved with a key that neither side has, is refused', () => {
    using repository = parted((r) => r.write('b.js', 'side\n'));
    repository.tryGit('merge', 'side');
    repository.stage('b.js', leak());
    expect(repository.scan('staged').found).toEqual(['pictify/live-key b.js:1 new']);
    expect(moves(repository, 'commit', '--no-edit')).toBe(false);
  });

  it('with a conflict, resolved by taking the side with the key, goes through: a parent has it', () => {
    using repository = parted((r) => r.write('b.js', leak()));
    repository.tryGit('merge', 'side');
    repository.stage('b.js', leak());
    expect(repository.scan('staged').found).toEqual(['pictify/live-key b.js:1 known']);
    expect(moves(repository, 'commit', '--no-edit')).toBe(true);
  });

  it('with --no-commit and a key slipped in is refused', () => {
    using repository = parted((r) => r.write('a.js', 'side\n'));
    repository.tryGit('merge', '-q', '--no-commit', 'side');
    repository.stage('c.js', leak());
    expect(moves(repository, 'commit', '--no-edit')).toBe(false);
  });

  it('of three branches (an octopus) that are clean goes through', () => {
    using repository = parted((r) => r.write('a.js', 'side\n'));
    repository.git('checkout', '-q', '-b', 'third', 'HEAD~1');
    repository.write('d.js', 'third\n');
    repository.commit('third');
    repository.git('checkout', '-q', 'main');
    expect(moves(repository, 'merge', '-q', '--no-edit', 'side', 'third')).toBe(true);
  });

  it('that is squashed brings what the branch brought: the key is new here', () => {
    using repository = parted((r) => r.write('a.js', leak()));
    repository.git('merge', '-q', '--squash', 'side');
    expect(moves(repository, 'commit', '-m', 'squashed')).toBe(false);
  });
});

describe('commits that git makes without asking pre-commit are seen by range', () => {
  const LIVE = 'pictify/live-key';
  const withSide = (): Repository => {
    const repository = guarded();
    repository.git('checkout', '-q', '-b', 'side');
    repository.write('k.js', leak());
    repository.commit('brings a key');
    repository.git('checkout', '-q', 'main');
    repository.write('b.js', 'main\n');
    repository.commit('main');
    return repository;
  };

  it('rebase stopped by a conflict: what is staged in between', () => {
    using repository = guarded();
    repository.git('checkout', '-q', '-b', 'side');
    repository.write('a.js', 'side\n');
    repository.commit('side');
    repository.git('checkout', '-q', 'main');
    repository.write('a.js', 'main\n');
    repository.commit('main');
    repository.git('checkout', '-q', 'side');
    repository.tryGit('rebase', 'main');
    repository.stage('a.js', leak(KEY2));
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('am', () => {
    using repository = withSide();
    const patch = repository.git('format-patch', '--stdout', '-1', 'side');
    repository.gitWith(`${patch}\n`, 'am', '-q');
    expect(repository.scan('range', 'HEAD~1..HEAD').found).toEqual([`${LIVE} k.js:1 new`]);
  });

  it('cherry-pick --no-commit, and then commit: the hook sees it', () => {
    using repository = withSide();
    repository.git('cherry-pick', '--no-commit', 'side');
    expect(moves(repository, 'commit', '-m', 'x')).toBe(false);
  });
});
