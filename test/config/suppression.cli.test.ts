import { beforeAll, describe, expect, test } from 'vitest';
import { buildOnce, codeWith, CONFIG, freshKey, Repo, SALT } from './cli.js';

beforeAll(buildOnce, 60_000);

describe('comments', () => {
  test('silence their line, with the reason in the report', () => {
    const repo = new Repo().write('a.js', `${codeWith(freshKey())} // pictify-scan-disable-line -- sample`);
    expect(repo.report('scan').suppressed).toMatchObject([{ by: 'inline', reason: 'sample', line: 1 }]);
  });
  test('without effect are told', () => {
    const repo = new Repo().write('a.js', 'f(); // pictify-scan-disable-line\n');
    expect(repo.report('scan').warnings).toMatchObject([{ code: 'unused-suppression', path: 'a.js', line: 1 }]);
  });
  test('without reason do not count where one is required', () => {
    const repo = new Repo().write(CONFIG, { requireReason: true });
    repo.write('a.js', `${codeWith(freshKey())} // pictify-scan-disable-line`);
    expect([repo.rules('scan'), repo.warnings('scan')]).toEqual([['pictify/live-key'], ['no-reason']]);
  });
});

describe('what accepts a finding is written', () => {
  const started = () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    repo.write('a.js', Array.from({ length: 6 }, () => codeWith(freshKey())).join('\n'));
    return { repo, fingerprints: repo.report('scan').findings.map(({ fingerprint }) => fingerprint) };
  };
  const entries = (repo: Repo): unknown[] => (JSON.parse(repo.read(CONFIG)) as { ignore?: unknown[] }).ignore ?? [];

  test('by several at once, and nothing is lost', async () => {
    const { repo, fingerprints } = started();
    await Promise.all(fingerprints.map((each) => repo.start('ignore', each, '--reason', 'sample')));
    expect([fingerprints.length, entries(repo).length]).toEqual([6, 6]);
  });
  test('once: the later words count', () => {
    const { repo, fingerprints } = started();
    const [first = ''] = fingerprints;
    repo.run('ignore', first, '--reason', 'one');
    repo.run('ignore', first, '--reason', 'two', '--owner', 'ada');
    expect(entries(repo)).toEqual([{ fingerprint: first, reason: 'two', owner: 'ada' }]);
  });
  test('for a fingerprint that nothing in the work tree has, and that is said', () => {
    const { repo } = started();
    const ran = repo.run('ignore', '0123456789abcdef0123', '--reason', 'in the history');
    expect([ran.status, entries(repo).length, ran.stdout]).toEqual([
      0,
      1,
      expect.stringContaining('No finding of the work tree has that fingerprint'),
    ]);
  });
  test('for one that the work tree has, or had before, without a word of that', () => {
    const { repo, fingerprints } = started();
    const [first = ''] = fingerprints;
    const once = repo.run('ignore', first, '--reason', 'one');
    const twice = repo.run('ignore', first, '--reason', 'two');
    expect(once.stdout + twice.stdout).not.toContain('No finding');
  });
  test('for what only the index has, when a commit was blocked by it', () => {
    const { repo } = started();
    repo.write('b.js', codeWith(freshKey()));
    repo.git('add', 'b.js');
    repo.run('staged');
    repo.remove('b.js');
    const [blocked = ''] = repo.report('staged').findings.map(({ fingerprint }) => fingerprint);
    expect(repo.run('ignore', blocked, '--reason', 'sample').stdout).not.toContain('No finding');
  });
  test.each(['', '  '])('with a reason that says something (not %j)', (reason) => {
    const { repo, fingerprints } = started();
    const ran = repo.run('ignore', fingerprints[0] ?? '', '--reason', reason);
    expect([ran.status, entries(repo)]).toEqual([2, []]);
  });
  test.each([
    ['reason', (key: string) => ['--reason', `it was ${key}`]],
    ['owner', (key: string) => ['--reason', 'x', '--owner', key]],
  ])('without a key in the %s', (_, words) => {
    const { repo, fingerprints } = started();
    const key = freshKey();
    const ran = repo.run('ignore', fingerprints[0] ?? '', ...words(key));
    expect([ran.status, repo.read(CONFIG).includes(key), ran.stderr.includes(key)]).toEqual([2, false, false]);
  });
  test('never through a symbolic link', () => {
    const { repo, fingerprints } = started();
    repo.write('elsewhere.json', repo.read(CONFIG)).remove(CONFIG).link('elsewhere.json', CONFIG);
    const ran = repo.run('ignore', fingerprints[0] ?? '', '--reason', 'x');
    expect([ran.status, /symbolic link/.test(ran.stderr), repo.read('elsewhere.json').includes('ignore')]).toEqual([
      2,
      true,
      false,
    ]);
  });
});

