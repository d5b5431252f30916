import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IncidentReport } from '../../src/incident/model.js';
import { createSampler } from '../../rules/sampler.js';
import { incident } from './incident.js';
import { IGNORE, KEY, leak, Repository } from '../support/repository.js';
import { utf32le } from '../support/utf32.js';

const TOKEN = createSampler(77).hex(64);

const told = ({ scope }: IncidentReport): string[] =>
  scope.events.map(({ change, path, line, via, at }) =>
    [change, line === null ? path : `${path}:${line}`, ...via, ...(at === 'refs' ? [] : [at])].join(' '),
  );

describe('incident finds every commit:', () => {
  it.each<readonly [string, (repository: Repository) => void, readonly string[]]>([
    [
      'added and taken away',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.stage('a.js', ''), r.commit('out')),
      ['added a.js:1', 'removed a.js'],
    ],
    [
      'a change of a file that holds it',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.stage('a.js', `\n${leak()}`), r.commit('more')),
      ['added a.js:1', 'changed a.js:2'],
    ],
    [
      'a rename',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.git('mv', 'a.js', 'b.js'), r.commit('mv')),
      ['added a.js:1', 'removed a.js', 'added b.js:1'],
    ],
    [
      'in base64',
      (r) => (
        r.stage('s.yaml', `kind: Secret\ndata:\n  PICTIFY_API_KEY: ${Buffer.from(KEY).toString('base64')}\n`),
        r.commit('in')
      ),
      ['added s.yaml:3 base64'],
    ],
    [
      'in base64 inside of something longer',
      (r) => (r.stage('x.txt', `auth ${Buffer.from(`user:${KEY}:x`).toString('base64')}\n`), r.commit('in')),
      ['added x.txt:1 base64'],
    ],
    [
      'in hex',
      (r) => (r.stage('x.bin', Buffer.from(`\0\n${Buffer.from(KEY).toString('hex')}`)), r.commit('in')),
      ['added x.bin:2 hex'],
    ],
    [
      'in UTF-16',
      (r) => (r.stage('x.ps1', Buffer.from(`\ufeff\nkey ${KEY}`, 'utf16le')), r.commit('in')),
      ['added x.ps1:2'],
    ],
    ['in UTF-32', (r) => (r.stage('x.ps1', utf32le(`\nkey ${KEY}`)), r.commit('in')), ['added x.ps1:2']],
    [
      'in UTF-32 inside of something else',
      (r) => (r.stage('x.bin', Buffer.concat([Buffer.from('\x01\n'), utf32le(KEY)])), r.commit('in')),
      ['added x.bin:2 UTF-32'],
    ],
    [
      'in parts',
      (r) => (r.stage('p.py', `k = Pictify("${KEY.slice(0, 14)}" + "${KEY.slice(14)}")\n`), r.commit('in')),
      ['added p.py:1 folded literals'],
    ],
    ['in a commit message', (r) => r.commit(`use ${KEY}`), ['added COMMIT_MESSAGE']],
    ['in the message of a tag', (r) => r.git('tag', '-a', 'v1', '-m', KEY), ['added TAG_MESSAGE']],
    ['in a stash', (r) => (r.stage('.gitignore', leak()), r.git('stash', '-q')), ['added .gitignore:1 stash']],
    [
      'in the reflog',
      (r) => (r.stage('a.js', leak()), r.commit('in'), r.git('reset', '-q', '--hard', 'HEAD^')),
      ['added a.js:1 reflog'],
    ],
    [
      'on a branch that was merged',
      (r) => {
        r.git('checkout', '-q', '-b', 'side');
        r.stage('a.js', leak());
        r.commit('in');
        r.git('checkout', '-q', 'main');
        r.commit('other');
        r.git('merge', '-q', '--no-edit', '--no-ff', 'side');
      },
      ['added a.js:1'],
    ],
    [
      'brought by a merge itself',
      (r) => {
        r.git('checkout', '-q', '-b', 'side');
        r.stage('b.js', '1\n');
        r.commit('side');
        r.git('checkout', '-q', 'main');
        r.commit('other');
        r.git('merge', '-q', '--no-commit', '--no-ff', 'side');
        r.stage('evil.js', leak());
        r.commit('merge');
      },
      ['added evil.js:1'],
    ],
  ])('%s', (_name, arrange, expected) => {
    using repository = Repository.started();
    arrange(repository);
    const { report, code } = incident(repository, ['--stdin'], `${KEY}\n`);
    expect({
      events: told(report).map((each) => each.replace(/ (?:concatenation|folded|joined|parts).*$/, ' folded literals')),
      code,
    }).toEqual({ events: expected, code: 1 });
  });

  it('where no rule would look: hex without a word about Pictify', () => {
    using repository = Repository.started();
    repository.stage('sums.txt', `one\n${TOKEN}\n`);
    repository.commit('in');
    expect(told(incident(repository, ['--stdin'], TOKEN).report)).toEqual(['added sums.txt:2']);
  });
});

