import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { leaksIn } from '../support/canary.js';
import { KEY, leak, Repository } from '../support/repository.js';

const LIVE = 'pictify/live-key';
const IDENTITY = 'Ada <ada@example.com> 1700000000 +0000';

/** Makes a commit object of our own and puts the branch on it. */
function commitWith(repository: Repository, header: string, message = 'x\n'): void {
  const text = `tree ${repository.git('rev-parse', 'HEAD^{tree}')}\nparent ${repository.git('rev-parse', 'HEAD')}\n${header}\n\n${message}`;
  const id = repository.gitWith(text, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin');
  repository.git('update-ref', 'refs/heads/main', id);
}

describe('a key above the message of a commit goes along with a push, and is found', () => {
  it.each<readonly [string, string, number]>([
    ['in the name of its author', `author ${KEY} <ada@example.com> 1700000000 +0000\ncommitter ${IDENTITY}`, 3],
    ['in the name of its committer', `author ${IDENTITY}\ncommitter ${KEY} <ada@example.com> 1700000000 +0000`, 4],
    ['in a line that no git writes', `author ${IDENTITY}\ncommitter ${IDENTITY}\nnote ${KEY}`, 5],
    [
      'in the tag that it merged',
      `author ${IDENTITY}\ncommitter ${IDENTITY}\nmergetag object ${'1'.repeat(40)}\n type commit\n tag v1\n tagger ${IDENTITY}\n \n ${KEY}`,
      10,
    ],
  ])('%s', (_name, header, line) => {
    using repository = Repository.started();
    commitWith(repository, header);
    const found = [`${LIVE} COMMIT_HEADER:${line} new`];
    expect(repository.scan('range', 'HEAD').found).toEqual(found);
    expect(repository.scan('history').found).toEqual(found);
  });

  it('in a commit that has no message', () => {
    using repository = Repository.started();
    const text = `tree ${repository.git('rev-parse', 'HEAD^{tree}')}\nauthor ${IDENTITY}\ncommitter ${IDENTITY}\n${leak()}`;
    const id = repository.gitWith(text, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin');
    expect(repository.scan('range', id).found).toEqual([`${LIVE} COMMIT_HEADER:4 new`]);
  });

  it('in the name that a tag object gives itself', () => {
    using repository = Repository.started();
    const text = `object ${repository.git('rev-parse', 'HEAD')}\ntype commit\ntag ${KEY}\ntagger ${IDENTITY}\n\nx\n`;
    repository.git('update-ref', 'refs/tags/v1', repository.gitWith(text, 'hash-object', '-t', 'tag', '-w', '--stdin'));
    expect(repository.scan('history').found).toEqual([`${LIVE} COMMIT_HEADER:3 new`]);
  });

  it('but the ids of other objects are no tokens', () => {
    using repository = new Repository({ init: ['--object-format=sha256'] });
    repository.write('.gitignore', '.env\n.env.*\n!.env.example\n');
    repository.commit('start');
    repository.environment = { ...repository.environment, GIT_AUTHOR_NAME: 'api.pictify.io' };
    repository.commit('x');
    expect(repository.scan('range', 'HEAD').found).toEqual([]);
  });
});

describe('a message of more than 16 MB is looked at as a whole', { timeout: 120_000 }, () => {
  const filler = `${'y'.repeat(79)}\n`.repeat(220_000);

  it.each<readonly [string, string, number]>([
    ['at its beginning', `x\n\n${leak()}${filler}`, 3],
    ['at its end', `x\n\n${filler}${leak()}`, 220_003],
  ])('%s', (_name, message, line) => {
    using repository = Repository.started();
    repository.gitWith(message, 'commit', '-q', '--no-verify', '--allow-empty', '--cleanup=verbatim', '-F', '-');
    repository.gitWith(message, 'tag', '-a', 'v1', '--cleanup=verbatim', '-F', '-');
    const found = [`${LIVE} COMMIT_MESSAGE:${line} new`, `${LIVE} COMMIT_MESSAGE:${line} new`];
    expect(repository.scan('range', 'HEAD').found).toEqual(found);
    expect(repository.scan('history').found).toEqual(found);
  });
});

describe('a secret without a prefix of ours is shown by no', () => {
  const token = createSampler(77).hex(64);

  it.each<readonly [string, (r: Repository) => void, readonly string[]]>([
    ['subject of a commit, in range', (r) => r.commit(`use PICTIFY_API_KEY=${token}`), ['range', 'HEAD']],
    ['subject of a commit, in history', (r) => r.commit(`use PICTIFY_API_KEY=${token}`), ['history']],
    [
      'subject told with a finding in a file',
      (r) => (r.write('a.js', leak()), r.commit(`use PICTIFY_API_KEY=${token}`)),
      ['history'],
    ],
    [
      'name of a branch',
      (r) => (r.commit('x'), r.git('checkout', '-q', '-b', `PICTIFY_API_KEY=${token}`)),
      ['range', `HEAD~1..PICTIFY_API_KEY=${token}`],
    ],
  ])('%s', (_name, arrange, args) => {
    using repository = Repository.started();
    arrange(repository);
    for (const format of ['pretty', 'json', 'sarif']) {
      const { stdout, stderr } = repository.run([...args, '--format', format]);
      expect({ format, leaks: leaksIn(stdout + stderr, token) }).toEqual({ format, leaks: [] });
    }
  });
});
