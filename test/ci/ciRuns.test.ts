import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leak, Repository, type Outcome } from '../support/repository.js';

const ZERO = '0'.repeat(40);

/** GitHub's variables for an event. */
function github(repository: Repository, event: object, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const file = join(repository.home, 'event.json');
  writeFileSync(file, JSON.stringify({ repository: { default_branch: 'main' }, ...event }));
  return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: file, ...more };
}

/** A clone as a runner makes it, in a folder of its own. */
function clone(origin: Repository, ...options: string[]): string {
  const path = join(origin.home, `clone-${options.join('').replace(/\W/g, '')}`);
  origin.git('clone', '-q', ...options, `file://${origin.path}`, path);
  return path;
}

const ci = (origin: Repository, cwd: string, environment: NodeJS.ProcessEnv, ...args: string[]): Outcome =>
  origin.run(['ci', ...args], { cwd, environment });

describe('on GitHub', () => {
  it('a pull request whose head was not checked out (pull_request_target) is no pass', () => {
    using origin = Repository.started();
    const base = origin.git('rev-parse', 'HEAD');
    origin.git('checkout', '-q', '-b', 'topic');
    origin.write('a.js', leak());
    const head = origin.commit('key');
    const cwd = clone(origin, '--single-branch', '--branch', 'main');
    const { code, stderr } = ci(
      origin,
      cwd,
      github(origin, { pull_request: { base: { sha: base }, head: { sha: head } } }),
    );
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(`git fetch origin ${head}`) });
  });

  it('a pull request is judged by the base branch, not by the old commit that it was made from', () => {
    using origin = Repository.started();
    origin.write('pictify-scan.config.json', '{ "ignorePaths": ["**"] }');
    const lax = origin.commit('lax');
    origin.write('pictify-scan.config.json', '{}');
    const base = origin.commit('strict');
    origin.git('checkout', '-q', '-b', 'topic', lax);
    origin.write('a.js', leak());
    const head = origin.commit('key');
    const { code } = ci(
      origin,
      clone(origin),
      github(origin, { pull_request: { base: { sha: base }, head: { sha: head } } }),
    );
    expect(code).toBe(1);
  });

  it('the first push of main is looked at as a whole', () => {
    using origin = Repository.started();
    origin.write('a.js', leak());
    origin.commit('key');
    origin.write('a.js', 'x\n');
    const head = origin.commit('take out');
    const { code } = ci(
      origin,
      clone(origin),
      github(origin, { before: ZERO, ref: 'refs/heads/main' }, { GITHUB_SHA: head, GITHUB_REF: 'refs/heads/main' }),
    );
    expect(code).toBe(1);
  });

  it('a tag on main brings nothing new', () => {
    using origin = Repository.started();
    origin.write('a.js', leak());
    const head = origin.commit('key');
    origin.git('tag', 'v1');
    const { code, stderr } = ci(
      origin,
      clone(origin),
      github(origin, { before: ZERO, ref: 'refs/tags/v1' }, { GITHUB_SHA: head, GITHUB_REF: 'refs/tags/v1' }),
    );
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('in the main branch already') });
  });

  it('a tag beside main brings its own commits', () => {
    using origin = Repository.started();
    origin.git('checkout', '-q', '--detach');
    origin.write('a.js', leak());
    const head = origin.commit('key');
    origin.git('tag', 'v1');
    origin.git('checkout', '-q', 'main');
    const { code } = ci(
      origin,
      clone(origin),
      github(origin, { before: ZERO, ref: 'refs/tags/v1' }, { GITHUB_SHA: head, GITHUB_REF: 'refs/tags/v1' }),
    );
    expect(code).toBe(1);
  });

  it('a deleted branch leaves nothing to look at', () => {
    using origin = Repository.started();
    const head = origin.git('rev-parse', 'HEAD');
    const { code, stderr } = ci(
      origin,
      clone(origin),
      github(origin, { before: 'ab'.repeat(20), after: ZERO, deleted: true }, { GITHUB_SHA: head }),
    );
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('deleted') });
  });

  it('a force push of main over a lost commit says how to fetch that', () => {
    using origin = Repository.started();
    const lost = 'ab'.repeat(20);
    const head = origin.git('rev-parse', 'HEAD');
    const { code, stderr } = ci(origin, clone(origin), github(origin, { before: lost }, { GITHUB_SHA: head }));
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(`git fetch origin ${lost}`) });
  });

  it('an event that cannot be read is no pass', () => {
    using origin = Repository.started();
    const environment = github(origin, {});
    rmSync(environment['GITHUB_EVENT_PATH'] ?? '');
    expect(ci(origin, clone(origin), environment).code).toBe(2);
  });

  it('a key that a merge commit brings by itself is found', () => {
    using origin = Repository.started();
    const base = origin.git('rev-parse', 'HEAD');
    origin.git('checkout', '-q', '-b', 'topic');
    origin.write('b.js', 'b\n');
    origin.commit('b');
    origin.git('checkout', '-q', 'main');
    origin.git('merge', '-q', '--no-ff', '--no-commit', 'topic');
    origin.write('a.js', leak());
    const head = origin.commit('merge');
    const { code } = ci(origin, clone(origin), github(origin, { before: base }, { GITHUB_SHA: head }));
    expect(code).toBe(1);
  });
});

