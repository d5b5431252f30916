// Builds dist/: the command line, the library, declarations.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { leanRules } from './leanRules.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

rmSync('dist', { recursive: true, force: true });

/**
 * Entry points by the name of their file in dist/. What they import() is added as it is met. What the
 * hook needs is CommonJS: Node starts that milliseconds sooner.
 */
const entries = new Map([
  ['bin', 'src/cli/bin.ts'],
  ['index', 'src/index.ts'],
  ['readerThread', 'src/sources/readerThread.ts'],
]);

/**
 * Every file in dist/ stands alone, so that the hook's path is one file: what is imported when used
 * (`import()`) becomes a file of its own beside it.
 */
const hookFiles = new Set(['bin', 'stagedCommand', 'agentHookCommand', 'judgeEvent']);

const lazyFiles = (bundle) => ({
  name: 'lazy-files',
  setup({ onResolve, resolve: resolvePath }) {
    onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      const isLazy = kind === 'dynamic-import' || (kind === 'require-call' && hookFiles.has(nameOf(path)));
      if (!isLazy || pluginData === lazyFiles || takenIn.get(bundle) === nameOf(path)) return undefined;
      const found = await resolvePath(path, { kind: 'import-statement', resolveDir, importer, pluginData: lazyFiles });
      if (found.external || found.errors.length > 0) return found;
      const name = nameFor(found.path);
      return { path: `./${fileName(name)}`, external: true };
    });
  },
});

/** Where an agent is stopped there is always advice: a file of its own, and of the other kind, would be waited for. */
const takenIn = new Map([['judgeEvent', 'advise']]);

function nameOf(path) {
  return basename(path).replace(/\.[cm]?[jt]s$/, '');
}

function fileName(name) {
  return hookFiles.has(name) ? `${name}.cjs` : `${name}.js`;
}

function nameFor(file) {
  const known = [...entries].find(([, entry]) => resolve(entry) === file);
  if (known) return known[0];
  let name = nameOf(file);
  if (name === 'index' || entries.has(name)) name = `${basename(resolve(file, '..'))}-${name}`;
  entries.set(name, file);
  return name;
}

/** Stands for everything that is built in: a cache made by other sources is not used. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const folder of ['src', 'rules'])
    for (const file of readdirSync(folder, { recursive: true }).toSorted())
      if (file.endsWith('.ts')) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

/** The presets' hashes and what the rules look for as data, told by the rules themselves. */
async function askRules() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { presetRules } from './rules/index.js'; export { ruleSetHash } from './src/scan/ruleSetHash.js';
        export { writePlainRules } from './src/agent/plainRules.js';`,
      resolveDir: '.',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const { presetRules, ruleSetHash, writePlainRules } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  const presets = ['pictify', 'recommended', 'strict'];
  return {
    presetHashes: Object.fromEntries(presets.map((preset) => [preset, ruleSetHash(presetRules(preset))])),
    plainRules: writePlainRules(presetRules('recommended')),
  };
}

const { presetHashes, plainRules } = await askRules();
const built = new Set();
/** Packages of others whose code is in dist/: their licences go along. */
const bundled = new Set();
for (let pending = [...entries]; pending.length > 0; pending = [...entries].filter(([name]) => !built.has(name))) {
  await Promise.all(
    pending.map(async ([name, entry]) => {
      built.add(name);
      const { metafile } = await build({
        metafile: true,
        bundle: true,
        platform: 'node',
        format: hookFiles.has(name) ? 'cjs' : 'esm',
        ...(hookFiles.has(name) && { outExtension: { '.js': '.cjs' } }),
        target: 'node20.19',
        define: {
          PACKAGE_VERSION: JSON.stringify(version),
          PRESET_HASHES: JSON.stringify(presetHashes),
          PLAIN_RULES: JSON.stringify(plainRules),
          BUILD: JSON.stringify(sourceHash()),
        },
        legalComments: 'none',
        // Some packages' CommonJS builds cannot be bundled; their module builds can.
        mainFields: ['module', 'main'],
        minifySyntax: true,
        minifyWhitespace: hookFiles.has(name),
        minifyIdentifiers: hookFiles.has(name),
        // CommonJS dependencies ask for Node's own modules with `require`.
        banner: hookFiles.has(name)
          ? {}
          : {
              js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
            },
        entryPoints: { [name]: entry },
        outdir: 'dist',
        plugins: hookFiles.has(name) ? [lazyFiles(name), leanRules] : [lazyFiles(name)],
      });
      for (const input of Object.keys(metafile.inputs)) {
        const bundledName = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
        if (bundledName) bundled.add(bundledName);
      }
    }),
  );
}

function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const { version: packageVersion, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? '(no licence file in the package)' : readFileSync(`${folder}/${file}`, 'utf8').trim();
  return `${name} ${packageVersion} (${license})\n\n${text}\n`;
}

writeFileSync(
  'dist/THIRD_PARTY_LICENSES.txt',
  [...bundled]
    .toSorted()
    .map(licenceOf)
    .join(`\n${'-'.repeat(78)}\n\n`),
);

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
// The command line by the name that it has in hooks written before.
writeFileSync('dist/bin.js', "#!/usr/bin/env node\nimport './bin.cjs';\n");
for (const file of ['dist/bin.cjs', 'dist/bin.js']) chmodSync(file, 0o755);