describe('incident says where else it is:', () => {
  /** A key in a commit, pushed; taken out again; left in an ignored file and in what npm would ship. */
  const pushed = (): Repository => {
    const repository = Repository.started();
    repository.git('init', '-q', '--bare', '../remote.git');
    repository.git('remote', 'add', 'origin', 'https://ada:word@example.com/acme/cards.git?x=y');
    repository.git('config', 'remote.origin.pushurl', '../remote.git');
    repository.write('package.json', '{ "name": "cards", "version": "1.0.0", "files": ["dist"] }\n');
    repository.write('.gitignore', `${IGNORE}dist/\n`);
    repository.commit('package');
    repository.write('src/a.js', leak());
    repository.commit('in');
    repository.git('push', '-q', 'origin', 'main');
    repository.git('tag', 'v1');
    repository.write('src/a.js', 'clean\n');
    repository.commit('out');
    repository.write('.env', `PICTIFY_API_KEY=${KEY}\n`);
    repository.write('dist/bundle.js', `var k="${KEY}"`);
    return repository;
  };

  it('in every place', () => {
    using repository = pushed();
    const { scope, reach } = incident(repository, ['--stdin'], KEY).report;
    expect({
      reach,
      still: scope.still,
      refs: scope.refs.map(({ name, kind, atTip }) => [name, kind, atTip]),
      published: [scope.published?.ref, scope.published?.how],
      remotes: scope.remotes,
      copies: scope.copies.map(({ where, path }) => [where, path]),
      packages: scope.packages.map(({ name, files }) => [name, files]),
      holding: scope.holding.count,
      authors: scope.authors,
      limits: scope.limits,
    }).toEqual({
      reach: 'published',
      still: true,
      refs: [
        ['main', 'branch', false],
        ['origin/main', 'remote-branch', true],
        ['v1', 'tag', true],
      ],
      published: ['origin/main', 'push'],
      remotes: [{ name: 'origin', url: 'https://example.com/acme/cards.git' }],
      copies: [
        ['ignored', '.env'],
        ['ignored', 'dist/bundle.js'],
      ],
      packages: [['cards', ['dist/bundle.js']]],
      holding: 1,
      authors: [{ name: 'Ada', email: 'ada@example.com', events: 1 }],
      limits: [],
    });
  });

  it.each<readonly [string, (repository: Repository) => void, string, readonly string[]]>([
    ['a file in no commit', (r) => r.write('a.js', leak()), 'files', ['untracked a.js']],
    [
      'a staged file that differs on disk',
      (r) => (r.stage('a.js', leak()), r.write('a.js', '')),
      'files',
      ['staged a.js'],
    ],
    ['a local commit', (r) => (r.stage('a.js', leak()), r.commit('in')), 'local', ['tracked a.js']],
    [
      "git's own config",
      (r) => r.git('config', 'remote.x.url', `https://api.pictify.io/?token=${KEY}`),
      'files',
      ['git-directory .git/config'],
    ],
    [
      'the record of fix, until the next one',
      (r) => (r.write('a.js', leak()), r.run(['fix', '--yes'])),
      'files',
      ['ignored .env', 'git-directory .git/pictify-scan/undo/last/before-2'],
    ],
    [
      "Git LFS' own copies",
      (r) => r.write('.git/lfs/objects/aa/aa/aaaa', leak()),
      'files',
      ['git-directory .git/lfs/objects/aa/aa/aaaa'],
    ],
    [
      'only a pull request of a forge',
      (r) => {
        r.stage('a.js', leak());
        r.commit('in');
        r.git('update-ref', 'refs/pull/1/head', 'HEAD');
        r.git('reset', '-q', '--hard', 'HEAD^');
      },
      'published',
      [],
    ],
    ['nowhere', () => {}, 'nowhere', []],
  ])('%s', (_name, arrange, reach, copies) => {
    using repository = Repository.started();
    arrange(repository);
    const { report, code } = incident(repository, ['--stdin'], KEY);
    expect({
      code,
      reach: report.reach,
      copies: report.scope.copies.map(({ where, path }) => `${where} ${path}`),
    }).toEqual({
      code: reach === 'nowhere' ? 0 : 1,
      reach,
      copies,
    });
  });
});

