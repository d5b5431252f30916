import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { entryAt, readIfThere, readTextIfThere } from './files.js';
import { NOTHING, type PlanPart } from './plan.js';
import type { Repository } from './repository.js';
import { seeThrough } from './seeThrough.js';

const WORKFLOW = '.github/workflows/pictify-scan.yml';
const HEADER = '# Made by `pictify-scan init`: catches commits that passed the hook by.';

function workflow(version: string): string {
  return `${HEADER}
name: pictify-scan

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  secrets:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The scan looks at each commit, so it needs them all.
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes pictify-scan@${version} ci
`;
}

/** Files of CI systems that can hold our step. */
const CI_FILES = [
  '.gitlab-ci.yml',
  'bitbucket-pipelines.yml',
  'azure-pipelines.yml',
  '.travis.yml',
  '.drone.yml',
  '.woodpecker.yml',
  'Jenkinsfile',
  '.circleci/config.yml',
  '.buildkite/pipeline.yml',
];

export interface CiStep {
  /** CI files there are, relative to the top. */
  readonly files: readonly string[];
  /** Those that name pictify-scan. */
  readonly scanning: readonly string[];
}

export async function findCiStep(repository: Repository): Promise<CiStep> {
  const files: string[] = [];
  const scanning: string[] = [];
  for (const file of [
    ...(await listYaml(repository, '.github/workflows')),
    ...CI_FILES,
    ...(await listYaml(repository, '.woodpecker')),
  ]) {
    const bytes = await readIfThere(join(repository.top, file));
    if (bytes === undefined) continue;
    files.push(file);
    // A comment runs nothing.
    if (
      (await seeThrough(repository, bytes.toString('utf8')))
        .split('\n')
        .some((line) => /^(?!\s*(?:#|\/\/)).*pictify-scan/.test(line))
    )
      scanning.push(file);
  }
  return { files, scanning };
}

async function listYaml(repository: Repository, folder: string): Promise<readonly string[]> {
  const names = await readdir(join(repository.top, folder)).catch(() => []);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

export async function planCi(repository: Repository, wanted: boolean, version: string): Promise<PlanPart> {
  const { files, scanning } = await findCiStep(repository);
  if (scanning.length > 0) return NOTHING;
  const github = (await entryAt(join(repository.top, '.github'))) !== undefined;
  const path = join(repository.top, WORKFLOW);
  if (wanted && github && (await entryAt(path)) === undefined) {
    const say = `Write ${WORKFLOW}: the same check in CI, where --no-verify does not help.`;
    return {
      steps: [{ kind: 'create-file', path, bytes: Buffer.from(workflow(version)), mode: 0o644, say }],
      notes: [],
    };
  }
  if (!wanted && files.length === 0 && !github) return NOTHING;
  const where = files.find((file) => !file.startsWith('.github/')) ?? 'your CI';
  return {
    steps: [],
    notes: [
      github && !wanted
        ? {
            kind: 'info',
            say: 'A hook can be skipped with --no-verify. For the same check in CI:',
            command: 'pictify-scan init --ci',
          }
        : {
            kind: 'todo',
            say: `Add this step to ${where}, with the full history fetched:`,
            command: 'npx pictify-scan ci',
          },
    ],
  };
}

export async function planCiRemoval(repository: Repository): Promise<PlanPart> {
  const path = join(repository.top, WORKFLOW);
  const text = await readTextIfThere(path);
  if (text === undefined) return NOTHING;
  const unix = text.replaceAll('\r\n', '\n');
  const version = /pictify-scan@(\S+) ci/.exec(unix)?.[1] ?? '';
  if (unix === workflow(version)) {
    return { steps: [{ kind: 'delete-file', path, before: Buffer.from(text), say: `Remove ${WORKFLOW}.` }], notes: [] };
  }
  if (!unix.startsWith(HEADER)) return NOTHING;
  return {
    steps: [],
    notes: [{ kind: 'todo', say: `${WORKFLOW} was changed since init wrote it: delete it yourself.` }],
  };
}
