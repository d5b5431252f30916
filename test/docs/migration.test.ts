import { describe, expect, it } from 'vitest';
import { leak, Repository } from '../support/repository.js';

/** What another scanner's user has in the repository, and what its take-over has to give. */
interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly config: object;
  /** A comment behind a key. */
  readonly comment: string;
}

const CASES: readonly (readonly [string, Case])[] = [
  [
    'gitleaks',
    {
      files: {
        '.gitleaks.toml':
          "[[rules]]\nid = 'shop-token'\ndescription = 'Token of the shop'\nregex = '''shop_[0-9]{12}'''\nkeywords = ['shop_']\n",
        '.gitleaksignore': '',
        'shop.txt': `shop_${'480213579046'}\n`,
      },
      config: { extends: ['./.gitleaks.toml'], compat: ['gitleaks'] },
      comment: '// gitleaks:allow',
    },
  ],
  [
    'secretlint',
    {
      files: { '.secretlintrc.json': '{ "rules": [] }\n' },
      config: { compat: ['secretlint'] },
      comment: '// secretlint-disable-line',
    },
  ],
  [
    'detect-secrets',
    {
      files: { '.secrets.baseline': '{ "version": "1.5.0", "results": {} }\n' },
      config: { compat: ['detect-secrets'] },
      comment: '// pragma: allowlist secret',
    },
  ],
];

function taken({ files }: Case): Repository {
  const repository = Repository.started();
  for (const [file, text] of Object.entries(files)) repository.write(file, text);
  repository.write('package.json', '{ "name": "project", "private": true }\n');
  const { code, stderr } = repository.run(['init', '--yes', '--take-over']);
  if (code !== 0) throw new Error(stderr);
  return repository;
}

describe.each(CASES)('coming from %s', (name, each) => {
  it('takes its files over', () => {
    using repository = taken(each);
    expect(JSON.parse(repository.bytes('pictify-scan.config.json').toString())).toMatchObject(each.config);
  });

  it('lets its comments count', () => {
    using repository = taken(each);
    repository.write('a.js', `${leak().trimEnd()} ${each.comment}\n`);
    repository.write('b.js', leak());
    const { report } = repository.scan('scan');
    expect([
      report?.findings.map(({ path }) => path).filter((path) => /^[ab]\.js$/.test(path)),
      report?.suppressed.filter(({ by }) => by === 'foreign').map(({ path }) => path),
    ]).toEqual([['b.js'], ['a.js']]);
  });

  it.runIf(name === 'gitleaks')('keeps its rules', () => {
    using repository = taken(each);
    expect(repository.scan('scan').found).toContain('gitleaks/shop-token shop.txt:1 new');
  });

  it.runIf(name === 'detect-secrets')('accepts what is there by a new baseline', () => {
    using repository = taken(each);
    repository.write('a.js', leak());
    repository.run(['baseline']);
    expect(repository.scan('scan').code).toBe(0);
  });
});
