import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildOnce, codeWith, CONFIG, freshKey, Repo, SALT } from './cli.js';

beforeAll(buildOnce, 60_000);

/** A base commit, then a branch that adds a key and what `change` does. */
function pullRequest(base: (repo: Repo) => void, change: (repo: Repo) => void): Repo {
  const repo = new Repo();
  base(repo);
  repo.commit('base');
  repo.git('tag', 'base');
  change(repo);
  repo.commit('change');
  return repo;
}

const withConfig = (repo: Repo): void => {
  repo.write(CONFIG, { salt: SALT });
};

interface Trick {
  readonly name: string;
  readonly base?: (repo: Repo) => void;
  readonly change: (repo: Repo) => void;
  /** The file whose change is told. */
  readonly tells: string;
}

const addKey = (repo: Repo): string => {
  const key = freshKey();
  repo.write('src/a.js', codeWith(key));
  return key;
};

const tricks: readonly Trick[] = [
  {
    name: 'ignores the path',
    change: (repo) => void (addKey(repo), repo.write(CONFIG, { salt: SALT, ignorePaths: ['src/'] })),
    tells: CONFIG,
  },
  {
    name: 'turns the rule off',
    change: (repo) => void (addKey(repo), repo.write(CONFIG, { salt: SALT, rules: { 'pictify/*': 'off' } })),
    tells: CONFIG,
  },
  {
    name: 'turns the rule off for the path',
    change: (repo) =>
      void (addKey(repo),
      repo.write(CONFIG, { salt: SALT, overrides: [{ files: ['src/**'], rules: { 'pictify/live-key': 'off' } }] })),
    tells: CONFIG,
  },
  {
    name: 'adds a baseline entry',
    change: (repo) => void (addKey(repo), repo.run('baseline')),
    tells: '.pictify-scan-baseline',
  },
  {
    name: 'ignores the fingerprint',
    change(repo) {
      addKey(repo);
      repo.git('add', '-A');
      repo.run('staged');
      repo.run('ignore', '--last', '--reason', 'trust me');
    },
    tells: CONFIG,
  },
  {
    name: 'adds the first config',
    base: () => {},
    change: (repo) => void (addKey(repo), repo.write(CONFIG, { ignorePaths: ['src/'] })),
    tells: CONFIG,
  },
  {
    name: 'adds the key to package.json',
    base: (repo) => void repo.write('package.json', { name: 'x' }),
    change: (repo) =>
      void (addKey(repo), repo.write('package.json', { name: 'x', 'pictify-scan': { ignorePaths: ['src/'] } })),
    tells: 'package.json',
  },
  {
    name: 'changes an extended file',
    base: (repo) => void repo.write(CONFIG, { salt: SALT, extends: ['./base.json'] }).write('base.json', {}),
    change: (repo) => void (addKey(repo), repo.write('base.json', { ignorePaths: ['src/'] })),
    tells: 'base.json',
  },
  {
    name: 'adds a .gitleaksignore',
    base: (repo) => void repo.write(CONFIG, { salt: SALT, compat: ['gitleaks'] }),
    change: (repo) => void (addKey(repo), repo.write('.gitleaksignore', 'src/a.js:pictify-key:1\n')),
    tells: '.gitleaksignore',
  },
];

describe('a change cannot switch its own judge off', () => {
  for (const { name, base = withConfig, change, tells } of tricks) {
    test(name, () => {
      const repo = pullRequest(base, change);
      const report = repo.report('range', 'base..HEAD');
      expect({
        rules: report.findings.filter((each) => each.status === 'new').map((each) => each.rule),
        told: report.warnings.filter((each) => each.code === 'judge-changed').map((each) => each.path),
      }).toEqual({ rules: ['pictify/live-key'], told: [tells] });
    });
  }
  test('a change of package.json that is no config is not told', () => {
    const repo = pullRequest(
      (each) => void each.write('package.json', { name: 'x' }),
      (each) => void each.write('package.json', { name: 'y' }),
    );
    expect(repo.warnings('range', 'base..HEAD')).toEqual([]);
  });
  test('what the base accepts is accepted', () => {
    const repo = pullRequest((each) => void each.write(CONFIG, { salt: SALT, ignorePaths: ['src/'] }), addKey);
    expect(repo.run('range', 'base..HEAD').status).toBe(0);
  });
  test('--config-from worktree judges by the new config', () => {
    const repo = pullRequest(
      withConfig,
      (each) => void (addKey(each), each.write(CONFIG, { salt: SALT, ignorePaths: ['src/'] })),
    );
    expect(repo.run('range', 'base..HEAD', '--config-from', 'worktree').status).toBe(0);
  });
  test('--config-from REF judges by that one', () => {
    const repo = pullRequest(
      withConfig,
      (each) => void (addKey(each), each.write(CONFIG, { salt: SALT, ignorePaths: ['src/'] })),
    );
    expect([
      repo.run('range', 'base..HEAD', '--config-from', 'HEAD').status,
      repo.run('range', 'base..HEAD', '--config-from', 'base').status,
    ]).toEqual([0, 1]);
  });
  test('--config-from with no such commit is an error', () => {
    const repo = pullRequest(withConfig, addKey);
    expect(repo.run('range', 'base..HEAD', '--config-from', 'nowhere')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('names no commit'),
    });
  });
  test('--config may name one that lies outside of the repository', () => {
    const config = join(mkdtempSync(join(tmpdir(), 'pictify-scan-config-')), 'outside.json');
    writeFileSync(config, JSON.stringify({ rules: { 'pictify/*': 'off' } }));
    const repo = pullRequest(withConfig, addKey);
    expect(repo.run('range', 'base..HEAD', '--config', config)).toMatchObject({ status: 0 });
    rmSync(dirname(config), { recursive: true });
  });
  test('a comment in the code counts: whoever reviews sees it', () => {
    const repo = pullRequest(
      withConfig,
      (each) => void each.write('a.js', `${codeWith(freshKey())} // pictify-scan-disable-line -- sample`),
    );
    expect(repo.run('range', 'base..HEAD').status).toBe(0);
  });
});