describe('a report is written', () => {
  test('into a pipe, which stays one', () => {
    const repo = new Repo().write('a.js', 'x\n');
    const { stdout } = repo.shell(
      'mkfifo pipe; cat pipe & "$NODE" "$BIN" scan a.js --format json --output pipe; wait; test -p pipe && echo STILL',
    );
    expect([stdout.startsWith('{'), stdout.endsWith('STILL\n')]).toEqual([true, true]);
  }, 60_000);
});

describe('reports are joined', () => {
  const started = () => {
    const repo = new Repo().write('a.js', codeWith(freshKey()));
    repo.run('scan', 'a.js', '--format', 'json', '--output', 'one.json');
    return repo;
  };
  test('from standard input', () => {
    const { status, stdout } = started().shell('"$NODE" "$BIN" merge - --format json < one.json');
    expect([status, (JSON.parse(stdout) as { findings: unknown[] }).findings.length]).toEqual([1, 1]);
  });
  test('with a byte order mark', () => {
    const repo = started();
    repo.write('two.json', `\ufeff${repo.read('one.json')}`);
    expect(repo.run('merge', 'two.json').status).toBe(1);
  });
  test.each([
    ['nothing in it', {}],
    ['a line that is no number', { line: 'x' }],
    ['an unknown severity', { severity: 'none' }],
  ])('unless a finding has %s: that is no pass', (what, change) => {
    const repo = started();
    const report = JSON.parse(repo.read('one.json')) as { findings: object[] };
    const findings = what === 'nothing in it' ? [change] : report.findings.map((each) => ({ ...each, ...change }));
    repo.write('bad.json', { ...report, findings });
    expect(repo.run('merge', 'bad.json')).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('explain', () => {
  test('takes a place as a report prints it, with its column', () => {
    const repo = new Repo().write('a.js', codeWith(freshKey()));
    const ran = repo.run('explain', 'a.js:1:5');
    expect([ran.status, /pictify\/live-key/.test(ran.stdout)]).toEqual([0, true]);
  });
});

describe('ignore', () => {
  test('a fingerprint silences the finding, in every file', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    const code = codeWith(freshKey());
    repo.write('a.js', code).write('b.js', code);
    const [first] = repo.report('scan').findings;
    const ran = repo.run('ignore', first?.fingerprint ?? '', '--reason', 'revoked', '--owner', 'platform');
    expect([ran.status, repo.rules('scan'), repo.report('scan').suppressed.map((each) => each.by)]).toEqual([
      0,
      [],
      ['config', 'config'],
    ]);
  });
  test('--last takes what the blocked commit reported', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    repo.commit();
    repo.write('a.js', codeWith(freshKey()));
    repo.git('add', '-A');
    const blocked = repo.run('staged').status;
    const { stdout } = repo.run('ignore', '--last', '--reason', 'sample');
    expect([blocked, repo.run('staged').status]).toEqual([1, 0]);
    expect(stdout).toMatch(
      /^a\.js:1  pictify\/live-key  pk_live_…\w{2,4}\npictify-scan\.config\.json: one finding ignored/,
    );
  });
  /** A repository where a commit was blocked. */
  const blockedRepo = (): Repo => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    repo.commit();
    repo.write('a.js', codeWith(freshKey()));
    repo.git('add', '-A');
    repo.run('staged');
    return repo;
  };
  test('--last takes what is not staged any more, as after a blocked git commit -a', () => {
    const repo = blockedRepo();
    repo.git('reset', '-q');
    expect(repo.run('ignore', '--last', '--reason', 'sample').status).toBe(0);
  });
  test('--last takes what is staged only', () => {
    const repo = blockedRepo().remove('a.js');
    expect(repo.run('ignore', '--last', '--reason', 'sample').status).toBe(0);
  });
  test('--last leaves out what was mended since', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    repo.commit();
    repo.write('a.js', codeWith(freshKey())).write('b.js', codeWith(freshKey()));
    repo.git('add', '-A');
    repo.run('staged');
    repo.write('a.js', 'f();\n');
    repo.git('add', '-A');
    const { stdout } = repo.run('ignore', '--last', '--reason', 'sample');
    expect(stdout).toMatch(/^b\.js:1 [^]*: one finding ignored/);
  });
  test.each<readonly [string, () => Repo, string]>([
    ['without a blocked commit', () => new Repo(), 'no blocked commit is on record'],
    [
      'after a commit that passed',
      () => {
        const repo = blockedRepo().write('a.js', 'f();\n');
        repo.commit();
        return repo;
      },
      'no blocked commit is on record since the last one that was made',
    ],
    [
      'where it was mended and not committed yet',
      () => {
        const repo = blockedRepo().write('a.js', 'f();\n');
        repo.git('add', '-A');
        return repo;
      },
      'neither staged nor in the work tree any more',
    ],
  ])('--last %s says that nothing is blocked', (_, make, said) => {
    const repo = make();
    const before = repo.shell(`cat ${CONFIG}`).stdout;
    const ran = repo.run('ignore', '--last', '--reason', 'x');
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('Nothing is blocked') });
    expect(ran.stderr).toContain(said);
    expect(repo.shell(`cat ${CONFIG}`).stdout).toBe(before);
  });
  test('comments and formatting of the config stay', () => {
    const repo = new Repo();
    repo.write('pictify-scan.config.yaml', `# ours\nsalt: '${SALT}' # keep\n`).write('a.js', codeWith(freshKey()));
    const [first] = repo.report('scan').findings;
    repo.run('ignore', first?.fingerprint ?? '', '--reason', 'x');
    expect(repo.read('pictify-scan.config.yaml')).toContain(`# ours\nsalt: '${SALT}' # keep\n`);
  });
  /** A repository whose only finding is ignored by an entry. */
  const entryOf = (entry: object, more: object = {}): Repo => {
    const repo = new Repo().write(CONFIG, { salt: SALT }).write('a.js', codeWith(freshKey()));
    const fingerprint = repo.report('scan').findings[0]?.fingerprint;
    return repo.write(CONFIG, { salt: SALT, ...more, ignore: [{ fingerprint, ...entry }] });
  };
  test('until it expires', () => {
    expect(entryOf({ expires: '2999-12-31' }).rules('scan')).toEqual([]);
  });
  test('an expired entry counts no longer, and is told', () => {
    const repo = entryOf({ expires: '2020-01-31' });
    expect([repo.rules('scan'), repo.warnings('scan')]).toEqual([['pictify/live-key'], ['expired-suppression']]);
  });
  test('an entry without reason does not count where one is required', () => {
    const repo = entryOf({}, { requireReason: true });
    expect([repo.rules('scan'), repo.warnings('scan')]).toEqual([['pictify/live-key'], ['no-reason']]);
  });
  test('an entry without use is told', () => {
    const repo = entryOf({});
    repo.write('a.js', 'f();');
    expect(repo.warnings('scan')).toEqual(['unused-suppression']);
  });
});

