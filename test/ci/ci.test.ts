import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectCi } from '../../src/ci/detectCi.js';
import { resolveCiRange } from '../../src/ci/resolveCiRange.js';
import { createGit } from '../../src/git/run.js';

let folder = '';
let ids: readonly string[] = [];

const isolated = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
const git = (cwd: string, ...args: string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always', ...args],
    { cwd, env: isolated, encoding: 'utf8' },
  ).trim();

/** main: 0 - 1; feature leaves at 0: 2 - 3; a clone of it is what CI works in. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictify-scan-ci-'));
  const origin = join(folder, 'origin');
  execFileSync('git', ['init', '-q', '-b', 'main', origin], { env: isolated });
  const commit = (name: string): string => {
    writeFileSync(join(origin, name), name);
    git(origin, 'add', '.');
    git(origin, 'commit', '-q', '-m', name);
    return git(origin, 'rev-parse', 'HEAD');
  };
  const root = commit('root');
  const main = commit('main');
  git(origin, 'checkout', '-q', '-b', 'feature', root);
  const first = commit('first');
  const second = commit('second');
  ids = [root, main, first, second];
  git(folder, 'clone', '-q', '--branch', 'feature', `file://${origin}`, 'full');
  git(folder, 'clone', '-q', '--branch', 'feature', '--depth', '1', `file://${origin}`, 'shallow');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function event(payload: object): string {
  const file = join(folder, `event-${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(payload));
  return file;
}

describe('the range that each CI system is about', () => {
  // [system, its variables, base and head as indexes of `ids`]
  const cases: readonly (readonly [string, () => Record<string, string>, number, number])[] = [
    [
      'GitHub, pull request',
      () => ({
        GITHUB_ACTIONS: 'true',
        GITHUB_SHA: id(3),
        GITHUB_EVENT_PATH: event({ pull_request: { base: { sha: id(1) }, head: { sha: id(3) } } }),
      }),
      0,
      3,
    ],
    [
      'GitHub, push',
      () => ({ GITHUB_ACTIONS: 'true', GITHUB_SHA: id(3), GITHUB_EVENT_PATH: event({ before: id(2) }) }),
      2,
      3,
    ],
    [
      'GitHub, first push of a branch',
      () => ({
        GITHUB_ACTIONS: 'true',
        GITHUB_SHA: id(3),
        GITHUB_EVENT_PATH: event({ before: '0'.repeat(40), repository: { default_branch: 'main' } }),
      }),
      0,
      3,
    ],
    [
      'GitHub, force push over a lost commit',
      () => ({
        GITHUB_ACTIONS: 'true',
        GITHUB_SHA: id(3),
        GITHUB_EVENT_PATH: event({ before: 'ab'.repeat(20), repository: { default_branch: 'main' } }),
      }),
      0,
      3,
    ],
    [
      'GitHub, merge queue',
      () => ({
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_PATH: event({ merge_group: { base_sha: id(0), head_sha: id(2) } }),
      }),
      0,
      2,
    ],
    [
      'GitLab, merge request',
      () => ({ GITLAB_CI: 'true', CI_COMMIT_SHA: id(3), CI_MERGE_REQUEST_DIFF_BASE_SHA: id(0) }),
      0,
      3,
    ],
    [
      'GitLab, merge request that took main in meanwhile',
      () => ({
        GITLAB_CI: 'true',
        CI_COMMIT_SHA: id(3),
        CI_MERGE_REQUEST_DIFF_BASE_SHA: id(0),
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '',
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '',
      }),
      0,
      3,
    ],
    [
      'GitLab, merge request of a fork, in the pipeline of the fork',
      () => ({
        GITLAB_CI: 'true',
        CI_PROJECT_ID: '2',
        CI_COMMIT_SHA: id(3),
        CI_MERGE_REQUEST_PROJECT_ID: '1',
        CI_MERGE_REQUEST_DIFF_BASE_SHA: id(2),
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      }),
      2,
      3,
    ],
    [
      'GitLab, first push of a branch',
      () => ({
        GITLAB_CI: 'true',
        CI_PIPELINE_SOURCE: 'push',
        CI_COMMIT_SHA: id(3),
        CI_COMMIT_BEFORE_SHA: '0'.repeat(40),
        CI_DEFAULT_BRANCH: 'main',
      }),
      0,
      3,
    ],
    [
      'GitLab, schedule',
      () => ({
        GITLAB_CI: 'true',
        CI_PIPELINE_SOURCE: 'schedule',
        CI_COMMIT_SHA: id(1),
        CI_COMMIT_BEFORE_SHA: '0'.repeat(40),
        CI_DEFAULT_BRANCH: 'main',
      }),
      0,
      1,
    ],
    ['GitLab, push', () => ({ GITLAB_CI: 'true', CI_COMMIT_SHA: id(3), CI_COMMIT_BEFORE_SHA: id(2) }), 2, 3],
    [
      'Bitbucket, pull request',
      () => ({ BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_COMMIT: id(3), BITBUCKET_PR_DESTINATION_BRANCH: 'main' }),
      0,
      3,
    ],
    [
      'Azure, pull request',
      () => ({
        TF_BUILD: 'True',
        SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
        SYSTEM_PULLREQUEST_SOURCECOMMITID: id(3),
      }),
      0,
      3,
    ],
    ['CircleCI, base handed over', () => ({ CIRCLECI: 'true', CIRCLE_SHA1: id(3), CIRCLE_BASE_REVISION: id(2) }), 2, 3],
    ['CircleCI, no base', () => ({ CIRCLECI: 'true', CIRCLE_SHA1: id(3) }), 0, 3],
    [
      'Buildkite',
      () => ({ BUILDKITE: 'true', BUILDKITE_COMMIT: id(3), BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main' }),
      0,
      3,
    ],
    [
      'Buildkite, merge queue',
      () => ({
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: id(3),
        BUILDKITE_PULL_REQUEST_BASE_BRANCH: '',
        BUILDKITE_MERGE_QUEUE_BASE_BRANCH: 'main',
        BUILDKITE_MERGE_QUEUE_BASE_COMMIT: id(2),
      }),
      2,
      3,
    ],
    ['Travis', () => ({ TRAVIS: 'true', TRAVIS_COMMIT: id(3), TRAVIS_COMMIT_RANGE: `${id(2)}...${id(3)}` }), 2, 3],
    [
      'Drone, pull request',
      () => ({
        DRONE: 'true',
        DRONE_BUILD_EVENT: 'pull_request',
        DRONE_TARGET_BRANCH: 'main',
        DRONE_COMMIT_SHA: id(3),
      }),
      0,
      3,
    ],
    ['Woodpecker, push', () => ({ CI: 'woodpecker', CI_COMMIT_SHA: id(3), CI_PREV_COMMIT_SHA: id(2) }), 2, 3],
    ['Jenkins, change', () => ({ JENKINS_URL: 'x', CHANGE_TARGET: 'main', GIT_COMMIT: id(3) }), 0, 3],
    ['Jenkins, branch', () => ({ JENKINS_URL: 'x', GIT_COMMIT: id(3), GIT_PREVIOUS_SUCCESSFUL_COMMIT: id(2) }), 2, 3],
  ];
  it.each(cases)('%s', async (_name, variables, base, head) => {
    const ci = detectCi(variables());
    expect(ci).toBeDefined();
    if (!ci) return;
    const { written } = await resolveCiRange(createGit(join(folder, 'full'), isolated), ci);
    expect(written).toBe(`${id(base)}..${id(head)}`);
  });

  it('is unknown without any system', () => expect(detectCi({ PATH: '/bin' })).toBeUndefined());
});

describe('a shallow clone is refused, with the setting of the system:', () => {
  it.each([
    [
      'GitHub',
      () => ({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: event({ pull_request: { base: { sha: id(1) } } }) }),
      'fetch-depth: 0',
    ],
    [
      'GitLab',
      () => ({ GITLAB_CI: 'true', CI_COMMIT_SHA: id(3), CI_MERGE_REQUEST_DIFF_BASE_SHA: id(0) }),
      "GIT_DEPTH: '0'",
    ],
    [
      'Bitbucket',
      () => ({ BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_COMMIT: id(3), BITBUCKET_PR_DESTINATION_BRANCH: 'main' }),
      'clone: depth: full',
    ],
    ['Azure', () => ({ TF_BUILD: 'True', BUILD_SOURCEVERSION: id(3) }), 'fetchDepth: 0'],
    ['CircleCI', () => ({ CIRCLECI: 'true' }), 'method: full'],
    ['Buildkite', () => ({ BUILDKITE: 'true', BUILDKITE_COMMIT: 'HEAD' }), 'BUILDKITE_GIT_CLONE_FLAGS'],
    ['Travis', () => ({ TRAVIS: 'true', TRAVIS_COMMIT: id(3), TRAVIS_COMMIT_RANGE: '' }), 'git: depth: false'],
    ['Drone', () => ({ DRONE: 'true', DRONE_COMMIT_SHA: id(3), DRONE_COMMIT_BEFORE: id(2) }), 'depth: 0'],
    ['Woodpecker', () => ({ CI: 'woodpecker', CI_COMMIT_SHA: id(3), CI_PREV_COMMIT_SHA: id(2) }), 'partial: false'],
    ['Jenkins', () => ({ JENKINS_URL: 'x', CHANGE_TARGET: 'main', GIT_COMMIT: id(3) }), 'Advanced clone behaviours'],
  ])('%s', async (_name, variables: () => NodeJS.ProcessEnv, setting) => {
    const ci = detectCi(variables());
    if (!ci) throw new Error('no CI');
    await expect(resolveCiRange(createGit(join(folder, 'shallow'), isolated), ci)).rejects.toMatchObject({
      code: 'git',
      next: expect.stringContaining(setting),
    });
  });
});

function id(index: number): string {
  return ids[index] ?? '';
}
