import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IGNORE, KEY, KEY2, leak, Repository } from '../support/repository.js';

/** A repository whose hooks run the built scanner. */
function guarded(): Repository {
  const repository = Repository.started();
  repository.hook('pre-commit', 'staged');
  repository.hook('pre-merge-commit', 'staged');
  return repository;
}

const head = (repository: Repository): string => repository.git('rev-parse', 'HEAD');

describe('git commit', () => {
  /** [how the commit is made, what is prepared, the command, whether it goes through] */
  const cases: readonly (readonly [string, (repository: Repository) => void, readonly string[], boolean])[] = [
    ['of a clean file', (r) => r.stage('a.js', 'x\n'), ['commit', '-m', 'x'], true],
    ['of a key', (r) => r.stage('a.js', leak()), ['commit', '-m', 'x'], false],
    [
      '-a of a key',
      (r) => {
        r.write('a.js', 'x\n');
        r.commit('a');
        r.write('a.js', leak());
      },
      ['commit', '-a', '-m', 'x'],
      false,
    ],
    [
      '-a of a clean change',
      (r) => {
        r.write('a.js', 'x\n');
        r.commit('a');
        r.write('a.js', 'y\n');
      },
      ['commit', '-a', '-m', 'x'],
      true,
    ],
    [
      'FILE, while another file with a key is staged',
      (r) => {
        r.write('a.js', 'x\n');
        r.write('b.js', 'x\n');
        r.commit('a');
        r.write('a.js', 'y\n');
        r.stage('b.js', leak());
      },
      ['commit', '-m', 'x', 'a.js'],
      true,
    ],
    [
      'FILE with a key',
      (r) => {
        r.write('a.js', 'x\n');
        r.commit('a');
        r.write('a.js', leak());
      },
      ['commit', '-m', 'x', 'a.js'],
      false,
    ],
    [
      '-i FILE with a key',
      (r) => {
        r.write('a.js', 'x\n');
        r.commit('a');
        r.write('a.js', leak());
      },
      ['commit', '-m', 'x', '-i', 'a.js'],
      false,
    ],
    [
      '--amend that brings a key',
      (r) => {
        r.write('a.js', 'x\n');
        r.commit('a');
        r.stage('a.js', leak());
      },
      ['commit', '--amend', '-m', 'x'],
      false,
    ],
    [
      '--amend of the message of a leaking commit',
      (r) => {
        r.write('a.js', leak());
        r.commit('a');
      },
      ['commit', '--amend', '-m', 'x'],
      true,
    ],
    ['--allow-empty', () => {}, ['commit', '--allow-empty', '-m', 'x'], true],
    ['--no-verify of a key', (r) => r.stage('a.js', leak()), ['commit', '--no-verify', '-m', 'x'], true],
    ['of a forced .env', (r) => r.stage('.env', 'A=1\n'), ['commit', '-m', 'x'], false],
  ];
  it.each(cases)('%s', (_name, arrange, command, passes) => {
    using repository = guarded();
    arrange(repository);
    const before = head(repository);
    const { code, stderr, stdout } = repository.tryGit(...command);
    expect({ moved: head(repository) !== before, code, said: passes ? '' : stderr + stdout }).toEqual({
      moved: passes,
      code: passes ? 0 : 1,
      said: passes ? '' : expect.stringMatching(/Pictify live API key|environment file/),
    });
  });

  it('works in a subfolder', () => {
    using repository = guarded();
    repository.write('sub/a.js', leak());
    repository.git('add', '-A');
    expect(repository.tryGit('-C', 'sub', 'commit', '-m', 'x').code).toBe(1);
  });

  it('works in a linked worktree', () => {
    using repository = guarded();
    repository.git('worktree', 'add', '-q', '../linked');
    repository.write('../linked/a.js', leak());
    repository.git('-C', '../linked', 'add', '-A');
    expect(repository.tryGit('-C', '../linked', 'commit', '-m', 'x').code).toBe(1);
  });

  it('goes through after the literal was replaced as the hint says', () => {
    using repository = guarded();
    repository.stage('a.js', leak());
    const { stdout, stderr } = repository.tryGit('commit', '-m', 'x');
    const expression = /replace the key, its quotes included, with: (\S+)/.exec(stdout + stderr)?.[1];
    repository.stage('a.js', leak().replace(`'${KEY}'`, expression ?? ''));
    expect(repository.tryGit('commit', '-m', 'x').code).toBe(0);
  });

  it('goes through after the directive of the message was put in', () => {
    using repository = guarded();
    repository.stage('a.js', leak());
    const { stdout, stderr } = repository.tryGit('commit', '-m', 'x');
    const directive = /pictify-scan-disable-line \S+/.exec(stdout + stderr)?.[0];
    repository.stage('a.js', `${leak().trimEnd()} // ${directive} -- a sample\n`);
    expect(repository.tryGit('commit', '-m', 'x').code).toBe(0);
  });

  it('is checked for its message by commit-msg', () => {
    using repository = guarded();
    repository.hook('commit-msg', 'message "$1"');
    expect(repository.tryGit('commit', '--allow-empty', '-m', `use ${KEY}`).code).toBe(1);
    expect(repository.tryGit('commit', '--allow-empty', '-m', 'use the new key').code).toBe(0);
  });

  it('--verbose does not take the diff below the message for the message', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.hook('commit-msg', 'message "$1"');
    repository.stage('a.js', 'clean\n');
    repository.write(
      '../editor.sh',
      '#!/bin/sh\nprintf "take it out\\n%s\\n" "$(cat "$1")" > "$1.new" && mv "$1.new" "$1"\n',
    );
    repository.environment = { ...repository.environment, GIT_EDITOR: `sh ${join(repository.home, 'editor.sh')}` };
    expect(repository.tryGit('commit', '--verbose')).toMatchObject({ code: 0 });
  });
});