describe('on GitLab', () => {
  /** What a merge request's pipeline has beside its commits. */
  const request = (head: string, diffBase: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    GITLAB_CI: 'true',
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_PROJECT_ID: '7',
    CI_DEFAULT_BRANCH: 'main',
    CI_COMMIT_SHA: head,
    CI_COMMIT_BEFORE_SHA: ZERO,
    CI_MERGE_REQUEST_PROJECT_ID: '7',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: diffBase,
    ...more,
  });

  it('a merge request is judged by the target branch, not by the old commit that it was made from', () => {
    using origin = Repository.started();
    origin.write('pictify-scan.config.json', '{ "ignorePaths": ["**"] }');
    const lax = origin.commit('lax');
    origin.write('pictify-scan.config.json', '{}');
    origin.commit('strict');
    origin.git('checkout', '-q', '-b', 'topic', lax);
    origin.write('a.js', leak());
    const head = origin.commit('key');
    expect(ci(origin, clone(origin), request(head, lax)).code).toBe(1);
  });

  it('a pipeline for merged results is not about what the target branch got meanwhile', () => {
    using origin = Repository.started();
    const diffBase = origin.git('rev-parse', 'HEAD');
    origin.git('checkout', '-q', '-b', 'topic');
    origin.write('b.js', 'b\n');
    const source = origin.commit('b');
    origin.git('checkout', '-q', 'main');
    origin.write('a.js', leak());
    const target = origin.commit('a key of somebody else');
    origin.git('checkout', '-q', '--detach');
    origin.git('merge', '-q', '--no-ff', '-m', 'merged result', 'topic');
    const head = origin.git('rev-parse', 'HEAD');
    origin.git('branch', 'pipeline');
    const more = { CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: source, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: target };
    expect(ci(origin, clone(origin), request(head, diffBase, more)).code).toBe(0);
  });
});

describe('where the system names no base', () => {
  it('and the branch is main, the report says that only the newest commit was looked at', () => {
    using origin = Repository.started();
    origin.commit('one');
    const head = origin.commit('two');
    const { code, stdout } = ci(
      origin,
      clone(origin),
      { TF_BUILD: 'True', BUILD_SOURCEVERSION: head },
      '--format',
      'json',
    );
    expect({
      code,
      codes: (JSON.parse(stdout) as { warnings: { code: string }[] }).warnings.map((each) => each.code),
    }).toEqual({
      code: 0,
      codes: ['range-guessed'],
    });
  });

  it('Bitbucket: the destination commit does where its branch was not fetched', () => {
    using origin = Repository.started();
    const base = origin.git('rev-parse', 'HEAD');
    origin.git('checkout', '-q', '-b', 'topic');
    origin.write('a.js', leak());
    const head = origin.commit('key');
    const cwd = clone(origin, '--single-branch', '--branch', 'topic');
    const { code } = ci(origin, cwd, {
      BITBUCKET_BUILD_NUMBER: '1',
      BITBUCKET_COMMIT: head,
      BITBUCKET_PR_DESTINATION_BRANCH: 'main',
      BITBUCKET_PR_DESTINATION_COMMIT: base.slice(0, 12),
    });
    expect(code).toBe(1);
  });
});

it('a work tree of another user is refused with the way out', () => {
  using origin = Repository.started();
  const { code, stderr } = ci(origin, clone(origin), { CIRCLECI: 'true', GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' });
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('safe.directory') });
});
