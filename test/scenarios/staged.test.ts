import { appendFileSync, chmodSync, mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IGNORE, KEY, KEY2, leak, Repository, TEST_KEY, type Scan } from '../support/repository.js';

const LIVE = 'pictify/live-key';

/** [what happens, how it is made, what `staged` finds] */
type Case = readonly [string, (repository: Repository) => void, readonly string[]];

function run(cases: readonly Case[], make: () => Repository = Repository.started): void {
  it.each(cases)('%s', (_name, arrange, expected) => {
    using repository = make();
    arrange(repository);
    const { found, code, stderr } = repository.scan('staged');
    expect({ found, stderr: expected.length === 0 && code === 2 ? stderr : '' }).toEqual({
      found: expected,
      stderr: '',
    });
    expect(code).toBe(expected.some((each) => each.endsWith(' new')) ? 1 : 0);
  });
}

describe('what is staged, and only that', () => {
  run([
    ['nothing', () => {}, []],
    ['a clean file', (r) => r.stage('a.js', 'const a = 1;\n'), []],
    ['a new file with a key', (r) => r.stage('a.js', leak()), [`${LIVE} a.js:1 new`]],
    ['a test key', (r) => r.stage('a.js', leak(TEST_KEY)), ['pictify/test-key a.js:1 new']],
    ['a key in a subfolder', (r) => r.stage('src/deep/a.js', `\n\n${leak()}`), [`${LIVE} src/deep/a.js:3 new`]],
    [
      'the same blob at two paths',
      (r) => {
        r.write('a.js', leak());
        r.stage('b.js', leak());
      },
      [`${LIVE} a.js:1 new`, `${LIVE} b.js:1 new`],
    ],
    ['two keys in a file', (r) => r.stage('a.js', leak() + leak(KEY2)), [`${LIVE} a.js:1 new`, `${LIVE} a.js:2 new`]],
    [
      'staged, then mended on disk only',
      (r) => {
        r.stage('a.js', leak());
        r.write('a.js', 'clean\n');
      },
      [`${LIVE} a.js:1 new`],
    ],
    [
      'staged, then deleted on disk',
      (r) => {
        r.stage('a.js', leak());
        r.remove('a.js');
      },
      [`${LIVE} a.js:1 new`],
    ],
    [
      'on disk only',
      (r) => {
        r.stage('a.js', 'clean\n');
        r.write('a.js', leak());
      },
      [],
    ],
    ['untracked', (r) => r.write('a.js', leak()), []],
    [
      'unstaged again',
      (r) => {
        r.stage('a.js', leak());
        r.git('rm', '-q', '--cached', 'a.js');
      },
      [],
    ],
    ['one hunk of two staged: the clean one', (r) => stagePart(r, false), []],
    ['one hunk of two staged: the leaking one', (r) => stagePart(r, true), [`${LIVE} a.js:1 new`]],
    [
      'intent to add',
      (r) => {
        r.write('a.js', leak());
        r.git('add', '-N', 'a.js');
      },
      [],
    ],
    [
      'intent to add of a .env',
      (r) => {
        r.write('.env', 'A=1\n');
        r.git('add', '-N', '-f', '.env');
      },
      [],
    ],
    [
      'a mode change alone',
      (r) => {
        r.write('a.js', leak());
        r.commit('x');
        chmodSync(join(r.path, 'a.js'), 0o755);
        r.git('add', '-A');
      },
      [`${LIVE} a.js:1 known`],
    ],
    [
      'a submodule',
      (r) => {
        r.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
      },
      [],
    ],
    ['an empty file', (r) => r.stage('a.js', ''), []],
  ]);
});

function stagePart(repository: Repository, leaking: boolean): void {
  const middle = 'x\n'.repeat(20);
  repository.write('a.js', `one\n${middle}two\n`);
  repository.commit('base');
  repository.write('a.js', `${leaking ? leak() : 'one, changed\n'}${middle}two\n`);
  repository.git('add', 'a.js');
  repository.write('a.js', `${leaking ? leak() : 'one, changed\n'}${middle}${leak(KEY2)}`);
}

