import { beforeAll, describe, expect, test } from 'vitest';
import { buildOnce, codeWith, CONFIG, freshKey, Repo, SALT } from './cli.js';

beforeAll(buildOnce, 60_000);

const POLICY = { salt: SALT, requireReason: true, requireOwner: true, maxIgnoreDays: 90 };
const day = (fromToday: number): string => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
const BASELINE = '.pictify-scan-baseline';

/** What is reported, and the codes of the warnings. */
const outcome = (repo: Repo): [string[], string[]] => [repo.rules('scan'), repo.warnings('scan')];
const BLOCKED = ['pictify/live-key'];

describe('a comment', () => {
  const withComment = (words: string, config: object = POLICY): Repo =>
    new Repo().write(CONFIG, config).write('a.js', `${codeWith(freshKey())} // pictify-scan-disable-line ${words}\n`);
  test.each<readonly [string, string, [string[], string[]]]>([
    ['with all that is asked for counts', `-- sample owner:ada expires:${day(30)}`, [[], []]],
    ['without owner does not', `-- sample expires:${day(30)}`, [BLOCKED, ['no-owner']]],
    ['without reason does not', `-- owner:ada expires:${day(30)}`, [BLOCKED, ['no-reason']]],
    ['without expiry does not', '-- sample owner:ada', [BLOCKED, ['no-expiry']]],
    ['for too long does not', `-- sample owner:ada expires:${day(120)}`, [BLOCKED, ['too-long']]],
    ['that expired does not', `-- sample owner:ada expires:${day(-1)}`, [BLOCKED, ['expired-suppression']]],
  ])('%s', (_name, words, expected) => {
    expect(outcome(withComment(words))).toEqual(expected);
  });
  test('expires without any policy too', () => {
    expect(outcome(withComment(`-- sample expires:${day(-1)}`, { salt: SALT }))).toEqual([
      BLOCKED,
      ['expired-suppression'],
    ]);
  });
  test('blocks a commit again when it has expired', () => {
    const repo = withComment(`-- sample owner:ada expires:${day(-1)}`);
    repo.git('add', '-A');
    expect(repo.run('staged').status).toBe(1);
  });
});

describe('ignore', () => {
  const start = (config: object = POLICY): { repo: Repo; ignore: (...more: string[]) => number } => {
    const repo = new Repo().write(CONFIG, config).write('a.js', codeWith(freshKey()));
    const fingerprint = repo.report('scan').findings[0]?.fingerprint ?? '';
    return { repo, ignore: (...more) => repo.run('ignore', fingerprint, '--reason', 'sample', ...more).status };
  };
  test.each([
    ['asks for an owner', [], 2],
    ['takes one', ['--owner', 'ada'], 0],
    ['takes a date within the policy', ['--owner', 'ada', '--expires', day(30)], 0],
    ['refuses a date beyond it', ['--owner', 'ada', '--expires', day(120)], 2],
    ['refuses a day that is over', ['--owner', 'ada', '--expires', day(-1)], 2],
    ['refuses a day of no calendar', ['--owner', 'ada', '--expires', '2099-02-31'], 2],
  ])('%s', (_name, more, status) => {
    expect(start().ignore(...more)).toBe(status);
  });
  test('what it writes counts', () => {
    const { repo, ignore } = start();
    ignore('--owner', 'ada');
    expect([outcome(repo), repo.read(CONFIG).includes(day(90))]).toEqual([[[], []], true]);
  });
  test('writes no date where none is asked for', () => {
    const { repo, ignore } = start({ salt: SALT });
    ignore();
    expect(repo.read(CONFIG).includes('expires')).toBe(false);
  });
  test('--last keeps to the policy as well', () => {
    const { repo } = start();
    repo.git('add', '-A');
    repo.run('staged');
    expect([
      repo.run('ignore', '--last', '--reason', 'sample').status,
      repo.run('ignore', '--last', '--reason', 'sample', '--owner', 'ada').status,
      repo.run('staged').status,
    ]).toEqual([2, 0, 0]);
  });
});

describe('a baseline', () => {
  const start = (...args: string[]): Repo => {
    const repo = new Repo().write(CONFIG, { salt: SALT }).write('a.js', codeWith(freshKey()));
    repo.run('baseline', ...args);
    return repo;
  };
  test('has owner and expiry in its notes', () => {
    expect(start('--owner', 'ada', '--expires', day(30)).read(BASELINE)).toMatch(
      new RegExp(`^[0-9a-f]{20} pictify/live-key a\\.js # owner:ada expires:${day(30)}$`, 'm'),
    );
  });
  test('counts no longer when it has expired, and is renewed by the same command', () => {
    const repo = start();
    repo.write(BASELINE, repo.read(BASELINE).replace(/a\.js$/m, `a.js # expires:${day(-1)}`));
    const expired = outcome(repo);
    repo.run('baseline', '--expires', day(10));
    expect([expired, outcome(repo)]).toEqual([
      [BLOCKED, ['expired-suppression']],
      [[], []],
    ]);
  });
  test.each([
    ['requireOwner', { requireOwner: true }, 'no-owner'],
    ['maxIgnoreDays', { maxIgnoreDays: 90 }, 'no-expiry'],
  ])('does not count against %s', (_name, policy, code) => {
    const repo = start().write(CONFIG, { salt: SALT, ...policy });
    expect(outcome(repo)).toEqual([BLOCKED, [code]]);
  });
  test('needs no reason, since it takes over what is there', () => {
    expect(outcome(start().write(CONFIG, { salt: SALT, requireReason: true }))).toEqual([[], []]);
  });
  test('keeps to the policy when it is written', () => {
    const repo = new Repo().write(CONFIG, POLICY).write('a.js', codeWith(freshKey()));
    const refused = repo.run('baseline').status;
    const written = repo.run('baseline', '--owner', 'ada').status;
    expect([refused, written, outcome(repo)]).toEqual([2, 0, [[], []]]);
  });
  test('an entry that a merge left twice counts by its better line', () => {
    const repo = start();
    const [line = ''] = /^[0-9a-f]{20} .*$/m.exec(repo.read(BASELINE)) ?? [];
    repo.write(BASELINE, `${line} # expires:${day(-1)}\n${line} # expires:${day(30)}\n`);
    expect(outcome(repo)).toEqual([[], []]);
  });
});