describe('custom rules', () => {
  const rule = {
    id: 'acme/api-key',
    title: 'Acme API key',
    keywords: ['acme_'],
    pattern: '\\b(?P<secret>acme_[a-z0-9]{32})\\b',
    severity: 'error',
  };
  const value = `acme_${'h7k2p9q4w8x3z6v1'.repeat(2)}`;
  const scan = (more: object, config: object = {}): string[] =>
    new Repo()
      .write(CONFIG, { ...config, customRules: [{ ...rule, ...more }] })
      .write('src/a.py', `x = "${value}"\n`)
      .rules('scan');
  test('are found', () => {
    expect(scan({})).toEqual(['acme/api-key']);
  });
  test('on paths that fit only', () => {
    expect(scan({ paths: '\\.js$' })).toEqual([]);
  });
  test('with enough entropy only', () => {
    expect(scan({ minEntropy: 5 })).toEqual([]);
  });
  test('with a level from rules', () => {
    expect(scan({}, { rules: { 'acme/*': 'off' } })).toEqual([]);
  });
  test('with a pattern that would never end elsewhere', () => {
    const repo = new Repo().write(CONFIG, { customRules: [{ ...rule, pattern: '(acme_(a+)+)+$' }] });
    repo.write('a.txt', `acme_${'a'.repeat(50_000)}!`);
    const started = Date.now();
    const { status } = repo.run('scan');
    expect([status, Date.now() - started < 5000]).toEqual([0, true]);
  });
  test('a wrong one ends in 2 and says where', () => {
    const repo = new Repo().write(CONFIG, { customRules: [{ ...rule, pattern: '(' }] });
    expect(repo.run('scan')).toMatchObject({ status: 2, stderr: expect.stringContaining(`${CONFIG}:`) });
  });
});

describe('rules of gitleaks', () => {
  const toml = '[[rules]]\nid = "acme-key"\ndescription = "Acme key"\nregex = \'acme_([a-z0-9]{20})\'\n';
  const value = `acme_${'h7k2p9q4w8'.repeat(2)}`;
  const start = (more: string): Repo =>
    new Repo().write(CONFIG, { salt: SALT, extends: ['./.gitleaks.toml'] }).write('.gitleaks.toml', toml + more);
  test('are found', () => {
    expect(start('').write('a.txt', value).rules('scan')).toEqual(['gitleaks/acme-key']);
  });
  test('an allowlist by commit counts in range and history', () => {
    const repo = start('').write('a.txt', value);
    const commit = repo.commit();
    repo.write('.gitleaks.toml', `${toml}[[rules.allowlists]]\ncommits = ["${commit}"]\n`);
    repo.commit();
    expect([
      repo.rules('range', `${commit}^..${commit}`, '--config-from', 'worktree'),
      repo.rules('history'),
      repo.rules('scan'),
    ]).toEqual([[], [], ['gitleaks/acme-key']]);
  });
  test('what is not supported ends in 2 and says where', () => {
    const repo = start('filter = "true"\n');
    expect(repo.run('scan')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('.gitleaks.toml:5: rule acme-key: `filter`'),
    });
  });
  test('init --take-over writes a config that counts', () => {
    const fresh = new Repo()
      .write('.gitleaks.toml', toml)
      .write('.secrets.baseline', '{}')
      .write('.secretlintrc.json', '{}')
      .write('.gitleaksignore', '');
    fresh.write('a.txt', `${value} # gitleaks:allow\n`).write('b.txt', value);
    const { status } = fresh.run('init', '--yes', '--take-over');
    const config = JSON.parse(fresh.read(CONFIG)) as { extends: unknown; compat: unknown };
    expect({
      status,
      extends: config.extends,
      compat: config.compat,
      rules: fresh.report('scan').findings.map((each) => `${each.rule} ${each.path}`),
    }).toEqual({
      status: 0,
      extends: ['./.gitleaks.toml'],
      compat: ['gitleaks', 'detect-secrets', 'secretlint'],
      rules: ['gitleaks/acme-key b.txt'],
    });
  });
  test('init --take-over leaves out rules that cannot be read, and says why', () => {
    const repo = new Repo().write('.gitleaks.toml', `${toml}filter = "true"\n`);
    const { stdout, stderr } = repo.run('init', '--yes', '--take-over');
    const config = JSON.parse(repo.read(CONFIG)) as { extends?: unknown };
    expect([config.extends, `${stdout}${stderr}`.includes('`filter`'), repo.run('scan').status]).toEqual([
      undefined,
      true,
      0,
    ]);
  });
});