describe('baseline', () => {
  const start = (): Repo => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    repo.write('a.js', codeWith(freshKey())).write('b.js', codeWith(freshKey()));
    repo.commit();
    repo.run('baseline');
    return repo;
  };
  test('accepts everything that is there', () => {
    const repo = start();
    expect([repo.run('scan').status, repo.report('scan').findings.map((each) => each.status)]).toEqual([
      0,
      ['baseline', 'baseline'],
    ]);
  });
  test('what comes new blocks', () => {
    const repo = start().write('c.js', codeWith(freshKey()));
    expect([repo.run('scan').status, repo.rules('scan')]).toEqual([1, ['pictify/live-key']]);
  });
  test('survives a move and a new indentation', () => {
    const repo = start();
    const code = repo.read('a.js');
    repo.write('a.js', '').write('deep/z.js', `\n\n    ${code}`);
    expect(repo.run('scan').status).toBe(0);
  });
  test('written again it is the same', () => {
    const repo = start();
    const before = repo.read('.pictify-scan-baseline');
    repo.run('baseline');
    expect(repo.read('.pictify-scan-baseline')).toBe(before);
  });
  test('entries without use are told, and --prune drops them and adds none', () => {
    const repo = start();
    repo.write('a.js', '').write('c.js', codeWith(freshKey()));
    const before = repo.warnings('scan');
    repo.run('baseline', '--prune');
    const entries = repo
      .read('.pictify-scan-baseline')
      .split('\n')
      .filter((line) => /^[0-9a-f]{20} /.test(line));
    expect([before, entries.length, repo.rules('scan'), repo.warnings('scan')]).toEqual([
      ['unused-suppression'],
      1,
      ['pictify/live-key'],
      [],
    ]);
  });
  test('notes stay', () => {
    const repo = start();
    repo.write('.pictify-scan-baseline', repo.read('.pictify-scan-baseline').replace(/a\.js$/m, 'a.js # rotated'));
    repo.run('baseline');
    expect(repo.read('.pictify-scan-baseline')).toContain('a.js # rotated');
  });
  test('holds no key', () => {
    const key = freshKey();
    const repo = new Repo().write(CONFIG, { salt: SALT }).write('a.js', codeWith(key));
    repo.run('baseline');
    expect(repo.read('.pictify-scan-baseline')).not.toContain(key.slice(8, 20));
  });
  test('marks of a conflict are an error that names the line', () => {
    const repo = start();
    repo.write('.pictify-scan-baseline', '<<<<<<< HEAD\n=======\n>>>>>>> x\n');
    expect(repo.run('scan')).toMatchObject({ status: 2, stderr: expect.stringContaining('.pictify-scan-baseline:1') });
  });
});

