import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { IGNORE, KEY, leak, Repository, type Outcome } from '../support/repository.js';

const version = /(\d+)\.(\d+)/.exec(spawnSync('pre-commit', ['--version'], { encoding: 'utf8' }).stdout ?? '');
if (version === null) console.warn('The hooks for pre-commit are not tried: pre-commit is not installed.');
/** Before 3.2 the stages had other names. */
const OLD_NAMES = version !== null && Number(version[1]) * 100 + Number(version[2]) < 302;

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
}
const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Hook[];

describe('.pre-commit-hooks.yaml', () => {
  it('offers a hook for commits, for pushes and for messages', () =>
    expect(hooks.map(({ id, entry, language }) => [id, entry, language])).toEqual([
      ['pictify-scan', 'pictify-scan staged', 'node'],
      ['pictify-scan-push', 'pictify-scan push', 'node'],
      ['pictify-scan-message', 'pictify-scan message', 'node'],
    ]));
});

describe.skipIf(version === null)('a repository that uses them', { timeout: 300_000 }, () => {
  /** What a clone of this repository holds, and nothing that was built. */
  let source: Repository | undefined;
  let user: Repository | undefined;

  beforeAll(() => {
    source = new Repository();
    const files = execFileSync(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
      {
        encoding: 'utf8',
      },
    );
    for (const file of files.split('\0').filter((name) => name !== '' && !/^(?:test|docs|bench)\//.test(name))) {
      mkdirSync(dirname(join(source.path, file)), { recursive: true });
      cpSync(file, join(source.path, file));
    }
    const revision = source.commit('as it is');

    user = new Repository();
    user.environment['PRE_COMMIT_HOME'] = join(user.home, 'pre-commit');
    user.environment['npm_config_cache'] =
      process.env['npm_config_cache'] ?? join(process.env['HOME'] ?? user.home, '.npm');
    user.environment['npm_config_prefer_offline'] = 'true';
    user.write('.gitignore', IGNORE);
    user.write(
      '.pre-commit-config.yaml',
      `repos:
  - repo: ${source.path}
    rev: ${revision}
    hooks:
      - id: pictify-scan
        stages: [${OLD_NAMES ? 'commit, merge-commit' : 'pre-commit, pre-merge-commit'}]
      - id: pictify-scan-push
        stages: [${OLD_NAMES ? 'push' : 'pre-push'}]
      - id: pictify-scan-message
`,
    );
    user.commit('start');
    const types = ['pre-commit', 'pre-merge-commit', 'pre-push', 'commit-msg'].flatMap((type) => ['--hook-type', type]);
    execFileSync('pre-commit', ['install', '--install-hooks', ...types], {
      cwd: user.path,
      env: user.environment,
      stdio: 'pipe',
    });
    user.git('init', '-q', '--bare', join(user.home, 'remote'));
    user.git('remote', 'add', 'origin', join(user.home, 'remote'));
  }, 300_000);

  afterAll(() => {
    source?.[Symbol.dispose]();
    user?.[Symbol.dispose]();
  });

  function repository(): Repository {
    if (!user) throw new Error('not made');
    return user;
  }

  function commit(path: string, content: string, message: string): Outcome {
    repository().git('reset', '-q', '--hard');
    repository().stage(path, content);
    return repository().tryGit('commit', '-m', message);
  }

  it('lets a clean commit through', () => expect(commit('a.js', 'x\n', 'clean').code).toBe(0));

  it.each([
    ['in a file', 'card.js', leak(), 'add'],
    ['in the message', 'b.js', 'x\n', `key: ${KEY}`],
  ])('stops a commit with a key %s', (_where, path, content, message) => {
    const { code, stdout, stderr } = commit(path, content, message);
    expect([code, /pictify\/live-key/.test(stdout + stderr), (stdout + stderr).includes(KEY)]).toEqual([
      1,
      true,
      false,
    ]);
  });

  it('lets a first push of clean commits through', () =>
    expect(repository().tryGit('push', '-q', 'origin', 'HEAD:main')).toMatchObject({ code: 0 }));

  it.each([
    ['of a branch that the remote has', 'main'],
    ['of a new branch', 'other'],
  ])('stops a push %s, of a key that is taken out again', (_name, branch) => {
    const place = repository();
    place.git('checkout', '-q', '--detach', 'origin/main');
    place.write('card.js', leak());
    place.commit('add');
    place.write('card.js', 'clean\n');
    place.commit('take out');
    const { code, stderr, stdout } = place.tryGit('push', 'origin', `HEAD:refs/heads/${branch}`);
    expect([code, /pictify\/live-key/.test(stdout + stderr)]).toEqual([1, true]);
  });

  it('says that the push hook stands in the wrong stage', () => {
    const place = repository();
    const config = readFileSync(join(place.path, '.pre-commit-config.yaml'), 'utf8');
    const file = join(place.home, 'wrong-stage.yaml');
    writeFileSync(
      file,
      config.replace(/stages: \[(?:pre-)?push\]/, `stages: [${OLD_NAMES ? 'commit' : 'pre-commit'}]`),
    );
    const { status, stdout } = spawnSync('pre-commit', ['run', '--config', file, '--all-files', 'pictify-scan-push'], {
      cwd: place.path,
      env: place.environment,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, expect.stringContaining('stages: [pre-push]')]);
  });
});
