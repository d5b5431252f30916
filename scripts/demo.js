// Makes a small repository, installs the guard in it, and lets it block a commit that holds a (random, worthless) key.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const home = process.cwd();
const cwd = mkdtempSync(join(tmpdir(), 'pictify-scan-demo-'));
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: join(cwd, '.git', 'no-global-config'),
  GIT_AUTHOR_NAME: 'Demo',
  GIT_AUTHOR_EMAIL: 'demo@example.com',
  GIT_COMMITTER_NAME: 'Demo',
  GIT_COMMITTER_EMAIL: 'demo@example.com',
};

/** Shows a command and runs it. */
function run(expected, command, ...args) {
  console.log(`\n$ ${[command, ...args].map((word) => (/^[\w./:=@-]+$/.test(word) ? word : `'${word}'`)).join(' ')}`);
  const program = command === 'pictify-scan' ? [process.execPath, join(home, 'dist', 'bin.cjs')] : [command];
  const { status } = spawnSync(program[0], [...program.slice(1), ...args], { cwd, env: environment, stdio: 'inherit' });
  if (status !== expected) throw new Error(`${command} ${args.join(' ')} gave ${status}, not ${expected}`);
}

function write(file, text) {
  mkdirSync(resolve(cwd, file, '..'), { recursive: true });
  writeFileSync(join(cwd, file), text);
}

const client = (key) => `import Pictify from 'pictify';\n\nexport const pictify = new Pictify({ apiKey: ${key} });\n`;

try {
  console.log(`A repository to try it in: ${cwd}`);
  spawnSync('git', ['init', '-q', '-b', 'main'], { cwd, env: environment });
  write('package.json', '{ "name": "demo", "private": true, "type": "module" }\n');
  write('.gitignore', 'node_modules/\n');
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(home, join(cwd, 'node_modules', 'pictify-scan'));
  run(0, 'pictify-scan', 'init', '--yes');

  console.log('\nSomebody pastes a live key into the code:');
  write('src/card.js', client(`'pk_live_${randomBytes(12).toString('hex')}'`));
  run(0, 'git', 'add', '-A');
  run(1, 'git', 'commit', '-q', '-m', 'Render the social card');

  console.log('\nThe mend, as the message says:');
  write('src/card.js', client('process.env.PICTIFY_API_KEY'));
  run(0, 'git', 'add', '-A');
  run(0, 'git', 'commit', '-q', '-m', 'Render the social card');

  console.log(
    '\nWho goes round the hook is caught by the range check in CI, also when a later commit takes the key out again:',
  );
  write('src/card.js', client(`'pk_live_${randomBytes(12).toString('hex')}'`));
  run(0, 'git', 'commit', '-q', '-a', '--no-verify', '-m', 'Quick fix');
  write('src/card.js', client('process.env.PICTIFY_API_KEY'));
  run(0, 'git', 'commit', '-q', '-a', '-m', 'Take the key out');
  run(1, 'pictify-scan', 'range', 'HEAD~2..HEAD');
} finally {
  rmSync(cwd, { recursive: true, force: true });
}