describe('what was accepted before init', () => {
  const ways: readonly [string, (repo: Repo) => unknown, string][] = [
    ['by a baseline', (repo) => repo.run('baseline'), 'pictify-scan.config.json'],
    [
      'by the config',
      (repo) => repo.run('ignore', repo.report('scan').findings[0]?.fingerprint ?? '', '--reason', 'x'),
      'pictify-scan.config.json',
    ],
    [
      'by a baseline that a config names',
      (repo) => {
        repo.write('pictify-scan.config.yaml', 'baseline: accepted\n');
        return repo.run('baseline');
      },
      'pictify-scan.config.yaml',
    ],
    [
      'by what the config extends',
      (repo) => {
        const [first] = repo.report('scan').findings;
        repo.write('base.json', { ignore: [{ fingerprint: first?.fingerprint, reason: 'x' }] });
        repo.write(CONFIG, { extends: ['./base.json'] });
      },
      CONFIG,
    ],
  ];
  test.each(ways)('stays accepted: %s', (_name, accept, config) => {
    const repo = new Repo().write('a.js', codeWith(freshKey()));
    accept(repo);
    const told = repo.run('init', '--yes').stdout;
    expect([
      repo.rules('scan').length,
      repo.warnings('scan'),
      repo.read(config).includes('salt'),
      told.includes(`No salt was put into ${config}`),
      repo.run('doctor').stdout.includes('findings were accepted without one'),
      repo.run('init', '--dry-run').stdout.includes('Nothing to change'),
    ]).toEqual([0, [], false, true, true, true]);
    repo.run('uninstall', '--yes');
    expect(repo.rules('scan')).toEqual([]);
  });
  test('keeps the salt that the config extends', () => {
    const repo = new Repo().write('base.json', { salt: SALT }).write(CONFIG, { extends: ['./base.json'] });
    repo.run('init', '--yes');
    expect(repo.read(CONFIG)).not.toContain('salt');
  });
  test('an empty baseline needs no such care', () => {
    const repo = new Repo();
    repo.run('baseline');
    repo.run('init', '--yes');
    expect(repo.read('pictify-scan.config.json')).toContain('"salt"');
  });
});

