import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/incident/findReaders.js';
import { KEY, KEY2, leak, Repository } from '../support/repository.js';
import { incident } from './incident.js';

const VARIABLE = 'PICTIFY_API_KEY';

describe('code that reads the variable', () => {
  it.each<readonly [string, string, string, string]>([
    ['JavaScript', 'a.js', 'new Pictify(process.env.PICTIFY_API_KEY)', 'process.env'],
    ['JavaScript by name', 'a.ts', "process.env['PICTIFY_API_KEY']!", 'process.env'],
    ['JavaScript taken apart', 'a.js', 'const { HOME, PICTIFY_API_KEY } = process.env;', 'process.env'],
    ['Vite', 'a.ts', 'import.meta.env.PICTIFY_API_KEY', 'import.meta.env'],
    ['Deno', 'a.ts', 'Deno.env.get("PICTIFY_API_KEY")', 'Deno.env'],
    ['Python', 'a.py', 'os.environ["PICTIFY_API_KEY"]', 'os.environ'],
    ['Python with a default', 'a.py', "environ.get('PICTIFY_API_KEY', '')", 'os.environ'],
    ['Python getenv', 'a.py', "os.getenv('PICTIFY_API_KEY')", 'os.getenv'],
    ['Python settings', 'a.py', '    PICTIFY_API_KEY: str', 'settings field'],
    ['Ruby', 'a.rb', 'ENV.fetch("PICTIFY_API_KEY")', 'ENV'],
    ['Go', 'a.go', 'os.Getenv("PICTIFY_API_KEY")', 'os.getenv'],
    ['PHP', 'a.php', "env('PICTIFY_API_KEY')", 'env()'],
    ['Java', 'A.java', 'System.getenv("PICTIFY_API_KEY")', 'os.getenv'],
    ['C#', 'A.cs', 'Environment.GetEnvironmentVariable("PICTIFY_API_KEY")', 'Environment'],
    ['Rust', 'a.rs', 'std::env::var("PICTIFY_API_KEY")', 'std::env'],
    ['shell', 'a.sh', 'curl -H "Authorization: Bearer ${PICTIFY_API_KEY:?}"', 'shell'],
    ['make', 'Makefile', 'KEY = $(PICTIFY_API_KEY)', 'shell'],
    ['PowerShell', 'a.ps1', '$env:PICTIFY_API_KEY', '$env:'],
  ])('%s', (_name, path, text, how) => {
    const { readers } = readText(path, `\n${text}\n`, [VARIABLE], 'pictify');
    expect(
      readers.map((each) => [each.line, each.how.replace(/^(?:System\.getenv|os\.Getenv)$/, 'os.getenv')]),
    ).toEqual([[2, how]]);
  });

  it.each([
    ['a longer name', 'a.js', 'process.env.PICTIFY_API_KEY_OLD'],
    ['documentation', 'README.md', 'process.env.PICTIFY_API_KEY'],
    ['a template', '.env.example', 'PICTIFY_API_KEY=your_value_here'],
    ['a word in a comment', 'a.js', '// the PICTIFY_API_KEY is kept elsewhere'],
  ])('not %s', (_name, path, text) => {
    expect(readText(path, text, [VARIABLE], 'pictify')).toEqual({ readers: [], references: [] });
  });
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
spec:
  containers:
    - name: web
      env:
        - name: PICTIFY_API_KEY
          valueFrom:
            secretKeyRef:
              name: pictify-credentials
              key: api-key
        - name: OTHER
          valueFrom:
            secretKeyRef:
              name: other
              key: other-key
`;

describe('stores', () => {
  it.each<readonly [string, string, string, readonly (string | undefined)[]]>([
    ['Kubernetes', 'deploy.yaml', DEPLOYMENT, ['kubernetes', 'pictify-credentials', 'api-key']],
    [
      'a workflow',
      '.github/workflows/ci.yml',
      'env:\n  K: ${{ secrets.PICTIFY_API_KEY }}',
      ['github-actions', VARIABLE, undefined],
    ],
    ['GitLab', '.gitlab-ci.yml', 'script: curl $PICTIFY_API_KEY', ['gitlab-ci', VARIABLE, undefined]],
    [
      'Compose',
      'compose.yaml',
      'services:\n  web:\n    image: a\n    environment:\n      - PICTIFY_API_KEY',
      ['compose', VARIABLE, undefined],
    ],
    ['Terraform', 'main.tf', 'variable "pictify_api_key" {}', ['terraform', 'pictify_api_key', undefined]],
    [
      'an MCP server',
      '.mcp.json',
      '{"mcpServers":{"pictify":{"env":{"PICTIFY_API_KEY":"${PICTIFY_API_KEY}"}}}}',
      ['mcp-config', VARIABLE, undefined],
    ],
    ['an .env', '.env', 'PICTIFY_API_KEY=x', ['dotenv', VARIABLE, undefined]],
    [
      'AWS',
      'a.js',
      "getSecretValue({ SecretId: 'pictify/api-key' })",
      ['aws-secrets-manager', 'pictify/api-key', undefined],
    ],
    [
      'Google',
      'a.js',
      "name: 'projects/p/secrets/pictify-api-key/versions/latest'",
      ['google-secret-manager', 'pictify-api-key', undefined],
    ],
    ['Vault', 'a.js', "await vault.read('secret/data/pictify')", ['vault', 'secret/data/pictify', undefined]],
  ])('%s', (_name, path, text, expected) => {
    const { references } = readText(path, text, [VARIABLE], 'pictify');
    expect(references.map(({ store, entry, field }) => [store, entry, field])).toEqual([expected]);
  });
});

/** A program that writes down what it was called with, and what it was handed. */
const RECORDER = `#!/bin/sh
printf '%s\\n' "$0 $*" >> "$RECORD/argv"
cat >> "$RECORD/stdin"
printf '\\n' >> "$RECORD/stdin"
`;

describe('the commands of the report', () => {
  /** A repository that names every store, and the commands for them. */
  function commandsOf(repository: Repository): {
    readonly commands: readonly string[];
    readonly stores: readonly string[];
  } {
    repository.write('deploy.yaml', DEPLOYMENT);
    repository.write('.github/workflows/ci.yml', 'env:\n  K: ${{ secrets.PICTIFY_API_KEY }}\n');
    repository.write('.gitlab-ci.yml', 'script: curl $PICTIFY_API_KEY\n');
    repository.write('compose.yaml', 'services:\n  web:\n    image: a\n    environment:\n      - PICTIFY_API_KEY\n');
    repository.write('main.tf', 'variable "pictify_api_key" {}\n');
    repository.write(
      'a.js',
      "getSecretValue({ SecretId: 'pictify/api-key' });\nread('secrets/pictify-api-key/versions/latest');\nvault.read('secret/data/pictify');\n",
    );
    repository.write('vercel.json', '{}\n');
    repository.write('wrangler.toml', '\n');
    repository.write('fly.toml', '\n');
    repository.write('.env', `# ours\nPICTIFY_API_KEY=${KEY}\nOTHER=1\n`);
    const { stores } = incident(repository, ['.env:2']).report.replacement;
    return { commands: stores.flatMap(({ commands }) => commands), stores: stores.map(({ store }) => store) };
  }

  it('hand the key over without naming it in any argument', () => {
    using repository = Repository.started();
    const { commands, stores } = commandsOf(repository);
    expect(stores).toEqual([
      'kubernetes',
      'aws-secrets-manager',
      'google-secret-manager',
      'vault',
      'github-actions',
      'gitlab-ci',
      'terraform',
      'dotenv',
      'compose',
      'vercel',
      'cloudflare',
      'fly',
    ]);
    const programs = join(repository.home, 'programs');
    const record = join(repository.home, 'record');
    mkdirSync(programs);
    mkdirSync(record);
    for (const name of ['kubectl', 'aws', 'gcloud', 'vault', 'gh', 'glab', 'vercel', 'wrangler', 'fly', 'docker']) {
      writeFileSync(join(programs, name), RECORDER);
      chmodSync(join(programs, name), 0o755);
    }
    const run = spawnSync(
      'bash',
      [
        '--norc',
        '--noprofile',
        '-e',
        '-c',
        ['read -rs NEW_KEY', ...commands.map((command) => `{ ${command}; } < /dev/null`)].join('\n'),
      ],
      {
        cwd: repository.path,
        env: { PATH: `${programs}:${process.env['PATH'] ?? ''}`, RECORD: record },
        input: `${KEY2}\n`,
        encoding: 'utf8',
      },
    );
    expect([run.status, run.stderr]).toEqual([0, '']);
    const handed = readFileSync(join(record, 'stdin'), 'utf8')
      .split('\n')
      .filter((line) => line.includes(KEY2));
    expect({
      argv: readFileSync(join(record, 'argv'), 'utf8').includes(KEY2),
      handed: handed.length,
      env: readFileSync(join(repository.path, '.env'), 'utf8'),
      left: readdirSync(repository.path).filter((name) => name.startsWith('.env')),
    }).toEqual({ argv: false, handed: 9, env: `# ours\nOTHER=1\nPICTIFY_API_KEY=${KEY2}\n`, left: ['.env'] });
  });

  it('never make an option or a command of a name that somebody chose', () => {
    using repository = Repository.started();
    repository.write(
      'evil.js',
      "getSecretValue({ SecretId: 'pictify$(touch x)' });\ngetSecretValue({ SecretId: '--pictify' });\n",
    );
    repository.write('.env', `PICTIFY_API_KEY=${KEY}\n`);
    const { stores } = incident(repository, ['.env:1']).report.replacement;
    expect(stores.find(({ store }) => store === 'aws-secrets-manager')?.commands).toEqual([]);
  });

  it('take the key out of a mirror, in files and messages', (context) => {
    if (spawnSync('git', ['filter-repo', '--version']).status !== 0) context.skip('there is no git-filter-repo here');
    using repository = Repository.started();
    repository.stage('a.js', leak());
    repository.commit(`use ${KEY}`);
    writeFileSync(join(repository.home, 'replacements.txt'), `${KEY}==>REMOVED_KEY\n`);
    repository.git('clone', '-q', '--mirror', repository.path, '../rewrite.git');
    const file = join(repository.home, 'replacements.txt');
    repository.git('-C', '../rewrite.git', 'filter-repo', '--replace-text', file, '--replace-message', file);
    expect(repository.git('-C', '../rewrite.git', 'log', '-p', '--all').includes(KEY)).toBe(false);
  });
});
