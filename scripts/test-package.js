// Packs the package, asks publint and attw about it, installs it in an empty project and uses it as others do.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-package-'));
const run = (command, args, options = {}) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', ...options });

try {
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder]);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error('npm pack made no tarball');
  const packed = join(folder, tarball);
  run('npx', ['publint', 'run', packed, '--strict'], { stdio: 'inherit' });
  run('npx', ['attw', packed, '--profile', 'esm-only'], { stdio: 'inherit' });

  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
  run('npm', ['install', '--no-audit', '--no-fund', packed], { cwd: project });
  const version = run('npx', ['--no-install', 'pictify-scan', '--version'], { cwd: project }).trim();
  writeFileSync(
    join(project, 'use.ts'),
    `import { fails, Problem, scanText, scanTree, type Report } from 'pictify-scan';
const report: Report = await scanText('const pictify = new Pictify(process.env.PICTIFY_API_KEY);', { path: 'a.js' });
console.log(report.findings.length, fails(report));
try {
  await scanTree({ cwd: 'nowhere' });
} catch (error) {
  console.log(error instanceof Problem && error.code);
}
`,
  );
  const tsc = resolve('node_modules/typescript/bin/tsc');
  run(
    process.execPath,
    [
      tsc,
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      'node',
      '--typeRoots',
      resolve('node_modules/@types'),
      'use.ts',
    ],
    { cwd: project, stdio: 'inherit' },
  );
  const found = run(process.execPath, ['use.js'], { cwd: project }).trim();
  if (found !== '0 false\nread')
    throw new Error(`the library says ${found} of what is clean, and of what is not there`);
  console.log(`the package works: pictify-scan ${version}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