describe('incident says what it could not see:', () => {
  it('submodules', () => {
    using repository = Repository.started();
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},vendor/cards`);
    const { report } = incident(repository, ['--stdin'], KEY);
    expect(report.scope.limits).toEqual([expect.stringMatching(/not looked at: vendor\/cards/)]);
  });

  it('what Git LFS keeps elsewhere', () => {
    using repository = Repository.started();
    repository.write('.git/lfs/tmp/x', '');
    expect(incident(repository, ['--stdin'], KEY).report.scope.limits).toEqual([expect.stringMatching(/Git LFS/)]);
  });

  it('a shallow clone', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    repository.commit('in');
    repository.commit('more');
    using clone = new Repository({ init: false });
    clone.git('clone', '-q', '--depth', '1', `file://${repository.path}`, '.');
    const { report } = incident(clone, ['--stdin'], KEY);
    expect({ reach: report.reach, limits: report.scope.limits.map((each) => each.slice(0, 22)) }).toEqual({
      reach: 'published',
      limits: ['This clone is shallow:'],
    });
  });

  it('a partial clone', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    repository.commit('in');
    repository.stage('a.js', '');
    repository.commit('out');
    repository.git('config', 'uploadpack.allowFilter', 'true');
    using clone = new Repository({ init: false });
    clone.git('clone', '-q', '--filter=blob:none', `file://${repository.path}`, '.');
    const { report } = incident(clone, ['--stdin'], KEY);
    expect(report.scope.limits.join(' ')).toMatch(
      /versions of files are not in this clone \(a partial clone\).*git fetch --refetch --no-filter/,
    );
  });

  it('no git at all', () => {
    using folder = new Repository({ init: false });
    folder.write('a.js', leak());
    const { report } = incident(folder, ['--stdin'], KEY);
    expect({
      reach: report.reach,
      limits: report.scope.limits,
      copies: report.scope.copies.map(({ path }) => path),
    }).toEqual({
      reach: 'files',
      limits: ['There is no git repository here: only the files of this folder were looked at.'],
      copies: ['a.js'],
    });
  });

  it('a bare repository has no files, but its branches are what others fetch', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    repository.commit('in');
    using bare = new Repository({ init: false });
    bare.git('clone', '-q', '--bare', repository.path, '.');
    const { report } = incident(bare, ['--stdin'], KEY);
    expect({ reach: report.reach, events: told(report) }).toEqual({ reach: 'published', events: ['added a.js:1'] });
  });
});

describe('incident from elsewhere in the repository:', () => {
  it.each<readonly [string, (repository: Repository) => string]>([
    ['a folder below', (r) => (r.write('deep/er/x.txt', 'x\n'), join(r.path, 'deep/er'))],
    ['another work tree', (r) => (r.git('worktree', 'add', '-q', '../other'), join(r.home, 'other'))],
  ])('%s tells the same of the commits', (_name, arrange) => {
    using repository = Repository.started();
    repository.stage('src/a.js', leak());
    repository.commit('in');
    repository.git('config', 'remote.x.url', `https://api.pictify.io/?token=${KEY}`);
    const { code, stdout } = repository.run(['incident', '--stdin', '--format', 'json'], {
      cwd: arrange(repository),
      input: KEY,
    });
    const report = JSON.parse(stdout) as IncidentReport;
    expect({ code, events: told(report), copies: report.scope.copies.map(({ path }) => path) }).toEqual({
      code: 1,
      events: ['added src/a.js:1'],
      copies: ['src/a.js', '.git/config'],
    });
  });
});

describe('incident takes what is pasted with the marks of a terminal', () => {
  it('as the key alone', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    expect(
      incident(repository, ['--stdin'], `\u001b[200~${KEY}\u001b[201~\n`).report.scope.copies.length,
    ).toBeGreaterThan(0);
  });
});
