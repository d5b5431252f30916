// Builds WebAssembly from its AssemblyScript sources into TypeScript modules: of the keyword matcher, and of what reads
// packs; of both also a part, for who needs no more. A step of every build; what was built from the same sources is not
// built again. The modules are committed, so that tests run from the sources alone.
//
//   node scripts/build-wasm.js           writes those that are not of their sources
//   node scripts/build-wasm.js --check   builds all, fails if a committed one is another

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** What stands below this belongs to who gives the work: BASE in src/git/pack/assembly/layout.ts. */
const ABOVE_BASE = ['--memoryBase', String(0x40_0000)];

const MODULES = [
  {
    folder: 'src/detect/matcher',
    entry: 'index.ts',
    module: 'matcherModule.ts',
    name: 'MATCHER_MODULE',
    user: 'createWasmMatcher.ts',
    memory: ['--initialMemory', '8'],
  },
  {
    folder: 'src/detect/matcher',
    entry: 'quietIndex.ts',
    module: 'quietModule.ts',
    name: 'QUIET_MODULE',
    user: 'createQuietLook.ts',
    memory: ['--initialMemory', '8'],
  },
  {
    folder: 'src/git/pack',
    entry: 'index.ts',
    module: 'packModule.ts',
    name: 'PACK_MODULE',
    user: 'packEngine.ts',
    memory: ['--importMemory', ...ABOVE_BASE],
  },
  {
    folder: 'src/git/pack',
    entry: 'inflateIndex.ts',
    module: 'inflateModule.ts',
    name: 'INFLATE_MODULE',
    user: 'direct/inflater.ts',
    memory: ['--initialMemory', '66', ...ABOVE_BASE],
  },
];
const root = new URL('..', import.meta.url);

for (const { folder, entry, module, name, user, memory } of MODULES) {
  const target = new URL(`${folder}/${module}`, root);
  const assembly = new URL(`${folder}/assembly/`, root);
  const sources = await hashOf(assembly);
  const there = await readFile(target, 'utf8').catch(() => '');
  const isCheck = process.argv.includes('--check');
  if (!isCheck && there.includes(sources)) continue;
  const text = toModule(await compile(fileURLToPath(new URL(entry, assembly)), memory), { name, user, sources });
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

/**
 * @param {string} source
 * @param {readonly string[]} memory
 */
async function compile(source, memory) {
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
      ...memory,
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
