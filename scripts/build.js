// Builds dist/: the command line, the library, declarations.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fsPromises from 'node:fs/promises';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lateModules } from './lateModules.js';
import { LATE_FILES, lateRules, wholeRules } from './lateRules.js';
import { leanRules } from './leanRules.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

rmSync('dist', { recursive: true, force: true });

/** Entry points by the name of their file in dist/. What they import() is added as it is met. */
const entries = new Map([
  ['bin', 'src/cli/bin.ts'],
  ['index', 'src/index.ts'],
  ['treeThread', 'src/cli/treeThread.ts'],
  ['packThread', 'src/cli/packThread.ts'],
  ['bufferThread', 'src/cli/bufferThread.ts'],
  // What these load by name.
  ['stagedCommand', 'src/cli/stagedCommand.ts'],
  ['agentHookCommand', 'src/cli/agentHookCommand.ts'],
  ['otherCommand', 'src/cli/otherCommand.ts'],
  ['output', 'src/cli/output.ts'],
  ['lookAtFiles', 'src/scan/threads/lookAtFiles.ts'],
  ['lookAtPack', 'src/scan/threads/lookAtPack.ts'],
  ['lookAtBuffer', 'src/lsp/lookAtBuffer.ts'],
  ...Object.entries(LATE_FILES),
]);

/** The library is a module; all else is CommonJS, which Node starts milliseconds sooner. */
const MODULE = 'index';

/** What waits for nothing that only other commands need. */
const hookFiles = new Set(['stagedCommand', 'agentHookCommand', 'judgeEvent']);

/** What meets few of the rules: the rest of them is loaded then. */
const lateFiles = new Set([...hookFiles, 'scan', 'scans']);

/** What they need only where something was found, or is of an unusual kind. */
const late = new Set(
  [
    'src/config/loadConfig.ts',
    'src/config/parseFile.ts',
    'src/detect/decode/archives.ts',
    'src/detect/decode/utf16.ts',
    'src/detect/joinedTexts.ts',
    'src/detect/leastRun.ts',
    'src/git/objectBatch.ts',
    'src/judge/judgeDocument.ts',
    'src/scan/againstParents.ts',
    'src/scan/comments.ts',
    'src/scan/startByGit.ts',
    'src/scan/threads/treeThreads.ts',
  ].map((path) => resolve(path)),
);

/**
 * Every file in dist/ stands alone, so that the hook's path is one file: what is imported when used
 * (`import()`) becomes a file of its own beside it.
 */
const lazyFiles = {
  name: 'lazy-files',
  setup({ onResolve, resolve: resolvePath }) {
    onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === lazyFiles) return undefined;
      const found = await resolvePath(path, { kind: 'import-statement', resolveDir, importer, pluginData: lazyFiles });
      if (found.external || found.errors.length > 0) return found;
      const name = nameFor(found.path);
      return { path: `./${fileName(name)}`, external: true };
    });
  },
};

/** CommonJS has no import.meta; and who asks for it may have a `require` of their own. */
const moduleUrl = {
  name: 'module-url',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|m?js)$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const contents = text.replaceAll(
        'import.meta.url',
        "process.getBuiltinModule('node:url').pathToFileURL(__filename).href",
      );
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

/** Of Node's own modules the one whose functions few commands call, and which takes three milliseconds to load. */
const LATE_BUILTIN = 'node:fs/promises';
const lateBuiltin = {
  name: 'late-builtin',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${LATE_BUILTIN}$`) }, () => ({ path: LATE_BUILTIN, namespace: 'late-builtin' }));
    onLoad({ filter: /./, namespace: 'late-builtin' }, () => ({
      contents: Object.entries(fsPromises)
        .filter(([, value]) => typeof value === 'function')
        .map(
          ([name]) =>
            `export const ${name} = (...args) => process.getBuiltinModule('${LATE_BUILTIN}').${name}(...args);`,
        )
        .join('\n'),
    }));
  },
};

function nameOf(path) {
  return basename(path).replace(/\.[cm]?[jt]s$/, '');
}

function fileName(name) {
  return name === MODULE ? `${name}.js` : `${name}.cjs`;
}

function nameFor(file) {
  const known = [...entries].find(([, entry]) => resolve(entry) === file);
  if (known) return known[0];
  let name = nameOf(file);
  // Files of one name are told apart by their folders, as far up as it takes.
  for (let folder = dirname(file); name === 'index' || entries.has(name); folder = dirname(folder))
    name = `${basename(folder)}-${name}`;
  entries.set(name, file);
  return name;
}

/** Stands for everything that is built in: a cache made by other sources is not used. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const folder of ['src', 'rules'])
    for (const file of readdirSync(folder, { recursive: true }).toSorted())
      if (file.endsWith('.ts')) hash.update(readFileSync(join(folder, file)));
  for (const file of [
    'package-lock.json',
    'scripts/build.js',
    'scripts/lateModules.js',
    'scripts/lateRules.js',
    'scripts/leanRules.js',
    'scripts/asciiWidth.js',
    'scripts/noFindUp.js',
  ])
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** The presets' hashes and what the rules look for as data, told by the rules themselves. */
async function askRules() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { presetRules, ruleGroups } from './rules/index.js'; export { ruleSetHash } from './src/scan/ruleSetHash.js';
        export { writePlainRules } from './src/agent/plainRules.js';
        export { wantsRun } from './src/detect/runsWanted.js';
        export { makeKeptTables } from './src/detect/matcher/makeKeptTables.js';
        export { knownOf } from './src/detect/matcher/keptTables.js';
        export { callsOf } from './src/detect/calls.js';
        export { defaultConfig } from './src/config/defaultConfig.js';`,
      resolveDir: '.',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const told = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  const { presetRules, ruleSetHash, writePlainRules, ruleGroups, wantsRun, callsOf, knownOf, makeKeptTables } = told;
  const { preset: usual } = told.defaultConfig;
  const presets = ['pictify', 'recommended', 'strict'];
  const callsOfPreset = (preset) => callsOf(presetRules(preset).filter(({ on }) => on === 'text'));
  const { keywords, unprompted } = callsOfPreset(usual);
  if (unprompted.length > 0) throw new Error(`${usual} has a rule without keywords`);
  return {
    presetHashes: Object.fromEntries(presets.map((preset) => [preset, ruleSetHash(presetRules(preset))])),
    plainRules: writePlainRules(presetRules(usual)),
    defaultKeywords: knownOf(keywords),
    keptTables: presets.map((preset) => makeKeptTables(callsOfPreset(preset).keywords, BUILD)),
    groups: ruleGroups.map(({ rules }) => ({
      rules: rules.map((rule) => (rule.on === 'text' ? { ...rule, wantsRun: wantsRun(rule) } : rule)),
    })),
  };
}

