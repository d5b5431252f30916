// A short walk through the built command line, on whatever Node runs this: a key is blocked, its mend passes.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bin = resolve('dist/bin.cjs');
const cwd = mkdtempSync(join(tmpdir(), 'pictify-scan-smoke-'));
const key = `pk_live_${randomBytes(18).toString('hex')}`;

function expectExit(code, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' });
  if (status !== code)
    throw new Error(`pictify-scan ${args.join(' ')} gave ${status}, not ${code}:\n${stdout}${stderr}`);
  if (`${stdout}${stderr}`.includes(key)) throw new Error(`pictify-scan ${args.join(' ')} printed the key`);
}

try {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=smoke', '-c', 'user.email=smoke@example.com', ...args], {
      cwd,
      stdio: 'ignore',
    });
  git('init', '-q');
  writeFileSync(join(cwd, '.gitignore'), '.env\n.env.*\n');
  writeFileSync(join(cwd, 'api.js'), `export const pictify = new Pictify({ apiKey: '${key}' });\n`);
  git('add', '.');
  expectExit(1, 'staged');
  git('commit', '-qm', 'leak');
  expectExit(1, 'range', 'HEAD');
  expectExit(1, 'history');
  expectExit(1, 'scan', '--format', 'json');
  writeFileSync(join(cwd, 'api.js'), 'export const pictify = new Pictify({ apiKey: process.env.PICTIFY_API_KEY });\n');
  git('add', '.');
  expectExit(0, 'staged');
  expectExit(0, '--help');
  expectExit(2, 'range', 'no-such-ref..HEAD');
  console.log('passed');
} finally {
  rmSync(cwd, { recursive: true, force: true });
}
