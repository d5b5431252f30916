import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leak, KEY, Repository } from '../support/repository.js';
import { BY_GIT } from '../support/stagedCases.js';

const LIVE = 'pictify/live-key';

describe('nothing of a hostile repository runs, and nothing of it changes the answer', () => {
  /** A program that leaves a mark when it runs. */
  const trap = (repository: Repository): { program: string; mark: string } => {
    const mark = join(repository.home, 'it-ran');
    const program = join(repository.home, 'trap.sh');
    writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\n`);
    chmodSync(program, 0o755);
    return { program, mark };
  };
  const settings: readonly (readonly [string, (program: string) => readonly (readonly [string, string])[]])[] = [
    ['core.fsmonitor', (program) => [['core.fsmonitor', program]]],
    ['core.hooksPath', () => [['core.hooksPath', 'evil-hooks']]],
    ['diff.external', (program) => [['diff.external', program]]],
    [
      'a diff driver',
      (program) => [
        ['diff.evil.command', program],
        ['diff.evil.textconv', program],
      ],
    ],
    [
      'a filter',
      (program) => [
        ['filter.evil.clean', program],
        ['filter.evil.smudge', program],
        ['filter.evil.process', program],
        ['filter.evil.required', 'true'],
      ],
    ],
    [
      'core.pager',
      (program) => [
        ['core.pager', program],
        ['pager.log', program],
      ],
    ],
    [
      'log.showSignature',
      (program) => [
        ['log.showSignature', 'true'],
        ['gpg.program', program],
      ],
    ],
    ['core.sshCommand', (program) => [['core.sshCommand', program]]],
    ['core.editor', (program) => [['core.editor', program]]],
    [
      'an alias of a command',
      (program) => [
        ['alias.cat-file', `!${program}`],
        ['alias.diff-index', `!${program}`],
      ],
    ],
    [
      'colours everywhere',
      () => [
        ['color.ui', 'always'],
        ['color.diff', 'always'],
      ],
    ],
    [
      'odd prefixes',
      () => [
        ['diff.noprefix', 'true'],
        ['diff.mnemonicPrefix', 'true'],
      ],
    ],
    ['quoted paths', () => [['core.quotePath', 'true']]],
    ['an order file that is not there', () => [['diff.orderFile', '/nowhere']]],
    ['relative diffs', () => [['diff.relative', 'true']]],
    [
      'rename detection',
      () => [
        ['diff.renames', 'copies'],
        ['diff.renameLimit', '1'],
      ],
    ],
    ['ignored submodules', () => [['diff.ignoreSubmodules', 'all']]],
    ['a big-file threshold', () => [['core.bigFileThreshold', '1']]],
  ];
  /** A repository with a key staged, and the settings in its config. */
  const hostile = (entriesOf: readonly (typeof settings)[number][1][]): { repository: Repository; mark: string } => {
    const repository = Repository.started();
    const { program, mark } = trap(repository);
    repository.write('old.js', leak());
    repository.write('.gitattributes', '*.js diff=evil filter=evil\n');
    repository.commit('base');
    repository.stage('a.js', leak());
    mkdirSync(join(repository.path, '.git', 'hooks'), { recursive: true });
    for (const [key, value] of entriesOf.flatMap((entries) => entries(program)))
      appendFileSync(
        join(repository.path, '.git/config'),
        `[${section(key)}]\n\t${key.split('.').at(-1)} = ${JSON.stringify(value)}\n`,
      );
    return { repository, mark };
  };

  it.each(settings)('%s in its config', (_name, entries) => {
    const { repository: made, mark } = hostile([entries]);
    using repository = made;
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
    expect(existsSync(mark)).toBe(false);
  });

  it.each([
    ['staged', [`${LIVE} a.js:1 new`]],
    ['range', [`${LIVE} old.js:1 new`]],
    ['history', [`${LIVE} old.js:1 new`]],
    ['scan', [`${LIVE} a.js:1 new`, `${LIVE} old.js:1 new`]],
  ] as const)('all of that in its config at once, for %s', (command, expected) => {
    const { repository: made, mark } = hostile(settings.map(([, entries]) => entries));
    using repository = made;
    expect(repository.scan(command, ...(command === 'range' ? ['HEAD'] : [])).found).toEqual(expected);
    expect(existsSync(mark)).toBe(false);
  });

  it.each([
    ['GIT_EXTERNAL_DIFF', (program: string) => ({ GIT_EXTERNAL_DIFF: program })],
    ['GIT_PAGER', (program: string) => ({ GIT_PAGER: program, PAGER: program })],
    ['GIT_TRACE', () => ({ GIT_TRACE: '1', GIT_TRACE2: '1' })],
    ['GIT_LITERAL_PATHSPECS', () => ({ GIT_LITERAL_PATHSPECS: '1' })],
    ['GIT_ICASE_PATHSPECS', () => ({ GIT_ICASE_PATHSPECS: '1' })],
    ['GIT_DIFF_OPTS', () => ({ GIT_DIFF_OPTS: '-u0' })],
    [
      'GIT_CONFIG_COUNT',
      (program: string) => ({ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.fsmonitor', GIT_CONFIG_VALUE_0: program }),
    ],
    ['GIT_PREFIX', () => ({ GIT_PREFIX: 'nowhere/' })],
    ['a localized git', () => ({ LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' })],
  ])('%s in the environment', (_name, make) => {
    using repository = Repository.started();
    const { program, mark } = trap(repository);
    repository.stage('a.js', leak());
    expect(repository.scanWith({ environment: make(program) }, 'staged').found).toEqual([`${LIVE} a.js:1 new`]);
    expect(existsSync(mark)).toBe(false);
  });

  it('a replacement object shows the real one', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    repository.commit('leak');
    const blob = repository.git('rev-parse', 'HEAD:a.js');
    repository.write('clean', 'clean\n');
    const clean = repository.git('hash-object', '-w', 'clean');
    repository.git('replace', blob, clean);
    expect(repository.scan('range', 'HEAD').found).toEqual([`${LIVE} a.js:1 new`]);
  });

  it('a git of its own in the working directory is not used', () => {
    using repository = Repository.started();
    const { program, mark } = trap(repository);
    repository.stage('a.js', leak());
    execFileSync('cp', [program, join(repository.path, 'git')]);
    const { found } = repository.scanWith(
      { environment: { PATH: `:.:${repository.path}:${process.env['PATH']}` } },
      'staged',
    );
    expect({ found, ran: existsSync(mark) }).toEqual({ found: [`${LIVE} a.js:1 new`], ran: false });
  });
});

function section(key: string): string {
  const parts = key.split('.');
  return parts.length === 2 ? (parts[0] ?? '') : `${parts[0]} "${parts.slice(1, -1).join('.')}"`;
}

describe('what cannot be done ends in 2, with a sentence', () => {
  it('outside of a repository', () => {
    using repository = new Repository({ init: false });
    expect(repository.run(['staged'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not inside a git repository'),
    });
  });
  it("in somebody else's repository", () => {
    using repository = Repository.started();
    repository.stage('a.js', 'x\n');
    expect(repository.run(['staged'], { environment: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('safe.directory'),
    });
  });
  it('without git', () => {
    using repository = Repository.started();
    expect(repository.run(['history'], { environment: { PATH: repository.home } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git was not found on PATH'),
    });
  });
  it('without git, where that is needed for what is staged', () => {
    using repository = Repository.started();
    const environment = { PATH: repository.home };
    repository.stage('a.js', leak());
    expect(repository.run(['staged'], { environment: { ...environment, ...BY_GIT } }).code).toBe(2);
    repository.git('rm', '-q', '--cached', 'a.js');
    repository.stage('a.js', 'x\n');
    expect(repository.run(['staged'], { environment }).code).toBe(0);
  });
  it('with a broken HEAD', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    writeFileSync(join(repository.path, '.git/HEAD'), 'garbage\n');
    expect(repository.run(['staged']).code).toBe(2);
  });
  it('with a HEAD whose commit is gone', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    writeFileSync(join(repository.path, '.git/refs/heads/main'), `${'1'.repeat(40)}\n`);
    expect(repository.run(['staged']).code).toBe(2);
  });
  it('with a broken index', () => {
    using repository = Repository.started();
    writeFileSync(join(repository.path, '.git/index'), 'garbage');
    expect(repository.run(['staged']).code).toBe(2);
  });
  it('with a staged blob that is gone', () => {
    using repository = Repository.started();
    repository.stage('a.js', 'text of which the object will be gone\n');
    const oid = repository.git('rev-parse', ':a.js');
    execFileSync('rm', ['-f', join(repository.path, '.git/objects', oid.slice(0, 2), oid.slice(2))]);
    expect(repository.run(['staged'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not have the object'),
    });
  });
  it('with a staged blob that is cut off', () => {
    using repository = Repository.started();
    repository.stage('a.js', 'text of which the object will be broken\n'.repeat(50));
    const oid = repository.git('rev-parse', ':a.js');
    const file = join(repository.path, '.git/objects', oid.slice(0, 2), oid.slice(2));
    chmodSync(file, 0o644);
    truncateSync(file, 20);
    expect(repository.run(['staged']).code).toBe(2);
  });
  it('with an index lock that another git holds, it works all the same', () => {
    using repository = Repository.started();
    repository.stage('a.js', leak());
    writeFileSync(join(repository.path, '.git/index.lock'), '');
    expect(repository.scan('staged').found).toEqual([`${LIVE} a.js:1 new`]);
  });
  it.each([
    ['an unknown option', ['staged', '--nope']],
    ['an unknown format', ['scan', '--format', 'yaml']],
    ['more outputs than formats', ['scan', '--output', 'a', '--output', 'b']],
    ['a path that is not there', ['scan', 'nowhere']],
    ['a path outside', ['scan', '../..']],
    ['a config that is not there', ['scan', '--config', 'nowhere.json']],
    ['an output that cannot be written', ['scan', '--format', 'json', '--output', 'nowhere/else/x.json']],
  ])('with %s', (_name, args) => {
    using repository = Repository.started();
    expect(repository.run(args)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^pictify-scan: [^\n]+\n {2}\S/m),
    });
  });
});

describe('the work tree', () => {
  it('is tracked files and untracked ones that are not ignored', () => {
    using repository = Repository.started();
    repository.write('tracked.js', leak());
    repository.commit('x');
    repository.write('untracked.js', leak());
    repository.write('.env', `PICTIFY_API_KEY=${KEY}\n`);
    repository.write('node_modules/x/index.js', leak());
    expect(repository.scan('scan').found).toEqual([`${LIVE} tracked.js:1 new`, `${LIVE} untracked.js:1 new`]);
  });
  it('is a part of it, by path', () => {
    using repository = Repository.started();
    repository.write('a/x.js', leak());
    repository.write('b/y.js', leak());
    expect(repository.scan('scan', 'b').found).toEqual([`${LIVE} b/y.js:1 new`]);
    expect(repository.scanWith({ cwd: join(repository.path, 'a') }, 'scan', 'x.js').found).toEqual([
      `${LIVE} a/x.js:1 new`,
    ]);
  });
  it('reports a tracked .env', () => {
    using repository = Repository.started();
    repository.stage('.env', 'A=1\n');
    expect(repository.scan('scan').found).toEqual(['pictify/env-file .env:1 new']);
  });
  it('may have an .env that is in no index; what is wrong is that nothing ignores it', () => {
    using repository = new Repository();
    repository.write('.env', 'A=1\n');
    expect(repository.scan('scan').found).toEqual(['pictify/gitignore-missing .gitignore:1 new']);
  });
  it('is a plain folder where there is no git', () => {
    using repository = new Repository({ init: false });
    repository.write('a.js', leak());
    repository.write('node_modules/b.js', leak());
    expect(repository.scan('scan').found).toEqual([`${LIVE} a.js:1 new`]);
  });
  it('never follows links, and opens no pipes', () => {
    using repository = Repository.started();
    repository.write('../outside.js', leak());
    symlinkSync('../outside.js', join(repository.path, 'link.js'));
    symlinkSync('loop', join(repository.path, 'loop'));
    symlinkSync('/dev/zero', join(repository.path, 'zero'));
    symlinkSync('..', join(repository.path, 'up'));
    execFileSync('mkfifo', [join(repository.path, 'pipe')]);
    expect(repository.scan('scan')).toMatchObject({ code: 0, found: [] });
  });
  it('with a file that cannot be read is no pass', () => {
    using repository = Repository.started();
    repository.write('a.js', 'x\n');
    repository.commit('x');
    repository.remove('a.js');
    // A folder in the place of a file is a stand-in for one that may not be read: the tests may run as root.
    symlinkSync('x'.repeat(200), join(repository.path, 'b.js'));
    const { code, stderr } = repository.run(['scan']);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('1 not on disk') });
  });
  it('leaves nothing behind', () => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    const before = readdirSync(repository.path);
    repository.run(['scan']);
    repository.run(['history']);
    expect(readdirSync(repository.path)).toEqual(before);
  });
  it.each([
    ['gzip', (text: string) => execFileSync('gzip', ['-c'], { input: text })],
    ['base64', (text: string) => Buffer.from(Buffer.from(text).toString('base64'))],
  ])('is seen through %s', (_name, encode) => {
    using repository = Repository.started();
    repository.write('blob.bin', encode(leak()));
    const { found, report } = repository.scan('scan');
    expect(found).toEqual([`${LIVE} blob.bin:1 new`]);
    expect(report?.findings[0]?.via).toEqual([_name]);
  });
});

describe('stdin and message', () => {
  it('takes a text, by the name it goes by', () => {
    using repository = Repository.started();
    expect(repository.scanWith({ input: leak() }, 'stdin', '--path', 'src/a.js').found).toEqual([
      `${LIVE} src/a.js:1 new`,
    ]);
  });
  it('is clean for nothing', () => {
    using repository = Repository.started();
    expect(repository.scanWith({ input: '' }, 'stdin')).toMatchObject({ code: 0, found: [] });
  });
  it('takes bytes that are no UTF-8', () => {
    using repository = Repository.started();
    expect(
      repository.scanWith({ input: Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0xd8]), Buffer.from('x')]) }, 'stdin'),
    ).toMatchObject({ code: 0 });
  });
  it('reads a message file', () => {
    using repository = Repository.started();
    repository.write('message', `fix\n\n${KEY}\n`);
    expect(repository.scan('message', 'message').found).toEqual([`${LIVE} COMMIT_MESSAGE:3 new`]);
    expect(repository.run(['message', 'nowhere'])).toMatchObject({ code: 2 });
  });
});