const asModule = {
  format: 'esm',
  plugins: [lazyFiles],
  // CommonJS dependencies ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

function asCommonJs(name) {
  return {
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    minifyWhitespace: true,
    minifyIdentifiers: true,
    // As src/cli/loadFile.ts wraps the others.
    ...(hookFiles.has(name) && {
      banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
      footer: { js: '})' },
    }),
    plugins: [
      lazyFiles,
      moduleUrl,
      lateBuiltin,
      ...(lateFiles.has(name) ? [lateModules(late, (path) => fileName(nameFor(path)))] : []),
      ...(name === 'otherRules' ? [wholeRules] : lateFiles.has(name) ? [lateRules(groups)] : []),
      leanRules(hookFiles.has(name) ? ['examples', 'description'] : ['examples']),
    ],
    // An import() becomes a require(): the first import() of a process loads four milliseconds of Node.
    supported: { 'dynamic-import': false },
    alias: { 'string-width': './scripts/asciiWidth.js', 'escalade/sync': './scripts/noFindUp.js' },
  };
}

const BUILD = sourceHash();
const { presetHashes, plainRules, groups, defaultKeywords, keptTables } = await askRules();
const constants = {
  PACKAGE_VERSION: JSON.stringify(version),
  // As text: of an object esbuild makes a module that all others call.
  PRESET_HASHES: JSON.stringify(JSON.stringify(presetHashes)),
  DEFAULT_KEYWORDS: JSON.stringify(JSON.stringify(defaultKeywords)),
  PLAIN_RULES: JSON.stringify(plainRules),
  BUILD: JSON.stringify(BUILD),
};
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
        target: 'node20.19',
        legalComments: 'none',
        // Some packages' CommonJS builds cannot be bundled; their module builds can.
        mainFields: ['module', 'main'],
        minifySyntax: true,
        entryPoints: { [name]: entry },
        outdir: 'dist',
        ...(name === MODULE ? asModule : asCommonJs(name)),
        define: constants,
      });
      for (const input of Object.keys(metafile.inputs)) {
        const bundledName = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
        if (bundledName) bundled.add(bundledName);
      }
      // Node itself would find nothing in a file that loadFile.ts is to run.
      for (const { path } of Object.values(metafile.outputs).flatMap(({ imports }) => imports))
        if (name === MODULE && hookFiles.has(basename(path, '.cjs'))) throw new Error(`the library loads ${path}`);
    }),
  );
}

/** tsc declares everything that the library is made of: what its own declarations do not speak of is taken out. */
function keepReached(folder, entry) {
  const reached = new Set();
  const follow = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()["'](\.[^"']+)\.js["']/g))
      follow(join(dirname(file), `${path}.d.ts`));
  };
  follow(entry);
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name);
    if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  }
}

function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const { version: packageVersion, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? '(no licence file in the package)' : readFileSync(`${folder}/${file}`, 'utf8').trim();
  return `${name} ${packageVersion} (${license})\n\n${text}\n`;
}

for (const { name, bytes } of keptTables) writeFileSync(`dist/${name}`, bytes, { flag: 'wx' });

writeFileSync(
  'dist/THIRD_PARTY_LICENSES.txt',
  [...bundled]
    .toSorted()
    .map(licenceOf)
    .join(`\n${'-'.repeat(78)}\n\n`),
);

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
keepReached('dist/types', 'dist/types/src/index.d.ts');
chmodSync('dist/bin.cjs', 0o755);
