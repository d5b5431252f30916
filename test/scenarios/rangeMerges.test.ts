import { describe, expect, it } from 'vitest';
import { KEY, leak, Repository } from '../support/repository.js';

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

describe('range and merges', () => {
  const LEAK = `${LIVE} k.js:1 new`;
  const merging = (): Repository => {
    const repository = branched();
    add(repository, 'a.js', 'feature\n');
    repository.git('checkout', '-q', '-b', 'side', 'main');
    add(repository, 'b.js', 'side\n');
    repository.git('checkout', '-q', 'feature');
    return repository;
  };

  it('an evil merge, which no git log -p shows', () => {
    using repository = merging();
    repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    repository.stage('k.js', leak());
    repository.commit('merge');
    expect(repository.git('log', '-p', 'main..HEAD')).not.toContain(KEY);
    expect(repository.scan('range', 'main..HEAD').found).toEqual([LEAK]);
  });

  it('an evil octopus', () => {
    using repository = merging();
    repository.git('checkout', '-q', '-b', 'third', 'main');
    add(repository, 'c.js', 'third\n');
    repository.git('checkout', '-q', 'feature');
    repository.git('merge', '-q', '--no-edit', 'side', 'third');
    repository.write('k.js', leak());
    repository.git('add', '-A');
    repository.git('commit', '-q', '--amend', '--no-edit', '--no-verify');
    expect(repository.git('rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(4);
    expect(repository.scan('range', 'main..HEAD').found).toEqual([LEAK]);
  });

  it('a key inside a conflict resolution', () => {
    using repository = merging();
    add(repository, 'b.js', 'feature too\n');
    repository.tryGit('merge', 'side');
    repository.stage('b.js', leak());
    repository.commit('merge');
    expect(repository.scan('range', 'main..HEAD').found).toEqual([`${LIVE} b.js:1 new`]);
  });

  it('a key of the merged branch is found where it came in, once', () => {
    using repository = merging();
    repository.git('checkout', '-q', 'side');
    add(repository, 'k.js', leak());
    repository.git('checkout', '-q', 'feature');
    repository.git('merge', '-q', '--no-edit', 'side');
    expect(repository.scan('range', 'main..HEAD').found).toEqual([LEAK]);
  });

  it('a merge that brings back what both sides took out', () => {
    using repository = Repository.started();
    add(repository, 'k.js', leak());
    repository.git('checkout', '-q', '-b', 'side');
    add(repository, 'k.js', 'side\n');
    repository.git('checkout', '-q', 'main');
    add(repository, 'k.js', 'main\n');
    const base = repository.git('rev-parse', 'HEAD');
    repository.tryGit('merge', 'side');
    repository.stage('k.js', leak());
    repository.commit('merge');
    expect(repository.scan('range', `${base}..HEAD`).found).toEqual([LEAK]);
  });

  it('a .env that only the merge has', () => {
    using repository = merging();
    repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    repository.stage('.env', 'A=1\n');
    repository.commit('merge');
    expect(repository.scan('range', 'main..HEAD').found).toEqual(['pictify/env-file .env:1 new']);
  });
});
