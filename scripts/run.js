// Runs a TypeScript file of this repository: node scripts/run.js FILE [arguments]
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';

const [file, ...args] = process.argv.slice(2);
// Inside the repository, so that packages are found from there.
const folder = mkdtempSync(join('node_modules', '.run-'));
const outfile = join(folder, 'script.mjs');
try {
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    sourcemap: 'inline',
  });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', resolve(outfile), ...args], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
