// Builds dist/: the extension in one file, and beside it the scanner as the root's build made it.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(here, '../..');
const dist = join(here, 'dist');
if (!existsSync(join(root, 'dist/bin.cjs'))) {
  console.error('There is no built scanner to bundle. Run in the root of the repository first: npm run build');
  process.exit(2);
}

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  legalComments: 'linked',
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
});

// The layout of the npm package, so that the server finds its pages as it does there.
const server = join(dist, 'server');
mkdirSync(server);
cpSync(join(root, 'dist'), join(server, 'dist'), {
  recursive: true,
  filter: (source) => !/[/\\]dist[/\\](?:types|bench)(?:[/\\]|$)/.test(source),
});
cpSync(join(root, 'docs/rules'), join(server, 'docs/rules'), { recursive: true });
const { name, version, type, license, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(
  join(server, 'package.json'),
  `${JSON.stringify({ name, version, type, license, bin, private: true }, null, 2)}\n`,
);
cpSync(join(root, 'schema/config.schema.json'), join(dist, 'schema/config.schema.json'), { recursive: true });
