import { createHash, randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../support/properties.js';
import { describe, expect, it } from 'vitest';
import { PIECE_BYTES, type GitObject } from '../../src/git/batchParser.js';
import { applyDelta, readDeltaSizes } from '../../src/git/pack/delta.js';
import { KeptObjects } from '../../src/git/pack/keptObjects.js';
import { readObjects } from '../../src/git/readObjects.js';
import { createGit } from '../../src/git/run.js';
import { deltas, writeDelta } from '../support/deltas.js';
import { Repository } from '../support/repository.js';

function apply(base: Buffer, delta: Buffer): { result: Buffer; changes: number[] } | undefined {
  const sizes = readDeltaSizes(delta);
  if (sizes === undefined || sizes.base !== base.length || sizes.result > 1e6) return undefined;
  const result = Buffer.alloc(sizes.result);
  const changes = applyDelta(base, delta, sizes.length, result);
  return changes && { result, changes };
}

describe('a delta', () => {
  it('is carried out', () => {
    fc.assert(
      fc.property(deltas, ([base, instructions]) => {
        const { delta, result } = writeDelta(base, instructions);
        expect(apply(base, delta)?.result.equals(result)).toBe(true);
      }),
    );
  });

  it('is told by stretches: between two of them stands a stretch of the base', () => {
    fc.assert(
      fc.property(deltas, ([base, instructions]) => {
        const { delta, result } = writeDelta(base, instructions);
        const { changes = [] } = apply(base, delta) ?? {};
        const borders = [0, ...changes, result.length];
        // What stands between the end of one change and the start of the next one, in order.
        let reached = 0;
        for (let index = 0; index < borders.length; index += 2) {
          const same = result.subarray(borders[index], borders[index + 1]);
          expect(borders[index] as number).toBeLessThanOrEqual(borders[index + 1] as number);
          expect(base.includes(same)).toBe(true);
          reached = borders[index + 1] as number;
        }
        expect(reached).toBe(result.length);
      }),
    );
  });

  it('says that nothing changed of a copy alone', () => {
    const base = Buffer.from('a text');
    expect(apply(base, writeDelta(base, [{ from: 0, length: 6 }]).delta)?.changes).toEqual([]);
  });

  it('marks where the end of the base is missing, and its beginning', () => {
    const base = Buffer.from('a longer text');
    expect(apply(base, writeDelta(base, [{ from: 2, length: 6 }]).delta)?.changes).toEqual([0, 0, 6, 6]);
  });

  it('that is broken is not carried out, nor does it reach outside', () => {
    fc.assert(
      fc.property(deltas, fc.uint8Array({ maxLength: 40 }), fc.nat(), ([base, instructions], noise, cut) => {
        const { delta } = writeDelta(base, instructions);
        const broken = Buffer.concat([delta.subarray(0, cut % (delta.length + 1)), noise]);
        const made = apply(base, broken);
        // Nobody can tell noise that is a delta from one: what comes out has the size that it announces.
        expect(made === undefined || made.result.length === readDeltaSizes(broken)?.result).toBe(true);
      }),
    );
  });
});

describe('objects kept for others', () => {
  it('are whole for as long as they are kept', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 200 }), (sizes) => {
        const kept = new KeptObjects(200);
        for (const [place, size] of sizes.entries()) {
          kept.room(place, size, undefined).fill(place & 255);
          for (let other = 0; other <= place; other += 1) {
            const bytes = kept.get(other);
            if (bytes) expect(bytes.every((byte) => byte === (other & 255))).toBe(true);
          }
          expect(kept.get(place)?.length).toBe(size);
        }
      }),
    );
  });

  it('are so many at most, however small they are', () => {
    const kept = new KeptObjects(1024 * 1024);
    for (let place = 0; place < 100_000; place += 1) kept.room(place, 1, undefined).fill(place & 255);
    const places = Array.from({ length: 100_000 }, (_, place) => place).filter((place) => kept.get(place));
    expect([places.length, places[0], places.at(-1)]).toEqual([32_768, 100_000 - 32_768, 99_999]);
    expect(places.every((place) => kept.get(place)?.[0] === (place & 255))).toBe(true);
  });

  it('are not overwritten by what is made from them', () => {
    const kept = new KeptObjects(100);
    const base = kept.room(0, 60, undefined).fill(7);
    kept.room(1, 60, base).fill(8);
    expect(base.every((byte) => byte === 7)).toBe(true);
    expect(kept.get(1)).toBeUndefined();
  });
});