describe('git merge', () => {
  /** main and side part at `start`; the merge is made on main. */
  const parted = (main: (r: Repository) => void, side: (r: Repository) => void): Repository => {
    const repository = guarded();
    repository.git('checkout', '-q', '-b', 'side');
    side(repository);
    repository.commit('side');
    repository.git('checkout', '-q', 'main');
    main(repository);
    repository.commit('main');
    return repository;
  };

  it('brings no new key when the other branch holds it already', () => {
    using repository = parted(
      (r) => r.write('m.js', 'm\n'),
      (r) => r.write('a.js', leak()),
    );
    expect(repository.tryGit('merge', '--no-edit', 'side').code).toBe(0);
  });

  it('brings no new .env when the other branch holds it already', () => {
    using repository = parted(
      (r) => r.write('m.js', 'm\n'),
      (r) => {
        r.write('.env', 'A=1\n');
        r.git('add', '-f', '.env');
      },
    );
    expect(repository.tryGit('merge', '--no-edit', 'side').code).toBe(0);
  });

  it('with conflicts is judged against both parents', () => {
    using repository = parted(
      (r) => r.write('a.js', 'main\n'),
      (r) => r.write('a.js', `side\n${leak()}`),
    );
    repository.tryGit('merge', '--no-edit', 'side');
    repository.stage('a.js', `both\n${leak()}`);
    expect(repository.scan('staged').found).toEqual(['pictify/live-key a.js:2 known']);
    repository.stage('a.js', `both\n${leak()}${leak(KEY2)}`);
    expect(repository.scan('staged').found).toEqual(['pictify/live-key a.js:2 known', 'pictify/live-key a.js:3 new']);
    expect(repository.tryGit('commit', '--no-edit').code).toBe(1);
  });

  it('with unmerged entries says so and looks at the rest', () => {
    using repository = parted(
      (r) => r.write('a.js', 'main\n'),
      (r) => r.write('a.js', 'side\n'),
    );
    repository.tryGit('merge', '--no-edit', 'side');
    repository.write('b.js', leak());
    repository.git('add', 'b.js');
    const { code, found, stderr } = repository.scan('staged');
    expect({ code, found, stderr }).toEqual({
      code: 1,
      found: ['pictify/live-key b.js:1 new'],
      stderr: expect.stringContaining('a.js is unmerged: nothing of it was checked'),
    });
  });

  it.each([[['staged']], [['staged', '-q']], [['staged', '--format', 'json']]])(
    'with unmerged entries and no finding is no pass: %j',
    (args) => {
      using repository = parted(
        (r) => ['a.js', 'b.js'].forEach((path) => r.write(path, 'main\n')),
        (r) => ['a.js', 'b.js'].forEach((path) => r.write(path, `side\n${leak()}`)),
      );
      repository.tryGit('merge', '--no-edit', 'side');
      const { code, stderr } = repository.run(args);
      expect(code).toBe(2);
      expect(stderr).not.toContain('no secrets found');
      expect(stderr).toContain(
        'a.js, b.js are unmerged: nothing of them was checked, so this is not a pass.\n' +
          '  Resolve the conflict, git add what comes of it, and look again: pictify-scan staged\n',
      );
    },
  );

  it('that hides a key of its own is caught (an evil merge)', () => {
    using repository = parted(
      (r) => r.write('m.js', 'm\n'),
      (r) => r.write('s.js', 's\n'),
    );
    repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    repository.stage('evil.js', leak());
    expect(repository.tryGit('commit', '--no-edit').code).toBe(1);
  });
});

