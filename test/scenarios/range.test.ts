import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IGNORE, KEY, KEY2, leak, Repository } from '../support/repository.js';

const LIVE = 'pictify/live-key';

describe('range', () => {
  it('finds a key that a later commit took out again', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    const commit = repository.commit('leak');
    repository.write('a.js', 'clean\n');
    repository.commit('mend');
    const { found, report, code } = repository.scan('range', 'HEAD~2..HEAD');
    expect({ found, code, commit: report?.findings[0]?.commit?.id }).toEqual({
      found: [`${LIVE} a.js:1 new`],
      code: 1,
      commit,
    });
  });

  it('names author, date and subject', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.environment = { ...repository.environment, GIT_AUTHOR_DATE: '2026-03-04T05:06:07+02:00' };
    repository.commit('Bring it in\n\nwith a body');
    expect(repository.scan('range', 'HEAD~1..HEAD').report?.findings[0]?.commit).toMatchObject({
      author: 'Ada',
      email: 'ada@example.com',
      date: '2026-03-04T05:06:07+02:00',
      subject: 'Bring it in',
    });
  });

  it('is clean, and says how much it looked at', () => {
    using repository = Repository.started();
    repository.write('a.js', 'x\n');
    repository.commit('x');
    const { code, report } = repository.scan('range', 'HEAD~1..HEAD');
    expect({ code, receipt: report?.receipt }).toMatchObject({ code: 0, receipt: { commits: 1, files: 1 } });
  });

  it('counts a key once where it came in, and not where it moved', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('in');
    repository.git('mv', 'a.js', 'b.js');
    repository.commit('move');
    repository.write('b.js', `// head\n${leak()}`);
    repository.commit('edit');
    expect(repository.scan('range', 'HEAD~3..HEAD').found.filter((each) => each.endsWith('new'))).toEqual([
      `${LIVE} a.js:1 new`,
    ]);
    expect(repository.scan('range', 'HEAD~2..HEAD')).toMatchObject({ code: 0 });
  });

  it('finds a key that came in, went out and came in again twice', () => {
    using repository = Repository.started();
    for (const content of [leak(), 'clean\n', leak()]) {
      repository.write('a.js', content);
      repository.commit('x');
    }
    expect(repository.scan('range', 'HEAD~3..HEAD').found).toEqual([`${LIVE} a.js:1 new`, `${LIVE} a.js:1 new`]);
  });

  it.each([
    ['one commit', 'HEAD', 1],
    ['BASE..', 'HEAD~1..', 1],
    ['three dots', 'side...main', 1],
    ['two dots from a side branch', 'side..main', 1],
    ['an empty range', 'HEAD..HEAD', 0],
  ])('takes %s', (_name, range, number) => {
    using repository = Repository.started();
    repository.git('branch', 'side');
    repository.write('a.js', leak());
    repository.commit('leak');
    expect(repository.scan('range', range).found).toHaveLength(number);
  });

  it('looks at a root commit', () => {
    using repository = new Repository();
    repository.write('.gitignore', IGNORE);
    repository.write('a.js', leak());
    repository.commit('root');
    expect(repository.scan('range', 'HEAD').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('sees what an evil merge brings, and not what a good one does', () => {
    using repository = Repository.started();
    repository.git('checkout', '-q', '-b', 'side');
    repository.write('s.js', leak(KEY2));
    repository.commit('side');
    repository.git('checkout', '-q', 'main');
    repository.write('m.js', 'm\n');
    repository.commit('main');
    repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    repository.write('evil.js', leak());
    repository.commit('merge');
    const fresh = repository.scan('range', 'HEAD~1..HEAD').found.filter((each) => each.endsWith('new'));
    expect(fresh.toSorted()).toEqual([`${LIVE} evil.js:1 new`, `${LIVE} s.js:1 new`]);
  });

  it.each([
    [
      'a commit message',
      (r: Repository) => {
        r.commit(`key ${KEY}`);
      },
      'COMMIT_MESSAGE',
    ],
    [
      'the name of a branch',
      (r: Repository) => {
        r.commit('x');
        r.git('branch', KEY);
      },
      'REF_NAMES',
    ],
    [
      'the name of a tag',
      (r: Repository) => {
        r.commit('x');
        r.git('tag', `v-${KEY}`);
      },
      'REF_NAMES',
    ],
    [
      'the message of a tag',
      (r: Repository) => {
        r.commit('x');
        r.git('tag', '-a', 'v1', '-m', `key ${KEY}`);
      },
      'COMMIT_MESSAGE',
    ],
  ])('reads %s', (_name, arrange, path) => {
    using repository = Repository.started();
    arrange(repository);
    const { found, stdout } = repository.scan('range', 'HEAD~1..HEAD');
    expect(found).toEqual([`${LIVE} ${path}:1 new`]);
    expect(stdout).not.toContain(KEY);
  });

  it('looks at the ignore files of the newest commit', () => {
    using repository = Repository.started();
    repository.write('.gitignore', 'x\n');
    repository.commit('open');
    expect(repository.scan('range', 'HEAD~1..HEAD').found).toEqual(['pictify/gitignore-missing .gitignore:1 new']);
  });

  it('masks a key in the name of an author', () => {
    using repository = Repository.started();
    repository.environment = { ...repository.environment, GIT_AUTHOR_NAME: KEY };
    repository.write('a.js', leak(KEY2));
    repository.commit(`subject ${KEY}`);
    const { stdout, stderr } = repository.run(['range', 'HEAD~1..HEAD']);
    expect(stdout + stderr).not.toContain(KEY);
  });
});

describe('range is judged by its base', () => {
  const branch = (config: string): Repository => {
    const repository = Repository.started();
    repository.write('pictify-scan.config.json', config);
    repository.write('a.js', leak());
    repository.commit('switch the judge off, and leak');
    return repository;
  };
  it.each([
    ['by ignoring the path', '{ "ignorePaths": ["a.js"] }'],
    ['by switching the rule off', '{ "rules": { "pictify/*": "off" } }'],
    ['by an override', '{ "overrides": [{ "files": ["*.js"], "rules": { "pictify/live-key": "off" } }] }'],
    ['by failing on nothing less than an error that is none', '{ "rules": { "pictify/live-key": "info" } }'],
  ])('so that a change cannot switch it off %s', (_name, config) => {
    using repository = branch(config);
    const { code, report } = repository.scan('range', 'HEAD~1..HEAD');
    expect({ code, warnings: report?.warnings.map((each) => each.code) }).toEqual({
      code: 1,
      warnings: ['judge-changed'],
    });
  });
  it('unless the work tree is asked', () => {
    using repository = branch('{ "ignorePaths": ["a.js"] }');
    expect(repository.scan('range', 'HEAD~1..HEAD', '--config-from', 'worktree').code).toBe(0);
  });
  it('or a revision', () => {
    using repository = branch('{ "ignorePaths": ["a.js"] }');
    expect(repository.scan('range', 'HEAD~1..HEAD', '--config-from', 'HEAD').code).toBe(0);
    expect(repository.scan('range', 'HEAD~1..HEAD', '--config-from', 'nope')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--config-from nope names no commit'),
    });
  });
  it('and by the baseline of the base', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    const { report } = repository.scan('scan');
    repository.write('.pictify-scan-baseline', `${report?.findings[0]?.fingerprint} ${LIVE} a.js\n`);
    repository.commit('leak with its own baseline');
    expect(repository.scan('range', 'HEAD~1..HEAD')).toMatchObject({ code: 1, found: [`${LIVE} a.js:1 new`] });
    repository.write('b.js', leak());
    repository.commit('the same key again');
    expect(repository.scan('range', 'HEAD~1..HEAD')).toMatchObject({ code: 0, found: [`${LIVE} b.js:1 baseline`] });
  });
});