let template: Repository | undefined;

/** Files with many versions, so that git makes deltas. */
function history(): Repository {
  template ??= startHistory([]);
  const repository = new Repository({ init: false });
  cpSync(template.path, repository.path, { recursive: true });
  return repository;
}

function startHistory(init: readonly string[]): Repository {
  const repository = new Repository({ init });
  let text = Array.from({ length: 300 }, (_, line) => `line ${line} ${line * 7919}`);
  for (let version = 0; version < 16; version += 1) {
    text = text.toSpliced((version * 37) % text.length, version % 3, `changed in ${version}`);
    repository.write('a.txt', `${text.join('\n')}\n`);
    repository.write(`b/${version % 5}.bin`, randomBytes(300));
    repository.write('empty', '');
    repository.commit(`version ${version}\n\n${'words '.repeat(version)}`);
  }
  repository.git('tag', '-a', '-m', 'a tag', 'v1');
  repository.git('update-ref', 'refs/heads/other', repository.git('commit-tree', '-m', 'other', 'HEAD^{tree}'));
  return repository;
}

interface ReadResult {
  /** Names of the objects, each once. */
  readonly names: string[];
  readonly fromPacks: number;
  readonly fromDeltas: number;
}

async function readAll({ path, environment }: Repository): Promise<ReadResult> {
  const names: string[] = [];
  const format = execFormat(path);
  let fromPacks = 0;
  let fromDeltas = 0;
  await readObjects(
    createGit(path, environment),
    { types: ['blob', 'commit', 'tag', 'tree'] },
    () => true,
    ({ oid, type, bytes, packed, size, offset, last }: GitObject) => {
      if (offset > 0 || !last) {
        if (last) names.push(oid);
        return;
      }
      const id = createHash(format).update(`${type} ${size}\0`).update(bytes).digest('hex');
      expect(id, `${type} ${oid}`).toBe(oid);
      names.push(oid);
      if (packed) fromPacks += 1;
      if (packed?.changes) fromDeltas += 1;
    },
  );
  return { names: names.toSorted(), fromPacks, fromDeltas };
}

function execFormat(path: string): 'sha1' | 'sha256' {
  return /objectformat\s*=\s*sha256/.test(readFileSync(join(path, '.git', 'config'), 'utf8').toLowerCase())
    ? 'sha256'
    : 'sha1';
}

function allNames(repository: Repository): string[] {
  return repository.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n').toSorted();
}

const packs = (repository: Repository, ending: string): string[] => {
  const folder = join(repository.path, '.git', 'objects', 'pack');
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
};

/** Whether deltas are to be met, by how the objects are stored. */
const STORED: readonly [string, (repository: Repository) => void, 'deltas' | 'packs' | 'git alone'][] = [
  ['one pack', (repository) => repository.git('repack', '-adfq', '--depth=50'), 'deltas'],
  [
    'deltas that name their base',
    (repository) => repository.git('-c', 'repack.useDeltaBaseOffset=false', 'repack', '-adfq'),
    'deltas',
  ],
  ['no deltas', (repository) => repository.git('repack', '-adfq', '--depth=0', '--window=0'), 'packs'],
  [
    'no compression',
    (repository) => repository.git('-c', 'pack.compression=0', '-c', 'core.compression=0', 'repack', '-adfFq'),
    'deltas',
  ],
  [
    'an index of version 1',
    (repository) => repository.git('-c', 'pack.indexVersion=1', 'repack', '-adfq'),
    'git alone',
  ],
  [
    'offsets of 64 bits',
    (repository) => {
      repository.git('repack', '-adfq');
      for (const pack of packs(repository, '.pack')) {
        chmodSync(pack.replace(/pack$/, 'idx'), 0o600);
        repository.git('index-pack', '--index-version=2,0x40', pack);
      }
    },
    'deltas',
  ],
  [
    'several packs, some objects twice, some in files of their own',
    (repository) => {
      repository.git('repack', '-dq');
      repository.write('c', 'more');
      repository.commit('more');
      repository.git('repack', '-dq');
      repository.gitWith(
        `${repository.git('rev-parse', 'HEAD~3')}\n`,
        'pack-objects',
        '--revs',
        '-q',
        join(repository.path, '.git/objects/pack/pack'),
      );
      repository.write('d', 'and more');
      repository.commit('and more');
    },
    'deltas',
  ],
  ['files of their own', () => {}, 'git alone'],
  [
    'objects of another repository',
    (repository) => {
      repository.git('repack', '-adfq');
      const elsewhere = join(repository.home, 'elsewhere');
      renameSync(join(repository.path, '.git', 'objects'), elsewhere);
      repository.git('init', '-q');
      writeFileSync(join(repository.path, '.git', 'objects', 'info', 'alternates'), `${elsewhere}\n`);
    },
    'git alone',
  ],
];