describe('rebase, cherry-pick and revert run no pre-commit hook; the push does', () => {
  it('cherry-pick', () => {
    using repository = guarded();
    repository.git('checkout', '-q', '-b', 'side');
    repository.write('a.js', leak());
    const commit = repository.commit('leak');
    repository.git('checkout', '-q', 'main');
    repository.git('cherry-pick', commit);
    expect(repository.scan('range', 'HEAD~1..HEAD').found).toEqual(['pictify/live-key a.js:1 new']);
  });
  it('revert of the mend', () => {
    using repository = guarded();
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.write('a.js', 'clean\n');
    repository.commit('mend');
    repository.git('revert', '--no-edit', 'HEAD');
    expect(repository.scan('range', 'HEAD~1..HEAD').found).toEqual(['pictify/live-key a.js:1 new']);
  });
  it('rebase', () => {
    using repository = guarded();
    repository.git('checkout', '-q', '-b', 'side');
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.git('checkout', '-q', 'main');
    repository.write('m.js', 'm\n');
    repository.commit('m');
    repository.git('rebase', '-q', 'main', 'side');
    expect(repository.scan('range', 'main..side').found).toEqual(['pictify/live-key a.js:1 new']);
  });
});

describe('git push', () => {
  const remoteOf = (repository: Repository): string => join(repository.home, 'remote.git');
  const pushing = (): Repository => {
    const repository = Repository.started();
    const remote = remoteOf(repository);
    repository.git('init', '-q', '--bare', remote);
    repository.git('remote', 'add', 'origin', remote);
    repository.git('push', '-q', 'origin', 'main');
    repository.hook('pre-push', 'push "$@"');
    return repository;
  };
  const refs = (repository: Repository, remote: string): string =>
    repository.git('--git-dir', remote, 'for-each-ref', '--format=%(refname)');

  /** [what is pushed, how it is made, the push, whether it goes through] */
  const cases: readonly (readonly [string, (r: Repository) => void, readonly string[], boolean])[] = [
    ['nothing', () => {}, ['push', 'origin', 'main'], true],
    [
      'a clean commit',
      (r) => {
        r.write('a.js', 'x\n');
        r.commit('x');
      },
      ['push', 'origin', 'main'],
      true,
    ],
    [
      'a leaking commit',
      (r) => {
        r.write('a.js', leak());
        r.commit('x');
      },
      ['push', 'origin', 'main'],
      false,
    ],
    [
      'a key that a later commit took out',
      (r) => {
        r.write('a.js', leak());
        r.commit('x');
        r.write('a.js', 'y\n');
        r.commit('y');
      },
      ['push', 'origin', 'main'],
      false,
    ],
    [
      'a new branch',
      (r) => {
        r.git('checkout', '-q', '-b', 'new');
        r.write('a.js', leak());
        r.commit('x');
      },
      ['push', 'origin', 'new'],
      false,
    ],
    [
      'a new clean branch',
      (r) => {
        r.git('checkout', '-q', '-b', 'new');
        r.write('a.js', 'x\n');
        r.commit('x');
      },
      ['push', 'origin', 'new'],
      true,
    ],
    [
      'a branch to be deleted',
      (r) => {
        r.git('push', '-q', '--no-verify', 'origin', 'main:old');
        r.write('a.js', leak());
        r.commit('not pushed');
      },
      ['push', 'origin', ':old'],
      true,
    ],
    [
      'a key that the remote has already',
      (r) => {
        r.write('a.js', leak());
        r.commit('x');
        r.git('push', '-q', '--no-verify', 'origin', 'main');
        r.write('b.js', 'x\n');
        r.commit('y');
      },
      ['push', 'origin', 'main'],
      true,
    ],
    [
      'a leaking annotated tag',
      (r) => {
        r.git('tag', '-a', 'v1', '-m', `key ${KEY}`);
      },
      ['push', 'origin', 'v1'],
      false,
    ],
    [
      'a clean tag',
      (r) => {
        r.git('tag', '-a', 'v1', '-m', 'one');
      },
      ['push', 'origin', 'v1'],
      true,
    ],
    [
      'a branch whose name is a key',
      (r) => {
        r.git('checkout', '-q', '-b', KEY);
      },
      ['push', 'origin', KEY],
      false,
    ],
    [
      'a leaking message',
      (r) => {
        r.write('a.js', 'x\n');
        r.commit(`now with ${KEY}`);
      },
      ['push', 'origin', 'main'],
      false,
    ],
    [
      'two branches, one of which leaks',
      (r) => {
        r.git('checkout', '-q', '-b', 'one');
        r.write('a.js', 'x\n');
        r.commit('x');
        r.git('checkout', '-q', '-b', 'two');
        r.write('b.js', leak());
        r.commit('y');
      },
      ['push', 'origin', 'one', 'two'],
      false,
    ],
  ];
  it.each(cases)('of %s', (_name, arrange, command, passes) => {
    using repository = pushing();
    const remote = remoteOf(repository);
    arrange(repository);
    const before = refs(repository, remote);
    const { code, stderr } = repository.tryGit(...command);
    expect({ passed: code === 0, stderr: passes ? stderr : '' }).toEqual({
      passed: passes,
      stderr: passes ? expect.anything() : '',
    });
    if (!passes) expect(refs(repository, remote)).toBe(before);
  });

  /** What a person reads. */
  const told = (repository: Repository, ...command: string[]): string => {
    const { code, stdout, stderr } = repository.tryGit(...command);
    expect(code).not.toBe(0);
    return (stdout + stderr).replaceAll(/\s+/g, ' ');
  };
  /** Runs a command that was read. */
  const follow = (repository: Repository, text: string, command: RegExp): void => {
    const [found] = command.exec(text) ?? [];
    execFileSync('sh', ['-c', found ?? 'false'], { cwd: repository.path, env: repository.environment });
  };
  const passes = (repository: Repository): void =>
    expect(repository.tryGit('push', 'origin', 'main')).toMatchObject({ code: 0 });
  /** `git rebase -i` does that with the first commit. */
  const editing = (repository: Repository, word: string): void => {
    repository.environment = { ...repository.environment, GIT_SEQUENCE_EDITOR: `sed -i 1s/pick/${word}/` };
  };

  it('of a key in the last commit goes through when that is mended as told', () => {
    using repository = pushing();
    repository.write('a.js', leak());
    repository.commit('x');
    const text = told(repository, 'push', 'origin', 'main');
    expect(text).toContain('Leaked? In a commit of yours that is not pushed');
    expect(text).not.toMatch(/in the history|pictify-scan ignore/);
    repository.write('a.js', 'mended\n');
    follow(repository, text, /git add -A -- a\.js && git commit --amend --no-edit/);
    passes(repository);
  });

  it('of a key in an earlier commit goes through when that is mended as told', () => {
    using repository = pushing();
    repository.write('a.js', leak());
    repository.commit('x');
    repository.write('b.js', 'b\n');
    repository.commit('y');
    const text = told(repository, 'push', 'origin', 'main');
    editing(repository, 'edit');
    follow(repository, text, /git rebase -i [0-9a-f]{12}\^/);
    repository.write('a.js', 'mended\n');
    follow(repository, text, /git add -A -- a\.js && git commit --amend --no-edit && git rebase --continue/);
    passes(repository);
  });

  it('of a key in the first commit of all is mended from the root', () => {
    using repository = new Repository();
    repository.write('.gitignore', '.env\n.env.*\n!.env.example\n');
    repository.write('a.js', leak());
    repository.commit('x');
    repository.write('b.js', 'b\n');
    repository.commit('y');
    const remote = remoteOf(repository);
    repository.git('init', '-q', '--bare', remote);
    repository.git('remote', 'add', 'origin', remote);
    repository.hook('pre-push', 'push "$@"');
    const text = told(repository, 'push', 'origin', 'main');
    // The work tree judges, as the remote has no config yet.
    expect(text).toMatch(/git rebase -i --root .* or: pictify-scan ignore /);
    editing(repository, 'edit');
    follow(repository, text, /git rebase -i --root/);
    repository.write('a.js', 'mended\n');
    follow(repository, text, /git add -A -- a\.js && git commit --amend --no-edit && git rebase --continue/);
    passes(repository);
  });

  it('of a key that is none goes through with the comment in the commit that brings it', () => {
    using repository = pushing();
    repository.write('a.js', leak());
    repository.commit('x');
    const text = told(repository, 'push', 'origin', 'main');
    const directive =
      /pictify-scan-disable-line \S+ -- why(?= in a comment on that line, in the commit that brings it)/;
    repository.write('a.js', `${leak().trimEnd()} // ${directive.exec(text)?.[0]}\n`);
    repository.git('commit', '-q', '-a', '--amend', '--no-edit');
    passes(repository);
  });

  it.each([
    ['the last message', false],
    ['an earlier message', true],
  ])('of a key in %s goes through when that is written anew as told', (_, isEarlier) => {
    using repository = pushing();
    repository.write('a.js', 'a\n');
    repository.commit(`use ${KEY}`);
    repository.write('b.js', 'b\n');
    if (isEarlier) repository.commit('more');
    const text = told(repository, 'push', 'origin', 'main');
    expect(text).not.toMatch(/Change line|in a comment|in the history|pictify-scan ignore/);
    editing(repository, 'reword');
    repository.environment = { ...repository.environment, GIT_EDITOR: `sed -i 's/use .*/use it/'` };
    follow(repository, text, isEarlier ? /git rebase -i [0-9a-f]{12}\^/ : /git commit --amend/);
    passes(repository);
  });

  it('of a key in the name of a branch goes through under another name', () => {
    using repository = pushing();
    repository.git('checkout', '-q', '-b', `b-${KEY}`);
    const text = told(repository, 'push', 'origin', 'HEAD');
    expect(text).not.toMatch(/On line|in a comment/);
    follow(repository, text, /git branch -m NEW_NAME/);
    expect(repository.tryGit('push', 'origin', 'HEAD')).toMatchObject({ code: 0 });
  });

  it('of a key that a branch of the remote has elsewhere is told to revoke it', () => {
    using repository = pushing();
    repository.write('a.js', leak());
    repository.commit('x');
    repository.git('push', '-q', '--no-verify', 'origin', 'main');
    repository.write('b.js', leak());
    repository.commit('y');
    expect(told(repository, 'push', 'origin', 'main')).toMatch(
      /Leaked\? Out already: on origin\/main .* 1\. It is out already: .* git commit --amend/,
    );
  });

  it('to an address that no remote has claims nothing about what is pushed', () => {
    using repository = pushing();
    repository.write('a.js', leak());
    repository.commit('x');
    const other = join(repository.home, 'other.git');
    repository.git('init', '-q', '--bare', other);
    const text = told(repository, 'push', other, 'main');
    expect(text).toContain('It is in the history: revoke it');
    expect(text).not.toContain('not pushed');
  });

  it('of a leak is refused by the receiving side, under quarantine', () => {
    using repository = pushing();
    const remote = remoteOf(repository);
    const receiving = new Repository({ init: false, path: remote });
    receiving.hook('pre-receive', 'push');
    repository.write('a.js', leak());
    const commit = repository.commit('x');
    const { code, stderr } = repository.tryGit('push', '--no-verify', 'origin', 'main');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Pictify live API key') });
    expect(repository.tryGit('--git-dir', remote, 'cat-file', '-e', commit).code).not.toBe(0);
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    repository.write('b.js', 'x\n');
    repository.commit('clean');
    expect(repository.tryGit('push', '--no-verify', 'origin', 'main').code).toBe(0);
  });

  it('by hand says what to use instead, and refuses nonsense', () => {
    using repository = Repository.started();
    expect(repository.run(['push'], { input: 'what is this\n' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('in no form that git uses'),
    });
  });
});

describe('the first hook of a fresh repository', () => {
  it('works before there is any commit', () => {
    using repository = new Repository();
    repository.hook('pre-commit', 'staged');
    repository.write('.gitignore', IGNORE);
    repository.stage('a.js', leak());
    expect(repository.tryGit('commit', '-m', 'x').code).toBe(1);
    repository.stage('a.js', 'x\n');
    expect(repository.tryGit('commit', '-m', 'x').code).toBe(0);
  });
});
