import { describe, expect, it } from 'vitest';
import { plainCommand } from '../../src/cli/plainCommand.js';
import { KEY, leak, Repository } from '../support/repository.js';

describe('a plain command line', () => {
  it.each([
    [[], 'scan', []],
    [['scan'], 'scan', []],
    [['scan', '-q'], 'scan', []],
    [['scan', 'src', 'a b.js', '--quiet'], 'scan', ['src', 'a b.js']],
    [['message', '.git/COMMIT_EDITMSG'], 'message', ['.git/COMMIT_EDITMSG']],
    [['push', 'origin', 'git@example.com:a.git'], 'push', ['origin', 'git@example.com:a.git']],
    [['range', 'a..b', '--stats'], 'range', ['a..b']],
    [['history', '--stats', '--quiet'], 'history', []],
  ])('%j is %s of %j', (argv, command, words) => {
    expect(plainCommand(argv)).toEqual({
      command,
      words,
      quiet: argv.includes('--quiet') || argv.includes('-q'),
      stats: argv.includes('--stats'),
    });
  });

  it.each([
    [['--quiet']],
    [['scan', '-v']],
    [['scan', '-']],
    [['scan', '']],
    [['scan', '--', 'a']],
    [['scan', '--format', 'json']],
    [['message']],
    [['message', 'a', 'b']],
    [['range', 'a', 'b']],
    [['push', 'a', 'b', 'c']],
    [['history', 'x']],
    [['history', '--since', 'x']],
    [['stagedd']],
    [['constructor']],
    [['src']],
  ])('%j is left to the argument parser', (argv) => {
    expect(plainCommand(argv)).toBeUndefined();
  });
});

describe('what a plain command line prints', () => {
  // The same with an option that changes nothing, so that the argument parser reads it.
  it.each([
    [['scan']],
    [['scan', 'a.js', 'b.js']],
    [['scan', 'gone.js']],
    [['scan', 'histroy']],
    [['scan', '../..']],
    [['message', 'note.txt']],
    [['message', 'gone.txt']],
    [['range', 'HEAD']],
    [['range', 'gone..HEAD']],
    [['range', 'HEAD', '--quiet']],
    [['history']],
  ])('%j is what the argument parser makes of it', (argv) => {
    using repository = new Repository();
    repository.write('.gitignore', '.env\n.env.*\n');
    repository.write('b.js', 'export {};\n');
    repository.commit('first');
    repository.write('a.js', leak());
    repository.commit('second');
    repository.write('note.txt', `a key: PICTIFY_API_KEY=${KEY}\n`);
    const plain = repository.run(argv);
    const parsed = repository.run([...argv, '--no-show-known']);
    const text = (outcome: { stdout: string; stderr: string }): string =>
      (outcome.stdout + outcome.stderr).replaceAll(/\d+ ms/g, 'ms');
    expect(text(plain)).toBe(text(parsed));
    expect(plain.code).toBe(parsed.code);
  });
});
