// Builds WebAssembly from its AssemblyScript sources into TypeScript modules: that of the keyword matcher, and that
// which inflates. A step of every build; what was built from the same sources is not built again. The modules are
// committed, so that tests run from the sources alone.
//
//   node scripts/build-wasm.js           writes those that are not of their sources
//   node scripts/build-wasm.js --check   builds both, fails if a committed one is another

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const MODULES = [
  { folder: 'src/detect/matcher', module: 'matcherModule.ts', name: 'MATCHER_MODULE', user: 'createWasmMatcher.ts' },
  { folder: 'src/git/pack', module: 'inflateModule.ts', name: 'INFLATE_MODULE', user: 'inflate.ts' },
];
const root = new URL('..', import.meta.url);

for (const { folder, module, name, user } of MODULES) {
  const target = new URL(`${folder}/${module}`, root);
  const assembly = new URL(`${folder}/assembly/`, root);
  const sources = await hashOf(assembly);
  const there = await readFile(target, 'utf8').catch(() => '');
  const isCheck = process.argv.includes('--check');
  if (!isCheck && there.includes(sources)) continue;
  const text = toModule(await compile(fileURLToPath(new URL('index.ts', assembly))), { name, user, sources });
  if (!isCheck) {
    await writeFile(target, text);
  } else if (there !== text) {
    console.error(`${folder}/${module} is not what its source builds to. Run: npm run build`);
    process.exitCode = 1;
  }
}

/** Of everything that decides what is built. @param {URL} assembly */
async function hashOf(assembly) {
  const hash = createHash('sha256');
  const { version } = JSON.parse(await readFile(new URL('node_modules/assemblyscript/package.json', root), 'utf8'));
  hash.update(version).update(await readFile(new URL(import.meta.url)));
  for (const file of (await readdir(assembly)).toSorted())
    hash.update(file).update(await readFile(new URL(file, assembly)));
  return hash.digest('hex').slice(0, 32);
}

/** @param {string} source */
async function compile(source) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      source,
      '--baseDir',
      fileURLToPath(root),
      '--outFile',
      'module.wasm',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--initialMemory',
      '8',
      '-Ospeed',
      '--noAssert',
    ],
    {
      writeFile(_name, contents) {
        binary = contents;
      },
    },
  );
  if (error) throw new Error(stderr.toString(), { cause: error });
  return Buffer.from(binary);
}

/**
 * @param {Buffer} binary
 * @param {{ name: string, user: string, sources: string }} about
 */
function toModule(binary, { name, user, sources }) {
  return [
    `// Made by scripts/build-wasm.js from assembly/ (${sources}): change that, then run \`npm run build\`.`,
    '',
    `/** The WebAssembly of ${user}, as base64. */`,
    `export const ${name} =`,
    `  '${binary.toString('base64')}';`,
    '',
  ].join('\n');
}
