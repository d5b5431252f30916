import { describe, expect, it } from 'vitest';
import { KEY, leak, Repository } from '../support/repository.js';

const LIVE = 'pictify/live-key';

describe('names of files', () => {
  const names: readonly (readonly [string, string | Buffer, string?])[] = [
    ['with spaces', 'my file.js'],
    ['with a quote', `it's.js`],
    ['with a double quote', 'say "hi".js'],
    ['with a line end', 'two\nlines.js'],
    ['with a tab', 'a\tb.js'],
    ['with a backslash', 'a\\b.js'],
    ['with an emoji', '🔑.js'],
    ['with accents, composed', 'caf\u00e9.js'],
    ['with accents, decomposed', 'cafe\u0301.js'],
    ['in Japanese', '鍵.js'],
    ['with a leading dash', '-rf.js'],
    ['with a leading colon', ':(top)a.js'],
    ['with glob characters', '[a]*?.js'],
    ['called HEAD', 'HEAD'],
    ['called __proto__', '__proto__'],
    ['called constructor', 'constructor'],
    ['with a dollar', '$HOME.js'],
    ['that ends in a space', 'a.js '],
    ['no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x2e, 0x6a, 0x73]), 'a\\xff\\xfe.js'],
  ];
  it.each(names.map(([name, path, shown = String(path)]) => [name, path, shown] as const))(
    '%s',
    (_name, path, shown) => {
      using repository = Repository.started();
      repository.stage(path, leak());
      expect(repository.scan('staged').found).toEqual([`${LIVE} ${shown}:1 new`]);
    },
  );

  it('deeper than any disk allows', { timeout: 60_000 }, () => {
    using repository = Repository.started();
    const path = `${'d/'.repeat(20_000)}x.js`;
    const blob = repository.gitWith(leak(), 'hash-object', '-w', '--stdin');
    repository.gitWith(`100644 ${blob} 0\t${path}\n`, 'update-index', '--index-info');
    expect(repository.scan('staged').found).toEqual([`${LIVE} ${path}:1 new`]);
  });

  it('with escape sequences are shown escaped', () => {
    using repository = Repository.started();
    repository.stage('a\u001b[31m\u202e.js', leak());
    const { stdout } = repository.run(['staged']);
    expect(stdout).toContain('a\\x1b[31m\\u202e.js:1:');
    expect(stdout).not.toContain('\u001b');
  });

  it('that hold a key are masked', () => {
    using repository = Repository.started();
    repository.stage(`${KEY}.js`, leak());
    const { stdout, stderr } = repository.run(['staged']);
    expect(stdout + stderr).not.toContain(KEY);
  });
});
