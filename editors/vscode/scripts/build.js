// Builds dist/: the extension in one file, and beside it the scanner as the root's build made it.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const { metafile } = await build({
  metafile: true,
  absWorkingDir: here,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  legalComments: 'none',
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
});

/** Packages of others whose code is in the extension: their licences go along, as the scanner's do. */
const bundled = new Set(
  Object.keys(metafile.inputs).flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
);
const licences = [...bundled].toSorted().map((each) => {
  const folder = join(here, 'node_modules', each);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '(no licence file in the package)';
  return `${each} ${manifest.version} (${manifest.license})\n\n${text}\n`;
});
writeFileSync(join(dist, 'THIRD_PARTY_LICENSES.txt'), licences.join(`\n${'-'.repeat(78)}\n\n`));

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
