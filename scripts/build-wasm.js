// Builds WebAssembly from its AssemblyScript sources into TypeScript modules: that of the keyword matcher, and that
// which inflates. The modules are committed, so that a clean clone runs without this step.
//
//   node scripts/build-wasm.js           writes it
//   node scripts/build-wasm.js --check   fails if the committed one is not what the source builds to

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const MODULES = [
  { folder: 'src/detect/matcher', module: 'matcherModule.ts', name: 'MATCHER_MODULE', user: 'createWasmMatcher.ts' },
  { folder: 'src/git/pack', module: 'inflateModule.ts', name: 'INFLATE_MODULE', user: 'inflate.ts' },
];
const root = new URL('..', import.meta.url);

for (const { folder, module, name, user } of MODULES) {
  const target = new URL(`${folder}/${module}`, root);
  const binary = await compile(fileURLToPath(new URL(`${folder}/assembly/index.ts`, root)));
  const text = toModule(binary, name, user);
  if (!process.argv.includes('--check')) {
    await writeFile(target, text);
  } else if ((await readFile(target, 'utf8')) !== text) {
    console.error(`${folder}/${module} is not what its source builds to. Run: npm run build:wasm`);
    process.exitCode = 1;
  }
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
 * @param {string} name
 * @param {string} user
 */
function toModule(binary, name, user) {
  return [
    '// Made by scripts/build-wasm.js from assembly/index.ts: change that, then run `npm run build:wasm`.',
    '',
    `/** The WebAssembly of ${user}, as base64. */`,
    `export const ${name} =`,
    `  '${binary.toString('base64')}';`,
    '',
  ].join('\n');
}
