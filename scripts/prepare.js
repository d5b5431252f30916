// Points git at .husky, in a clone; a package that is installed elsewhere has no hooks of ours.
import { existsSync } from 'node:fs';

if (existsSync('.git')) {
  const { default: husky } = await import('husky');
  const said = husky();
  if (said) console.log(said);
}