describe('what the change adds, not what was there', () => {
  const withKey = (): Repository => {
    const repository = Repository.started();
    repository.write('a.js', `// head\n${leak()}// tail\n`);
    repository.commit('old leak');
    return repository;
  };
  run(
    [
      [
        'another line of the file',
        (r) => r.stage('a.js', `// head, changed\n${leak()}// tail\n`),
        [`${LIVE} a.js:2 known`],
      ],
      [
        'the line moved down',
        (r) => r.stage('a.js', `// head\n// more\n// more\n${leak()}// tail\n`),
        [`${LIVE} a.js:4 known`],
      ],
      ['the line re-indented', (r) => r.stage('a.js', `// head\n    ${leak()}// tail\n`), [`${LIVE} a.js:2 known`]],
      [
        'the line rewritten round the same key',
        (r) => r.stage('a.js', `// head\nconst client = new Pictify('${KEY}');\n// tail\n`),
        [`${LIVE} a.js:2 known`],
      ],
      [
        'the file renamed',
        (r) => {
          r.git('mv', 'a.js', 'b.js');
        },
        [`${LIVE} b.js:2 known`],
      ],
      [
        'renamed with an edit',
        (r) => {
          r.git('mv', 'a.js', 'b.js');
          r.stage('b.js', `// new head\n${leak()}// tail\n`);
        },
        [`${LIVE} b.js:2 known`],
      ],
      [
        'renamed with a second key',
        (r) => {
          r.git('mv', 'a.js', 'b.js');
          r.stage('b.js', `// head\n${leak()}${leak(KEY2)}`);
        },
        [`${LIVE} b.js:2 known`, `${LIVE} b.js:3 new`],
      ],
      [
        'moved to another file',
        (r) => {
          r.stage('a.js', '// head\n// tail\n');
          r.stage('c.js', leak());
        },
        [`${LIVE} c.js:1 known`],
      ],
      ['copied to another file', (r) => r.stage('c.js', leak()), [`${LIVE} c.js:1 new`]],
      [
        'a second copy in the file',
        (r) => r.stage('a.js', `// head\n${leak()}// tail\n${leak()}`),
        [`${LIVE} a.js:2 known`, `${LIVE} a.js:4 new`],
      ],
      ['another key in its place', (r) => r.stage('a.js', `// head\n${leak(KEY2)}// tail\n`), [`${LIVE} a.js:2 new`]],
      [
        'appended to a file without final newline',
        (r) => {
          r.write('n.js', leak().trimEnd());
          r.commit('n');
          r.stage('n.js', `${leak()}// more\n`);
        },
        [`${LIVE} n.js:1 known`],
      ],
      [
        'deleted',
        (r) => {
          r.git('rm', '-q', 'a.js');
        },
        [],
      ],
      [
        'line ends changed',
        (r) => r.stage('a.js', `// head\r\n${leak().replace('\n', '\r\n')}// tail\r\n`),
        [`${LIVE} a.js:2 known`],
      ],
      [
        'encoding changed to UTF-16',
        (r) => r.stage('a.js', Buffer.from(`\ufeff// head\n${leak()}`, 'utf16le')),
        [`${LIVE} a.js:2 known`],
      ],
      ['another file', (r) => r.stage('z.js', 'clean\n'), []],
      [
        'taken out and put back elsewhere in the file',
        (r) => r.stage('a.js', `${leak()}// head\n// tail\n`),
        [`${LIVE} a.js:1 known`],
      ],
    ],
    withKey,
  );
});

