import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { commandLine, Repository } from './repository.js';

const key = createSampler(5).key('live');
const IGNORES = '.env\n.env.*\n!.env.example\n';
const cli = commandLine();
let repository: Repository;

beforeEach(() => {
  repository = new Repository();
  repository.write('.git/hooks/pre-commit', `#!/bin/sh\nexec '${process.execPath}' '${cli.file}' staged\n`);
  chmodSync(`${repository.root}/.git/hooks/pre-commit`, 0o755);
});
afterEach(() => repository.remove());

const findings = (): readonly Finding[] =>
  (
    JSON.parse(
      cli.run(repository.root, ['staged', '--format', 'json']).output.split('\npictify-scan:')[0] ?? '',
    ) as Report
  ).findings;

/** Does what a hint says, and nothing else: as somebody who is tired would. */
function carryOut(hint: string, finding: Finding): void {
  const lines = repository.has(finding.path) ? repository.read(finding.path).split('\n') : [];
  const row = finding.line - 1;
  const setLine = (text: string): void => {
    lines[row] = /^\s*/.exec(lines[row] ?? '')?.[0] + text;
    repository.write(finding.path, lines.join('\n'));
  };
  const to = /^Change line \d+ to: (.*)$/.exec(hint)?.[1];
  const deleted = /^Delete line \d+\.$/.test(hint);
  const rename = /^On line \d+, rename (\w+) to (\w+),/.exec(hint);
  const placeholder = /^Put a placeholder in the place of the value of (\w+): (.*)$/.exec(hint);
  const command = /: ((?:git|printf '%s\\n' '') .*)$/.exec(hint)?.[1];
  if (to !== undefined) setLine(to);
  else if (deleted) repository.write(finding.path, lines.toSpliced(row, 1).join('\n'));
  else if (rename) setLine((lines[row] ?? '').replace(rename[1] ?? '', rename[2] ?? '').trimStart());
  else if (placeholder)
    repository.write(
      finding.path,
      lines.map((line) => (line.startsWith(`${placeholder[1]}=`) ? (placeholder[2] ?? '') : line)).join('\n'),
    );
  else if (command !== undefined)
    execFileSync('sh', ['-c', command.replace(' && git commit', '').replace(/^git commit$/, 'true')], {
      cwd: repository.root,
      stdio: 'pipe',
    });
}

