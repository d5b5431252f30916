import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { callsOf } from '../../src/detect/calls.js';
import { createWasmMatcher, driveEngine } from '../../src/detect/matcher/createWasmMatcher.js';
import type { KeywordMatcher } from '../../src/detect/matcher/keywordMatcher.js';
import { putTables } from '../../src/detect/matcher/keptTables.js';
import { makeKeptTables } from '../../src/detect/matcher/makeKeptTables.js';
import { startEngine } from '../../src/detect/matcher/matcherEngine.js';
import type { Preset } from '../../src/model/config.js';
import type { TextRule } from '../../src/model/rule.js';
import { onceOf } from '../../src/writtenTwice.js';
import { leak, Repository } from '../support/repository.js';

const PRESETS: readonly Preset[] = ['pictify', 'recommended', 'strict'];

function keywordsOf(preset: Preset): readonly string[] {
  return callsOf(presetRules(preset).filter((rule): rule is TextRule => rule.on === 'text')).keywords;
}

describe.each(PRESETS)('the tables of %s', (preset) => {
  const keywords = keywordsOf(preset);
  const { bytes: kept } = makeKeptTables(keywords, 'any');

  it('are what the package holds', () => {
    expect(readFileSync(fileOf(keywords)).equals(kept)).toBe(true);
  });

  it('find what those find that are built', () => {
    const engine = startEngine();
    const built = createWasmMatcher(keywords);
    if (!engine || !built) throw new Error('This machine has no WebAssembly: nothing was tested');
    putTables(engine.memory, onceOf(kept) as Buffer);
    const put = driveEngine(engine);
    const part = fc.oneof(fc.constantFrom(...keywords), fc.string({ maxLength: 9 }), fc.constant('PK_live_'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const bytes = Buffer.from(parts.join(''));
        expect(hitsOf(put, bytes)).toEqual(hitsOf(built, bytes));
      }),
    );
    // So that this is about something.
    expect(hitsOf(put, Buffer.from(keywords.join(' '))).length).toBeGreaterThanOrEqual(keywords.length);
  });
});

/** In dist/, where its name says of which build it is. */
function fileOf(keywords: readonly string[]): string {
  const start = makeKeptTables(keywords, '').name.replace(/\.bin$/, '');
  const [name, ...others] = readdirSync('dist').filter((each) => each.startsWith(start));
  if (name === undefined || others.length > 0) throw new Error(`${start} names not one file`);
  return join('dist', name);
}

function hitsOf(matcher: KeywordMatcher, bytes: Uint8Array): (readonly [number, number])[] {
  const hits: (readonly [number, number])[] = [];
  matcher.scan(bytes, (keyword, offset) => hits.push([keyword, offset]));
  return hits;
}

function change(file: string, places: readonly number[]): void {
  const bytes = readFileSync(file);
  for (const at of places) bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

describe('the program', () => {
  const home = mkdtempSync(join(tmpdir(), 'pictify-scan-tables-'));
  const script = join(home, 'witness.cjs');
  const original = fileOf(keywordsOf('recommended'));
  const file = join(home, original);
  afterAll(() => rmSync(home, { recursive: true }));
  beforeAll(() => {
    cpSync('dist', join(home, 'dist'), { recursive: true, filter: (path) => !/[\\/](?:\.cache|types)$/.test(path) });
    // Says on standard error whenever tables are built.
    writeFileSync(
      script,
      `const { Instance } = WebAssembly;
      WebAssembly.Instance = function (...args) {
        const exports = { ...new Instance(...args).exports };
        const { build } = exports;
        if (build) exports.build = (...about) => (process._rawDebug('BUILT'), build(...about));
        return { exports };
      };`,
    );
  });

  const run = (
    repository: Repository,
    ...args: readonly string[]
  ): { status: number | null; wasBuilt: boolean; out: string } => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', script, join(home, 'dist', 'bin.cjs'), ...args],
      { cwd: repository.path, env: repository.environment, encoding: 'utf8' },
    );
    return { status, wasBuilt: stderr.includes('BUILT'), out: stdout };
  };

  const leaky = (): Repository => {
    const repository = Repository.started();
    repository.write('a.js', leak());
    repository.git('add', '-A');
    return repository;
  };

  it.each([
    ['staged', '-q'],
    ['scan', '-q'],
    ['history', '-q'],
    ['--preset', 'pictify'],
  ])('builds none where they are kept: %s %s', (...args) => {
    const repository = Repository.started();
    repository.write('a.js', 'a();\n');
    repository.commit('a');
    expect(run(repository, ...args)).toMatchObject({ status: 0, wasBuilt: false });
  });

  it('builds them where the config has others', () => {
    const repository = leaky();
    repository.write('pictify-scan.config.json', '{ "rules": { "github/*": "off" } }\n');
    expect(run(repository, 'staged', '-q')).toMatchObject({ status: 1, wasBuilt: true });
  });

  it.each([
    ['gone', () => rmSync(file)],
    ['cut off', () => truncateSync(file, 70_000)],
    ['empty', () => truncateSync(file)],
    ['those of others', () => cpSync(fileOf(keywordsOf('pictify')), file)],
    ['of another build', () => renameSync(file, file.replace(/[\da-f](?=\.bin$)/, 'x'))],
    ['longer', () => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(300)]))],
    ['larger than the memory', () => writeFileSync(file, Buffer.alloc(2_000_000))],
    ['changed in one byte', () => change(file, [50_000])],
    ['of another text', () => change(file, [statSync(file).size / 2 - 10, statSync(file).size - 10])],
  ])('finds the same where the file is %s', (_, spoil) => {
    cpSync(original, file);
    const repository = leaky();
    const usual = run(repository, 'staged', '-q');
    expect(usual).toMatchObject({ status: 1, wasBuilt: false });
    spoil();
    expect(run(repository, 'staged', '-q')).toEqual({ ...usual, wasBuilt: true });
  });
});
