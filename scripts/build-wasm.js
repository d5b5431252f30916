// Builds the keyword matcher's WebAssembly from its AssemblyScript source into a TypeScript module.
// The module is committed, so that a clean clone runs without this step.
//
//   node scripts/build-wasm.js           writes it
//   node scripts/build-wasm.js --check   fails if the committed one is not what the source builds to

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const matcher = new URL('../src/detect/matcher/', import.meta.url);
const source = fileURLToPath(new URL('assembly/index.ts', matcher));
const target = fileURLToPath(new URL('matcherModule.ts', matcher));

const text = toModule(await compile());
if (!process.argv.includes('--check')) {
  await writeFile(target, text);
} else if ((await readFile(target, 'utf8')) !== text) {
  console.error('src/detect/matcher/matcherModule.ts is not what its source builds to. Run: npm run build:wasm');
  process.exitCode = 1;
}

async function compile() {
  let binary;
  const { error, stderr } = await asc.main(
    [
      source,
      '--baseDir',
      fileURLToPath(new URL('..', import.meta.url)),
      '--outFile',
      'matcher.wasm',
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

/** @param {Buffer} binary */
function toModule(binary) {
  return [
    '// Made by scripts/build-wasm.js from assembly/index.ts: change that, then run `npm run build:wasm`.',
    '',
    '/** The WebAssembly of createWasmMatcher.ts, as base64. */',
    'export const MATCHER_MODULE =',
    `  '${binary.toString('base64')}';`,
    '',
  ].join('\n');
}
