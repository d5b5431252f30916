import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Playground } from './kit.js';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

const LEFTHOOK: readonly Case[] = [
  {
    name: 'commands, with comments',
    file: 'lefthook.yml',
    before: `# our hooks\npre-commit:\n    parallel: true # fast\n    commands:\n        # style\n        lint:\n            run: "npm run lint"\n`,
    after: `# our hooks
pre-commit:
    parallel: true # fast
    commands:
        pictify-scan:
            run: sh .config/pictify-scan.sh pre-commit
        # style
        lint:
            run: "npm run lint"

pre-merge-commit:
    commands:
        pictify-scan:
            run: sh .config/pictify-scan.sh pre-merge-commit

pre-push:
    commands:
        pictify-scan:
            files: echo .config/pictify-scan.sh
            run: sh {files} pre-push
            use_stdin: true
`,
  },
  {
    name: 'jobs',
    file: '.lefthook.yaml',
    before: `pre-commit:\n  jobs:\n  - run: npm test\n\npre-push:\n  jobs:\n    - run: npm test`,
    after: `pre-commit:
  jobs:
  - name: pictify-scan
    run: sh .config/pictify-scan.sh pre-commit
  - run: npm test

pre-push:
  jobs:
    - name: pictify-scan
      files: echo .config/pictify-scan.sh
      run: sh {files} pre-push
      use_stdin: true
    - run: npm test

pre-merge-commit:
  commands:
    pictify-scan:
      run: sh .config/pictify-scan.sh pre-merge-commit`,
  },
  {
    name: 'only scripts, CRLF',
    file: '.config/lefthook.yml',
    before: `pre-commit:\r\n  scripts:\r\n    "a.sh":\r\n      runner: bash\r\n`,
    after: `pre-commit:
  commands:
    pictify-scan:
      run: sh .config/pictify-scan.sh pre-commit
  scripts:
    "a.sh":
      runner: bash

pre-merge-commit:
  commands:
    pictify-scan:
      run: sh .config/pictify-scan.sh pre-merge-commit

pre-push:
  commands:
    pictify-scan:
      files: echo .config/pictify-scan.sh
      run: sh {files} pre-push
      use_stdin: true
`.replaceAll('\n', '\r\n'),
  },
  {
    name: 'toml',
    file: 'lefthook.toml',
    before: `# ours\n[pre-commit.commands.lint]\nrun = 'npm run lint'\n`,
    after: `# ours
[pre-commit.commands.lint]
run = 'npm run lint'

[pre-commit.commands.pictify-scan]
run = "sh .config/pictify-scan.sh pre-commit"

[pre-merge-commit.commands.pictify-scan]
run = "sh .config/pictify-scan.sh pre-merge-commit"

[pre-push.commands.pictify-scan]
files = "echo .config/pictify-scan.sh"
run = "sh {files} pre-push"
use_stdin = true
`,
  },
  {
    name: 'json',
    file: 'lefthook.json',
    before: `{\n\t"pre-commit": {\n\t\t"commands": { "lint": { "run": "npm run lint" } }\n\t}\n}\n`,
    after: `{
	"pre-push": {
		"commands": {
			"pictify-scan": {
				"files": "echo .config/pictify-scan.sh",
				"run": "sh {files} pre-push",
				"use_stdin": true
			}
		}
	},
	"pre-merge-commit": {
		"commands": {
			"pictify-scan": {
				"run": "sh .config/pictify-scan.sh pre-merge-commit"
			}
		}
	},
	"pre-commit": {
		"commands": { "pictify-scan": { "run": "sh .config/pictify-scan.sh pre-commit" }, "lint": { "run": "npm run lint" } }
	}
}
`,
  },
  {
    name: 'empty',
    file: 'lefthook.yml',
    before: '',
    after:
      'pre-commit:\n  commands:\n    pictify-scan:\n      run: sh .config/pictify-scan.sh pre-commit\n\npre-merge-commit:\n  commands:\n    pictify-scan:\n      run: sh .config/pictify-scan.sh pre-merge-commit\n\npre-push:\n  commands:\n    pictify-scan:\n      files: echo .config/pictify-scan.sh\n      run: sh {files} pre-push\n      use_stdin: true\n',
  },
];

const PRE_COMMIT_ENTRY = (indent: string) =>
  `- repo: local
  hooks:
    - id: pictify-scan-pre-commit
      name: pictify-scan (pre-commit)
      entry: sh .config/pictify-scan.sh pre-commit
      language: system
      always_run: true
      pass_filenames: false
      stages: [pre-commit]
    - id: pictify-scan-pre-merge-commit
      name: pictify-scan (pre-merge-commit)
      entry: sh .config/pictify-scan.sh pre-merge-commit
      language: system
      always_run: true
      pass_filenames: false
      stages: [pre-merge-commit]
    - id: pictify-scan-pre-push
      name: pictify-scan (pre-push)
      entry: sh .config/pictify-scan.sh pre-push
      language: system
      always_run: true
      pass_filenames: false
      stages: [pre-push]
`
    .replaceAll(/^/gm, indent)
    .replace(/[ ]+$/, '');

const PRE_COMMIT: readonly Case[] = ['', '  '].map((indent) => ({
  name: `entries set in by ${indent.length}`,
  file: '.pre-commit-config.yaml',
  before: `# see the wiki\nexclude: '^vendor/'\nrepos:\n${indent}# style\n${indent}-   repo: https://example.com/black # pinned\n${indent}    rev: "1.0"\n${indent}    hooks:\n${indent}    -   id: black\n`,
  after: `# see the wiki\nexclude: '^vendor/'\nrepos:\n${PRE_COMMIT_ENTRY(indent)}${indent}# style\n${indent}-   repo: https://example.com/black # pinned\n${indent}    rev: "1.0"\n${indent}    hooks:\n${indent}    -   id: black\n`,
}));

