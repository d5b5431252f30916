import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IGNORE, Repository } from '../support/repository.js';
import { checkStaged } from '../support/stagedCases.js';

describe('ignore files, as they stand in the index', () => {
  const MISSING = 'pictify/gitignore-missing';
  const bare = (): Repository => {
    const repository = new Repository();
    repository.write('README.md', 'x\n');
    repository.commit('start');
    return repository;
  };
  checkStaged(
    [
      ['there are none', (r) => r.stage('a.js', 'x\n'), [`${MISSING} .gitignore:1 new`]],
      ['they name other things', (r) => r.stage('.gitignore', 'node_modules/\n'), [`${MISSING} .gitignore:1 new`]],
      ['they are staged with the mend', (r) => r.stage('.gitignore', IGNORE), []],
      [
        'the mend is on disk only',
        (r) => {
          r.stage('a.js', 'x\n');
          r.write('.gitignore', IGNORE);
        },
        [`${MISSING} .gitignore:1 new`],
      ],
      [
        'it is a symbolic link, which git does not follow',
        (r) => {
          r.write('shared/ignore', IGNORE);
          symlinkSync('shared/ignore', join(r.path, '.gitignore'));
          r.git('add', '-A');
        },
        [`${MISSING} .gitignore:1 new`],
      ],
      [
        "it is a symbolic link whose target's name would be an entry",
        (r) => {
          r.write('.env*', IGNORE);
          symlinkSync('.env*', join(r.path, '.gitignore'));
          r.git('add', '-A', '.gitignore');
        },
        [`${MISSING} .gitignore:1 new`],
      ],
      ['it has one line and no line feed', (r) => r.stage('.gitignore', '.env*'), []],
      ['only .env is named', (r) => r.stage('.gitignore', '.env\n'), [`${MISSING} .gitignore:1 new`]],
      ['.env* covers both', (r) => r.stage('.gitignore', '.env*\n'), []],
      ['a negation takes .env back', (r) => r.stage('.gitignore', '.env*\n!.env\n'), [`${MISSING} .gitignore:1 new`]],
      ['a negation that is taken back itself', (r) => r.stage('.gitignore', '!.env\n.env*\n'), []],
      [
        'anchored at the root, in a monorepo',
        (r) => {
          r.write('.gitignore', '/.env\n/.env.local\n');
          r.stage('packages/a/package.json', '{}\n');
        },
        [`${MISSING} packages/a/.gitignore:1 new`],
      ],
      ['anchored at the root, with no package below', (r) => r.stage('.gitignore', '/.env\n/.env.local\n'), []],
      [
        'a package that takes .env back',
        (r) => {
          r.write('.gitignore', IGNORE);
          r.write('packages/a/package.json', '{}\n');
          r.stage('packages/a/.gitignore', '!.env\n');
        },
        [`${MISSING} packages/a/.gitignore:1 new`],
      ],
      [
        'a package with entries of its own',
        (r) => {
          r.write('.gitignore', '/.env\n/.env.local\n');
          r.write('packages/a/package.json', '{}\n');
          r.stage('packages/a/.gitignore', '.env*\n');
        },
        [],
      ],
      ['a comment is no entry', (r) => r.stage('.gitignore', '# .env*\n'), [`${MISSING} .gitignore:1 new`]],
      ['a byte order mark and CRLF do no harm', (r) => r.stage('.gitignore', '\ufeff.env\r\n.env.*\r\n'), []],
      [
        'personal excludes do not count',
        (r) => {
          r.write('../excludes', '.env*\n');
          r.git('config', 'core.excludesFile', join(r.home, 'excludes'));
          r.stage('a.js', 'x\n');
        },
        [`${MISSING} .gitignore:1 new`],
      ],
      [
        '.git/info/exclude does not count',
        (r) => {
          r.write('.git/info/exclude', '.env*\n');
          r.stage('a.js', 'x\n');
        },
        [`${MISSING} .gitignore:1 new`],
      ],
    ],
    bare,
  );

  it('the words of the hint mend it', () => {
    using repository = bare();
    repository.stage('a.js', 'x\n');
    const { report } = repository.scan('staged');
    const commands = (report?.findings[0]?.hints ?? []).flatMap(
      (hint) => /: ((?:printf|git) .*)$/.exec(hint)?.[1] ?? [],
    );
    for (const command of commands) repository.tryGit('-c', `alias.do=!${command}`, 'do');
    expect(repository.scan('staged').found).toEqual([]);
  });
});

