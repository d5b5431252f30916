import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, KEY, leak, Repository } from '../support/repository.js';

let tools = '';

/** A folder with git, the shell's own programs and, by name, a scanner. */
beforeAll(() => {
  tools = mkdtempSync(join(tmpdir(), 'pictify-scan-server-'));
  script('pictify-scan', `exec "${process.execPath}" "${BIN}" "$@"`);
  script('killed-scanner', 'kill -9 $$');
});

afterAll(() => rmSync(tools, { recursive: true, force: true }));

function script(name: string, text: string): void {
  const file = join(tools, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

/** A work tree whose remote is a bare repository with the script on pre-receive. */
function served(environment: NodeJS.ProcessEnv = {}): Repository {
  const repository = Repository.started();
  const server = join(repository.home, 'server.git');
  repository.git('init', '-q', '--bare', '--template=', server);
  mkdirSync(join(server, 'hooks'));
  copyFileSync('templates/pre-receive.sh', join(server, 'hooks', 'pre-receive'));
  repository.git('remote', 'add', 'origin', server);
  repository.environment['PATH'] = `${tools}:${process.env['PATH'] ?? ''}`;
  repository.git('push', '-q', 'origin', 'main');
  Object.assign(repository.environment, environment);
  return repository;
}

const onServer = (repository: Repository, ...args: string[]): string =>
  repository.git('--git-dir', join(repository.home, 'server.git'), ...args);

/** [what is pushed, how it is made; gives the refs, whether it goes through] */
const PUSHES: readonly (readonly [string, (repository: Repository) => readonly string[], boolean])[] = [
  [
    'a clean commit',
    (r) => {
      r.write('a.js', 'x\n');
      r.commit('a');
      return ['main'];
    },
    true,
  ],
  [
    'a key',
    (r) => {
      r.write('a.js', leak());
      r.commit('a');
      return ['main'];
    },
    false,
  ],
  [
    'a key that a later commit takes out',
    (r) => {
      r.write('a.js', leak());
      r.commit('a');
      r.write('a.js', 'x\n');
      r.commit('b');
      return ['main'];
    },
    false,
  ],
  [
    'a key on a new branch',
    (r) => {
      r.git('checkout', '-q', '-b', 'other');
      r.write('a.js', leak());
      r.commit('a');
      return ['other'];
    },
    false,
  ],
  [
    'a clean branch and one with a key',
    (r) => {
      r.git('branch', 'clean');
      r.write('a.js', leak());
      r.commit('a');
      return ['clean', 'main'];
    },
    false,
  ],
  [
    'a key in the message of a tag',
    (r) => {
      r.git('tag', '-a', '-m', `key ${KEY}`, 'v1');
      return ['v1'];
    },
    false,
  ],
  [
    'a config that would let its own key pass',
    (r) => {
      r.write('pictify-scan.config.json', '{ "rules": { "pictify/*": "off" } }');
      r.write('a.js', leak());
      r.commit('a');
      return ['main'];
    },
    false,
  ],
  ['a removal', () => [':main'], true],
];

describe('templates/pre-receive.sh on a bare repository', () => {
  it.each(PUSHES)('%s', (_name, prepare, passes) => {
    using repository = served();
    onServer(repository, 'config', 'receive.denyDeleteCurrent', 'ignore');
    const { code } = repository.tryGit('push', 'origin', ...prepare(repository));
    expect(code === 0).toBe(passes);
  });

  it('keeps nothing of what it refuses', () => {
    using repository = served();
    repository.write('a.js', leak());
    const commit = repository.commit('a');
    repository.tryGit('push', 'origin', 'main');
    expect(onServer(repository, 'cat-file', '--batch-all-objects', '--batch-check')).not.toContain(commit);
  });

  it('tells the pusher where, and never what', () => {
    using repository = served();
    repository.write('src/a.js', leak());
    repository.commit('a');
    const { stderr } = repository.tryGit('push', 'origin', 'main');
    expect([/remote: .*src\/a\.js:1:/.test(stderr), stderr.includes(KEY)]).toEqual([true, false]);
  });

  it.each([
    ['is not there', { PICTIFY_SCAN: 'no-such-scanner' }, 'no-such-scanner was not found on the server.'],
    ['is killed', { PICTIFY_SCAN: 'killed-scanner' }, 'the scanner ended with 137.'],
    ['has a config that it cannot read', { PICTIFY_SCAN_CONFIG: '/no/such/config.json' }, 'the scanner ended with 2.'],
  ])('refuses in clear words where the scanner %s', (_name, environment, words) => {
    using repository = served(environment);
    repository.write('a.js', 'x\n');
    repository.commit('a');
    const { code, stderr } = repository.tryGit('push', 'origin', 'main');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`nothing was checked, so the push is refused: ${words}`),
    ]);
  });

  it("is judged by the server's own config", () => {
    using repository = served();
    const config = join(repository.home, 'server.json');
    writeFileSync(config, JSON.stringify({ rules: { 'pictify/live-key': 'off' } }));
    repository.environment['PICTIFY_SCAN_CONFIG'] = config;
    repository.write('a.js', leak());
    repository.commit('a');
    expect(repository.tryGit('push', 'origin', 'main').code).toBe(0);
  });

  it('looks at a push by a repository that shares objects', () => {
    using repository = served();
    const fork = join(repository.home, 'fork.git');
    repository.git('clone', '-q', '--bare', '--shared', join(repository.home, 'server.git'), fork);
    mkdirSync(join(fork, 'hooks'), { recursive: true });
    rmSync(join(fork, 'hooks', 'pre-receive'), { force: true });
    symlinkSync(join(repository.home, 'server.git', 'hooks', 'pre-receive'), join(fork, 'hooks', 'pre-receive'));
    repository.write('a.js', leak());
    repository.commit('a');
    expect(repository.tryGit('push', fork, 'main').code).not.toBe(0);
  });
});