const cases: readonly (readonly [what: string, path: string, text: string])[] = [
  ['JavaScript', 'a.js', `const pictify = new Pictify({ apiKey: '${key}' });\n`],
  ['JavaScript, part of a literal', 'a.js', `const h = { Authorization: 'Bearer ${key}' }; // api.pictify.io\n`],
  ['JavaScript, in parts', 'a.js', `const pictify = new Pictify('${key.slice(0, 12)}' + '${key.slice(12)}');\n`],
  [
    'JavaScript, the rest in an expression of a template',
    'a.js',
    `const pictify = \`${key.slice(0, 12)}\${"${key.slice(12)}"}\`;\n`,
  ],
  ['TypeScript', 'a.ts', `const PICTIFY_API_KEY = '${key}';\n`],
  ['Python', 'a.py', `import os\nclient = Pictify(api_key="${key}")\n`],
  ['Ruby', 'a.rb', `Pictify::Client.new(api_key: '${key}')\n`],
  ['Go', 'a.go', `package main\n\nvar c = pictify.NewClient("${key}")\n`],
  ['PHP', 'a.php', `<?php\n$pictify = new Pictify('${key}');\n`],
  ['Java', 'A.java', `class A { String pictify = "${key}"; }\n`],
  ['Kotlin', 'a.kt', `const val PICTIFY = "${key}"\n`],
  ['C#', 'A.cs', `var pictify = new Pictify("${key}");\n`],
  ['Rust', 'a.rs', `fn main() { pictify::new("${key}"); }\n`],
  ['shell', 'a.sh', `curl -H "Authorization: Bearer ${key}" https://api.pictify.io\n`],
  ['template of an environment file', '.env.example', `A=1\nPICTIFY_API_KEY=${key}\n`],
  ['environment file', '.env', `PICTIFY_API_KEY=${key}\n`],
  ['environment file of a folder', 'app/.env.local', `PICTIFY_API_KEY=${key}\n`],
  ['YAML', 'a.yaml', `pictify:\n  key: ${key}\n`],
  ['compose', 'compose.yaml', `services:\n  a:\n    environment:\n      - PICTIFY_API_KEY=${key}\n`],
  [
    'Kubernetes Secret',
    'k.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\nstringData:\n  api-key: ${key}\n`,
  ],
  [
    'Kubernetes Secret in base64',
    'k.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\ndata:\n  api-key: ${Buffer.from(key).toString('base64')}\n`,
  ],
  [
    'Kubernetes workload',
    'k.yaml',
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: PICTIFY_API_KEY\n          value: ${key}\n`,
  ],
  ['workflow', '.github/workflows/a.yml', `on: push\nenv:\n  PICTIFY_API_KEY: ${key}\n`],
  ['GitLab CI', '.gitlab-ci.yml', `variables:\n  A: b\n  PICTIFY_API_KEY: ${key}\n`],
  ['Terraform', 'a.tf', `provider "pictify" {\n  key = "${key}"\n}\n`],
  ['Dockerfile', 'Dockerfile', `FROM a\nENV PICTIFY_API_KEY=${key}\n`],
  ['Dockerfile, by another name', 'Dockerfile', `FROM a\nENV RENDER_KEY=${key}\n`],
  ['Dockerfile, argument', 'Dockerfile', `FROM a\nARG RENDER_KEY=${key}\n`],
  ['MCP config', '.mcp.json', `{\n  "mcpServers": {"pictify": {"env": {"PICTIFY_API_KEY": "${key}"}}}\n}\n`],
  ['properties', 'a.properties', `pictify.key=${key}\n`],
  ['Markdown', 'README.md', `# Pictify\n\nUse ${key} here.\n`],
  ['log', 'a.log', `pictify answered, key ${key}\n`],
  ['browser-exposed name', 'a.js', 'const k = process.env.NEXT_PUBLIC_PICTIFY_API_KEY;\n'],
];

describe('who follows the hints word for word can commit', () => {
  it.each(cases)('%s', (_, path, text) => {
    repository.write('.gitignore', IGNORES);
    repository.write(path, text);
    repository.git('add', '-f', '-A');
    repository.git('add', '-f', path);
    expect(repository.tryGit('commit', '-q', '-m', 'x').status).not.toBe(0);
    // Of the findings on one place the first one's hints are enough; others are gone with it, or come next.
    for (let round = 0; round < 5; round += 1) {
      const [first] = findings();
      if (!first) break;
      for (const hint of first.hints) carryOut(hint, first);
    }
    expect(repository.tryGit('commit', '-q', '--allow-empty', '-m', 'x')).toMatchObject({ status: 0 });
    expect(repository.git('ls-files').includes(path) && repository.staged(path).includes(key)).toBe(false);
  });

  it('missing ignore entries, behind a last line without an end', () => {
    repository.write('.gitignore', 'node_modules');
    repository.git('add', '-A');
    expect(repository.tryGit('commit', '-q', '-m', 'x').status).not.toBe(0);
    for (const finding of findings()) for (const hint of finding.hints) carryOut(hint, finding);
    expect(repository.tryGit('commit', '-q', '-m', 'x')).toMatchObject({ status: 0 });
    expect(repository.read('.gitignore')).toBe(`node_modules\n${IGNORES}`);
  });

  it.each([
    ['history of a shell', '.bash_history', `export PICTIFY_API_KEY=${key}\n`],
    ['log', 'logs/a b.log', `pictify answered, key ${key}\n`],
    ['environment file', '.env', `PICTIFY_API_KEY=${key}\n`],
  ])('a file that git does not track is kept out: %s', (_, path, text) => {
    repository.write('.gitignore', path === '.env' ? '' : IGNORES);
    repository.git('add', '-A');
    repository.write(path, text);
    const report = (): Report =>
      JSON.parse(cli.run(repository.root, ['--format', 'json']).output.split('\npictify-scan:')[0] ?? '') as Report;
    const finding = report().findings.find((each) => each.path === path);
    const [keep = '', remove = '', ...rest] = finding?.hints ?? [];
    expect([keep, remove, rest]).toEqual([
      expect.stringMatching(/^Git does not track this file; keep it so: printf .* >> \.gitignore$/),
      expect.stringMatching(/^Or delete it, where nobody needs it: rm -- /),
      [],
    ]);
    carryOut(keep, finding as Finding);
    expect(report().findings.filter((each) => each.path === path)).toEqual([]);
    execFileSync('sh', ['-c', remove.slice(remove.indexOf(': ') + 2)], { cwd: repository.root, stdio: 'pipe' });
    expect(repository.has(path)).toBe(false);
  });

  it('no hint holds a key', () => {
    for (const [, path, text] of cases) repository.write(path, text);
    repository.git('add', '-f', '-A');
    expect(cli.run(repository.root, ['staged', '--format', 'json']).output.includes(key)).toBe(false);
  });
});
