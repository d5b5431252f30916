import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BIN, leak, Repository } from '../support/repository.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The recipes of docs/ci.md by the system that they are for, and GitLab's, which is a file. */
const recipes = new Map([
  ...[...readFileSync('docs/ci.md', 'utf8').matchAll(/^<!-- recipe: (\S+) -->\n+```(\w+)\n(.*?)^```$/gms)].map(
    ([, system = '', language = '', text = '']) => [system, { language, text }] as const,
  ),
  ['gitlab', { language: 'yaml', text: readFileSync('templates/gitlab.yml', 'utf8') }] as const,
]);

/** Every shell line of a recipe that names the scanner. */
function shellLines({ language, text }: { readonly language: string; readonly text: string }): readonly string[] {
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  if (language === 'yaml') collect(parse(text));
  else strings.push(...[...text.matchAll(/sh '([^']+)'/g)].map(([, line = '']) => line));
  return strings.filter((line) => line.startsWith('npx '));
}

/** What each system sets for a pull request (or a push) from `base` to `head`, beside main. */
const variables: Readonly<Record<string, (base: string, head: string, file: string) => Record<string, string>>> = {
  github: (base, head, file) => {
    writeFileSync(file, JSON.stringify({ pull_request: { base: { sha: base }, head: { sha: head } } }));
    return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: file, GITHUB_SHA: head };
  },
  gitlab: (base, head) => ({
    GITLAB_CI: 'true',
    CI_COMMIT_SHA: head,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    PICTIFY_SCAN_VERSION: version,
  }),
  bitbucket: (_base, head) => ({
    BITBUCKET_BUILD_NUMBER: '1',
    BITBUCKET_COMMIT: head,
    BITBUCKET_PR_DESTINATION_BRANCH: 'main',
  }),
  circleci: (base, head) => ({ CIRCLECI: 'true', CIRCLE_SHA1: head, CIRCLE_BASE_REVISION: base }),
  azure: (_base, head) => ({
    TF_BUILD: 'True',
    SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
    SYSTEM_PULLREQUEST_SOURCECOMMITID: head,
  }),
  jenkins: (_base, head) => ({ JENKINS_URL: 'https://jenkins.example.com/', CHANGE_TARGET: 'main', GIT_COMMIT: head }),
  buildkite: (_base, head) => ({
    BUILDKITE: 'true',
    BUILDKITE_COMMIT: head,
    BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main',
  }),
  travis: (base, head) => ({ TRAVIS: 'true', TRAVIS_COMMIT: head, TRAVIS_COMMIT_RANGE: `${base}...${head}` }),
  drone: (_base, head) => ({
    DRONE: 'true',
    DRONE_BUILD_EVENT: 'pull_request',
    DRONE_TARGET_BRANCH: 'main',
    DRONE_COMMIT_SHA: head,
  }),
  woodpecker: (base, head) => ({ CI: 'woodpecker', CI_COMMIT_SHA: head, CI_PREV_COMMIT_SHA: base }),
};

/** Files that a recipe promises to leave behind. */
const reports: Readonly<Record<string, readonly string[]>> = {
  gitlab: ['gl-code-quality-report.json', 'gl-secret-detection-report.json'],
  jenkins: ['secrets.xml'],
};

let tools = '';

/** A `npx` that runs what was built here. */
beforeAll(() => {
  tools = mkdtempSync(join(tmpdir(), 'pictify-scan-recipes-'));
  writeFileSync(
    join(tools, 'npx'),
    `#!/bin/sh\n[ "$1 $2" = "--yes pictify-scan@${version}" ] || exit 99\nshift 2\nexec "${process.execPath}" "${BIN}" "$@"\n`,
  );
  chmodSync(join(tools, 'npx'), 0o755);
});

afterAll(() => rmSync(tools, { recursive: true, force: true }));

it('has variables for each recipe', () =>
  expect([...recipes.keys()].toSorted()).toEqual(Object.keys(variables).toSorted()));

describe.each([...recipes])('the recipe for %s', (system, recipe) => {
  it('has one line that scans', () => expect(shellLines(recipe)).toHaveLength(1));

  it.each([
    ['a clean change', 'x\n', 0],
    ['a change with a key', leak(), 1],
  ])('%s', (_name, content, code) => {
    using origin = Repository.started();
    const base = origin.git('rev-parse', 'HEAD');
    origin.git('checkout', '-q', '-b', 'topic');
    origin.write('src/card.js', content);
    const head = origin.commit('change');
    const clone = join(origin.home, 'clone');
    origin.git('clone', '-q', `file://${origin.path}`, clone);
    const { status } = spawnSync('bash', ['-eo', 'pipefail', '-c', shellLines(recipe)[0] ?? ''], {
      cwd: clone,
      env: {
        ...origin.environment,
        ...variables[system]?.(base, head, join(origin.home, 'event.json')),
        PATH: `${tools}:${process.env['PATH'] ?? ''}`,
      },
    });
    const missing = (reports[system] ?? []).filter((file) => !existsSync(join(clone, file)));
    expect([status, missing]).toEqual([code, []]);
  });
});

describe('templates/gitlab.yml', () => {
  it('hands over the reports that its script writes', () => {
    const job = (parse(recipes.get('gitlab')?.text ?? '') as Record<string, { artifacts: { reports: object } }>)[
      'pictify-scan'
    ];
    expect(Object.values(job?.artifacts.reports ?? {})).toEqual(reports['gitlab']);
  });

  it('fetches everything and names the version of this package', () =>
    expect(parse(recipes.get('gitlab')?.text ?? '')).toMatchObject({
      'pictify-scan': { variables: { GIT_DEPTH: '0', PICTIFY_SCAN_VERSION: version } },
    }));
});
