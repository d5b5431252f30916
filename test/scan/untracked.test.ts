import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdsMore } from '../../src/sources/holdsMore.js';
import fc from '../support/properties.js';
import { leak, Repository } from '../support/repository.js';
import { BY_GIT } from '../support/stagedCases.js';

// git is asked for untracked files only where the folders hold more than the index. What it would tell is what counts.

const TRACKED = ['a.js', 'lib/a.js', 'lib/b/c.js', 'lib/b-c.js', 'lib/b.js', 'with space/ä.js', 'z.js'];

function committed(): Repository {
  const repository = Repository.started();
  for (const path of TRACKED) repository.write(path, `// ${path}\n`);
  repository.write('.gitignore', `${repository.bytes('.gitignore').toString()}out/\n*.log\n`);
  repository.commit('one');
  return repository;
}

/** What is done to the work tree; what is found then. */
const CASES: readonly (readonly [string, (repository: Repository) => void, readonly string[]])[] = [
  ['nothing', () => {}, []],
  ['a file at the top', (tree) => tree.write('new.js', leak()), ['new.js']],
  ['a file in a folder', (tree) => tree.write('lib/b/new.js', leak()), ['lib/b/new.js']],
  ['a file in a new folder', (tree) => tree.write('lib/new/new.js', leak()), ['lib/new/new.js']],
  ['a name that is no UTF-8', (tree) => tree.write(Buffer.from([0x6e, 0xff]), leak()), ['n\\xff']],
  ['ignored files', (tree) => (tree.write('out/new.js', leak()), tree.write('lib/a.log', leak())), []],
  ['a file for a file that is gone', (tree) => (tree.remove('lib/b.js'), tree.write('lib/n.js', leak())), ['lib/n.js']],
  [
    'a folder for a file',
    (tree) => (tree.remove('lib/b.js'), tree.write('lib/b.js/new.js', leak())),
    ['lib/b.js/new.js'],
  ],
  ['a file for a folder', (tree) => (tree.remove('lib/b'), tree.write('lib/b', leak())), ['lib/b']],
  [
    'a link to a folder of the same names for a folder',
    (tree) => {
      renameSync(join(tree.path, 'lib'), join(tree.home, 'lib'));
      symlinkSync(join(tree.home, 'lib'), join(tree.path, 'lib'));
    },
    [],
  ],
  [
    'a repository in a folder',
    (tree) => {
      tree.write('nested/new.js', leak());
      tree.git('init', '-q', 'nested');
    },
    [],
  ],
  ['a file in the index alone', (tree) => (tree.stage('new.js', '// new\n'), tree.remove('new.js')), []],
];

describe('untracked files', () => {
  it.each(CASES)('are those that git lists: %s', (_name, change, paths) => {
    using repository = committed();
    change(repository);
    const scan = repository.scan('scan');
    expect(scan.found).toEqual(paths.map((path) => `pictify/live-key ${path}:1 new`));
    const byGit = repository.scanWith({ environment: { ...repository.environment, ...BY_GIT } }, 'scan');
    expect(scan.found).toEqual(byGit.found);
    expect(scan.report?.receipt.skipped).toEqual(byGit.report?.receipt.skipped);
    expect(scan.report?.receipt.files).toBe(byGit.report?.receipt.files);
  });

  it('are told where a path of the index is deeper than any disk has', () => {
    using repository = committed();
    const id = repository.git('rev-parse', 'HEAD:a.js');
    repository.gitWith(`100644 ${id} 0\t${'a/'.repeat(9000)}b\n`, 'update-index', '--index-info');
    repository.write('new.js', leak());
    expect(repository.scan('scan').found).toEqual(['pictify/live-key new.js:1 new']);
  });

  it('may be anywhere, however names are ordered', () => {
    const name = fc.constantFrom('a', 'a-b', 'a.b', 'ab', 'B', 'é', '.git', ' ');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 12 }).map(possible);
    fc.assert(
      fc.property(paths, fc.subarray(['index', 'disk']), fc.nat(), (all, lacking, which) => {
        const on = (side: string): string[] =>
          lacking.includes(side) ? all.filter((_, index) => index !== which % all.length) : all;
        const [index, disk] = [on('index'), on('disk')];
        const folder = mkdtempSync(join(tmpdir(), 'pictify-scan-names-'));
        try {
          for (const file of ['.git/HEAD', ...disk]) {
            mkdirSync(join(folder, dirname(file)), { recursive: true });
            writeFileSync(join(folder, file), '');
          }
          const entries = index
            .map((each) => ({ path: Buffer.from(each).toString('latin1'), mode: '100644', oid: '' }))
            .toSorted((a, b) => (a.path < b.path ? -1 : 1));
          expect(holdsMore(folder, entries)).toBe(index.join('\0') !== disk.join('\0'));
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Of paths those that can stand together: no file where another one needs a folder, none in git's own. */
function possible(paths: readonly string[]): string[] {
  return paths.filter(
    (path) => path !== '.git' && !path.startsWith('.git/') && !paths.some((other) => other.startsWith(`${path}/`)),
  );
}