describe('an ignore file that is a symbolic link', () => {
  const linked = (): Repository => {
    const repository = new Repository();
    repository.write('shared/ignore', IGNORE);
    symlinkSync('shared/ignore', join(repository.path, '.gitignore'));
    repository.git('add', '-A');
    return repository;
  };

  it('is called one, with the mend first', () => {
    using repository = linked();
    const [finding] = repository.scan('staged').report?.findings ?? [];
    expect([finding?.message, finding?.hints[0]]).toEqual([
      'Nothing here keeps .env and .env.local out of git: .gitignore is a symbolic link, and git follows none.',
      'Put the file itself in the place of the link: cp .gitignore .gitignore.new && mv .gitignore.new .gitignore',
    ]);
  });

  it('is mended by what is said', () => {
    using repository = linked();
    repository.git('-c', 'alias.mend=!cp .gitignore .gitignore.new && mv .gitignore.new .gitignore', 'mend');
    repository.git('add', '.gitignore');
    expect(repository.scan('staged').code).toBe(0);
  });
});

describe('ignore files that are on disk only', () => {
  const MISSING = 'pictify/gitignore-missing';
  const cases: readonly [string, (r: Repository) => void, tree: readonly string[], staged: readonly string[]][] = [
    ['cover what is not staged', (r) => r.write('.gitignore', IGNORE), [], [`${MISSING} .gitignore:1 new`]],
    [
      'count as they were changed',
      (r) => {
        r.stage('.gitignore', 'x\n');
        r.write('.gitignore', IGNORE);
      },
      [],
      [`${MISSING} .gitignore:1 new`],
    ],
    [
      'count as their entries were taken out',
      (r) => {
        r.stage('.gitignore', IGNORE);
        r.write('.gitignore', 'x\n');
      },
      [`${MISSING} .gitignore:1 new`],
      [],
    ],
    [
      'are links: git follows none',
      (r) => {
        r.write('shared', IGNORE);
        symlinkSync('shared', join(r.path, '.gitignore'));
      },
      [`${MISSING} .gitignore:1 new`],
      [`${MISSING} .gitignore:1 new`],
    ],
    [
      'are missing where the index has them',
      (r) => {
        r.stage('.gitignore', IGNORE);
        r.remove('.gitignore');
      },
      [],
      [],
    ],
    [
      'belong to a package',
      (r) => {
        r.write('packages/a/package.json', '{}\n');
        r.stage('.gitignore', '/.env\n/.env.local\n');
        r.write('packages/a/.gitignore', '.env*\n');
      },
      [],
      [`${MISSING} packages/a/.gitignore:1 new`],
    ],
    [
      'take an entry back',
      (r) => {
        r.stage('.gitignore', IGNORE);
        r.write('packages/a/.gitignore', '!.env\n');
      },
      [`${MISSING} packages/a/.gitignore:1 new`],
      [],
    ],
  ];
  it.each(cases)('%s', (_name, make, tree, staged) => {
    using repository = new Repository();
    make(repository);
    const open = (path: string): boolean => repository.tryGit('check-ignore', '-q', '--no-index', path).code === 1;
    expect([repository.scan('scan').found, repository.scan('staged').found]).toEqual([tree, staged]);
    // git itself has no word on a file that is deleted.
    if (repository.exists('.gitignore'))
      expect(open(tree[0]?.includes('packages') === true ? 'packages/a/.env' : '.env')).toBe(tree.length > 0);
  });

  it('are named to whoever is to commit, and nothing is appended twice', () => {
    using repository = new Repository();
    repository.write('.gitignore', IGNORE);
    repository.git('add', '-N', '.gitignore');
    repository.write('a.js', 'x\n');
    repository.git('add', 'a.js');
    const [finding] = repository.scan('staged').report?.findings ?? [];
    expect([finding?.message, finding?.hints]).toEqual([
      'What keeps .env and .env.local out of git stands on disk only: it is not committed.',
      ['Stage what is on disk and commit again: git add .gitignore && git commit'],
    ]);
    repository.commit('x');
    expect(repository.scan('staged').code).toBe(0);
  });

  it('are named for a range too', () => {
    using repository = new Repository();
    repository.write('a.js', 'x\n');
    repository.commit('x');
    repository.write('b.js', 'x\n');
    repository.commit('y');
    repository.write('.gitignore', IGNORE);
    expect(repository.scan('range', 'HEAD~1..HEAD').report?.findings.map(({ hints }) => hints)).toEqual([
      ['Stage what is on disk, and commit that: git add .gitignore'],
    ]);
  });

  it('are what init and doctor go by as well', () => {
    using repository = new Repository();
    repository.run(['init', '--yes']);
    expect(repository.scan('scan').found).toEqual([]);
  });

  it.each([
    ['in the work tree', undefined, 'no ignore file in git keeps it out: .env'],
    ['as they are staged', IGNORE, 'keeps it out, as it stands on disk: .gitignore'],
  ])('are explained at the place that is reported: %s', (_name, text, words) => {
    using repository = new Repository();
    repository.stage('a.js', 'x\n');
    if (text !== undefined) repository.write('.gitignore', text);
    const { code, stdout } = repository.run(['explain', '.gitignore:1']);
    expect([code, stdout.includes(MISSING), stdout.includes(words)]).toEqual([0, true, true]);
  });
});
