import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import type { Report } from '../../src/model/report.js';

const key = createSampler(6).key('live');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictify-scan-publish-'));
  write('package.json', JSON.stringify({ name: 'shop', version: '1.0.0', files: ['dist'] }));
  write('dist/index.js', 'export const shop = 1;\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(resolve(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Looked {
  readonly code: number | null;
  readonly rules: readonly string[];
  readonly paths: readonly string[];
  readonly source: string;
  readonly warnings: readonly string[];
}

function look(...args: string[]): Looked {
  return lookWith(process.env, ...args);
}

function lookWith(env: NodeJS.ProcessEnv, ...args: string[]): Looked {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('dist/bin.cjs'), 'package', '--format', 'json', ...args],
    { cwd: folder, env, encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  const report = JSON.parse(stdout) as Report;
  return {
    code: status,
    rules: report.findings.map((each) => each.rule),
    paths: report.findings.map((each) => each.path),
    source: report.receipt.source,
    warnings: report.warnings.map((each) => each.code),
  };
}

describe('the npm package', () => {
  it('is clean', () => expect(look()).toMatchObject({ code: 0, source: 'npm package' }));
  it('finds a key in what is shipped', () => {
    write('dist/client.js', `export const pictify = new Pictify('${key}');`);
    expect(look()).toMatchObject({ code: 1, paths: ['dist/client.js'] });
  });
  it('finds a key in the sources inside a source map', () => {
    write(
      'dist/index.js.map',
      JSON.stringify({
        version: 3,
        sources: ['a.ts'],
        sourcesContent: [`const pictify = new Pictify("${key}");`],
        mappings: '',
      }),
    );
    expect(look()).toMatchObject({ code: 1, paths: ['dist/index.js.map'] });
  });
  it('finds a .env that the package would carry', () => {
    write('dist/.env', 'PORT=1\n');
    expect(look()).toMatchObject({ code: 1, rules: ['pictify/env-file'] });
  });
  it('does not look at what stays at home', () => {
    write('src/client.js', `new Pictify('${key}')`);
    expect(look()).toMatchObject({ code: 0 });
  });
});

describe('what is told of an environment file that would go out', () => {
  const findings = (...args: string[]): Report['findings'] =>
    (
      JSON.parse(
        spawnSync(process.execPath, [resolve('dist/bin.cjs'), 'package', '--format', 'json', ...args], {
          cwd: folder,
          encoding: 'utf8',
        }).stdout,
      ) as Report
    ).findings;

  it('in a package: what its list names', () => {
    write('dist/.env', `PICTIFY_API_KEY=${key}\n`);
    const [file, found] = findings();
    const hint =
      'Let "files" in package.json name only what the package needs, and not dist/.env. What goes in says: npm pack --dry-run';
    expect(file?.message).toBe('An environment file goes into the npm package: .env.');
    expect([file?.hints, found?.hints]).toEqual([[hint], [hint]]);
  });

  it.each([
    ['its ignore file', {}, ['.dockerignore']],
    ['one without an end', { '.dockerignore': 'node_modules' }, ['.dockerignore']],
    [
      "a Dockerfile's own",
      { 'prod.Dockerfile': 'FROM a\n', 'prod.Dockerfile.dockerignore': 'a\n' },
      ['.dockerignore', 'prod.Dockerfile.dockerignore'],
    ],
  ])('in a build context: %s', (_, files, ignoreFiles) => {
    write('Dockerfile', 'FROM a\nCOPY . .\n');
    write('app/.env', `PICTIFY_API_KEY=${key}\n`);
    for (const [path, text] of Object.entries(files)) write(path, text);
    const [file, found] = findings('--docker', '--no-npm');
    expect(file?.message).toBe('An environment file goes into the Docker build context: .env.');
    expect(file?.hints).toEqual(
      ignoreFiles.map(
        (each) => String.raw`Keep it out of the Docker build context: printf '%s\n' '' 'app/.env' >> ${each}`,
      ),
    );
    expect(found?.hints).toEqual(file?.hints);
    for (const hint of file?.hints ?? [])
      spawnSync('sh', ['-c', hint.slice(hint.indexOf(': ') + 2)], { cwd: folder, encoding: 'utf8' });
    expect(findings('--docker', '--no-npm')).toEqual([]);
  });
});

describe('what npm is told by the folder itself', () => {
  it('no script of the package runs, and no program that it names', () => {
    write('evil.sh', `#!/bin/sh\ntouch ${folder}/ran\n`);
    chmodSync(join(folder, 'evil.sh'), 0o755);
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    for (const name of ['npm', 'node']) {
      symlinkSync('../../evil.sh', join(folder, 'node_modules/.bin', name));
      symlinkSync('evil.sh', join(folder, name));
    }
    const scripts = Object.fromEntries(
      ['prepack', 'prepare', 'prepublishOnly', 'postpack'].map((name) => [name, './evil.sh']),
    );
    write('package.json', JSON.stringify({ name: 'shop', version: '1.0.0', scripts }));
    write('.npmrc', 'ignore-scripts=false\nscript-shell=./evil.sh\nnode-options=--require ./evil.sh\ngit=./evil.sh\n');
    const path = `:.:${folder}/node_modules/.bin:${folder}:${process.env['PATH'] ?? ''}`;
    const { code } = lookWith({ ...process.env, PATH: path }, '--npm');
    expect([code, existsSync(join(folder, 'ran'))]).toEqual([0, false]);
  });
  it('another choice of packages does not count', () => {
    write('package.json', JSON.stringify({ name: 'shop', version: '1.0.0', workspaces: ['packages/*'] }));
    write('packages/a/package.json', JSON.stringify({ name: 'a', version: '1.0.0' }));
    write('dist/client.js', `export const pictify = new Pictify('${key}');`);
    write('.npmrc', 'workspaces=true\n');
    expect(look()).toMatchObject({ code: 1, paths: ['dist/client.js'] });
  });
});

