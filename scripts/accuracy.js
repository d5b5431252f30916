// Measures judgement on the labelled corpus: node scripts/accuracy.js [--against PEER,…] [--slips]
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const bundle = resolve('node_modules/.cache/pictify-scan/accuracy.mjs');
mkdirSync(resolve(bundle, '..'), { recursive: true });
await build({
  entryPoints: ['test/accuracy/measure.ts'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  define: { PACKAGE_VERSION: JSON.stringify('0.0.0') },
  logLevel: 'warning',
});
await import(pathToFileURL(bundle).href);
