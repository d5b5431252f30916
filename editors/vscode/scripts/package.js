// Builds the extension and packs it: dist/pictify-scan.vsix.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import './build.js';

const here = resolve(dirname(fileURLToPath(import.meta.url)), '..');

await createVSIX({
  cwd: here,
  packagePath: resolve(here, 'dist/pictify-scan.vsix'),
  // Everything is bundled.
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
  // The rules carry the examples that they are tested by, and their pages show the forms of keys: made up, all of them.
  allowPackageSecrets: ['slack', 'github', 'npm'],
});