describe('a folder from which nothing is published', () => {
  it.each([
    [[], 'no package.json, and no Dockerfile.'],
    [['--no-npm'], 'no Dockerfile.'],
    [['--no-docker'], 'no package.json.'],
  ])('is no pass with %j', (args, says) => {
    rmSync(join(folder, 'package.json'));
    const { status, stderr } = spawnSync(process.execPath, [resolve('dist/bin.cjs'), 'package', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('packages that npm would not publish themselves', () => {
  const leak = `export const pictify = new Pictify('${key}');`;

  it('a private one is passed over', () => {
    write('package.json', JSON.stringify({ name: 'shop', private: true }));
    write('dist/client.js', leak);
    expect(look()).toMatchObject({ code: 0, source: 'nothing to publish' });
  });
  it('a private one is looked at where somebody asks for it', () => {
    write('package.json', JSON.stringify({ name: 'shop', version: '1.0.0', private: true }));
    write('dist/client.js', leak);
    expect(look('--npm')).toMatchObject({ code: 1, paths: ['dist/client.js'] });
  });
  it.each([
    [
      'npm and yarn',
      () => write('package.json', JSON.stringify({ private: true, workspaces: ['packages/*', '!packages/c'] })),
    ],
    [
      'yarn, the long form',
      () =>
        write(
          'package.json',
          JSON.stringify({ private: true, workspaces: { packages: ['./packages/a/', 'packages/b'] } }),
        ),
    ],
    [
      'pnpm',
      () => {
        write('package.json', JSON.stringify({ private: true }));
        write('pnpm-workspace.yaml', "packages:\n  - 'packages/**'\n  - '!packages/c'\n");
      },
    ],
  ])('of a private root, the workspaces that are not private: %s', (_name, declare) => {
    declare();
    for (const [name, isPrivate] of [
      ['a', false],
      ['b', true],
      ['c', false],
    ] as const) {
      write(`packages/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', private: isPrivate }));
      write(`packages/${name}/index.js`, leak);
    }
    expect(look()).toMatchObject({ code: 1, paths: ['packages/a/index.js'], source: 'npm package' });
  });
  it('the folder that pnpm ships instead', () => {
    write(
      'package.json',
      JSON.stringify({ name: 'shop', version: '1.0.0', files: ['x'], publishConfig: { directory: 'dist' } }),
    );
    write('dist/package.json', JSON.stringify({ name: 'shop', version: '1.0.0' }));
    write('dist/client.js', leak);
    expect(look()).toMatchObject({ code: 1, paths: ['dist/client.js'] });
  });
});

it('finds a key in a source map that stands in the script itself', () => {
  const map = JSON.stringify({
    version: 3,
    sources: ['a.ts'],
    sourcesContent: [`new Pictify("${key}");`],
    mappings: '',
  });
  write(
    'dist/index.js',
    `x;\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}\n`,
  );
  expect(look()).toMatchObject({ code: 1, paths: ['dist/index.js'] });
});

describe('the Docker build context', () => {
  // [.dockerignore, files that are sent, files that are not]
  it.each([
    ['*\n!README.md', ['README.md'], ['a', 'd/README.md']],
    ['.env*', ['sub/.env'], ['.env', '.env.local']],
    ['node_modules\n!node_modules/keep', ['node_modules/keep/x'], ['node_modules/a']],
    ['a/**/b', ['a/c'], ['a/b', 'a/x/y/b']],
    ['*.md\n!README*.md\nREADME-secret.md', ['README.md'], ['a.md', 'README-secret.md']],
    ['# c\n\n/foo/bar\r\n', ['a/foo/bar'], ['foo/bar/x']],
  ])('by %j', (ignore, sent, kept) => {
    write('Dockerfile', 'FROM scratch\n');
    write('.dockerignore', ignore);
    for (const path of [...sent, ...kept]) write(path, `new Pictify('${key}')\n`);
    expect([...new Set(look('--docker').paths)].filter((path) => path !== '.dockerignore')).toEqual(sent);
  });
  it("a Dockerfile's own ignore file counts in the place of the folder's", () => {
    write('prod.Dockerfile', 'FROM scratch\n');
    write('.dockerignore', 'a.js\n');
    write('prod.Dockerfile.dockerignore', 'b.js\n');
    for (const path of ['a.js', 'b.js']) write(path, `new Pictify('${key}')\n`);
    expect(look('--docker').paths).toEqual(['a.js']);
  });
  it('is looked at without a Dockerfile where somebody asks for it', () => {
    write('a.js', `new Pictify('${key}')\n`);
    expect([look('--docker').code, look().source]).toEqual([1, 'npm package']);
  });
  it('says that the history goes along', () => {
    write('Dockerfile', 'FROM scratch\n');
    write('.git/objects/ab/cd', 'x');
    expect(look('--docker').warnings).toContain('history-in-context');
  });
  it('finds what .dockerignore lets in', () => {
    write('Dockerfile', 'FROM scratch\nCOPY . /\n');
    write('.env', `PICTIFY_API_KEY=${key}\n`);
    expect(look('--docker')).toMatchObject({ code: 1, paths: ['.env', '.env'] });
  });
  it('passes what .dockerignore keeps out', () => {
    write('Dockerfile', 'FROM scratch\nCOPY . /\n');
    write('.dockerignore', '**/.env*\n');
    write('.env', `PICTIFY_API_KEY=${key}\n`);
    expect(look('--docker')).toMatchObject({ code: 0, source: 'Docker build context' });
  });
});
