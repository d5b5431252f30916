import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The tests run the built command line: built again where a source is newer. */
export default function setup(): void {
  const built = existsSync('dist/bin.cjs') ? statSync('dist/bin.cjs').mtimeMs : 0;
  if (['src', 'rules', 'scripts'].some((path) => newest(path) > built))
    execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'inherit' });
}

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
