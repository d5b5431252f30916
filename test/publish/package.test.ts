import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

function look(...args: string[]): { code: number | null; rules: string[]; paths: string[]; source: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('dist/bin.js'), 'package', '--format', 'json', ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  const report = JSON.parse(stdout) as Report;
  return {
    code: status,
    rules: report.findings.map((each) => each.rule),
    paths: report.findings.map((each) => each.path),
    source: report.receipt.source,
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

describe('the Docker build context', () => {
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
