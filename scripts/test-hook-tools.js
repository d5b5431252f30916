// Tries the recipes of docs/hooks.md as they are printed: a commit and a push with a key are stopped, clean ones pass.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How each tool is put in place. lint-staged has no hooks of its own: husky runs it. */
const tools = {
  husky: { packages: ['husky@9'], install: [['npx', '--no-install', 'husky']], pushes: true },
  plain: { packages: [], install: [['git', 'config', 'core.hooksPath', '.githooks']], pushes: true },
  lefthook: { packages: ['lefthook@2'], install: [['npx', '--no-install', 'lefthook', 'install']], pushes: true },
  'lint-staged': {
    packages: ['lint-staged@16', 'husky@9'],
    files: { '.husky/pre-commit': 'npx --no-install lint-staged\n' },
    install: [['npx', '--no-install', 'husky']],
    pushes: false,
  },
};

// Some of them by name, or all.
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(tools);

const recipes = [
  ...readFileSync('docs/hooks.md', 'utf8').matchAll(/^<!-- tried: (\S+) (\S+) -->\n+```\w+\n(.*?)^```$/gms),
].map(([, tool, file, text]) => ({ tool, file, text }));
if (recipes.length === 0) throw new Error('docs/hooks.md has no recipes');

// Made at run time: no file holds a key.
const key = `pk_live_${Array.from({ length: 32 }, (_, index) => 'k7Qz2mXw9RtB4vNc'[(index * 7) % 16]).join('')}`;
const leak = `const pictify = new Pictify({ apiKey: '${key}' });\n`;

const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-hook-tools-'));
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
  GIT_CONFIG_NOSYSTEM: '1',
  CI: '',
};
const failures = [];

try {
  writeFileSync(
    environment.GIT_CONFIG_GLOBAL,
    '[user]\n\tname = Ada\n\temail = ada@example.com\n[init]\n\tdefaultBranch = main\n',
  );
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { stdio: 'pipe' });
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  for (const tool of names) tryTool(tool, tools[tool], tarball);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures.length === 0 ? `the recipes of ${names.join(', ')} work` : failures.join('\n'));
process.exitCode = failures.length === 0 ? 0 : 1;

function tryTool(tool, { packages, files = {}, install, pushes }, tarball) {
  const project = join(folder, tool);
  const remote = join(folder, `${tool}.git`);
  const git = (...args) => spawnSync('git', args, { cwd: project, env: environment, encoding: 'utf8' });
  const must = (command, ...args) =>
    execFileSync(command, args, { cwd: project, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const write = (file, text) => {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
    if (text.startsWith('#!')) chmodSync(join(project, file), 0o755);
  };
  const expect = (what, outcome, passes) => {
    const text = outcome.stdout + outcome.stderr;
    const isRight = passes ? outcome.status === 0 : outcome.status !== 0 && text.includes('pictify/live-key');
    if (!isRight || text.includes(key)) failures.push(`${tool}: ${what}: exit code ${outcome.status}\n${text}`);
  };

  mkdirSync(project);
  must('git', 'init', '-q', '--template=');
  must('git', 'init', '-q', '--bare', '--template=', remote);
  must('git', 'remote', 'add', 'origin', remote);
  write('package.json', JSON.stringify({ name: 'project', private: true, type: 'module' }));
  write('.gitignore', 'node_modules\n.env\n.env.*\n!.env.example\n');
  must('npm', 'install', '--no-audit', '--no-fund', '--save-dev', '--loglevel=error', tarball, ...packages);
  for (const [file, text] of Object.entries(files)) write(file, text);
  const own = recipes.filter((recipe) => recipe.tool === tool);
  if (own.length === 0) throw new Error(`docs/hooks.md has no recipe for ${tool}`);
  for (const { file, text } of own) write(file, text);
  for (const [command, ...args] of install) must(command, ...args);

  must('git', 'add', '-A');
  expect('a clean first commit', git('commit', '-m', 'start'), true);
  expect('a first push', git('push', '-q', '-u', 'origin', 'main'), true);
  write('card.js', leak);
  must('git', 'add', '-A');
  expect('a commit of a key', git('commit', '-m', 'add'), false);
  must('git', 'commit', '-q', '--no-verify', '-m', 'add');
  rmSync(join(project, 'card.js'));
  must('git', 'add', '-A');
  expect('a commit that takes the key out', git('commit', '-m', 'take out'), true);
  if (!pushes) return;
  expect('a push of a key that is taken out again', git('push', 'origin', 'main'), false);
  expect('a push of the same to a new branch', git('push', 'origin', 'main:other'), false);
  must('git', 'reset', '-q', '--hard', 'origin/main');
  appendFileSync(join(project, 'a.js'), 'x\n');
  must('git', 'add', '-A');
  expect('a clean commit', git('commit', '-m', 'clean'), true);
  expect('a clean push', git('push', '-q', '-u', 'origin', 'main'), true);
}
