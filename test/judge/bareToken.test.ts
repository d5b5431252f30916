import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { scanText } from '../../src/index.js';

const hex = createSampler(47).hex(64);

async function found(path: string, text: string): Promise<readonly string[]> {
  const { findings } = await scanText(text.replaceAll('HEX', hex), { path });
  return findings.map(({ rule }) => rule).filter((rule) => rule === 'pictify/token');
}

/** Checksums, each near the word "pictify". */
const CHECKSUMS: readonly (readonly [path: string, text: string])[] = [
  ['deno.lock', '{"remote":{"https://deno.land/x/pictify@1.0.0/mod.ts":"HEX"}}'],
  ['import_map.json', '{"https://esm.sh/pictify@1": "HEX"}'],
  ['MODULE.bazel.lock', '{"registryFileHashes":{"https://bcr.bazel.build/modules/pictify/1/MODULE.bazel": "HEX"}}'],
  ['bun.lock', '{"packages":{"@pictify/mcp-server": ["@pictify/mcp-server@1.0.0", "", {}, "HEX"]}}'],
  ['vendor/modules.sum', 'github.com/pictify/pictify-go v1.0.0 h1:HEX\n'],
  ['Podfile.lock', 'SPEC CHECKSUMS:\n  Pictify: HEX\n'],
  ['Podfile.lock', 'SPEC CHECKSUMS:\n  PictifyAuth: HEX\n  pictify_token: HEX\n'],
  ['mix.lock', '"pictify": {:hex, :pictify, "1.0.0", "HEX", [:mix], [], "hexpm", "HEX"},\n'],
  [
    '.terraform.lock.hcl',
    'provider "registry.terraform.io/pictify/pictify" {\n  hashes = [\n    "zh:HEX",\n    "HEX",\n  ]\n}\n',
  ],
  ['explicit.txt', 'https://conda.anaconda.org/conda-forge/noarch/pictify-1.0.tar.bz2#HEX\n'],
  ['package.json', '{"name":"pictify-app","packageManager":"pnpm@9.0.0+sha256.HEX"}'],
  ['SHA256SUMS', 'SHA256 (pictify-linux.tar.gz) = HEX\nSHA256(pictify)= HEX\n'],
  ['release.txt', 'pictify-linux.tar.gz: HEX\npictify-darwin-arm64 HEX\n'],
  ['release.md', '| pictify-linux-amd64.tar.gz | HEX |\n'],
  ['release.json', '{"pictify-linux-x64": "HEX", "pictify@1.0.0": "HEX", "@pictify/mcp-server": "HEX"}'],
  ['manifest.json', '{"pictify.js": "HEX", "src/pictify/render.ts": "HEX", "./lib/pictify.css": "HEX"}'],
  ['manifest.txt', 'pictify/__init__.py,HEX,120\n'],
  ['known.py', "KNOWN = {'pictify/logo.png': 'HEX'}\n"],
  ['known.rb', "KNOWN = {'pictify/logo.png' => 'HEX'}\n"],
  ['schemas.yaml', 'https://api.pictify.io/openapi.json: HEX\n'],
  ['patched.yaml', 'patchedDependencies:\n  pictify@1.0.0: HEX\n'],
  ['__snapshots__/a.snap', '// Jest Snapshot v1\n\nexports[`pictify image hash 1`] = `"HEX"`;\n'],
  ['__snapshots__/a.snap', 'exports[`pictify > render > png 1`] = `HEX`;\n'],
  ['__snapshots__/a.snap', 'exports[`pictify cache key 1`] = `"HEX"`;\n'],
  [
    'Formula/pictify.rb',
    'class Pictify < Formula\n  sha256 "HEX"\n  bottle do\n    sha256 arm64_ventura: "HEX"\n  end\nend\n',
  ],
  ['WORKSPACE', 'http_archive(\n    name = "pictify",\n    sha256 = "HEX",\n)\n'],
  ['a.http', 'GET https://api.pictify.io/image\nETag: "HEX"\nX-Amz-Content-SHA256: HEX\n'],
  ['image.bin', 'version https://git-lfs.github.com/spec/v1\n# pictify\noid sha256:HEX\n'],
  ['.github/workflows/a.yml', '- name: pictify cache\n  uses: actions/cache@v4\n  with:\n    key: HEX\n'],
  ['render.log', 'pictify container HEX started\n'],
];

/** Tokens in the same sorts of files. */
const TOKENS: readonly (readonly [path: string, text: string])[] = [
  ['deno.lock', '{"PICTIFY_API_KEY": "HEX"}'],
  ['deno.lock', '{"note": "Authorization: Bearer HEX", "to": "https://api.pictify.io/image"}'],
  ['package-lock.json', '{"PICTIFY_API_KEY": "HEX"}'],
  ['Podfile.lock', 'PICTIFY_API_KEY: HEX\n'],
  ['.terraform.lock.hcl', 'PICTIFY_TOKEN = "HEX"\n'],
  ['a.json', '{"https://api.pictify.io": "HEX"}'],
  ['a.json', '{"//api.pictify.io/:_authToken": "HEX"}'],
  ['a.json', '{"https://api.pictify.io/image": {"token": "HEX"}}'],
  ['a.tf', '"/prod/pictify/api_key" = "HEX"\n'],
  ['a.snap', 'exports[`pictify 1`] = `\nObject {\n  "PICTIFY_API_KEY": "HEX",\n}\n`;\n'],
  [
    'a.snap',
    'exports[`image hash 1`] = `\n{\n  "url": "https://api.pictify.io",\n  "Authorization": "Bearer HEX",\n}\n`;\n',
  ],
  ['a.snap', 'exports[`pictify token 1`] = `"HEX"`;\n'],
  ['Formula/pictify.rb', 'sha256 "x"\nENV[\'PICTIFY_API_KEY\'] = "HEX"\n'],
  ['a.ts', "new Pictify({ cache: true, key: 'HEX' });\n"],
  ['chat.log', '[10:02] ana: pictify key: HEX\n'],
  ['chat.txt', 'bob: our pictify api key HEX works\n'],
  ['chat.txt', 'Here is the key for pictify:\nHEX\n'],
  ['chat.txt', 'HEX is the pictify token\n'],
  ['notes.txt', 'pictify HEX\n'],
];

describe('64 hex digits near the word "pictify"', () => {
  it.each(CHECKSUMS)('are a checksum in %s: %s', async (path, text) => expect(await found(path, text)).toEqual([]));
  it.each(TOKENS)('are a token in %s: %s', async (path, text) =>
    expect(await found(path, text)).toEqual(['pictify/token']),
  );
  it('are none of Pictify in upper case, as it looks tokens up letter by letter', async () =>
    expect(await found('.env', `PICTIFY_API_KEY=${hex.toUpperCase()}\n`)).toEqual([]));
});
