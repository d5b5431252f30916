import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { XMLValidator } from 'fast-xml-parser';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reporterNames } from '../../src/report/reporters.js';
import { buildOnce, codeWith, CONFIG, Repo, SALT } from '../config/cli.js';
import { createCanary, leaksIn } from '../support/canary.js';

beforeAll(buildOnce, 60_000);

const { key } = createCanary();
let repo: Repo;

beforeEach(() => {
  repo = new Repo().write(CONFIG, { salt: SALT }).write('a.js', 'new Pictify(process.env.PICTIFY_API_KEY);\n');
});

describe('audit', () => {
  test('ends with 1 where something fails', () => {
    expect(repo.run('audit').status).toBe(1);
  });
  test('ends with 0 where nothing fails, and says what is not provable', () => {
    repo.write('SECURITY.md', '# Leaked keys\n\nRevoke the key.\n');
    const { status, stdout } = repo.run('audit');
    expect([status, stdout.includes('3 pass, 0 fail, 6 are not provable from here.')]).toEqual([0, true]);
  });
  test('prints its commands as a project that has it installed starts them', () => {
    repo
      .write('node_modules/x', '')
      .write('.gitignore', 'node_modules\n.env\n.env.*\n')
      .write('b.js', codeWith(key))
      .commit();
    symlinkSync(resolve('.'), join(repo.top, 'node_modules/pictify-scan'));
    const { stdout } = repo.shell('node node_modules/pictify-scan/dist/bin.cjs audit --history');
    expect(stdout.match(/(?:\S+ )?pictify-scan (?:audit|verify|fix)[^\n]*/g)).toEqual([
      'npx pictify-scan fix',
      'npx pictify-scan verify --history',
      'npx pictify-scan audit --write-plan',
    ]);
  });
  test.each([
    ['--keys', 'nowhere.csv'],
    ['--audit-log', 'nowhere.jsonl'],
    ['--max-age', '0'],
    ['--max-idle', 'soon'],
    ['--time-zone', 'Europe/Berlin'],
    ['--business-hours', '9-5'],
    ['--format', 'nonsense'],
    ['--output', 'a.json', '--output', 'b.json'],
  ])('ends with 2 and no report for %s %s', (...args) => {
    expect(repo.run('audit', ...args)).toMatchObject({ status: 2, stdout: '' });
  });

  test('tells keys from the places that they stand in', () => {
    const code = codeWith(key);
    repo.write('b.js', code).write('c.js', code);
    expect(repo.run('audit').stdout).toContain('1 key in 2 places of files or commits.');
  });

  test('prints no key in any format', () => {
    repo.write('b.js', codeWith(key)).write('.env.production', `PICTIFY_API_KEY=${key}\n`);
    repo.write(`${key}/package.json`, {}).write(`${key}/.env`, `PICTIFY_API_KEY=${key}\n`).commit();
    repo.write(
      '.git/keys.csv',
      `Name,Key ID,Created,Last Used\n${key},key_a,2020-01-01,Never\nx,${key},2020-01-01,Never\n`,
    );
    repo.write(
      '.git/log',
      `${JSON.stringify({ timestamp: '2026-01-01T00:00:00Z', keyId: key, endpoint: `/image?token=${key}`, userAgent: key })}\n`,
    );
    const given = ['--keys', '.git/keys.csv', '--audit-log', '.git/log', '--history'];
    const formats = [...reporterNames(), 'pretty', 'json', 'markdown', 'html'];
    const output = [
      ...formats.map((format) => repo.run('audit', ...given, '--format', format)),
      repo.run('audit', '--badge'),
    ].map(({ stdout, stderr }) => stdout + stderr);
    expect(leaksIn(output.join('\n'), key)).toEqual([]);
  });
  test('no escape sequence of a file name or a table gets to the terminal', () => {
    repo.write('.git/keys.csv', 'Name,Key ID,Created\n\u001b[31mred\u202e,key_\u001b]8;;x\u0007,2020-01-01\n');
    repo.write('\u001b[2Jb.js', codeWith(key));
    const { stdout } = repo.run('audit', '--keys', '.git/keys.csv');
    // eslint-disable-next-line no-control-regex
    expect(/[\u0000-\u0009\u000b-\u001f\u202e]/.test(stdout)).toBe(false);
  });
  test('names in Markdown and HTML stay text', () => {
    repo.write('<img src=x onerror=alert(1)>.js', codeWith(key));
    const [markdown, html] = ['markdown', 'html'].map((format) => repo.run('audit', '--format', format).stdout);
    expect([/(?<![`\\])<img/.test(markdown ?? ''), html?.includes('<img')]).toEqual([false, false]);
  });
  test('sends each place of what fails as a result to code scanning', () => {
    repo.write('b.js', codeWith(key));
    const { runs } = JSON.parse(repo.run('audit', '--format', 'sarif').stdout) as {
      runs: {
        results: { ruleId: string; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[];
      }[];
    };
    expect(
      runs[0]?.results.map(({ ruleId, locations }) => [ruleId, locations[0]?.physicalLocation.artifactLocation.uri]),
    ).toEqual([
      ['audit/storage', 'b.js'],
      ['audit/incident-plan', 'README.md'],
    ]);
  });
  test('writes several formats at once', () => {
    const { stdout } = repo.run('audit', '-f', 'pretty', '-f', 'json', '--output=-', '-o', 'audit.json');
    const { counts } = JSON.parse(repo.read('audit.json')) as { counts: object };
    expect([stdout.includes('not provable from here'), counts]).toEqual([true, { pass: 2, fail: 1, unknown: 6 }]);
  });
});

describe('--write-plan', () => {
  test('writes a plan whose blanks the audit tells of', () => {
    const { status } = repo.run('audit', '--write-plan');
    const { stdout } = repo.run('audit');
    expect([status, stdout.includes('The plan has blanks that are not filled in.')]).toEqual([0, true]);
  });
  test('that is filled in passes', () => {
    repo.run('audit', '--write-plan');
    const plan = 'docs/incident-response.md';
    repo.write(plan, repo.read(plan).replaceAll(/\[fill in[^\]]*\]/g, 'Ada'));
    expect(repo.run('audit').status).toBe(0);
  });
  test('never overwrites', () => {
    repo.write('docs/incident-response.md', 'ours');
    const { status } = repo.run('audit', '--write-plan');
    expect([status, repo.read('docs/incident-response.md')]).toEqual([2, 'ours']);
  });
  test('follows no link out of the repository', () => {
    symlinkSync(tmpdir(), join(repo.top, 'docs'));
    expect(repo.run('audit', '--write-plan').status).toBe(2);
  });
});

describe('a badge', () => {
  test('says all of the checklist, and when', () => {
    repo.commit();
    const id = repo.git('rev-parse', '--short=7', 'HEAD').trim();
    const today = new Date().toISOString().slice(0, 10);
    expect(repo.run('audit', '--badge').stdout).toMatch(
      new RegExp(`❌ 2 of 8 pass, 1 fail, 5 not provable, ${today} at ${id} `),
    );
  });
  test('is a picture that asks for nothing', () => {
    const { stdout } = repo.run('audit', '--badge-svg', 'badge.svg');
    const svg = repo.read('badge.svg');
    expect([
      XMLValidator.validate(svg),
      svg.replace('http://www.w3.org/2000/svg', '').includes('://'),
      stdout.endsWith('](badge.svg)\n'),
    ]).toEqual([true, false, true]);
  });
});