describe('where the index stands', () => {
  it('is a branch without commits', () => {
    using repository = new Repository();
    repository.stage('a.js', leak());
    expect(repository.scan('staged').found).toEqual([
      'pictify/gitignore-missing .gitignore:1 new',
      `${LIVE} a.js:1 new`,
    ]);
  });

  it('is an orphan branch beside others', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('leak');
    repository.git('checkout', '-q', '--orphan', 'fresh');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is a repository in SHA-256', () => {
    using repository = new Repository({ init: ['--object-format=sha256'] });
    repository.write('.gitignore', IGNORE);
    repository.stage('a.js', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
    repository.commit('x');
    repository.stage('b.js', leak(KEY2));
    expect(repository.scan('staged').found).toEqual([`${LIVE} b.js:1 new`]);
  });

  it('is seen from a subfolder, with paths from the root', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    repository.write('sub/x', '');
    expect(repository.scanWith({ cwd: join(repository.path, 'sub') }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is a linked worktree', () => {
    using repository = Repository.started();
    repository.git('worktree', 'add', '-q', '../linked');
    const linked = join(repository.home, 'linked');
    appendFileSync(join(linked, 'a.js'), leak());
    repository.git('-C', linked, 'add', '.');
    expect(repository.scanWith({ cwd: linked }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
    expect(repository.scan('staged').found).toEqual([]);
  });

  it('is a submodule', () => {
    using inner = Repository.started();
    using repository = Repository.started();
    repository.git('submodule', '--quiet', 'add', inner.path, 'sub');
    const sub = join(repository.path, 'sub');
    appendFileSync(join(sub, 'a.js'), leak());
    repository.git('-C', sub, 'add', '.');
    expect(repository.scanWith({ cwd: sub }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
    expect(repository.scan('staged').found).toEqual([]);
  });

  it('is a sparse checkout', () => {
    using repository = Repository.started();
    repository.write('in/a.js', 'a\n');
    repository.write('out/b.js', 'b\n');
    repository.commit('x');
    repository.git('sparse-checkout', 'set', 'in');
    repository.stage('in/a.js', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} in/a.js:1 new`]);
  });

  it('is another index, named by GIT_INDEX_FILE', () => {
    using repository = Repository.started();
    repository.stage('b.js', leak(KEY2));
    const environment = { GIT_INDEX_FILE: join(repository.home, 'other-index') };
    repository.environment = { ...repository.environment, ...environment };
    repository.git('read-tree', 'HEAD');
    repository.write('a.js', leak());
    repository.git('add', 'a.js');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is a work tree away from its git folder', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    const environment = { GIT_DIR: join(repository.path, '.git'), GIT_WORK_TREE: repository.path };
    expect(repository.scanWith({ cwd: repository.home, environment }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('is a repository under a path with spaces, quotes and a line end', () => {
    using repository = new Repository();
    const odd = join(repository.home, `it's "odd"\n here`);
    mkdirSync(odd);
    repository.git('init', '-q', odd);
    appendFileSync(join(odd, '.gitignore'), IGNORE);
    appendFileSync(join(odd, 'a.js'), leak());
    repository.git('-C', odd, 'add', '.');
    expect(repository.scanWith({ cwd: odd }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });
});

describe('names of files', () => {
  const names: readonly (readonly [name: string, path: string | Buffer, shown?: string])[] = [
    ['with spaces', 'my file.js'],
    ['with a quote', `it's.js`],
    ['with a double quote', 'say "hi".js'],
    ['with a line end', 'two\nlines.js'],
    ['with a tab', 'a\tb.js'],
    ['with a backslash', 'a\\b.js'],
    ['with an emoji', '🔑.js'],
    ['with accents, composed', 'caf\u00e9.js'],
    ['with accents, decomposed', 'cafe\u0301.js'],
    ['in Japanese', '鍵.js'],
    ['with a leading dash', '-rf.js'],
    ['with a leading colon', ':(top)a.js'],
    ['with glob characters', '[a]*?.js'],
    ['called HEAD', 'HEAD'],
    ['called __proto__', '__proto__'],
    ['called constructor', 'constructor'],
    ['with a dollar', '$HOME.js'],
    ['that ends in a space', 'a.js '],
    ['no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x2e, 0x6a, 0x73]), 'a\\xff\\xfe.js'],
  ];
  it.each(names.map(([name, path, shown = String(path)]) => ({ name, path, shown })))('$name', ({ path, shown }) => {
    using repository = Repository.started();
    repository.stage(path, leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} ${shown}:1 new`]);
  });

  it('with escape sequences are shown escaped', () => {
    using repository = Repository.started();
    repository.stage('a\u001b[31m\u202e.js', leak());
    const { stdout } = repository.run(['staged']);
    expect(stdout).toContain('a\\x1b[31m\\u202e.js:1:');
    expect(stdout).not.toContain('\u001b');
  });

  it('that hold a key are masked', () => {
    using repository = Repository.started();
    repository.stage(`${KEY}.js`, leak());
    const { stdout, stderr } = repository.run(['staged']);
    expect(stdout + stderr).not.toContain(KEY);
  });
});

describe('contents', () => {
  const text = `first\n${leak()}`;
  const contents: readonly (readonly [name: string, content: string | Buffer, line?: number])[] = [
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['old Mac line ends', text.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${text}`],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 little endian without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 big endian without a mark', Buffer.from(text, 'utf16le').swap16()],
    ['latin1', Buffer.from(`caf\u00e9\n${leak()}`, 'latin1')],
    ['NUL bytes before it', Buffer.concat([Buffer.alloc(100), Buffer.from(`\n${leak()}`)])],
    ['no final newline', text.trimEnd()],
    ['lines that look like a diff', `diff --git a/x b/x\n${leak()}`],
    ['lines that look like a raw diff', `:100644 100644 aaa bbb M\n${leak()}`],
    ['terminal escapes', `\u001b[2J\n${leak()}`],
    ['an HTML file', `<script>\n${leak()}</script>\n`],
    ['a key behind a million columns', `first\n${'x '.repeat(500_000)}${leak()}`],
  ];
  it.each(contents.map(([name, content, line = 2]) => ({ name, content, line })))('$name', ({ content, line }) => {
    using repository = Repository.started();
    repository.stage('a.js', content);
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:${line} new`]);
  });

  it.each([
    ['-diff', '*.js -diff\n'],
    ['binary', '*.js binary\n'],
    ['a textconv driver', '*.js diff=hide\n'],
    ['a filter', '*.js filter=hide\n'],
    ['a working-tree encoding', '*.js working-tree-encoding=UTF-8\n'],
    ['linguist-generated', '*.js linguist-generated -text\n'],
  ])('hidden from diffs by attributes: %s', (_name, attributes) => {
    using repository = Repository.started();
    repository.write('.gitattributes', attributes);
    repository.stage('a.js', leak());
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('of a symbolic link are its text, not its target', () => {
    using repository = Repository.started();
    repository.write('../target.js', leak());
    symlinkSync('../target.js', join(repository.path, 'link.js'));
    repository.git('add', '-A');
    expect(repository.scan('staged').found).toEqual([]);
    unlinkSync(join(repository.path, 'link.js'));
    symlinkSync(`https://api.pictify.io/image?token=${KEY}`, join(repository.path, 'link'));
    repository.git('add', '-A');
    expect(repository.scan('staged').found).toEqual([`${LIVE} link:1 new`]);
  });

  it('of a file that becomes a link, and back', () => {
    using repository = Repository.started();
    repository.write('a', 'x');
    repository.commit('file');
    repository.remove('a');
    symlinkSync(`token=${KEY}`, join(repository.path, 'a'));
    repository.git('add', '-A');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a:1 new`]);
  });

  it('of an LFS pointer are said not to be here', () => {
    using repository = Repository.started();
    repository.stage(
      'big.bin',
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`,
    );
    const { code, stderr } = repository.run(['staged']);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('1 lfs-pointer') });
  });

  it('of 100 MB are looked at to the end', { timeout: 120_000 }, () => {
    using repository = Repository.started();
    repository.stage(
      'big.txt',
      Buffer.concat([Buffer.alloc(100 * 1024 * 1024, 'lorem ipsum dolor\n'), Buffer.from(`\n${leak()}`)]),
    );
    const { found, report } = repository.scan('staged');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^pictify\/live-key big\.txt:5825\d\d\d new$/);
    expect(report?.receipt.files).toBe(1);
  });

  it('of 20,000 files are all looked at', { timeout: 120_000 }, () => {
    using repository = Repository.started();
    for (let index = 0; index < 20_000; index += 1)
      repository.write(`d${index % 100}/f${index}.js`, index === 19_999 ? leak() : `const x = ${index};\n`);
    repository.git('add', '-A');
    const { found, report } = repository.scan('staged');
    expect({ found, files: report?.receipt.files }).toEqual({ found: [`${LIVE} d99/f19999.js:1 new`], files: 20_000 });
  });
});

describe('environment files', () => {
  const ENV = 'pictify/env-file';
  run([
    ['.env added by force', (r) => r.stage('.env', 'PORT=1\n'), [`${ENV} .env:1 new`]],
    [
      '.env.local in a package',
      (r) => r.stage('apps/web/.env.local', 'PORT=1\n'),
      [`${ENV} apps/web/.env.local:1 new`],
    ],
    ['.env.production', (r) => r.stage('.env.production', 'PORT=1\n'), [`${ENV} .env.production:1 new`]],
    ['prod.env', (r) => r.stage('prod.env', 'PORT=1\n'), [`${ENV} prod.env:1 new`]],
    ['.envrc', (r) => r.stage('.envrc', 'export A=1\n'), [`${ENV} .envrc:1 new`]],
    ['an empty .env', (r) => r.stage('.env', ''), [`${ENV} .env:1 new`]],
    [
      'a file renamed to .env',
      (r) => {
        r.write('settings', 'PORT=1\nHOST=x\n');
        r.commit('x');
        r.git('mv', 'settings', '.env');
      },
      [`${ENV} .env:1 new`],
    ],
    [
      'a file copied to .env',
      (r) => {
        r.write('settings', 'PORT=1\n');
        r.commit('x');
        r.stage('.env', 'PORT=1\n');
      },
      [`${ENV} .env:1 new`],
    ],
    [
      'a tracked .env modified',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.stage('.env', 'PORT=2\n');
      },
      [`${ENV} .env:1 new`],
    ],
    [
      'a tracked .env untouched',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.stage('a.js', 'x\n');
      },
      [],
    ],
    [
      'a tracked .env deleted',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.git('rm', '-q', '.env');
      },
      [],
    ],
    [
      'a tracked .env taken out of the index',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.git('rm', '-q', '--cached', '.env');
      },
      [],
    ],
    [
      '.env renamed to a template',
      (r) => {
        r.write('.env', 'PORT=1\n');
        r.git('add', '-f', '.env');
        r.commit('x');
        r.git('mv', '.env', '.env.example');
      },
      [],
    ],
    [
      'a template with placeholders',
      (r) => r.stage('.env.example', 'PICTIFY_API_KEY=pk_live_your_api_key\nPORT=3000\n'),
      [],
    ],
    [
      'a template with a key',
      (r) => r.stage('.env.example', `PICTIFY_API_KEY=${KEY}\n`),
      [`${ENV} .env.example:1 new`, `${LIVE} .env.example:1 new`],
    ],
    [
      'other names of templates',
      (r) => {
        for (const name of ['.env.sample', '.env.template', '.env.dist', '.env.defaults', '.env.schema', 'example.env'])
          r.write(name, 'A=\n');
        r.git('add', '-A', '-f');
      },
      [],
    ],
    [
      'a file encrypted by dotenvx',
      (r) =>
        r.stage(
          '.env.production',
          `DOTENV_PUBLIC_KEY_PRODUCTION="03${'ab'.repeat(32)}"\nKEY="encrypted:${'Ab3'.repeat(40)}"\n`,
        ),
      [],
    ],
    [
      'a file encrypted by SOPS',
      (r) => r.stage('.env', 'KEY=ENC[AES256_GCM,data:abc=,iv:def=,tag:ghi=,type:str]\nsops_version=3.8.1\n'),
      [],
    ],
    [
      'code that is named alike',
      (r) => {
        r.write('src/env.ts', 'export {};\n');
        r.stage('environment.prod.ts', 'export {};\n');
      },
      [],
    ],
  ]);
});