const SIMPLE: readonly Case[] = [
  {
    name: 'package.json',
    file: 'package.json',
    before: `{\n    "name": "x",\n    "simple-git-hooks": {\n        "pre-commit": "npx lint-staged && echo \\u00e9"\n    }\n}`,
    after: `{
    "name": "x",
    "simple-git-hooks": {
        "pre-push": ". ./.config/pictify-scan.sh || exit 1",
        "pre-merge-commit": ". ./.config/pictify-scan.sh || exit 1",
        "pre-commit": ". ./.config/pictify-scan.sh || exit 1; npx lint-staged && echo \\u00e9"
    }
}`,
  },
  {
    name: 'a file of its own',
    file: '.simple-git-hooks.json',
    before: `{ "pre-push": "npm test" }\n`,
    after: `{ "pre-merge-commit": ". ./.config/pictify-scan.sh || exit 1", "pre-commit": ". ./.config/pictify-scan.sh || exit 1", "pre-push": ". ./.config/pictify-scan.sh || exit 1; npm test" }\n`,
  },
];

describe.each([
  ['lefthook', LEFTHOOK],
  ['pre-commit', PRE_COMMIT],
  ['simple-git-hooks', SIMPLE],
] as const)('%s', (tool, cases) => {
  it.each(cases)('gets its entries, and nothing else changes: $name', async ({ file, before, after }) => {
    const playground = Playground.create().write(file, before);
    await playground.init();
    expect(playground.read(file)).toBe(after);
  });

  it.each(cases)('is recognised: $name', async ({ file, before }) => {
    expect((await Playground.create().write(file, before).init()).manager).toBe(tool);
  });

  it.each(cases)('needs nothing the second time: $name', async ({ file, before }) => {
    const playground = Playground.create().write(file, before);
    await playground.init();
    expect((await playground.init()).steps).toEqual([]);
  });

  it.each(cases)('gets everything back byte for byte: $name', async ({ file, before }) => {
    const playground = Playground.create().write(file, before);
    const snapshot = playground.snapshot();
    await playground.init({ commitMessages: true });
    await playground.uninstall();
    expect(playground.snapshot()).toEqual(snapshot);
  });

  it.each(cases)('gets everything back where commit-msg came later: $name', async ({ file, before }) => {
    const playground = Playground.create().write(file, before);
    const snapshot = playground.snapshot();
    await playground.init();
    await playground.init({ commitMessages: true });
    await playground.uninstall();
    expect(playground.snapshot()).toEqual(snapshot);
  });
});

const oid = 'a'.repeat(40);
const remote = {
  PRE_COMMIT: '1',
  PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/main',
  PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/x',
  PRE_COMMIT_REMOTE_NAME: 'origin',
  PRE_COMMIT_REMOTE_URL: 'u r l',
};

async function push(environment: NodeJS.ProcessEnv): Promise<{ playground: Playground; status: number | null }> {
  const playground = Playground.create()
    .scanner()
    .write('.pre-commit-config.yaml', 'repos:\n- repo: local\n  hooks: []\n');
  playground.git('commit', '-q', '--allow-empty', '-m', 'x');
  await playground.init();
  const { status } = spawnSync('sh', ['.config/pictify-scan.sh', 'pre-push'], {
    cwd: playground.top,
    env: { ...playground.environment, ...environment },
    input: '',
  });
  return { playground, status };
}

/** How the tool pre-commit hands a push on, with nothing on standard input. */
describe('a push by way of pre-commit', () => {
  it('reaches the scanner', async () => {
    const { playground } = await push({ ...remote, PRE_COMMIT_TO_REF: oid, PRE_COMMIT_FROM_REF: 'b'.repeat(40) });
    expect(playground.calls()).toEqual([
      { args: ['push', 'origin', 'u r l'], stdin: `refs/heads/main ${oid} refs/heads/x ${'b'.repeat(40)}\n` },
    ]);
  });

  it('reaches it where everything is new and no commits are named', async () => {
    const { playground } = await push(remote);
    const head = playground.git('rev-parse', 'HEAD').trim();
    expect(playground.calls()[0]?.stdin).toBe(`refs/heads/main ${head} refs/heads/x ${'0'.repeat(40)}\n`);
  });

  it('stops where the branch is not known', async () => {
    expect((await push({ ...remote, PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/gone' })).status).toBe(2);
  });
});

describe('shapes that lines cannot be put into', () => {
  it.each([
    ['lefthook.yml', 'pre-commit: { commands: { lint: { run: x } } }\n'],
    ['lefthook.yml', 'pre-commit: [\n'],
    ['.pre-commit-config.yaml', 'repos: []\n'],
    ['.pre-commit-config.yaml', 'repos: [{repo: local, hooks: []}]\n'],
    ['.simple-git-hooks.json', '{ "pre-commit": ["a", "b"] }\n'],
  ])('are left to the user with the words to write: %s %j', async (file, text) => {
    const playground = Playground.create().write(file, text);
    const plan = await playground.init();
    expect(
      plan.notes.some((note) => note.kind === 'todo' && note.command?.includes('.config/pictify-scan.sh') === true),
    ).toBe(true);
  });

  it('leaves a config that is a program alone', async () => {
    const playground = Playground.create()
      .write('.simple-git-hooks.cjs', 'module.exports = {}\n')
      .write('package.json', '{}');
    const plan = await playground.init();
    expect([plan.manager, plan.steps.some((step) => 'path' in step && step.path.endsWith('.cjs'))]).toEqual([
      'simple-git-hooks',
      false,
    ]);
  });
});
