import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { leaksIn } from '../support/canary.js';
import { BIN, KEY, KEY2, leak, Repository } from '../support/repository.js';
import { incident } from './incident.js';

const TOKEN = createSampler(78).hex(64);

describe('incident finds the key', () => {
  const fingerprintOf = (repository: Repository): string =>
    repository.scan('history', '--all-objects').report?.findings[0]?.fingerprint ?? '';

  it.each<readonly [string, (repository: Repository) => string]>([
    [
      'by the fingerprint of a file on disk',
      (r) => (r.write('a.js', leak()), r.scan('scan').report?.findings[0]?.fingerprint ?? ''),
    ],
    [
      'by the fingerprint of what is in the history only',
      (r) => {
        r.stage('a.js', leak());
        r.commit('in');
        const fingerprint = fingerprintOf(r);
        r.stage('a.js', '');
        r.commit('out');
        return fingerprint;
      },
    ],
    [
      'by the fingerprint that a manifest with its base64 has',
      (r) => {
        r.stage(
          's.yaml',
          `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\ndata:\n  PICTIFY_API_KEY: ${Buffer.from(KEY).toString('base64')}\n`,
        );
        return r.scan('scan').report?.findings.find(({ rule }) => rule === 'pictify/k8s-secret')?.fingerprint ?? '';
      },
    ],
    ['by its place', (r) => (r.write('a.js', `\n${leak()}`), 'a.js:2')],
    ['by its place, with a column', (r) => (r.write('a.js', `\n${leak()}`), 'a.js:2:41')],
    [
      'by its place in a file that a comment silences',
      (r) => (r.write('a.js', `${leak().trim()} // pictify-scan-disable-line -- sample\n`), 'a.js:1'),
    ],
  ])('%s', (_name, arrange) => {
    using repository = Repository.started();
    const what = arrange(repository);
    const { key } = incident(repository, [what]).report;
    expect([key.kind, key.match, key.variables[0]]).toEqual([
      'pictify-live',
      `pk_live_…${KEY.slice(-2)}`,
      'PICTIFY_API_KEY',
    ]);
  });

  it('under the name that the program gives it', () => {
    using repository = Repository.started();
    repository.write('.env', `PICTIFY_RENDER_KEY=${KEY}\n`);
    expect(incident(repository, ['.env:1']).report.key.variables).toEqual(['PICTIFY_RENDER_KEY', 'PICTIFY_API_KEY']);
  });
});

describe('incident refuses', () => {
  it.each<readonly [string, readonly string[], string, RegExp]>([
    ['a key as argument', [KEY], '', /A key was given on the command line[^]*shell keeps it in its history[^]*--stdin/],
    ['a token without prefix as argument', [TOKEN], '', /A key was given on the command line/],
    ['a token with a line', [`${TOKEN}:3`], '', /A key was given on the command line/],
    ['a key behind a fingerprint', ['0'.repeat(20), KEY], '', /A key was given on the command line/],
    ['a key beside --stdin', ['--stdin', KEY], '', /A key was given on the command line/],
    ['a key as --key-id', ['--stdin', '--key-id', KEY], KEY2, /A key was given on the command line/],
    ['nothing', [], '', /Which key\?/],
    ['two keys', ['a.js:1', 'b.js:1'], '', /about one key/],
    ['nonsense', ['what'], '', /neither a fingerprint nor PATH:LINE/],
    ['a fingerprint of nothing', ['0'.repeat(20)], '', /No key here has the fingerprint/],
    ['a line without a key', ['clean.js:1'], '', /There is no key on clean\.js:1/],
    ['a line with two', ['two.js:1'], '', /There are 2 keys on two\.js:1/],
    ['a file that is not there', ['gone.js:1'], '', /gone\.js does not exist/],
    ['empty input', ['--stdin'], '\n', /Nothing came over standard input/],
    ['words', ['--stdin'], `the key is ${KEY}`, /it has white space in it/],
    ['what is too short', ['--stdin'], 'abc', /shorter than 12/],
    [
      'a log that is not there',
      ['--stdin', '--audit-log', 'gone.jsonl'],
      KEY,
      /gone\.jsonl could not be read \(ENOENT\)/,
    ],
    ['a log that is none', ['--stdin', '--audit-log', 'clean.js'], KEY, /is no audit log/],
    [
      'a time zone of nowhere',
      ['--stdin', '--audit-log', 'log.jsonl', '--time-zone', 'Mars/Base'],
      KEY,
      /no time zone Mars\/Base/,
    ],
    [
      'hours that run backwards',
      ['--stdin', '--audit-log', 'log.jsonl', '--business-hours', '18:00-09:00'],
      KEY,
      /no business hours/,
    ],
    ['hours without a log', ['--stdin', '--business-hours', '9-5'], KEY, /--business-hours: only the audit log/],
    ['a time without a log', ['--stdin', '--exposed-since', 'lately'], KEY, /--exposed-since: only the audit log/],
    ['a key with an escape sequence', ['--stdin'], `\u001b[31m${KEY}`, /control characters/],
    ['a time that is none', ['--stdin', '--audit-log', 'log.jsonl', '--exposed-since', 'lately'], KEY, /is no time/],
  ])('%s', (_name, args, input, expected) => {
    using repository = Repository.started();
    repository.write('clean.js', 'clean\n');
    repository.write('two.js', `new Pictify('${KEY}'); new Pictify('${KEY2}');\n`);
    repository.write('log.jsonl', '{"timestamp":"2026-01-01T00:00:00Z"}\n');
    const { code, stdout, stderr } = repository.run(['incident', ...args], { input });
    expect({ code, stdout, leaks: [...leaksIn(stderr, KEY), ...leaksIn(stderr, TOKEN)] }).toEqual({
      code: 2,
      stdout: '',
      leaks: [],
    });
    expect(stderr).toMatch(expected);
  });
});

/** Runs a command on a terminal of its own, types when it is asked, and gives all that the terminal showed. */
const TERMINAL = `
import os, pty, select, sys
typed = sys.stdin.read().encode()
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
out = b''
while select.select([fd], [], [], 30)[0]:
    try:
        data = os.read(fd, 4096)
    except OSError:
        break
    if not data:
        break
    out += data
    if b'nothing is shown' in out and typed:
        os.write(fd, typed)
        typed = b''
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(out)
sys.exit(os.waitstatus_to_exitcode(status))
`;
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
if (!hasPython) console.log('skipped: there is no python3 to make a terminal with');

describe.skipIf(!hasPython)('incident asks on a terminal', () => {
  it.each<readonly [string, string, number, RegExp]>([
    ['and shows nothing of what is pasted', `${KEY}\r`, 1, /# The key is in files of this machine/],
    ['and takes a correction', `${KEY}x\u007f\r`, 1, /# The key is in files of this machine/],
    ['and lets go on Ctrl-C', `${KEY}\u0003`, 2, /No key was given/],
  ])('%s', (_name, typed, status, expected) => {
    using repository = Repository.started();
    repository.write('a.js', leak());
    const run = spawnSync('python3', ['-c', TERMINAL, process.execPath, BIN, 'incident', '--stdin'], {
      cwd: repository.path,
      env: { ...process.env, ...repository.environment },
      input: typed,
      encoding: 'utf8',
    });
    expect({ status: run.status, leaks: leaksIn(run.stdout, KEY) }).toEqual({ status, leaks: [] });
    expect(run.stdout).toMatch(expected);
  });
});
