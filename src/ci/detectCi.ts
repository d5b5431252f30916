import { readFileSync } from 'node:fs';
import { Problem } from '../model/errors.js';
import { escapeUnsafe } from '../text/escape.js';

/** What a CI system says about the run: names and ids as it gives them, not resolved yet. */
export interface CiRun {
  readonly name: string;
  /** A branch or id that the commits are to be merged into, or that was there before the push. */
  readonly base: string | undefined;
  readonly baseIs: 'branch' | 'commit' | undefined;
  /** The commit that the base branch was at, where the system says both. */
  readonly baseCommit?: string | undefined;
  /** Id of the newest commit; HEAD where the system does not say. */
  readonly head: string | undefined;
  /** The repository's main branch, for the first push of a branch. */
  readonly mainBranch: string | undefined;
  /** A tag was pushed. */
  readonly isTag?: boolean;
  /** A branch was deleted: no commit is what this run is about. */
  readonly isDeletion?: boolean;
  /** The setting that has the system clone all of the history. */
  readonly wholeClone: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface CiSystem extends Pick<CiRun, 'name' | 'wholeClone'> {
  readonly detect: (env: Environment) => boolean;
  readonly describe: (env: Environment) => Omit<CiRun, 'name' | 'wholeClone'>;
}

const NONE = { base: undefined, baseIs: undefined, head: undefined, mainBranch: undefined } as const;

/** Each system's own variables, as its documentation names them. */
const SYSTEMS: readonly CiSystem[] = [
  {
    // docs.github.com: "Variables", and the event's payload in GITHUB_EVENT_PATH
    name: 'GitHub Actions',
    wholeClone: 'fetch-depth: 0 (with actions/checkout)',
    detect: (env) => env['GITHUB_ACTIONS'] === 'true',
    describe: (env) => {
      const event = readEvent(env['GITHUB_EVENT_PATH']);
      const mainBranch = event.repository?.default_branch;
      if (event.pull_request)
        return { base: event.pull_request.base?.sha, baseIs: 'commit', head: event.pull_request.head?.sha, mainBranch };
      if (event.merge_group)
        return { base: event.merge_group.base_sha, baseIs: 'commit', head: event.merge_group.head_sha, mainBranch };
      return {
        base: event.before,
        baseIs: 'commit',
        head: env['GITHUB_SHA'],
        mainBranch,
        isDeletion: event.deleted === true,
      };
    },
  },
  {
    // docs.gitlab.com: "Predefined CI/CD variables"
    name: 'GitLab CI',
    wholeClone: "GIT_DEPTH: '0' (variables of the job)",
    detect: (env) => env['GITLAB_CI'] === 'true',
    describe: (env) => {
      const mainBranch = env['CI_DEFAULT_BRANCH'];
      const diffBase = env['CI_MERGE_REQUEST_DIFF_BASE_SHA'];
      if (diffBase !== undefined && diffBase !== '') {
        // In a fork's own pipeline the branch of that name is the fork's.
        const isHere = env['CI_MERGE_REQUEST_PROJECT_ID'] === env['CI_PROJECT_ID'];
        const target = isHere ? branch(env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME']) : branch(undefined);
        return {
          ...(target.base === undefined ? { base: diffBase, baseIs: 'commit' } : target),
          baseCommit: env['CI_MERGE_REQUEST_TARGET_BRANCH_SHA'] || diffBase,
          // In a pipeline for merged results CI_COMMIT_SHA is a merge with what the target got meanwhile.
          head: env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || env['CI_COMMIT_SHA'],
          mainBranch,
        };
      }
      const before = env['CI_COMMIT_BEFORE_SHA'];
      // Zeros are a first push, and also what a schedule, a trigger or a person's own run has.
      const isPush = (env['CI_PIPELINE_SOURCE'] ?? 'push') === 'push';
      return {
        base: !isPush && /^0+$/.test(before ?? '') ? undefined : before,
        baseIs: 'commit',
        head: env['CI_COMMIT_SHA'],
        mainBranch,
      };
    },
  },
  {
    // support.atlassian.com: "Variables and secrets"
    name: 'Bitbucket Pipelines',
    wholeClone: 'clone: depth: full',
    detect: (env) => env['BITBUCKET_BUILD_NUMBER'] !== undefined,
    describe: (env) => ({
      ...branch(env['BITBUCKET_PR_DESTINATION_BRANCH']),
      baseCommit: env['BITBUCKET_PR_DESTINATION_COMMIT'],
      head: env['BITBUCKET_COMMIT'],
      mainBranch: undefined,
    }),
  },
  {
    // learn.microsoft.com: "Predefined variables"
    name: 'Azure Pipelines',
    wholeClone: 'fetchDepth: 0 (the step checkout: self)',
    detect: (env) => env['TF_BUILD'] !== undefined,
    describe: (env) => ({
      ...branch(env['SYSTEM_PULLREQUEST_TARGETBRANCH']?.replace(/^refs\/heads\//, '')),
      head: env['SYSTEM_PULLREQUEST_SOURCECOMMITID'] ?? env['BUILD_SOURCEVERSION'],
      mainBranch: undefined,
    }),
  },
  {
    // circleci.com/docs: "Project values and variables" (pipeline values have to be handed over)
    name: 'CircleCI',
    wholeClone: 'checkout: method: full (the step)',
    detect: (env) => env['CIRCLECI'] === 'true',
    describe: (env) => ({
      base: env['CIRCLE_BASE_REVISION'],
      baseIs: 'commit',
      head: env['CIRCLE_SHA1'],
      mainBranch: undefined,
    }),
  },
  {
    // buildkite.com/docs: "Environment variables"
    name: 'Buildkite',
    wholeClone: 'no --depth in BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS',
    detect: (env) => env['BUILDKITE'] === 'true',
    describe: (env) => ({
      // A merge queue's base is what stands before it in the queue, not the branch.
      ...(env['BUILDKITE_MERGE_QUEUE_BASE_COMMIT']
        ? { base: env['BUILDKITE_MERGE_QUEUE_BASE_COMMIT'], baseIs: 'commit' }
        : branch(env['BUILDKITE_PULL_REQUEST_BASE_BRANCH'])),
      head: env['BUILDKITE_COMMIT'],
      mainBranch: env['BUILDKITE_PIPELINE_DEFAULT_BRANCH'],
    }),
  },
  {
    // docs.travis-ci.com: "Default environment variables"; TRAVIS_COMMIT_RANGE is A...B
    name: 'Travis CI',
    wholeClone: 'git: depth: false',
    detect: (env) => env['TRAVIS'] === 'true',
    describe: (env) => ({
      base: env['TRAVIS_COMMIT_RANGE']?.split('...')[0],
      baseIs: 'commit',
      head: env['TRAVIS_PULL_REQUEST_SHA'] || env['TRAVIS_COMMIT'],
      mainBranch: undefined,
    }),
  },
  {
    // docs.drone.io and woodpecker-ci.org: "Environment"
    name: 'Drone or Woodpecker',
    wholeClone: 'clone: with depth: 0, and partial: false on Woodpecker',
    detect: (env) => env['DRONE'] === 'true' || env['CI'] === 'woodpecker',
    describe: (env) => {
      const target =
        env['CI_COMMIT_TARGET_BRANCH'] ??
        (env['DRONE_BUILD_EVENT'] === 'pull_request' ? env['DRONE_TARGET_BRANCH'] : undefined);
      if (target !== undefined && target !== '')
        return {
          ...branch(target),
          head: env['CI_COMMIT_SHA'] ?? env['DRONE_COMMIT_SHA'],
          mainBranch: env['DRONE_REPO_BRANCH'] ?? env['CI_REPO_DEFAULT_BRANCH'],
        };
      return {
        base: env['CI_PREV_COMMIT_SHA'] ?? env['DRONE_COMMIT_BEFORE'],
        baseIs: 'commit',
        head: env['CI_COMMIT_SHA'] ?? env['DRONE_COMMIT_SHA'],
        mainBranch: env['DRONE_REPO_BRANCH'] ?? env['CI_REPO_DEFAULT_BRANCH'],
      };
    },
  },
  {
    // jenkins.io: "Using environment variables"; plugins.jenkins.io/git for the GIT_ ones
    name: 'Jenkins',
    wholeClone: 'Advanced clone behaviours: no shallow clone',
    detect: (env) => env['JENKINS_URL'] !== undefined,
    describe: (env) =>
      env['CHANGE_TARGET']
        ? { ...branch(env['CHANGE_TARGET']), head: env['GIT_COMMIT'], mainBranch: undefined }
        : {
            base: env['GIT_PREVIOUS_SUCCESSFUL_COMMIT'] ?? env['GIT_PREVIOUS_COMMIT'],
            baseIs: 'commit',
            head: env['GIT_COMMIT'],
            mainBranch: undefined,
          },
  },
];

/** Set where a tag was pushed: GitHub and Azure, GitLab and Woodpecker, Bitbucket, CircleCI, Buildkite, Travis, Drone, Jenkins. */
function isTagRun(env: Environment): boolean {
  const refs = ['GITHUB_REF', 'BUILD_SOURCEBRANCH'];
  const tags = ['CI_COMMIT_TAG', 'BITBUCKET_TAG', 'CIRCLE_TAG', 'BUILDKITE_TAG', 'TRAVIS_TAG', 'DRONE_TAG', 'TAG_NAME'];
  return refs.some((name) => env[name]?.startsWith('refs/tags/')) || tags.some((name) => (env[name] ?? '') !== '');
}

/** The CI system that this runs in, told by its variables. @throws Problem `read` where its event cannot be read */
export function detectCi(env: Environment): CiRun | undefined {
  const system = SYSTEMS.find((each) => each.detect(env));
  return (
    system && {
      ...NONE,
      isTag: isTagRun(env),
      ...system.describe(env),
      name: system.name,
      wholeClone: system.wholeClone,
    }
  );
}

function branch(name: string | undefined): Pick<CiRun, 'base' | 'baseIs'> {
  return name === undefined || name === '' ? { base: undefined, baseIs: undefined } : { base: name, baseIs: 'branch' };
}

/** The parts of GitHub's payload that matter here. */
interface GithubEvent {
  readonly before?: string;
  readonly deleted?: boolean;
  readonly pull_request?: { readonly base?: { readonly sha?: string }; readonly head?: { readonly sha?: string } };
  readonly merge_group?: { readonly base_sha?: string; readonly head_sha?: string };
  readonly repository?: { readonly default_branch?: string };
}

function readEvent(path: string | undefined): GithubEvent {
  if (path === undefined || path === '') return {};
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    throw new Problem(
      'read',
      `The event of this run (${escapeUnsafe(path)}, GITHUB_EVENT_PATH) could not be read, so its commits cannot be told.`,
      'Hand that file over to the container, or name the range yourself: pictify-scan range BASE..HEAD',
      { cause: error },
    );
  }
}