describe('ignore files, as they stand in the index', () => {
  const MISSING = 'pictify/gitignore-missing';
  const bare = (): Repository => {
    const repository = new Repository();
    repository.write('README.md', 'x\n');
    repository.commit('start');
    return repository;
  };
  run(
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
          appendFileSync(join(r.path, '.git/info/exclude'), '.env*\n');
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

describe('the receipt', () => {
  it('counts files and bytes', () => {
    using repository = Repository.started();
    repository.write('a.js', 'x'.repeat(10));
    repository.stage('b.js', 'y'.repeat(5));
    const { report } = repository.scan('staged');
    expect(report?.receipt).toMatchObject({ files: 2, bytes: 15 });
  });

  it('counts a key that HEAD holds once, however often it stands there', () => {
    using repository = Repository.started();
    repository.write('a.js', leak() + leak());
    repository.commit('x');
    repository.stage('a.js', `// more\n${leak()}${leak()}`);
    const { stderr, code } = repository.run(['staged']);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('1 secret already in the parent: rotate it'),
    });
  });

  it('is silent about a clean run when asked to be', () => {
    using repository = Repository.started();
    repository.stage('a.js', 'x\n');
    const outcome: Pick<Scan, 'code' | 'stdout' | 'stderr'> = repository.run(['staged', '--quiet']);
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
