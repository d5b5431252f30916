import { describe, expect, it } from 'vitest';
import { CachedTree } from '../../src/git/direct/cachedTree.js';
import { idText } from '../../src/git/direct/rawId.js';
import fc from '../support/properties.js';

interface Folder {
  readonly name: string;
  readonly count: number;
  readonly id: string;
  readonly folders: readonly Folder[];
}

const names = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b', '-', '\xff', ' ', '\n', '7') });
const ids = fc.string({ minLength: 20, maxLength: 20, unit: fc.constantFrom('\0', '\n', ' ', '-', '1', '\xe9') });

const { folder } = fc.letrec<{ folder: Folder }>((tie) => ({
  folder: fc.record({
    name: names,
    count: fc.oneof(fc.constant(-1), fc.nat(3000)),
    id: ids,
    folders: fc
      .uniqueArray(fc.oneof({ depthSize: 'small' }, fc.constant(undefined), tie('folder')), {
        maxLength: 4,
        selector: (each) => each?.name,
      })
      .map((list) => list.filter((each) => each !== undefined)),
  }),
}));

/** As git writes it (gitformat-index(5)). */
function written({ name, count, id, folders }: Folder): string {
  return `${name}\0${count} ${folders.length}\n${count < 0 ? '' : id}${folders.map(written).join('')}`;
}

function read({ name, count, id, folders }: CachedTree): Folder {
  return { name, count, id, folders: [...folders.values()].map(read) };
}

describe('the trees that an index knows', () => {
  it('are those that were written', () => {
    fc.assert(
      fc.property(folder, (given) => {
        const plain = (each: Folder): Folder => ({
          ...each,
          id: each.count < 0 ? '' : each.id,
          folders: each.folders.map(plain),
        });
        expect(read(new CachedTree(written(given)))).toEqual(plain(given));
      }),
    );
  });

  it('are none where they are not whole, however much of them is there', () => {
    fc.assert(
      fc.property(folder, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, part) => {
        const whole = written(given);
        expect(() => read(new CachedTree(whole.slice(0, Math.floor(part * whole.length))))).toThrow(
          'not a list of trees',
        );
      }),
    );
  });

  it.each([
    '\0-2 0\n',
    '\0-0 0\n',
    '\0 0\n',
    '\x001 \n',
    '\x001  0\n',
    '\x00+1 0\n',
    '\x001 -1\n',
    '\x001e3 0\n',
    '1 0\n',
  ])('are none with other numbers than git writes: %j', (text) => {
    const id = 'x'.repeat(20);
    expect(() => new CachedTree(text + id)).toThrow('not a list of trees');
    expect(() => new CachedTree(`\0-1 1\na${text}${id}`).folders).toThrow('not a list of trees');
    expect(() => new CachedTree(`\0-1 1\na\x002 1\n${id}b${text}${id}`).folders).toThrow('not a list of trees');
  });

  it('are passed over in one go, however many they are', () => {
    const deep = `${'a\x001 1\n'.concat('y'.repeat(20)).repeat(100_000)}z\x001 0\n${'y'.repeat(20)}`;
    const tree = new CachedTree(`\0-1 2\n${deep}last\x001 0\n${'z'.repeat(20)}`);
    expect([...tree.folders.keys()]).toEqual(['a', 'last']);
    expect(idText(tree.folders.get('last')?.id ?? '')).toBe('7a'.repeat(20));
  });
});