describe('what cannot be read is no pass', () => {
  it('a shallow clone whose cut lies in the range', () => {
    using repository = Repository.started();
    for (const name of ['a', 'b', 'c']) {
      repository.write(name, name);
      repository.commit(name);
    }
    const clone = join(repository.home, 'shallow');
    repository.git('clone', '-q', '--depth', '2', `file://${repository.path}`, clone);
    expect(repository.scanWith({ cwd: clone }, 'range', 'HEAD~1..HEAD')).toMatchObject({ code: 0 });
    expect(repository.scanWith({ cwd: clone }, 'range', 'HEAD~2..HEAD')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('shallow'),
    });
    expect(repository.scanWith({ cwd: clone }, 'range', 'HEAD~1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('fetch-depth: 0'),
    });
  });
  it('a partial clone without the blob, and nothing is fetched', () => {
    using repository = Repository.started();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    repository.write('a.js', 'one\n');
    repository.commit('one');
    repository.write('a.js', 'two\n');
    repository.commit('two');
    const clone = join(repository.home, 'partial');
    repository.git('clone', '-q', '--filter=blob:none', `file://${repository.path}`, clone);
    const { code, stderr } = repository.scanWith({ cwd: clone }, 'range', 'HEAD~1');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not have the object'),
    });
  });
  it('a config that the base names and git has lost', () => {
    using repository = Repository.started();
    repository.write('pictify-scan.config.json', '{ "preset": "strict" }');
    repository.commit('config');
    repository.write('a.js', 'two\n');
    repository.commit('two');
    const lost = repository.git('rev-parse', 'HEAD:pictify-scan.config.json');
    repository.remove(`.git/objects/${lost.replace(/^../, '$&/')}`);
    const { code, stderr } = repository.run(['range', 'HEAD~1..HEAD']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`does not have the object ${lost}`) });
  });
  it.each([
    ['a name that is none', ['range', 'nope..HEAD'], 'There is no commit nope here'],
    ['a name that begins with a dash', ['range', 'HEAD..-x'], 'no range of commits'],
    ['histories without a common commit', ['range', 'main...other'], 'has no common commit'],
  ])('%s', (_name, args, said) => {
    using repository = Repository.started();
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.commit('other');
    expect(repository.run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
  });
});
