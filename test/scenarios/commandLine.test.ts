import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, openSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BIN, leak, Repository } from '../support/repository.js';

/** One leak in `src/a.js`, with the fingerprint that a report prints. */
function leaking(): { readonly repository: Repository; readonly fingerprint: string } {
  const repository = Repository.started();
  repository.write('src/a.js', leak());
  repository.write('pictify-scan.config.json', '{ "salt": "00112233445566778899aabbccddeeff" }\n');
  repository.git('add', '-A');
  const fingerprint = repository.scan('scan').report?.findings[0]?.fingerprint ?? '';
  return { repository, fingerprint };
}

let shared: Repository | undefined;
/** One for all that leave it as it is. */
function unchanged(): Repository {
  shared ??= leaking().repository;
  return shared;
}

describe('a command line that makes no sense is told in words, with a next step:', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['an option without its value', ['--output'], '--output needs a value.'],
    ['an option of many values without one', ['--format', '--quiet'], '--format needs a value.'],
    ['a choice without its value', ['--fail-on'], '--fail-on needs a value.'],
    ['an empty value', ['--config='], '--config needs a value.'],
    ['a reason that says nothing', ['ignore', '0123456789abcdef0123', '--reason', ''], '--reason needs a value.'],
    ['a number without its value', ['audit', '--max-age'], '--max-age needs a value.'],
    ['a format without its value', ['rules', '--format'], '--format needs a value.'],
    [
      'no such choice',
      ['--fail-on', 'fatal'],
      'There is no --fail-on fatal.\n  It takes one of: error, warning, info.',
    ],
    ['nothing to explain', ['explain'], 'explain needs more: <what>.\n  See: pictify-scan explain --help'],
    ['nothing to merge', ['merge'], 'merge needs more: <reports..>.\n  See: pictify-scan merge --help'],
    ['an option that there is not', ['staged', '--colour'], 'staged knows no --colour.\n  Did you mean --color?'],
    ['words too many', ['staged', 'a.js'], 'staged takes no a.js.\n  See: pictify-scan staged --help'],
    [
      'a misspelt command',
      ['stagd'],
      'Nothing to look at under stagd: no file there, or all of them are ignored.\n  Did you mean: pictify-scan staged',
    ],
    ['a command that is an option', ['version'], 'Did you mean: pictify-scan --version'],
    ['a misspelt one that is an option', ['helpp'], 'Did you mean: pictify-scan --help'],
    ['a letter that is an option of others', ['-v'], 'pictify-scan knows no -v.\n  Did you mean --version?'],
    ['a large letter that is one', ['-V'], 'pictify-scan knows no -V.\n  Did you mean --version?'],
    [
      'a letter that a command does not know',
      ['staged', '-v'],
      'staged knows no -v.\n  See: pictify-scan staged --help',
    ],
    ['a letter that is near to all commands', ['v'], 'all of them are ignored.\n  Check the path.'],
    ['a rule without its group', ['explain', 'live-key'], 'Did you mean pictify/live-key?'],
    ['a file without a line', ['explain', '.gitignore'], 'Give the line as well: pictify-scan explain .gitignore:12'],
    ['an option that must be there', ['ignore', '0123456789abcdef0123'], 'ignore needs --reason.'],
    ['a config that is a folder', ['--config', 'src'], 'There is no config src, or it is no file.'],
    ['a history of some refs', ['history', '--no-all'], 'A history is that of all refs.'],
    ['two ways to name findings', ['ignore', '0123456789abcdef0123', '--last', '--reason', 'x'], 'exclude each other'],
    ['nothing to look at', ['package', '--no-npm', '--no-docker'], 'Nothing is left to look at.'],
    ['a cache in a file', ['history', '--cache', '.gitignore'], 'The cache .gitignore/history.cache'],
    ['a baseline owner of two words', ['baseline', '--owner', 'a b'], '--owner takes one word.'],
    ['a zone for a log that is not given', ['audit', '--time-zone', 'Europe/Berlin'], 'Add --audit-log FILE'],
    [
      'hours for a log that is not given',
      ['incident', 'src/a.js:1', '--business-hours', '9-5'],
      'Add --audit-log FILE',
    ],
    ['a day for a log that is not given', ['incident', 'src/a.js:1', '--exposed-since', 'x'], 'Add --audit-log FILE'],
    ['words behind completion', ['completion', 'fish'], 'completion takes no fish.'],
    ['a line that is not there', ['explain', 'src/a.js:99'], 'src/a.js has no line 99'],
    ['a folder to explain', ['explain', 'src:1'], 'src is a folder.'],
  ];
  it.each(cases)('%s', (_name, args, message) => {
    const { code, stderr } = unchanged().run(args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('output that cannot be written', () => {
  it.each([['scan'], ['staged'], ['rules'], ['explain', 'src/a.js:1']])(
    'to a full disk is exit code 2, told without a stack: %s',
    (...args) => {
      if (!existsSync('/dev/full')) return;
      const repository = unchanged();
      const { status, stderr } = spawnSync(process.execPath, [BIN, ...args], {
        cwd: repository.path,
        env: repository.environment,
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
        encoding: 'utf8',
      });
      expect({ status, stack: /^\s+at /m.test(stderr), told: stderr.includes('ENOSPC') }).toEqual({
        status: 2,
        stack: false,
        told: true,
      });
    },
  );

  it('goes into what is no plain file, and leaves it there', () => {
    const repository = unchanged();
    spawnSync('mkfifo', [`${repository.home}/pipe`]);
    const script = `cat "${repository.home}/pipe" > "${repository.home}/read" & "${process.execPath}" "${BIN}" --format unix --output "${repository.home}/pipe"; wait`;
    spawnSync('sh', ['-c', script], { cwd: repository.path, env: repository.environment });
    expect(readFileSync(`${repository.home}/read`, 'utf8')).toContain('src/a.js:1');
  });
});

describe('explain tells whether a place is reported:', () => {
  const accepted: readonly (readonly [string, (repository: Repository, fingerprint: string) => void, string])[] = [
    ['reported', () => undefined, 'reported ('],
    [
      'by a comment',
      (repository) =>
        repository.write(
          'src/a.js',
          leak().replace('\n', ' // pictify-scan-disable-line pictify/live-key -- sample\n'),
        ),
      'not reported: a comment accepts it: sample',
    ],
    [
      'by the config',
      (repository, fingerprint) => repository.run(['ignore', fingerprint, '--reason', 'sample']),
      'not reported: "ignore" in the config accepts it: sample',
    ],
    ['by the baseline', (repository) => repository.run(['baseline']), 'not reported: the baseline accepts it'],
    [
      'by its path',
      (repository) => repository.write('pictify-scan.config.json', '{ "ignorePaths": ["src/"] }\n'),
      'src/a.js is left out by "ignorePaths" of the config',
    ],
  ];
  it.each(accepted)('%s', (_name, accept, words) => {
    const { repository, fingerprint } = leaking();
    accept(repository, fingerprint);
    expect(repository.run(['explain', 'src/a.js:1']).stdout).toContain(words);
  });

  it('a fingerprint that is accepted', () => {
    const { repository, fingerprint } = leaking();
    repository.run(['ignore', fingerprint, '--reason', 'sample']);
    expect(repository.run(['explain', fingerprint])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('not reported: "ignore" in the config accepts it: sample'),
    });
  });
});

it('fix and its undo let no escape sequence of a file name reach the terminal', () => {
  const repository = Repository.started();
  repository.write('a\u001b[8mb.js', leak());
  const { stdout } = repository.run(['fix', '--yes']);
  const undone = repository.run(['fix', '--undo']).stdout;
  expect(`${stdout}${undone}`).toContain('a\\x1b[8mb.js');
  expect(`${stdout}${undone}`).not.toContain('\u001b');
});

it.each([['scan'], ['staged'], ['baseline']])('a bare repository is no clean folder: %s', (command) => {
  const repository = new Repository({ init: ['--bare'] });
  const { code, stderr } = repository.run([command]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('This is a bare repository') });
});

it('a link that is named is not followed, which is told', () => {
  const { repository } = leaking();
  symlinkSync('src/a.js', `${repository.path}/link.js`);
  expect(repository.run(['scan', 'link.js']).stderr).toContain('not looked into: 1 symlink');
});

it('explain takes a place as reports print it, with the column', () => {
  expect(unchanged().run(['explain', 'src/a.js:1:30']).stdout).toContain('reported (');
});

it.skipIf(process.getuid?.() === 0)('fix does not take what it could not read for clean', () => {
  const repository = Repository.started();
  repository.write('a.js', leak());
  chmodSync(`${repository.path}/a.js`, 0);
  const { code, stderr } = repository.run(['fix', '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('a.js could not be read') });
});

it('a folder that is gone is told', () => {
  const repository = unchanged();
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1"';
  const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, BIN], {
    cwd: repository.home,
    env: repository.environment,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('The folder that you are in is gone'),
  });
});

describe('ignore', () => {
  it('takes the newer word about a finding that is ignored already', () => {
    const { repository, fingerprint } = leaking();
    repository.run(['ignore', fingerprint, '--reason', 'first', '--owner', 'ada']);
    repository.run(['ignore', fingerprint, '--reason', 'second']);
    const { ignore } = JSON.parse(repository.bytes('pictify-scan.config.json').toString('utf8')) as { ignore: unknown };
    expect(ignore).toEqual([{ fingerprint, reason: 'second' }]);
  });
});

it('a range that is named by ids is told once', () => {
  const repository = Repository.started();
  const base = repository.git('rev-parse', 'HEAD');
  repository.write('b.js', 'b\n');
  const head = repository.commit('b');
  const { stderr } = repository.run(['range', `${base}..${head}`]);
  expect(stderr).toContain(`pictify-scan: no secrets found: ${base.slice(0, 8)}..${head.slice(0, 8)}: 1 commit`);
});

it('a range that is judged by the work tree is not said to be judged by its base', () => {
  const repository = Repository.started();
  repository.write('pictify-scan.config.json', '{ "preset": "strict" }\n');
  repository.commit('config');
  const { stdout } = repository.run(['range', 'HEAD', '--config-from', 'worktree']);
  expect(stdout).toContain('It was judged by the work tree');
});