describe('all objects of a repository', () => {
  it.each(STORED)('are read once and as they are, stored as %s', async (_name, store, expected) => {
    using repository = history();
    store(repository);
    const { names, fromPacks, fromDeltas } = await readAll(repository);
    expect(names).toEqual(allNames(repository));
    expect({ packs: fromPacks > 0, deltas: fromDeltas > 0 }).toEqual({
      packs: expected !== 'git alone',
      deltas: expected === 'deltas',
    });
  });

  it('are read where ids are those of SHA-256', async () => {
    using repository = startHistory(['--object-format=sha256']);
    repository.git('repack', '-adfq');
    const { names, fromDeltas } = await readAll(repository);
    expect(names).toEqual(allNames(repository));
    expect(fromDeltas).toBeGreaterThan(0);
  });

  it('are read where some are larger than a piece, and others are made from those', async () => {
    using repository = new Repository();
    const large = randomBytes(PIECE_BYTES + 1000);
    for (let version = 0; version < 3; version += 1) {
      repository.write('large', Buffer.concat([large, Buffer.from(`${version}`)]));
      repository.write('small', large.subarray(0, 5000 + version));
      repository.commit(`${version}`);
    }
    repository.git('-c', 'core.bigFileThreshold=1g', 'repack', '-adfq');
    const { names, fromPacks } = await readAll(repository);
    expect(names).toEqual(allNames(repository));
    expect(fromPacks).toBeGreaterThan(0);
  });

  it.each([
    ['in the middle of a pack', 0.5, /pack|corrupt|cat-file|fsck/],
    ['at the beginning of it', 0, /pack|corrupt|cat-file|fsck|object/],
  ])('that are broken are said: a wrong byte %s', async (_name, where, words) => {
    using repository = history();
    repository.git('repack', '-adfq');
    for (const file of packs(repository, '.pack')) {
      const bytes = readFileSync(file);
      const at = Math.floor(bytes.length * where);
      for (let index = at; index < at + 40; index += 1) bytes[index] = (bytes[index] as number) ^ 0x55;
      chmodSync(file, 0o600);
      writeFileSync(file, bytes);
    }
    await expect(readAll(repository)).rejects.toThrow(words);
  });

  it('are read where the index of a pack tells of places that are not there', async () => {
    using repository = history();
    repository.git('repack', '-adfq');
    for (const file of packs(repository, '.idx')) {
      const bytes = readFileSync(file);
      const count = bytes.readUInt32BE(8 + 255 * 4);
      const offsets = 8 + 256 * 4 + count * 24;
      bytes.writeUInt32BE(0x7fff_fff0, offsets + 8);
      bytes.writeUInt32BE(13, offsets + 40);
      chmodSync(file, 0o600);
      writeFileSync(file, bytes);
    }
    await expect(readAll(repository)).rejects.toThrow(/cat-file|fsck|object/);
  });

  it.each(['.pack', '.idx'])('that are gone are said: no %s', async (ending) => {
    using repository = history();
    repository.git('repack', '-adfq');
    for (const file of packs(repository, ending)) rmSync(file);
    const outcome = repository.run(['history']);
    expect({ code: outcome.code, trace: /\n {4}at /.test(outcome.stderr) }).toEqual({ code: 2, trace: false });
  });
});