describe('baselines of two branches', () => {
  const accept = (repo: Repo, name: string): void => {
    repo.write(name, codeWith(freshKey()));
    repo.run('baseline');
    repo.commit(name);
  };
  const entries = (repo: Repo): number =>
    repo
      .read('.pictify-scan-baseline')
      .split('\n')
      .filter((line) => /^[0-9a-f]{20} /.test(line)).length;

  test('merge without a conflict, whatever stands beside what', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    accept(repo, 'base.js');
    for (let round = 0; round < 4; round += 1) {
      repo.git('checkout', '-q', '-b', `side-${round}`);
      accept(repo, `side-${round}-1.js`);
      accept(repo, `side-${round}-2.js`);
      repo.git('checkout', '-q', 'main');
      accept(repo, `main-${round}-1.js`);
      accept(repo, `main-${round}-2.js`);
      expect(repo.tryGit('merge', '-q', '--no-edit', `side-${round}`)).toMatchObject({ status: 0 });
    }
    expect([entries(repo), repo.run('scan').status]).toEqual([17, 0]);
  });
  test('the first baseline of both merges too', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    repo.commit();
    repo.git('checkout', '-q', '-b', 'side');
    accept(repo, 'side.js');
    repo.git('checkout', '-q', 'main');
    accept(repo, 'main.js');
    expect([repo.tryGit('merge', '-q', '--no-edit', 'side').status, entries(repo), repo.run('scan').status]).toEqual([
      0, 2, 0,
    ]);
  });
  test('a rebase too', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    accept(repo, 'base.js');
    repo.git('checkout', '-q', '-b', 'side');
    accept(repo, 'side.js');
    repo.git('checkout', '-q', 'main');
    accept(repo, 'main.js');
    repo.git('checkout', '-q', 'side');
    expect([repo.tryGit('rebase', '-q', 'main').status, entries(repo)]).toEqual([0, 3]);
  });
  test('one that prunes and one that adds', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    accept(repo, 'base.js');
    accept(repo, 'old.js');
    repo.git('checkout', '-q', '-b', 'side');
    accept(repo, 'side.js');
    repo.git('checkout', '-q', 'main');
    repo.write('old.js', '');
    repo.run('baseline', '--prune');
    repo.commit();
    expect([repo.tryGit('merge', '-q', '--no-edit', 'side').status, repo.run('scan').status]).toEqual([0, 0]);
  });
  test('two that prune neighbours, and add', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    for (const name of ['1.js', '2.js', '3.js', '4.js']) repo.write(name, codeWith(freshKey()));
    repo.run('baseline');
    repo.commit();
    const clean = (name: string, added: string): void => {
      repo.write(name, '').write(added, codeWith(freshKey()));
      repo.run('baseline', '--prune');
      repo.run('baseline');
      repo.commit(name);
    };
    repo.git('checkout', '-q', '-b', 'side');
    clean('1.js', 'side.js');
    clean('2.js', 'side-2.js');
    repo.git('checkout', '-q', 'main');
    clean('3.js', 'main.js');
    clean('4.js', 'main-2.js');
    const merged = repo.tryGit('merge', '-q', '--no-edit', 'side').status;
    const scanned = repo.run('scan').status;
    // A line that one side pruned beside what the other side changed may come back; it is told, and pruned again.
    repo.run('baseline', '--prune');
    expect([merged, scanned, entries(repo), repo.warnings('scan')]).toEqual([0, 0, 4, []]);
  });
  test('the same finding accepted on both sides, with other notes', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT }).write('a.js', codeWith(freshKey()));
    repo.commit();
    repo.git('checkout', '-q', '-b', 'side');
    repo.run('baseline', '--owner', 'ada');
    repo.commit();
    repo.git('checkout', '-q', 'main');
    repo.run('baseline', '--owner', 'bob');
    repo.commit();
    expect([repo.tryGit('merge', '-q', '--no-edit', 'side').status, repo.run('scan').status]).toEqual([0, 0]);
  });
  test('a cherry-pick and a stash too', () => {
    const repo = new Repo().write(CONFIG, { salt: SALT });
    accept(repo, 'base.js');
    repo.git('checkout', '-q', '-b', 'side');
    accept(repo, 'side.js');
    repo.git('checkout', '-q', 'main');
    repo.write('mine.js', codeWith(freshKey()));
    repo.run('baseline');
    repo.git('stash', '-q', '-u');
    accept(repo, 'main.js');
    expect([
      repo.tryGit('cherry-pick', 'side').status,
      repo.tryGit('stash', 'pop', '-q').status,
      entries(repo),
      repo.run('scan').status,
    ]).toEqual([0, 0, 4, 0]);
  });
  test('without the line of .gitattributes they would conflict', () => {
    const repo = new Repo().write('.gitattributes', '.pictify-scan-baseline -merge\n').write(CONFIG, { salt: SALT });
    accept(repo, 'base.js');
    repo.git('checkout', '-q', '-b', 'side');
    accept(repo, 'side.js');
    repo.git('checkout', '-q', 'main');
    accept(repo, 'main.js');
    expect(repo.tryGit('merge', '-q', '--no-edit', 'side').status).toBe(1);
  });
  test('the line of .gitattributes stands once, behind what is there', () => {
    const repo = new Repo().write('.gitattributes', '*.png binary').write(CONFIG, { salt: SALT });
    accept(repo, 'a.js');
    accept(repo, 'b.js');
    expect(repo.read('.gitattributes')).toBe('*.png binary\n/.pictify-scan-baseline merge=union\n');
  });
  test('a line of the user’s own stays as it is', () => {
    const repo = new Repo().write('.gitattributes', '.pictify-scan-baseline -merge\n').write(CONFIG, { salt: SALT });
    accept(repo, 'a.js');
    expect(repo.read('.gitattributes')).toBe('.pictify-scan-baseline -merge\n');
  });
});
