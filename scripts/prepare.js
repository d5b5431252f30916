// Runs after `npm install` in a clone, and where npm or pre-commit installs this package from git.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// Out of git comes no dist/; without it the package would be installed and do nothing.
if (!existsSync('dist/bin.cjs')) execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'inherit' });

// Points git at .husky, in a clone of ours. While a hook of another repository installs this package,
// GIT_DIR may name that repository, and its settings are none of our business.
if (existsSync('.git') && process.env.GIT_DIR === undefined && process.env.PRE_COMMIT === undefined) {
  const { default: husky } = await import('husky');
  const said = husky();
  if (said) console.log(said);
}
