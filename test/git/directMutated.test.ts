import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../support/properties.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ObjectFiles } from '../../src/git/direct/objectFiles.js';
import { byGit, direct } from '../support/direct.js';
import { Repository } from '../support/repository.js';

/** What happens to a file: bytes change, it ends sooner or later. */
const mutation = fc.record({
  bytes: fc.array(fc.record({ at: fc.nat(), to: fc.nat(255) }), { maxLength: 3 }),
  keep: fc.option(fc.nat(), { freq: 4 }),
  more: fc.uint8Array({ maxLength: 8 }),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(whole: Buffer, { bytes, keep, more }: Mutation): Buffer {
  const changed = Buffer.from(whole);
  for (const { at, to } of bytes) changed.writeUInt8(to, at % changed.length);
  return Buffer.concat([keep === null ? changed : changed.subarray(0, keep % changed.length), more]);
}

/** What git says an object is; undefined where it fails. */
function objectByGit(repository: Repository, oid: string): string | undefined {
  const { code: failed, stdout: type } = repository.tryGit('cat-file', '-t', oid);
  if (failed !== 0) return undefined;
  const { code, stdout } = repository.tryGit('cat-file', type.trim(), oid);
  return code === 0 ? `${type.trim()} ${stdout}` : undefined;
}

describe('bytes of a repository that changed', () => {
  let repository: Repository;
  const loose: string[] = [];
  beforeAll(() => {
    repository = Repository.started();
    for (let index = 0; index < 8; index += 1)
      repository.write(
        `d${index % 2}/e/f${index}.js`,
        Array.from({ length: 60 }, (_, line) => `${index % 2} ${line * line}`).join('\n'),
      );
    repository.commit('files');
    for (let index = 0; index < 4; index += 1)
      repository.write(
        `d${index}/g.js`,
        Array.from({ length: 60 + index }, (_, line) => `0 ${line * line}`).join('\n'),
      );
    repository.commit('more');
    repository.git('gc', '-q');
    repository.stage('new.js', 'text\n'.repeat(30));
    repository.stage('d1/new.js', 'other text\n'.repeat(3));
    repository.git('write-tree');
    loose.push(repository.git('rev-parse', ':new.js'), repository.git('rev-parse', ':d1/new.js'));
  });
  afterAll(() => repository[Symbol.dispose]());

  /** With the file changed for as long as something is looked at. */
  const changed = async (path: string, how: Mutation, look: () => Promise<void> | void): Promise<void> => {
    const whole = repository.bytes(path);
    chmodSync(join(repository.path, path), 0o644);
    repository.write(path, mutate(whole, how));
    try {
      await look();
    } finally {
      repository.write(path, whole);
    }
  };

  it('in the index', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, (how) =>
        changed('.git/index', how, async () => {
          const files = direct(repository);
          const told = await byGit(repository).catch(() => undefined);
          if (files && told) expect(files).toEqual(told);
        }),
      ),
      {
        numRuns: 100,
        // A name that ends before its end; one that stands behind others that it comes before.
        examples: [
          [{ bytes: [{ at: 379_423_736, to: 0 }], keep: null, more: new Uint8Array() }],
          [{ bytes: [{ at: 459_624_498, to: 1 }], keep: null, more: new Uint8Array() }],
        ],
      },
    );
  });

  it('in HEAD, refs and the config', async () => {
    repository.git('pack-refs', '--all');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('HEAD', 'packed-refs', 'config'), mutation, (name, how) =>
        changed(`.git/${name}`, how, async () => {
          const files = direct(repository);
          const told = await byGit(repository).catch(() => undefined);
          if (files && told) expect(files).toEqual(told);
        }),
      ),
      { numRuns: 100 },
    );
  });

  it('in objects and packs', async () => {
    const folder = join(repository.path, '.git/objects/pack');
    const files = [
      ...readdirSync(folder)
        .filter((name) => /\.(?:pack|idx)$/.test(name))
        .map((name) => `.git/objects/pack/${name}`),
      ...loose.map((oid) => `.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}`),
    ];
    const oids = [...loose, ...repository.git('rev-list', '--objects', '--no-object-names', 'HEAD').split('\n')];
    const whole = new Map(oids.map((oid) => [oid, objectByGit(repository, oid)]));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), mutation, (file, how) =>
        changed(file, how, () => {
          const objects = new ObjectFiles(join(repository.path, '.git'));
          for (const oid of oids) {
            const object = objects.read(oid);
            const content = object && `${object.type} ${object.bytes.toString()}`;
            if (content === undefined || content === whole.get(oid)) continue;
            const told = objectByGit(repository, oid);
            if (told !== undefined) expect({ oid, content }).toEqual({ oid, content: told });
          }
          objects.close();
        }),
      ),
      { numRuns: 200 },
    );
  });
});
